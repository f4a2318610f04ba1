import Foundation
import GRDB

/// What goes if an attempt is deleted for good.
public struct AttemptContents: Sendable, Hashable {
  /// The number of answers.
  public var answers: Int
  /// The number of notes on them.
  public var notes: Int
  /// The items that no other attempt answered and that are under review.
  public var reviews: Int

  /// Creates it from its parts.
  public init(answers: Int, notes: Int, reviews: Int) {
    self.answers = answers
    self.notes = notes
    self.reviews = reviews
  }
}

extension Journal {
  /// Excludes a closed attempt from the score; a new reason replaces the old one.
  ///
  /// - Throws: `JournalError.conflict` if there is no such attempt or it is open.
  public func exclude(attempt id: String, reason: String, at date: Date) throws(JournalError) {
    try write { database in
      try Self.requireClosed(id, in: database)
      try Self.exclude(id, reason: reason, at: date, in: database)
    }
  }

  /// Lets an excluded attempt count again.
  ///
  /// - Throws: `JournalError.conflict` if there is no such attempt or it is open.
  public func include(attempt id: String) throws(JournalError) {
    try write { database in
      try Self.requireClosed(id, in: database)
      try database.execute(sql: "DELETE FROM exclusion WHERE attempt = ?", arguments: [id])
    }
  }

  /// Closes an open attempt without a result and excludes it; its answers stay.
  public func drop(attempt id: String, reason: String, at date: Date) throws(JournalError) {
    try write { database in
      let state = try String.fetchOne(
        database, sql: "SELECT state FROM attempt WHERE id = ?", arguments: [id])
      // Another window may have finished it.
      guard state == AttemptRecord.State.open.rawValue else { return }
      try Self.close(id, at: date, state: .abandoned, reason: nil, in: database)
      try Self.exclude(id, reason: reason, at: date, in: database)
    }
  }

  /// What would go with a closed attempt.
  public func contents(ofAttempt id: String) throws(JournalError) -> AttemptContents {
    try read { database in
      AttemptContents(
        answers: try Int.fetchOne(
          database, sql: "SELECT count(*) FROM response r WHERE r.attempt = ? AND \(Self.isGiven("r"))",
          arguments: [id]) ?? 0,
        notes: try Int.fetchOne(
          database, sql: "SELECT count(*) FROM response WHERE attempt = ? AND note IS NOT NULL",
          arguments: [id]) ?? 0,
        reviews: try Int.fetchOne(
          database, sql: "SELECT count(*) FROM review WHERE \(Self.ownReviews)", arguments: [id, id, id])
          ?? 0)
    }
  }

  /// Deletes a closed attempt for good, with its answers and everything that belongs to it alone.
  ///
  /// Questions stay as long as another answer refers to them. The bytes are overwritten, so that nothing of it can be
  /// read in the file.
  ///
  /// - Parameter forgetsReviews: True to forget also how well its items are remembered, as far as no other attempt
  ///   answered them.
  /// - Throws: `JournalError.conflict` if there is no such attempt or it is open.
  public func delete(attempt id: String, forgetsReviews: Bool) throws(JournalError) {
    try write { database in
      try Self.requireClosed(id, in: database)
      try database.execute(sql: "PRAGMA secure_delete=ON")
      defer { try? database.execute(sql: "PRAGMA secure_delete=OFF") }
      if forgetsReviews {
        try database.execute(sql: "DELETE FROM review WHERE \(Self.ownReviews)", arguments: [id, id, id])
      }
      let questions = try Int64.fetchAll(
        database, sql: "SELECT DISTINCT question FROM response WHERE attempt = ? AND question IS NOT NULL",
        arguments: [id])
      for table in ["response", "sheet", "pending", "exclusion", "shown_variant", "memory_before"] {
        try database.execute(sql: "DELETE FROM \(table) WHERE attempt = ?", arguments: [id])
      }
      for question in questions {
        try database.execute(
          sql: "DELETE FROM question WHERE id = ? AND NOT EXISTS (SELECT 1 FROM response WHERE question = ?)",
          arguments: [question, question])
      }
      try database.execute(sql: "DELETE FROM attempt WHERE id = ?", arguments: [id])
    }
    // The log still has it. Another program may be reading; then the log is emptied later.
    _ = try? database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }

  /// The reviews of items that one attempt answered and no other of its assessment; with its identity three times.
  private static let ownReviews = """
    assessment = (SELECT assessment FROM attempt WHERE id = ?)
      AND item IN (SELECT item FROM response WHERE attempt = ?)
      AND NOT EXISTS (
        SELECT 1 FROM response r JOIN attempt a ON a.id = r.attempt
        WHERE r.item = review.item AND a.assessment = review.assessment AND r.attempt <> ?)
    """

  private static func requireClosed(_ id: String, in database: Database) throws {
    let row = try Row.fetchOne(
      database, sql: "SELECT number, state FROM attempt WHERE id = ?", arguments: [id])
    guard let row else { throw JournalError.conflict("this attempt was deleted in another window") }
    let number: Int = row["number"]
    guard row["state"] != AttemptRecord.State.open.rawValue else {
      throw JournalError.conflict("attempt \(number) isn't finished; finish or drop it first")
    }
  }

  private static func exclude(_ id: String, reason: String, at date: Date, in database: Database) throws {
    try ExclusionRecord(attempt: id, reason: reason, excludedAt: date).replace(in: database)
  }
}
