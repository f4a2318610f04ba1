import Journal
import QuizEngine

extension AttemptSession {
  /// The session that continues the attempt, or the reason why it only needs to be closed.
  ///
  /// - Parameter waitsToBegin: True if the clock is stopped until the person begins.
  package func opening(waitsToBegin: Bool = false, at clock: Int) -> Session.Opening {
    Session.opening(
      id: record.id, attempt: attempt, item: item, pending: pending, last: last, flags: flags,
      activeMilliseconds: record.activeMilliseconds, waitsToBegin: waitsToBegin, at: clock)
  }
}

extension ExamSession {
  /// The session that continues the exam.
  package func opening(at clock: Int) -> Session {
    Session(id: record.id, exam: exam, item: item, isFresh: isFresh, at: clock)
  }
}

extension Effect {
  /// Converts a session's effect; nil for leaving, which the interface handles itself.
  package init?(_ effect: Session.Effect) {
    switch effect {
    case .record(let recording): self = .record(recording)
    case .saveExamItem(let keeping): self = .saveExamItem(keeping)
    case .handIn(let exam, let attempt): self = .handIn(exam, attempt: attempt)
    case .finish(let attempt, let reason): self = .finish(attempt: attempt, reason)
    case .savePending(let pending): self = .savePending(pending)
    case .setFlag(let attempt, let position, let isFlagged):
      self = .flag(attempt: attempt, position: position, isFlagged)
    case .discard(let attempt): self = .closeAttempt(attempt)
    case .showResult(let attempt): self = .loadResult(attempt)
    case .leave: return nil
    }
  }
}

extension Outcome {
  /// The session event for an outcome; nil if the outcome concerns something else.
  package var sessionEvent: Session.Event? {
    switch self {
    case .recorded(let next), .kept(let next): .stored(next: next)
    case .finished, .dropped, .stored: .stored(next: nil)
    case .failed: .writeFailed
    default: nil
    }
  }
}
