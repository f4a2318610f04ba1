import Journal
import QuizEngine

/// Access to stored attempts for commands and plain mode, which never use the journal directly.
extension Workspace {
  /// All attempts of this assessment, oldest first.
  ///
  /// - Throws: `JournalError`.
  package func attempts() throws -> [AttemptRecord] { try journal.attempts(assessment: framework.id) }

  /// A stored attempt.
  ///
  /// - Throws: `JournalError`, or a `WorkspaceError` if there is none with that identity.
  package func attempt(id: String) throws -> AttemptRecord {
    guard let record = try journal.attempt(id: id) else { throw WorkspaceError.noAttempt(id) }
    return record
  }

  /// The attempt of a number.
  ///
  /// - Throws: `JournalError`, or a `WorkspaceError` if there is none.
  package func attempt(number: Int) throws -> AttemptRecord {
    guard let record = try attempts().first(where: { $0.number == number }) else {
      throw WorkspaceError.noAttempt("\(number)")
    }
    return record
  }

  /// The open attempt, even if nothing was done in it.
  ///
  /// - Throws: `JournalError`.
  package func openAttempt() throws -> AttemptRecord? { try journal.openAttempt(assessment: framework.id) }

  /// Ends an attempt with the answers so far.
  ///
  /// - Throws: `JournalError`.
  package func end(attempt id: String) throws { _ = try finish(attempt: id, .ended) }

  /// Closes an attempt without a result; its answers are kept but don't count.
  ///
  /// - Throws: `JournalError`.
  package func close(attempt id: String) throws { try drop(attempt: id) }

  /// Passes on later notices of the journal, for example that a damaged file was rebuilt.
  package func listen(_ hear: @escaping @Sendable (String) -> Void) { journal.listen(hear) }

  /// Opens the journal if a start put that off; the next overview brings its notices.
  ///
  /// - Throws: `JournalError`.
  func openJournal() throws { try journal.openNow() }

  /// Checks the whole journal, and rebuilds it if it is damaged; the next overview brings the notice.
  ///
  /// - Throws: `JournalError`.
  func verify() throws { try journal.verify() }

  /// Sets or removes the flag of an answered item.
  ///
  /// - Throws: `JournalError`.
  func setFlag(attempt: String, position: Int, _ isFlagged: Bool) throws {
    try journal.setFlag(attempt: attempt, position: position, flagged: isFlagged)
  }
}
