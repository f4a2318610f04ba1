import QuizEngine
import SextantCore

/// A session in plain text: it takes lines, and returns lines and effects.
///
/// Nothing is said about an answer until its write has been confirmed.
public protocol PlainSession: Sendable {
  /// True if no further line is wanted.
  var isOver: Bool { get }
  /// The lines to print before the first line is read.
  func opening() -> [String]
  /// Handles a typed line; returns the lines to print and the effects to carry out.
  mutating func handle(line: String, clock: Int) -> (lines: [String], effects: [Effect])
  /// Handles the outcome of an effect; returns the lines to print and the next effects.
  mutating func take(_ outcome: Outcome, clock: Int) -> (lines: [String], effects: [Effect])
  /// The effects that store the unfinished answer, flag, note and clock if the program ends now.
  mutating func interrupted(clock: Int) -> [Effect]
}

/// A session, with what to say about each write once its outcome is known.
struct PlainMachine<Announcement: Sendable>: Sendable {
  private(set) var session: Session
  /// One for each write under way, oldest first.
  private var announcements: [Announcement] = []

  init(_ session: Session) { self.session = session }

  /// Sends an event to the session.
  ///
  /// - Parameter telling: What to say about each write that it asks for.
  mutating func send(_ event: Session.Event, announcement: Announcement, at clock: Int) -> [Effect] {
    let effects = session.handle(event, at: clock)
    announcements += effects.filter(\.isWrite).map { _ in announcement }
    return effects.compactMap(Effect.init)
  }

  /// Handles the outcome of the oldest write; returns what to say about it and the next effects.
  ///
  /// - Parameter next: What to say about the writes that follow from it.
  mutating func answer(_ event: Session.Event, next: Announcement, at clock: Int) -> (Announcement, [Effect])?
  {
    guard !announcements.isEmpty else { return nil }
    let announcement = announcements.removeFirst()
    return (announcement, send(event, announcement: next, at: clock))
  }
}
