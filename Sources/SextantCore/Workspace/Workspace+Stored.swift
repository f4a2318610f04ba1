import Journal
import QuizEngine

/// What commands and dialogue ask about the stored attempts; they never reach the journal itself.
extension Workspace {
  /// All attempts of this assessment, the oldest first.
  ///
  /// - Throws: `JournalError`.
  package func attempts() throws -> [AttemptRecord] { try journal.attempts(assessment: framework.id) }

  /// A stored attempt.
  ///
  /// - Throws: `JournalError`, or a `WorkspaceError` where there is none of that identity.
  package func attempt(id: String) throws -> AttemptRecord {
    guard let record = try journal.attempt(id: id) else { throw WorkspaceError.noAttempt(id) }
    return record
  }

  /// The attempt that is open, even where nothing was done in it.
  ///
  /// - Throws: `JournalError`.
  package func openAttempt() throws -> AttemptRecord? { try journal.openAttempt(assessment: framework.id) }

  /// Ends an attempt with the answers so far.
  ///
  /// - Throws: `JournalError`.
  package func end(attempt id: String) throws { _ = try finish(attempt: id, .ended) }

  /// Closes an attempt without a result; its answers are kept.
  ///
  /// - Throws: `JournalError`.
  package func close(attempt id: String) throws { try drop(attempt: id) }

  /// Passes on every later notice of the journal, such as that a damaged file was rebuilt.
  package func listen(_ hear: @escaping @Sendable (String) -> Void) { journal.listen(hear) }

  /// Puts a flag on an answered item, or takes it off.
  ///
  /// - Throws: `JournalError`.
  func setFlag(attempt: String, position: Int, _ isFlagged: Bool) throws {
    try journal.setFlag(attempt: attempt, position: position, flagged: isFlagged)
  }
}
