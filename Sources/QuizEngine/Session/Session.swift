import ItemBank
import Psychometrics

/// An attempt or a mock exam with everything the person is doing in it, as a pure state machine.
///
/// Events go in with the reading of a clock in milliseconds; effects come out. Nothing here reads a clock or a disk.
/// An answer is known to be stored only once `stored` has come. After `writeFailed` the state is exactly what it was
/// before the write, so that the same step can be tried again.
package struct Session: Sendable, Equatable {
  /// The attempt's identity.
  package let id: String
  /// Everything that a failed write brings back.
  package internal(set) var state: State
  /// The writes that were asked for and not answered yet, oldest first; each is answered in turn.
  package internal(set) var writes: [Write] = []
  /// Until when the time is counted, on the running clock.
  var countedUntil: Int

  /// What an opened attempt leads to.
  package enum Opening: Sendable, Equatable {
    /// There is something to do.
    case session(Session)
    /// Every answer was given before; the attempt only has to be closed.
    case over(StopReason)
  }

  /// Goes on with an attempt at the item that it waits at, or begins it.
  ///
  /// - Parameters:
  ///   - item: The item that the attempt waits at; nil where it is over or the bank has lost it.
  ///   - flags: How many of the answered items carry a flag.
  ///   - activeMilliseconds: The time worked on the answered items.
  ///   - waitsToBegin: True where the clock stands until the person begins.
  package static func opening(
    id: String, attempt: Attempt, item: Item?, pending: PendingItem? = nil, flags: Int = 0,
    activeMilliseconds: Int = 0, waitsToBegin: Bool = false, at clock: Int
  ) -> Opening {
    guard let item, attempt.stopReason == nil else { return .over(attempt.stopReason ?? .exhausted) }
    var state = State(
      work: .attempt(attempt), item: item, position: attempt.responses.count,
      activeMilliseconds: Self.sane(activeMilliseconds))
    state.flags = flags
    if let pending, pending.item == item.id { state.restore(pending) }
    if waitsToBegin, state.isBare { state.stage = .ready }
    return .session(Session(id: id, state: state, countedUntil: clock))
  }

  /// Goes on with a mock exam, or begins it.
  ///
  /// - Parameter isFresh: True where nothing was done in it: the clock waits for the person.
  package init(id: String, exam: Exam, item: Item, isFresh: Bool, at clock: Int) {
    var state = State(work: .exam(exam), item: item, position: exam.place, activeMilliseconds: 0)
    state.restoreSheet()
    if isFresh { state.stage = .ready }
    self.init(id: id, state: state, countedUntil: clock)
  }

  private init(id: String, state: State, countedUntil: Int) {
    self.id = id
    self.state = state
    self.countedUntil = countedUntil
  }
}

extension Session {
  /// The attempt; nil in a mock exam.
  package var attempt: Attempt? { if case .attempt(let attempt) = state.work { attempt } else { nil } }
  /// The mock exam; nil in an attempt that chooses as it goes.
  package var exam: Exam? { if case .exam(let exam) = state.work { exam } else { nil } }
  /// Everything that was decided before the first item.
  package var plan: AttemptPlan { state.plan }
  /// The answers that were given, in order; none in an exam, whose answers can still change.
  package var responses: [Attempt.Response] { attempt?.responses ?? [] }
  /// What the session waits for.
  package var stage: Stage { state.stage }
  /// The item on the screen.
  package var item: Item { state.item }
  /// The order of its parts.
  package var presentation: Presentation { state.presentation }
  /// The answer in the making.
  package var draft: Draft { state.draft }
  /// The person's note to the item.
  package var note: String { state.note }
  /// True where the item carries a flag.
  package var isFlagged: Bool { state.isFlagged }
  /// How many items carry a flag.
  package var flags: Int { exam?.flaggedCount ?? state.flags }
  /// What there is to tell the person, until the next step.
  package var remark: Remark? { state.remark }
  /// True while what was confirmed is on its way to the disk: nothing else is taken until it has arrived.
  package var isWriting: Bool { writes.contains { if case .step = $0 { true } else { false } } }
  /// True where nothing was done that could be lost.
  package var isBare: Bool { state.isBare }
  /// True once nothing is waited for any more.
  package var isOver: Bool { state.stage == .over }

  /// The items of the exam with what was done about each; none in an attempt that chooses as it goes.
  package var sheets: [Exam.Sheet] { exam?.sheets ?? [] }
  /// The place of the item on the screen.
  package var place: Int { exam?.place ?? responses.count }
  /// The exam's time that is left, in milliseconds; nil without a limit.
  package var remainingMilliseconds: Int? { exam?.remainingMilliseconds }
  /// The items of the exam with a whole answer.
  package var answeredCount: Int { exam?.answeredCount ?? responses.count }
  /// The items of the exam of which some rows have an answer and some have none.
  package var partlyCount: Int { exam?.partlyCount ?? 0 }
}
