import ItemBank
import Psychometrics

/// An attempt or mock exam, with everything the person is doing in it, as a pure state machine.
///
/// Events go in with the reading of a clock in milliseconds; effects come out. Nothing here reads a clock or
/// a disk. An answer counts as stored only after `stored`. After `writeFailed` the state is exactly as it was
/// before the write, so the same step can be tried again.
package struct Session: Sendable, Equatable {
  /// The attempt's identity.
  package let id: String
  /// The part that a failed write restores.
  package internal(set) var state: State
  /// The writes requested and not yet answered, oldest first; replies come in this order.
  package internal(set) var writes: [Write] = []
  /// The clock reading up to which time has been counted.
  var countedUntil: Int

  /// The result of opening an attempt.
  package enum Opening: Sendable, Equatable {
    /// There is something to do.
    case session(Session)
    /// All answers were given; the attempt only needs to be closed.
    case over(StopReason)
  }

  /// Continues an attempt at its pending item, or begins it.
  ///
  /// - Parameters:
  ///   - item: The pending item; nil if the attempt is over or the bank has lost the item.
  ///   - last: The item that was answered last; nil if its answer can't be taken back.
  ///   - flags: The number of answered items that are flagged.
  ///   - activeMilliseconds: The time spent on the answered items.
  ///   - waitsToBegin: True if the clock is stopped until the person begins.
  package static func opening(
    id: String, attempt: Attempt, item: Item?, pending: PendingItem? = nil, last: LastAnswer? = nil,
    flags: Int = 0,
    activeMilliseconds: Int = 0, waitsToBegin: Bool = false, at clock: Int
  ) -> Opening {
    guard let item, attempt.stopReason == nil else { return .over(attempt.stopReason ?? .exhausted) }
    var state = State(
      work: .attempt(attempt), item: item, position: attempt.responses.count,
      activeMilliseconds: Self.sane(activeMilliseconds))
    (state.flags, state.last) = (flags, last)
    if let pending, pending.item == item.id { state.restore(pending) }
    if waitsToBegin, state.isBare { state.stage = .ready }
    return .session(Session(id: id, state: state, countedUntil: clock))
  }

  /// Continues a mock exam, or begins it.
  ///
  /// - Parameter isFresh: True if nothing was done in it, so that the clock waits for the person.
  package init(id: String, exam: Exam, item: Item, isFresh: Bool, at clock: Int) {
    var state = State(work: .exam(exam), item: item, position: exam.place, activeMilliseconds: 0)
    state.restoreItemState()
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
  /// The mock exam; nil in an attempt.
  package var exam: Exam? { if case .exam(let exam) = state.work { exam } else { nil } }
  /// The decisions made before the first item.
  package var plan: AttemptPlan { state.plan }
  /// The answers so far, in order; empty in an exam, where answers can still change.
  package var responses: [Attempt.Response] { attempt?.responses ?? [] }
  /// What the session waits for.
  package var stage: Stage { state.stage }
  /// The item on the screen.
  package var item: Item { state.item }
  /// The order of the item's parts on the screen.
  package var presentation: Presentation { state.presentation }
  /// The answer in the making.
  package var draft: Draft { state.draft }
  /// The person's note on the item.
  package var note: String { state.note }
  /// True if the item is flagged.
  package var isFlagged: Bool { state.isFlagged }
  /// The number of flagged items.
  package var flags: Int { exam?.flaggedCount ?? state.flags }
  /// The remark to show until the next step.
  package var remark: Remark? { state.remark }
  /// True while a confirmed step is being written; no other step is accepted until then.
  package var isWriting: Bool { writes.contains { if case .step = $0 { true } else { false } } }
  /// True if there is nothing to lose.
  package var isBare: Bool { state.isBare }
  /// True once the session waits for nothing.
  package var isOver: Bool { state.stage == .over }

  /// The items of the exam with the work on each; empty in an attempt.
  package var itemStates: [Exam.ItemState] { exam?.itemStates ?? [] }
  /// The position of the item on the screen.
  package var place: Int { exam?.place ?? responses.count }
  /// The exam's time left, in milliseconds; nil without a limit.
  package var remainingMilliseconds: Int? { exam?.remainingMilliseconds }
  /// The number of exam items with a complete answer.
  package var answeredCount: Int { exam?.answeredCount ?? responses.count }
  /// The number of exam items with some rows answered and some not.
  package var partlyCount: Int { exam?.partlyCount ?? 0 }
}
