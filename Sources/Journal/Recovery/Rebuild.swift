import Foundation
import GRDB

/// Writes the rows read from a damaged journal into a new file.
///
/// The rows go into the schema version that wrote them, and migrations then bring them up to date. Every
/// constraint applies to each row; a row that a table refuses was part of the damage.
struct Rebuild {
  let salvage: Salvage
  /// The path, or the address that makes SQLite work without locks.
  let name: String
  /// The assessment of answers of which nothing else says where they belong.
  let assessment: String

  /// Builds the file, checks it and syncs it to the disk.
  func run() throws -> RecoveryReport {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    // If anything goes wrong the file is thrown away, so rolling back is never needed.
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF")
    }
    let queue = try DatabaseQueue(path: name, configuration: configuration)
    let migrator = Schema.migrator
    if let last = salvage.version.migrations.last { try migrator.migrate(queue, upTo: last) }
    var report = RecoveryReport()
    try queue.inTransaction { database in
      report.rowsFound = salvage.count
      report.answersFound = salvage.rows["response"]?.count ?? 0
      for table in salvage.version.tables { try insert(table, database) }
      let references = References(salvage: salvage, assessment: assessment)
      report.attemptsReplaced = try references.complete(database)
      return .commit
    }
    try migrator.migrate(queue)
    try queue.inTransaction { database in
      try check(database)
      report.answersSaved = try Int.fetchOne(database, sql: "SELECT count(*) FROM response") ?? 0
      report.attemptsSaved = try Int.fetchOne(database, sql: "SELECT count(*) FROM attempt") ?? 0
      try SchemaSeal.write(database)
      return .commit
    }
    try queue.close()
    return report
  }

  private func insert(_ table: TableShape, _ database: Database) throws {
    guard let rows = salvage.rows[table.name], !rows.isEmpty else { return }
    var statements: [Int: Statement] = [:]
    for row in rows {
      var values = row.values
      if let place = table.rowidColumn, let rowid = row.rowid { values[place] = .integer(rowid) }
      let names = table.columns.prefix(values.count).map { $0.name.quotedDatabaseIdentifier }
      let marks = databaseQuestionMarks(count: values.count)
      let statement =
        try statements[values.count]
        ?? database.makeStatement(
          sql:
            "INSERT INTO \(table.name.quotedDatabaseIdentifier) (\(names.joined(separator: ", "))) VALUES (\(marks))"
        )
      statements[values.count] = statement
      do {
        try statement.execute(arguments: StatementArguments(values.map(\.databaseValue)))
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        continue
      }
    }
  }

  private func check(_ database: Database) throws {
    let integrity = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? ""
    let violations = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
    guard integrity == "ok", violations.isEmpty else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "the rebuilt file does not hold: \(integrity)")
    }
  }
}
