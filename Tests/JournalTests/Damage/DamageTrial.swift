import Foundation
import GRDB
import JournalDamage

@testable import Journal

/// Damages one journal by a seed, opens it and reads everything, and compares with what was written.
struct DamageTrial {
  /// What came of it.
  struct Outcome: Codable, Sendable {
    var kind: DamageKind
    var seed: UInt64
    var migrations: Int
    /// Answers whose record is still whole in the damaged files.
    var whole = 0
    /// Those of them that are there when everything is read.
    var back = 0
    /// Whole records of all other tables, and those of them that are there.
    var otherWhole = 0
    var otherBack = 0
    /// Rows that are not as they were written although the damage spared their own bytes.
    var wrong: [String] = []
    /// Rows that the damage itself changed without any trace.
    var altered = 0
    /// Why opening or reading failed.
    var failure: String?
    var wasRebuilt = false
  }

  typealias Rows = [String: [[DatabaseValue]: [DatabaseValue]]]

  let seed: UInt64
  let folder: URL
  /// The numbers of answers, one of which is drawn.
  var sizes = [300, 900, 2_500]

  func run() throws -> Outcome {
    var chance = Seeded(seed)
    let kinds = DamageKind.allCases
    let kind = kinds[Int(seed % UInt64(kinds.count))]
    let versions = try SchemaVersion.all()
    // Mostly the current schema; older ones as people still have them.
    let isOld = chance.next() % 3 == 0
    let version = versions[isOld ? Int(chance.next() % UInt64(versions.count)) : versions.count - 1]
    let answers = sizes[Int(chance.next() % UInt64(sizes.count))]
    let original = folder.appendingPathComponent("good")
    try FileManager.default.createDirectory(at: original, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent(Journal.fileName).path
    try SeededJournal(
      path: path, answers: answers, version: version, isLogKept: kind.needsLog || chance.next() % 5 == 0,
      seed: chance.next()
    ).write()
    let records = try WholeRecords(path: path, version: version)
    let good = original.appendingPathComponent(Journal.fileName).path
    try Self.copy(path, good)
    try Self.copy(path, folder.appendingPathComponent("good.sqlite").path)
    // The original as the program reads it, brought to the current schema.
    let expected = try Self.everything(try Journal.open(folder: original, now: Sample.day(0)).journal)
    try kind.strike(path, &chance)
    try Self.copy(path, folder.appendingPathComponent("damaged.sqlite").path)
    var outcome = Outcome(kind: kind, seed: seed, migrations: version.migrations.count)
    let whole = try records.whole(in: path)
    do {
      let opening = try Journal.open(folder: folder, now: Sample.day(0))
      // As every start does.
      try opening.journal.verify()
      let found = try Self.everything(opening.journal)
      outcome.wasRebuilt = !opening.notices.isEmpty || !opening.journal.takeNotices().isEmpty
      compare(
        found, expected, whole, spilled: records.spilled,
        isCurrent: version.migrations.count == versions.count, &outcome)
    } catch {
      outcome.failure = "\(error)"
    }
    return outcome
  }

  private static func copy(_ path: String, _ other: String) throws {
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: other + suffix)
    }
  }

  /// All rows by table and key.
  static func everything(_ journal: Journal) throws -> Rows {
    let current = try SchemaVersion(migrations: Schema.migrator.migrations)
    var found: Rows = [:]
    for table in current.tables where table.name != Salvage.migrationTable {
      let key = try key(of: table)
      let rows = try journal.read { database in
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM \"\(table.name)\" NOT INDEXED")
        for row in rows { try Self.decode(row, as: table) }
        return rows
      }
      found[table.name] = Dictionary(
        rows.map { row in (key.map { row[$0] as DatabaseValue }, Array(row.databaseValues)) },
        uniquingKeysWith: { first, _ in first })
    }
    return found
  }

  /// Reads each value as the type that its column has, as the records of the program do.
  private static func decode(_ row: Row, as table: TableShape) throws {
    for column in table.columns where column.type != "ANY" {
      switch (column.type, column.isNullable) {
      case ("TEXT", false): _ = try row.decode(String.self, forColumn: column.name)
      case ("TEXT", true): _ = try row.decode(String?.self, forColumn: column.name)
      case ("REAL", false): _ = try row.decode(Double.self, forColumn: column.name)
      case ("REAL", true): _ = try row.decode(Double?.self, forColumn: column.name)
      case (_, false): _ = try row.decode(Int64.self, forColumn: column.name)
      case (_, true): _ = try row.decode(Int64?.self, forColumn: column.name)
      }
    }
  }

  private static func key(of table: TableShape) throws -> [String] {
    table.primaryKey.isEmpty
      ? table.rowidColumn.map { [table.columns[$0].name] } ?? []
      : table.primaryKey.map { table.columns[$0].name }
  }

  private func compare(
    _ found: Rows, _ expected: Rows, _ whole: [String: Set<[DatabaseValue]>],
    spilled: [String: Set<[DatabaseValue]>], isCurrent: Bool, _ outcome: inout Outcome
  ) {
    for (table, rows) in expected {
      // Older tables have other keys; their rows are compared by what the migration makes of them.
      guard isCurrent || ["response", "attempt", "sheet"].contains(table) else { continue }
      let present = found[table] ?? [:]
      let sound = whole[table] ?? []
      let back = sound.filter { present[$0] != nil }.count
      if table == "response" {
        (outcome.whole, outcome.back) = (sound.count, back)
      } else {
        outcome.otherWhole += sound.count
        outcome.otherBack += back
      }
      for (key, row) in present where rows[key] != row {
        if isReplacement(table, row, of: rows[key]) { continue }
        let isSpilled = spilled[table]?.contains(key) ?? false
        // Older versions have no checksums.
        if !isCurrent, outcome.kind.canAlterSilently || isSpilled, !sound.contains(key) {
          outcome.altered += 1
        } else {
          outcome.wrong.append("\(table) \(key) \(row) was \(rows[key] ?? [])")
        }
      }
    }
  }

  /// The place of the checksum in a row of answers; a column that came later stands behind it.
  private static let checksumPlace =
    (try? SchemaVersion.all())?.last?.table("response")?.columns.firstIndex { $0.name == RowChecksum.column }

  /// True for an abandoned attempt in the place of a lost one, and for an answer whose question was lost.
  private func isReplacement(_ table: String, _ row: [DatabaseValue], of original: [DatabaseValue]?) -> Bool {
    guard let original else { return false }
    if table == "attempt" {
      return row.contains("abandoned".databaseValue) && row.contains("{}".databaseValue)
    }
    // The checksum goes with the question.
    let differing = zip(row, original).enumerated().filter { $0 != Self.checksumPlace && $1.0 != $1.1 }
    return table == "response" && differing.count == 1 && differing[0].element.0.isNull
  }
}
