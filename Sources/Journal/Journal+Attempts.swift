import Foundation
import GRDB

extension Journal {
  private static let columns = """
    a.*, (SELECT count(*) FROM response r WHERE r.attempt = a.id) AS response_count
    """

  /// Stores a new attempt and gives it its number.
  ///
  /// - Throws: `JournalError.conflict` where an attempt of the assessment is open already.
  public func startAttempt(_ record: AttemptRecord) throws(JournalError) -> AttemptRecord {
    try write { database in
      var record = record
      if let number = try Int.fetchOne(
        database, sql: "SELECT number FROM attempt WHERE assessment = ? AND state = 'open'",
        arguments: [record.assessment])
      {
        throw JournalError.conflict(
          "attempt \(number) waits to be finished; `sextant resume` goes on with it")
      }
      record.number =
        1
        + (try Int.fetchOne(
          database, sql: "SELECT max(number) FROM attempt WHERE assessment = ?",
          arguments: [record.assessment]) ?? 0)
      try database.execute(
        sql: """
          INSERT INTO attempt (id, number, assessment, mode, seed, configuration, bank, started_at,
            finished_at, state, stop_reason, pending_item, active_ms) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
          """,
        arguments: [
          record.id, record.number, record.assessment, record.mode, Int64(bitPattern: record.seed),
          record.configuration, record.bank, record.startedAt.timeIntervalSince1970,
          record.finishedAt?.timeIntervalSince1970, record.state.rawValue, record.stopReason,
          record.pendingItem, record.activeMilliseconds,
        ])
      return record
    }
  }

  /// Stores an answer together with the item that comes next, in one transaction.
  ///
  /// - Throws: `JournalError.conflict` where the attempt is not open or the position is taken, as after
  ///   the same attempt was gone on with in another window.
  ///
  /// - Parameter review: Where the answer leaves the memory of its item; stored with it or not at all.
  public func record(
    _ response: ResponseRecord, nextItem: String?, activeMilliseconds: Int, review: ReviewRecord? = nil
  ) throws(JournalError) {
    try write { database in
      let state = try String.fetchOne(
        database, sql: "SELECT state FROM attempt WHERE id = ?", arguments: [response.attempt])
      let count = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM response WHERE attempt = ?", arguments: [response.attempt])
      guard state == "open", count == response.position else {
        throw JournalError.conflict(
          "this attempt went on in another window; resume it to see where it is, your other answers are safe")
      }
      try Self.insert(response, in: database)
      try database.execute(
        sql: "UPDATE attempt SET pending_item = ?, active_ms = ? WHERE id = ?",
        arguments: [nextItem, activeMilliseconds, response.attempt])
      if let review { try Self.store(review, in: database) }
    }
  }

  static func insert(_ response: ResponseRecord, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO response (attempt, position, item, item_revision, skill, answer, category,
          category_count, credit, is_unknown, is_rapid, confidence, milliseconds, answered_at, flagged, note)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        response.attempt, response.position, response.item, response.itemRevision, response.skill,
        response.answer, response.category, response.categoryCount, response.credit, response.isUnknown,
        response.isRapid, response.confidence, response.milliseconds,
        response.answeredAt.timeIntervalSince1970, response.flagged, response.note,
      ])
  }

  /// Changes the flag of an answered item.
  public func setFlag(attempt: String, position: Int, flagged: Bool) throws(JournalError) {
    try write { database in
      try database.execute(
        sql: "UPDATE response SET flagged = ? WHERE attempt = ? AND position = ?",
        arguments: [flagged, attempt, position])
    }
  }

  /// Closes an attempt that is over.
  public func finish(attempt: String, at date: Date, reason: String) throws(JournalError) {
    try close(attempt, at: date, state: .finished, reason: reason)
  }

  /// Closes an attempt without a result; its answers stay.
  public func abandon(attempt: String, at date: Date) throws(JournalError) {
    try close(attempt, at: date, state: .abandoned, reason: nil)
  }

  /// Forgets an attempt in which nothing was answered; its number is free again.
  public func discard(attempt: String) throws(JournalError) {
    try write { database in
      try database.execute(
        sql: """
          DELETE FROM attempt WHERE id = ? AND state = 'open'
            AND NOT EXISTS (SELECT 1 FROM response WHERE attempt = ?)
            AND NOT EXISTS (SELECT 1 FROM sheet WHERE attempt = ?)
          """, arguments: [attempt, attempt, attempt])
    }
  }

  private func close(_ id: String, at date: Date, state: AttemptRecord.State, reason: String?)
    throws(JournalError)
  {
    try write { database in
      try database.execute(
        sql: """
          UPDATE attempt SET state = ?, finished_at = ?, stop_reason = ?, pending_item = NULL
          WHERE id = ? AND state = 'open'
          """, arguments: [state.rawValue, date.timeIntervalSince1970, reason, id])
    }
  }

  /// All attempts of an assessment, oldest first.
  ///
  /// - Parameter counted: False leaves the answers uncounted, which spares reading them.
  public func attempts(
    assessment: String, counted: Bool = true, answered: Bool = false
  ) throws(JournalError) -> [AttemptRecord] {
    let columns = counted ? Self.columns : "a.*, 0 AS response_count"
    let condition = answered ? " AND EXISTS (SELECT 1 FROM response WHERE attempt = a.id)" : ""
    return try read { database in
      try Row.fetchAll(
        database, sql: "SELECT \(columns) FROM attempt a WHERE assessment = ?\(condition) ORDER BY number",
        arguments: [assessment]
      ).map(Self.attempt)
    }
  }

  /// One attempt, or nil.
  public func attempt(id: String) throws(JournalError) -> AttemptRecord? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT \(Self.columns) FROM attempt a WHERE id = ?", arguments: [id])
        .map(Self.attempt)
    }
  }

  /// The attempt that waits to be gone on with, or nil.
  public func openAttempt(assessment: String) throws(JournalError) -> AttemptRecord? {
    try read { database in
      try Row.fetchOne(
        database, sql: "SELECT \(Self.columns) FROM attempt a WHERE assessment = ? AND state = 'open'",
        arguments: [assessment]
      ).map(Self.attempt)
    }
  }

  private static func attempt(_ row: Row) -> AttemptRecord {
    AttemptRecord(
      id: row["id"], number: row["number"], assessment: row["assessment"], mode: row["mode"],
      seed: UInt64(bitPattern: row["seed"] as Int64), configuration: row["configuration"], bank: row["bank"],
      startedAt: Date(timeIntervalSince1970: row["started_at"]),
      finishedAt: (row["finished_at"] as Double?).map { Date(timeIntervalSince1970: $0) },
      state: AttemptRecord.State(rawValue: row["state"]) ?? .abandoned, stopReason: row["stop_reason"],
      pendingItem: row["pending_item"], activeMilliseconds: row["active_ms"],
      responseCount: row["response_count"])
  }
}
