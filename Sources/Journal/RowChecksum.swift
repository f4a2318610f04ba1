import GRDB

/// A checksum in each row, by which a recovery tells what damage changed from what was written.
///
/// SQLite has none, so one flipped bit would turn an answer into another. The program renews it whenever it writes a
/// row. If another program changes a row, a trigger removes its checksum, and the row counts as it is.
enum RowChecksum {
  /// The column of every table that holds it; null if nothing is known.
  static let column = "checksum"

  /// The SQL function that computes it.
  static let function = DatabaseFunction("row_checksum", pure: true) { sum($0) }

  /// The checksum of a row's other values, in the order of the columns' names.
  ///
  /// Each step is a bijection, so a single changed byte always shows.
  static func sum(_ values: some Sequence<DatabaseValue>) -> Int64 {
    var hash = FNV1a()
    for value in values {
      switch value.storage {
      case .null: hash.mix(0 as UInt8)
      case .int64(let number):
        hash.mix(1 as UInt8)
        hash.mix(UInt64(bitPattern: number))
      case .double(let number):
        hash.mix(2 as UInt8)
        hash.mix(number.bitPattern)
      case .string(let text):
        hash.mix(3 as UInt8)
        hash.mix(text)
      case .blob(let data):
        hash.mix(4 as UInt8)
        for byte in data { hash.mix(byte) }
        hash.mix(UInt64(data.count))
      }
    }
    return Int64(bitPattern: hash.value)
  }

  /// The SQL that computes the checksum of a row with these columns.
  static func expression(_ columns: [String]) -> String {
    let names = columns.filter { $0 != column }.sorted().map(\.quotedDatabaseIdentifier)
    return "row_checksum(\(names.joined(separator: ", ")))"
  }

  /// Computes the checksums of rows that were just written.
  static func renew(
    _ table: String, where condition: String, _ arguments: StatementArguments, in database: Database
  ) throws {
    let columns = try database.columns(in: table).map(\.name)
    let statement = try database.cachedStatement(
      sql: "UPDATE \(table) SET \(column) = \(expression(columns)) WHERE \(condition)")
    try statement.execute(arguments: arguments)
  }

  /// True if all rows of a table are as they were written, as far as they have a checksum.
  static func holds(_ table: String, _ columns: [String], _ database: Database) throws -> Bool {
    guard columns.contains(column) else { return true }
    return try Row.fetchOne(
      database,
      sql: """
        SELECT 1 FROM \(table.quotedDatabaseIdentifier) NOT INDEXED
        WHERE \(column) <> \(expression(columns)) LIMIT 1
        """) == nil
  }
}

extension TableShape {
  /// True unless the row has a checksum that its values don't match.
  func isAsWritten(_ row: FoundRow) -> Bool {
    guard let place = columns.firstIndex(where: { $0.name == RowChecksum.column }),
      place < row.values.count, let stored = row.values[place].number
    else { return true }
    let order = columns.indices.filter { $0 != place }.sorted { columns[$0].name < columns[$1].name }
    let values = order.map { index -> DatabaseValue in
      if index == rowidColumn { return (row.rowid ?? 0).databaseValue }
      guard index < row.values.count else { return .null }
      // SQLite stores whole numbers of a REAL column as integers.
      if columns[index].type == "REAL", let number = row.values[index].number {
        return Double(number).databaseValue
      }
      return row.values[index].databaseValue
    }
    return RowChecksum.sum(values) == stored
  }
}
