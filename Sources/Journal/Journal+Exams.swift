import Foundation
import GRDB

extension Journal {
  /// Keeps one item of a mock exam as it stands, with the place of the person, in one transaction.
  ///
  /// - Parameters:
  ///   - response: The answer so far; nil takes back what was answered before.
  ///   - place: The item that the person goes to.
  /// - Throws: `JournalError.conflict` where the exam is not open any more.
  public func keep(
    _ sheet: SheetRecord, response: ResponseRecord?, place: String, activeMilliseconds: Int
  ) throws(JournalError) {
    try write { database in
      try Self.requireOpen(sheet.attempt, in: database)
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO sheet (attempt, position, seen, flagged, milliseconds) VALUES (?,?,?,?,?)
          """,
        arguments: [sheet.attempt, sheet.position, sheet.isSeen, sheet.isFlagged, sheet.milliseconds])
      try database.execute(
        sql: "DELETE FROM response WHERE attempt = ? AND position = ?",
        arguments: [sheet.attempt, sheet.position])
      if let response { try Self.insert(response, in: database) }
      try database.execute(
        sql: "UPDATE attempt SET pending_item = ?, active_ms = ? WHERE id = ?",
        arguments: [place, activeMilliseconds, sheet.attempt])
    }
  }

  /// Closes a mock exam with all its answers and what is to be reviewed of them, all or nothing.
  ///
  /// - Throws: `JournalError.conflict` where the exam is not open any more.
  public func handIn(
    attempt: String, responses: [ResponseRecord], reviews: [ReviewRecord], activeMilliseconds: Int,
    at date: Date,
    reason: String
  ) throws(JournalError) {
    try write { database in
      try Self.requireOpen(attempt, in: database)
      try database.execute(sql: "DELETE FROM response WHERE attempt = ?", arguments: [attempt])
      for response in responses { try Self.insert(response, in: database) }
      for review in reviews { try Self.store(review, in: database) }
      try database.execute(
        sql: """
          UPDATE attempt SET state = 'finished', finished_at = ?, stop_reason = ?, pending_item = NULL,
            active_ms = ? WHERE id = ?
          """, arguments: [date.timeIntervalSince1970, reason, activeMilliseconds, attempt])
    }
  }

  /// What was done about the items of a mock exam, in their order.
  public func sheets(ofAttempt id: String) throws(JournalError) -> [SheetRecord] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM sheet WHERE attempt = ? ORDER BY position", arguments: [id]
      ).map { row in
        SheetRecord(
          attempt: row["attempt"], position: row["position"], isSeen: row["seen"],
          isFlagged: row["flagged"], milliseconds: row["milliseconds"])
      }
    }
  }

  private static func requireOpen(_ attempt: String, in database: Database) throws {
    let state = try String.fetchOne(
      database, sql: "SELECT state FROM attempt WHERE id = ?", arguments: [attempt])
    guard state == "open" else {
      throw JournalError.conflict(
        "this exam was closed in another window; what it holds is in the history")
    }
  }
}
