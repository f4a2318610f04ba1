import QuizEngine
import SextantCore

/// A session in plain text: a line goes in, lines and effects come out.
///
/// What is said of an answer comes only once its write has been answered.
public protocol PlainSession: Sendable {
  /// True where no further line is wanted.
  var isOver: Bool { get }
  /// What to print before the first line is read.
  func opening() -> [String]
  /// Takes a line in: what to print, and what the world must do.
  mutating func handle(line: String, clock: Int) -> (lines: [String], effects: [Effect])
  /// Takes in what came of an effect: what to print, and what the world must do next.
  mutating func take(_ outcome: Outcome, clock: Int) -> (lines: [String], effects: [Effect])
  /// What keeps the half-finished answer, flag, note and clock where the program ends now.
  mutating func interrupted(clock: Int) -> [Effect]
}

/// A session, with what to say about each write once its outcome is known.
struct PlainMachine<Telling: Sendable>: Sendable {
  private(set) var session: Session
  /// One for each write on its way, oldest first.
  private var tellings: [Telling] = []

  init(_ session: Session) { self.session = session }

  /// Tells the session what happened.
  ///
  /// - Parameter telling: What to tell of each write that it asks for.
  mutating func send(_ event: Session.Event, telling: Telling, at clock: Int) -> [Effect] {
    let effects = session.handle(event, at: clock)
    tellings += effects.filter(\.isWrite).map { _ in telling }
    return effects.compactMap(Effect.init)
  }

  /// Takes the outcome of the oldest write: returns what to say about it, and what the world must do next.
  ///
  /// - Parameter next: What to say about the writes that follow from it.
  mutating func answer(_ event: Session.Event, next: Telling, at clock: Int) -> (Telling, [Effect])? {
    guard !tellings.isEmpty else { return nil }
    let telling = tellings.removeFirst()
    return (telling, send(event, telling: next, at: clock))
  }
}
