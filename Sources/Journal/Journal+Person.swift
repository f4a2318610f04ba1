import Foundation
import GRDB

extension Journal {
  /// What the person reports about the evidence scales of an assessment.
  public func evidence(assessment: String) throws(JournalError) -> [EvidenceRecord] {
    try read { try Self.evidence(assessment, in: $0) }
  }

  static func evidence(_ assessment: String, in database: Database) throws -> [EvidenceRecord] {
    try EvidenceRecord.fetchAll(
      database, sql: "SELECT * FROM evidence WHERE assessment = ? ORDER BY scale", arguments: [assessment])
  }

  /// Changes what the person reports about a scale in one transaction, so that two windows can change different things.
  ///
  /// - Parameter change: Gets the report as it is stored, or one that names no level.
  public func change(
    evidence scale: String, assessment: String, at date: Date, _ change: (inout EvidenceRecord) -> Void
  ) throws(JournalError) {
    try write { database in
      let stored = try EvidenceRecord.fetchOne(
        database, sql: "SELECT * FROM evidence WHERE assessment = ? AND scale = ?",
        arguments: [assessment, scale])
      var record =
        stored ?? EvidenceRecord(assessment: assessment, scale: scale, level: nil, updatedAt: date)
      change(&record)
      record.updatedAt = date
      try record.replace(in: database)
    }
  }

  /// Deletes what the person reported about a scale.
  public func removeEvidence(scale: String, assessment: String) throws(JournalError) {
    try write { database in
      try database.execute(
        sql: "DELETE FROM evidence WHERE assessment = ? AND scale = ?", arguments: [assessment, scale])
    }
  }

  /// The states of the actions of an assessment's plan.
  public func actions(assessment: String) throws(JournalError) -> [ActionRecord] {
    try read { try Self.actions(assessment, in: $0) }
  }

  static func actions(_ assessment: String, in database: Database) throws -> [ActionRecord] {
    try ActionRecord.fetchAll(
      database, sql: "SELECT * FROM action WHERE assessment = ? ORDER BY action", arguments: [assessment])
  }

  /// Changes an action of the plan in one transaction, so that two windows can change different parts of it.
  ///
  /// - Parameter change: Receives the stored action, or a new one.
  public func change(
    action id: String, assessment: String, at date: Date, _ change: (inout ActionRecord) -> Void
  ) throws(JournalError) {
    try write { database in
      let stored = try ActionRecord.fetchOne(
        database, sql: "SELECT * FROM action WHERE assessment = ? AND action = ?",
        arguments: [assessment, id])
      var record = stored ?? ActionRecord(assessment: assessment, action: id, updatedAt: date)
      change(&record)
      record.updatedAt = date
      try record.replace(in: database)
    }
  }

  /// The settings of an assessment, together with those of the whole program.
  public func settings(assessment: String) throws(JournalError) -> [String: String] {
    try read { try Self.settings(assessment, in: $0) }
  }

  static func settings(_ assessment: String, in database: Database) throws -> [String: String] {
    var settings: [String: String] = [:]
    let cursor = try Row.fetchCursor(
      database, sql: "SELECT key, value FROM setting WHERE assessment IN ('', ?) ORDER BY assessment",
      arguments: [assessment])
    while let row = try cursor.next() {
      settings[try row.decode(atIndex: 0)] = try row.decode(String.self, atIndex: 1)
    }
    return settings
  }

  /// Stores settings, all or none.
  ///
  /// - Parameters:
  ///   - settings: The settings of the assessment.
  ///   - shared: The settings of the whole program.
  public func set(
    settings: [String: String], assessment: String, shared: [String: String] = [:]
  ) throws(JournalError) {
    try write { database in
      for (scope, values) in [(assessment, settings), ("", shared)] {
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
          try SettingRecord(assessment: scope, key: key, value: value).replace(in: database)
        }
      }
    }
  }

  /// The results of a check-up.
  public struct CheckUp: Sendable, Equatable {
    /// The applied migrations.
    public var migrations: [String]
    /// `wal` if all is well.
    public var journalMode: String
    /// The result of SQLite's integrity check; `ok` if all is well.
    public var integrity: String
    /// The number of stored attempts.
    public var attempts: Int
    /// The number of stored answers.
    public var responses: Int
  }

  /// Checks the file, reading all of it.
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
}
