import GRDB

/// Examines an open file: whether it is a journal, and whether it is up to date.
enum Inspection {
  /// The possible states of a sound file.
  enum State {
    case current
    case outdated
    case newer
    case foreign
  }

  /// The reason why a file is not sound.
  enum Finding: Error {
    case damaged(String)
  }

  /// True if nothing needs to be done; fast enough for every start.
  static func isCurrent(_ database: Database) throws -> Bool {
    try SchemaSeal.holds(database) && applied(database) == Schema.migrator.migrations
  }

  /// Examines a file whose seal doesn't match.
  ///
  /// - Throws: `Finding` if it is damaged.
  static func inspect(_ database: Database) throws -> State {
    let identifier = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let isMarked = identifier == SchemaSeal.applicationID
    let objects = try SchemaVersion.objects(database)
    if objects.isEmpty {
      guard identifier == 0 || isMarked else { return .foreign }
      guard try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0 < 2 else {
        throw Finding.damaged("its table of contents is gone")
      }
      return .outdated
    }
    let known = Schema.migrator.migrations
    let applied = objects.contains { $0.name == Salvage.migrationTable } ? try applied(database) : []
    let versions = try SchemaVersion.all()
    let ours = Set(
      versions.flatMap(\.objects).filter { $0.name != Salvage.migrationTable && !$0.sql.isEmpty })
    if !isMarked, ours.isDisjoint(with: objects) { return .foreign }
    if Set(known).isStrictSubset(of: applied) { return .newer }
    guard !applied.isEmpty, let version = versions.first(where: { $0.migrations == applied }) else {
      throw Finding.damaged("its list of migrations is damaged")
    }
    guard Set(version.objects).isSubset(of: objects) else {
      throw Finding.damaged("its table of contents is damaged")
    }
    let check = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? ""
    guard check == "ok" else { throw Finding.damaged(check) }
    return applied == known ? .current : .outdated
  }

  /// What a check of the whole file finds: damaged pages, indexes that differ from their table, rows without their
  /// parent, rows that differ from their checksum, and texts that are not UTF-8, which SQLite ignores; nil if all is
  /// well.
  static func problem(_ database: Database) throws -> String? {
    let check = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? ""
    if check != "ok" { return check }
    if try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") != nil { return "a row lacks its parent" }
    let tables = try String.fetchAll(
      database,
      sql:
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema'"
    )
    for table in tables {
      let columns = try database.columns(in: table)
      guard try RowChecksum.holds(table, columns.map(\.name), database),
        try hasOnlyTexts(table, columns, database)
      else { return "a row of \(table) was changed" }
    }
    return nil
  }

  /// True if all texts of a table are UTF-8 without NUL, which the program never stores.
  ///
  /// Rows that match their checksum were written by the program, so they are left out.
  private static func hasOnlyTexts(_ table: String, _ columns: [ColumnInfo], _ database: Database) throws
    -> Bool
  {
    let names = columns.filter { $0.type.uppercased() == "TEXT" }.map(\.name)
    if names.isEmpty { return true }
    let hasChecksums = columns.contains { $0.name == RowChecksum.column }
    let texts = names.map { "CAST(\($0.quotedDatabaseIdentifier) AS BLOB)" }.joined(separator: ", ")
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(texts) FROM \(table.quotedDatabaseIdentifier) NOT INDEXED
        \(hasChecksums ? "WHERE \(RowChecksum.column) IS NULL" : "")
        """)
    while let row = try rows.next() {
      for index in names.indices {
        let isText = try row.withUnsafeData(atIndex: index) { bytes in
          bytes.map { !$0.contains(0) && String(validating: $0, as: UTF8.self) != nil } ?? true
        }
        if !isText { return false }
      }
    }
    return true
  }

  private static func applied(_ database: Database) throws -> [String] {
    let names = try Row.fetchAll(
      database, sql: "SELECT identifier FROM \(Salvage.migrationTable) ORDER BY rowid")
    return try names.map { try $0.decode(String.self, atIndex: 0) }
  }
}
