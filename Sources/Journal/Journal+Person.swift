import Foundation
import GRDB

extension Journal {
  /// What was told about the evidence scales.
  public func evidence() throws(JournalError) -> [EvidenceRecord] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM evidence ORDER BY scale").map {
        EvidenceRecord(
          scale: $0["scale"], level: $0["level"], artefact: $0["artefact"],
          updatedAt: Date(timeIntervalSince1970: $0["updated_at"]))
      }
    }
  }

  /// Stores what was told about a scale.
  public func set(evidence record: EvidenceRecord) throws(JournalError) {
    try write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO evidence (scale, level, artefact, updated_at) VALUES (?,?,?,?)",
        arguments: [record.scale, record.level, record.artefact, record.updatedAt.timeIntervalSince1970])
    }
  }

  /// Forgets what was told about a scale.
  public func removeEvidence(scale: String) throws(JournalError) {
    try write { database in
      try database.execute(sql: "DELETE FROM evidence WHERE scale = ?", arguments: [scale])
    }
  }

  /// How far the actions of the plan are.
  public func actions() throws(JournalError) -> [ActionRecord] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM action ORDER BY action").map { row in
        func date(_ column: String) -> Date? {
          (row[column] as Double?).map { Date(timeIntervalSince1970: $0) }
        }
        return ActionRecord(
          action: row["action"], state: ActionRecord.State(rawValue: row["state"]) ?? .todo,
          dueOn: date("due_on"),
          artefact: row["artefact"], note: row["note"],
          updatedAt: Date(timeIntervalSince1970: row["updated_at"]), doneAt: date("done_at"))
      }
    }
  }

  /// Stores how far an action is.
  public func set(action record: ActionRecord) throws(JournalError) {
    try write { database in
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO action (action, state, due_on, artefact, note, updated_at, done_at)
          VALUES (?,?,?,?,?,?,?)
          """,
        arguments: [
          record.action, record.state.rawValue, record.dueOn?.timeIntervalSince1970, record.artefact,
          record.note, record.updatedAt.timeIntervalSince1970, record.doneAt?.timeIntervalSince1970,
        ])
    }
  }

  /// What was answered in a measurement that is not over: that it is due would tell that it was missed.
  private static let isTold = """
    item NOT IN (SELECT r.item FROM attempt a JOIN response r ON r.attempt = a.id
      WHERE a.state = 'open' AND a.mode <> 'drill')
    """

  /// Items due for review before a date, most urgent first; those of a measurement that is not over wait for its end.
  public func reviews(dueBefore date: Date) throws(JournalError) -> [ReviewRecord] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM review WHERE due_at <= ? AND \(Self.isTold) ORDER BY due_at, item",
        arguments: [date.timeIntervalSince1970]
      ).map(Self.review)
    }
  }

  /// What is remembered of an item, or nil.
  public func review(ofItem item: String) throws(JournalError) -> ReviewRecord? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM review WHERE item = ?", arguments: [item]).map(
        Self.review)
    }
  }

  /// Stores what is remembered of an item.
  public func set(review record: ReviewRecord) throws(JournalError) {
    try write { try Self.store(record, in: $0) }
  }

  /// The answers since a date in attempts of a mode, to items that had been answered before.
  public func reviewCount(mode: String, since date: Date) throws(JournalError) -> Int {
    try read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM response r JOIN attempt a ON a.id = r.attempt
          JOIN review v ON v.item = r.item
          WHERE a.mode = ? AND a.started_at >= ? - 86400 AND r.answered_at >= ? AND v.review_count > 1
          """, arguments: [mode, date.timeIntervalSince1970, date.timeIntervalSince1970]) ?? 0
    }
  }

  /// How many items are due at a date, and when the next one after it is.
  public func reviewOutlook(at date: Date) throws(JournalError) -> (due: Int, next: Date?) {
    try read { database in
      let moment = date.timeIntervalSince1970
      let due = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM review WHERE due_at <= ? AND \(Self.isTold)", arguments: [moment]
      )
      let next = try Double.fetchOne(
        database, sql: "SELECT min(due_at) FROM review WHERE due_at > ? AND \(Self.isTold)",
        arguments: [moment])
      return (due ?? 0, next.map { Date(timeIntervalSince1970: $0) })
    }
  }

  static func store(_ record: ReviewRecord, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO review (item, stability, difficulty, state, step, due_at, last_review_at,
          review_count, lapses) VALUES (?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        record.item, record.stability, record.difficulty, record.state, record.step,
        record.dueAt.timeIntervalSince1970, record.lastReviewAt.timeIntervalSince1970, record.reviewCount,
        record.lapses,
      ])
  }

  /// All settings.
  public func allSettings() throws(JournalError) -> [String: String] {
    try read { database in
      var settings: [String: String] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT key, value FROM setting") {
        settings[row[0]] = row[1]
      }
      return settings
    }
  }

  /// Stores settings, all or none.
  public func set(settings: [String: String]) throws(JournalError) {
    try write { database in
      for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
        try database.execute(
          sql: "INSERT OR REPLACE INTO setting (key, value) VALUES (?,?)", arguments: [key, value])
      }
    }
  }

  /// Facts for a check-up.
  public struct CheckUp: Sendable, Equatable {
    /// The migrations that were applied.
    public var migrations: [String]
    /// `wal` where all is well.
    public var journalMode: String
    /// What SQLite's integrity check found; `ok` where all is well.
    public var integrity: String
    /// Stored attempts.
    public var attempts: Int
    /// Stored answers.
    public var responses: Int
  }

  /// Looks the file over; reads all of it.
  public func checkUp() throws(JournalError) -> CheckUp {
    try read { database in
      CheckUp(
        migrations: try Schema.migrator.appliedMigrations(database),
        journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "?",
        integrity: try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "?",
        attempts: try Int.fetchOne(database, sql: "SELECT count(*) FROM attempt") ?? 0,
        responses: try Int.fetchOne(database, sql: "SELECT count(*) FROM response") ?? 0)
    }
  }

  private static func review(_ row: Row) -> ReviewRecord {
    ReviewRecord(
      item: row["item"], stability: row["stability"], difficulty: row["difficulty"], state: row["state"],
      step: row["step"], dueAt: Date(timeIntervalSince1970: row["due_at"]),
      lastReviewAt: Date(timeIntervalSince1970: row["last_review_at"]), reviewCount: row["review_count"],
      lapses: row["lapses"])
  }
}
