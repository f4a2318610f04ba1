import Foundation
import GRDB

extension Journal {
  /// Excludes items answered in an open measurement: their due date would reveal whether the answer was
  /// right.
  private static let isShown = """
    item NOT IN (SELECT r.item FROM attempt a JOIN response r ON r.attempt = a.id
      WHERE a.assessment = review.assessment AND a.state = 'open' AND a.mode <> 'drill')
    """

  /// Items due for review before a date, most urgent first; items of an open measurement wait for its end.
  public func reviews(assessment: String, dueBefore date: Date) throws(JournalError) -> [ReviewRecord] {
    try read { database in
      try ReviewRecord.fetchAll(
        database,
        sql:
          "SELECT * FROM review WHERE assessment = ? AND due_at <= ? AND \(Self.isShown) ORDER BY due_at, item",
        arguments: [assessment, Limits.seconds(date.timeIntervalSince1970)])
    }
  }

  /// Due dates of items, most urgent first; items of an open measurement wait for its end.
  public func dueDates(assessment: String) throws(JournalError) -> [(item: String, due: Date)] {
    try read { try Self.dueDates(assessment, in: $0) }
  }

  static func dueDates(_ assessment: String, in database: Database) throws -> [(item: String, due: Date)] {
    // `decode` throws if a damaged row lacks a value, where a subscript would trap.
    try Row.fetchAll(
      database,
      sql: "SELECT item, due_at FROM review WHERE assessment = ? AND \(isShown) ORDER BY due_at, item",
      arguments: [assessment]
    ).map {
      (try $0.decode(atIndex: 0), Date(timeIntervalSince1970: Limits.seconds(try $0.decode(atIndex: 1))))
    }
  }

  /// The memory state of an item; nil if it isn't under review.
  public func review(ofItem item: String, assessment: String) throws(JournalError) -> ReviewRecord? {
    try read { database in
      try ReviewRecord.fetchOne(
        database, sql: "SELECT * FROM review WHERE assessment = ? AND item = ?",
        arguments: [assessment, item])
    }
  }

  /// Stores the memory state of an item.
  public func set(review record: ReviewRecord) throws(JournalError) {
    try write { try record.replace(in: $0) }
  }

  /// Replaces the memory state of an item after an answer by another one after the same answer.
  ///
  /// - Throws: `JournalError`; a conflict if the item was answered again meanwhile, or is under review no longer.
  public func replace(review record: ReviewRecord) throws(JournalError) {
    try write { database in
      let known = try ReviewRecord.fetchOne(
        database, sql: "SELECT * FROM review WHERE assessment = ? AND item = ?",
        arguments: [record.assessment, record.item])
      guard let known, known.reviewCount == record.reviewCount,
        Limits.seconds(known.lastReviewAt.timeIntervalSince1970)
          == Limits.seconds(record.lastReviewAt.timeIntervalSince1970)
      else {
        throw JournalError.conflict(
          "this question was answered again elsewhere, so the grade of that answer holds")
      }
      try record.replace(in: database)
    }
  }

  /// The number of answers since a date in attempts of a mode, to items that had been answered before.
  ///
  /// Each answer counts by its own time, whenever its attempt began.
  public func reviewCount(assessment: String, mode: String, since date: Date) throws(JournalError) -> Int {
    let moment = Limits.seconds(date.timeIntervalSince1970)
    return try read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM review v CROSS JOIN response r ON r.item = v.item AND r.answered_at >= ?
          CROSS JOIN attempt a ON a.id = r.attempt
          WHERE v.assessment = ? AND v.review_count > 1 AND a.assessment = v.assessment AND a.mode = ?
          """, arguments: [moment, assessment, mode]) ?? 0
    }
  }

  /// The items under review whose last answer was not right.
  public func missedReviews(assessment: String) throws(JournalError) -> Set<String> {
    try read { database in
      try String.fetchSet(
        database,
        sql: """
          SELECT item FROM review v
          WHERE assessment = ? AND (
            SELECT credit FROM response r JOIN attempt a ON a.id = r.attempt
            WHERE r.item = v.item AND a.assessment = v.assessment AND \(Self.isGiven("r"))
            ORDER BY r.answered_at DESC LIMIT 1) < 1
          """, arguments: [assessment])
    }
  }
}
