import Foundation
import Journal
import QuizEngine

/// Attempts that don't count, and attempts that go for good.
extension Workspace {
  /// The reason that a dropped attempt gets.
  package static let dropped = "dropped before its end"
  /// The longest reason, in characters.
  static let longestReason = 200

  /// Excludes a closed attempt from the score; it stays in the history with the reason.
  ///
  /// - Throws: `JournalError`, or `WorkspaceError.noReason` if the reason is empty.
  package func exclude(attempt id: String, reason: String) throws {
    let words = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.isEmpty else { throw WorkspaceError.noReason }
    try journal.exclude(
      attempt: id, reason: String(words.prefix(Self.longestReason)), at: environment.now())
  }

  /// Lets an excluded attempt count again.
  ///
  /// - Throws: `JournalError`.
  package func include(attempt id: String) throws { try journal.include(attempt: id) }

  /// What would go if a closed attempt were deleted.
  ///
  /// - Throws: `JournalError`, or `WorkspaceError.noAttempt`.
  package func deletion(ofAttempt id: String) throws -> AttemptDeletion {
    guard let record = try journal.attempt(id: id) else { throw WorkspaceError.noAttempt(id) }
    guard record.state != .open else { throw WorkspaceError.attemptIsOpen(number: record.number) }
    return AttemptDeletion(record: record, contents: try journal.contents(ofAttempt: id))
  }

  /// Deletes a closed attempt for good.
  ///
  /// - Parameter forgetsReviews: True to forget also how well its items are remembered, as far as no other attempt
  ///   answered them.
  /// - Throws: `JournalError`.
  package func delete(attempt id: String, forgetsReviews: Bool) throws {
    try journal.delete(attempt: id, forgetsReviews: forgetsReviews)
    // Later answers to its items may count now.
    try estimateCache(settings())?.remove()
    // What was deleted must not stay in the cache.
    startCache?.remove()
  }
}

/// What would go if an attempt were deleted.
public struct AttemptDeletion: Sendable {
  /// The attempt.
  public var record: AttemptRecord
  /// What belongs to it alone.
  public var contents: AttemptContents

  /// Combines an attempt with what belongs to it.
  public init(record: AttemptRecord, contents: AttemptContents) {
    self.record = record
    self.contents = contents
  }

  /// What goes, as sentences.
  package var sentence: String {
    var parts = [Words.count(contents.answers, "answer")]
    if contents.notes > 0 { parts.append(Words.count(contents.notes, "note")) }
    parts.append(record.mode == Mode.mock.rawValue ? "its exam result" : "its result")
    let last = parts.removeLast()
    return
      "Your \(record.modeName) with number \(record.number) goes for good: \(parts.joined(separator: ", ")) and \(last). "
      + "Your score is computed without it. You can't undo this."
  }

  /// What happens to the reviews, as a sentence; nil if there are none of its own.
  package var reviewSentence: String? {
    guard contents.reviews > 0 else { return nil }
    let count = Words.count(contents.reviews, "question")
    return "Reviews of \(count) that only this attempt asked stay, unless you forget them as well."
  }
}
