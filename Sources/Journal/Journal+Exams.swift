import Foundation
import GRDB

/// An answer to be stored, with the question as it was shown.
public struct QuestionedResponse: Sendable, Equatable {
  /// The answer.
  public var response: ResponseRecord
  /// The question as it was shown; nil if the answer already refers to a stored one, or to none.
  public var question: QuestionRecord?

  /// Combines an answer and its question.
  public init(_ response: ResponseRecord, question: QuestionRecord?) {
    self.response = response
    self.question = question
  }
}

extension Journal {
  /// Stores the present state of one exam item and the person's position, in one transaction.
  ///
  /// - Parameters:
  ///   - answer: The answer so far; nil removes an earlier answer.
  ///   - place: The item that the person goes to.
  ///   - version: The version of the exam that the person has seen; each call raises it by 1.
  /// - Throws: `JournalError.conflict` if the exam is no longer open, or was continued in another window.
  public func keep(
    _ itemState: ExamItemRecord, answer: QuestionedResponse?, place: String, activeMilliseconds: Int,
    version: Int
  ) throws(JournalError) {
    try write { database in
      try Self.requireOpen(itemState.attempt, version: version, in: database)
      try itemState.replace(in: database)
      try database.execute(
        sql: "DELETE FROM response WHERE attempt = ? AND position = ?",
        arguments: [itemState.attempt, itemState.position])
      if let answer { try Self.insert(answer.response, to: answer.question, in: database) }
      try database.execute(
        sql: "UPDATE attempt SET pending_item = ?, active_ms = ?, version = version + 1 WHERE id = ?",
        arguments: [place, Limits.clamped(activeMilliseconds, Limits.milliseconds), itemState.attempt])
      try RowChecksum.renew("attempt", where: "id = ?", [itemState.attempt], in: database)
    }
  }

  /// Closes a mock exam with all its answers and their reviews, all or nothing.
  ///
  /// - Parameter version: The version of the exam that the person has seen.
  /// - Throws: `JournalError.conflict` if the exam is no longer open, or was continued in another window.
  public func handIn(
    attempt: String, answers: [QuestionedResponse], reviews: [ReviewRecord], activeMilliseconds: Int,
    at date: Date, reason: String, version: Int
  ) throws(JournalError) {
    try write { database in
      try Self.requireOpen(attempt, version: version, in: database)
      try database.execute(sql: "DELETE FROM response WHERE attempt = ?", arguments: [attempt])
      for answer in answers { try Self.insert(answer.response, to: answer.question, in: database) }
      for review in reviews { try review.replace(in: database) }
      try database.execute(
        sql: "UPDATE attempt SET active_ms = ?, version = version + 1 WHERE id = ?",
        arguments: [Limits.clamped(activeMilliseconds, Limits.milliseconds), attempt])
      try RowChecksum.renew("attempt", where: "id = ?", [attempt], in: database)
      try Self.close(attempt, at: date, state: .finished, reason: reason, in: database)
    }
  }

  /// The person's work on the items of a mock exam, in order.
  public func itemStates(ofAttempt id: String) throws(JournalError) -> [ExamItemRecord] {
    try read { database in
      try ExamItemRecord.fetchAll(
        database, sql: "SELECT * FROM sheet WHERE attempt = ? ORDER BY position", arguments: [id])
    }
  }

  private static func requireOpen(_ attempt: String, version: Int, in database: Database) throws {
    let stored = try Int.fetchOne(
      database, sql: "SELECT version FROM attempt WHERE id = ? AND state = 'open'", arguments: [attempt])
    guard let stored else {
      throw JournalError.conflict(
        "this exam was closed in another window; what it holds is in the history")
    }
    guard stored == version else {
      throw JournalError.conflict(
        "this exam went on in another window; leave it here and resume it to see where it is, nothing was lost"
      )
    }
  }
}
