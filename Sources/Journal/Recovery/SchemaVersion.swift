import GRDB

/// One released version of the schema, read from an in-memory database made by the migrations.
///
/// Tables and columns are not listed here, so the recovery knows a new migration at once.
struct SchemaVersion {
  /// A row of SQLite's own table of contents.
  struct Object: Hashable {
    var type: String
    var name: String
    var table: String
    var sql: String
  }

  /// The migrations that lead to it.
  var migrations: [String]
  var objects: [Object]
  var tables: [TableShape]
  var indexes: [TableShape]

  /// The table with a name.
  func table(_ name: String) -> TableShape? { tables.first { $0.name == name } }

  /// All released versions, oldest first.
  static func all() throws -> [SchemaVersion] { try released.get() }

  private static let released = Result<[SchemaVersion], any Error> {
    let names = Schema.migrator.migrations
    return try names.indices.map { try SchemaVersion(migrations: Array(names[...$0])) }
  }

  /// Creates the version after the given migrations.
  init(migrations: [String]) throws {
    self.migrations = migrations
    let queue = try DatabaseQueue()
    if let last = migrations.last { try Schema.migrator.migrate(queue, upTo: last) }
    (objects, tables, indexes) = try queue.read { database in
      let objects = try Self.objects(database)
      let names = objects.filter { $0.type == "table" && !$0.name.hasPrefix("sqlite_") }.map(\.name)
      return (
        objects, try names.map { try Self.shape(ofTable: $0, database) },
        try objects.filter { $0.type == "index" }.map {
          try Self.shape(ofIndex: $0.name, table: $0.table, database)
        }
      )
    }
  }

  /// The table of contents, without the root pages.
  static func objects(_ database: Database) throws -> [Object] {
    try Row.fetchAll(database, sql: "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema").map {
      Object(
        type: try $0.decode(atIndex: 0), name: try $0.decode(atIndex: 1), table: try $0.decode(atIndex: 2),
        // Versions of SQLite differ in how they quote the name of a renamed table.
        sql: try $0.decode(String.self, atIndex: 3).filter { $0 != "\"" && !$0.isWhitespace })
    }
  }

  private static func shape(ofTable name: String, _ database: Database) throws -> TableShape {
    let hasRowid =
      try Bool.fetchOne(
        database, sql: "SELECT NOT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?",
        arguments: [name]) ?? true
    // Columns computed on reading are not part of the record.
    let rows = try Row.fetchAll(
      database,
      sql:
        "SELECT name, upper(type) AS type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo(?) WHERE hidden <> 2",
      arguments: [name])
    let key = rows.indices.filter { rows[$0]["pk"] > 0 }.sorted { rows[$0]["pk"] < rows[$1]["pk"] as Int }
    let alias = hasRowid && key.count == 1 && rows[key[0]]["type"] == "INTEGER" ? key[0] : nil
    // Without rowid, the key columns come first.
    let order = hasRowid ? Array(rows.indices) : key + rows.indices.filter { !key.contains($0) }
    return TableShape(
      name: name, table: name, isIndex: false, hasRowid: hasRowid,
      columns: order.map { place in
        let row = rows[place]
        let isNullable = row["notnull"] == 0 && (hasRowid || row["pk"] == 0)
        return TableShape.Column(
          name: row["name"], type: row["type"], isNullable: isNullable,
          isOptional: isNullable || row["dflt_value"] != nil)
      }, rowidColumn: alias, keyCount: hasRowid ? 0 : key.count,
      primaryKey: alias != nil ? [] : hasRowid ? key : Array(key.indices))
  }

  private static func shape(ofIndex name: String, table: String, _ database: Database) throws -> TableShape {
    let types = try Row.fetchAll(
      database, sql: "SELECT name, upper(type) AS type, \"notnull\" FROM pragma_table_xinfo(?)",
      arguments: [table])
    let columns = try Row.fetchAll(
      database, sql: "SELECT cid, name FROM pragma_index_xinfo(?) ORDER BY seqno", arguments: [name])
    return TableShape(
      name: name, table: table, isIndex: true, hasRowid: false,
      columns: columns.map { column in
        let place: Int = column["cid"]
        guard types.indices.contains(place) else {
          return TableShape.Column(name: "rowid", type: "INTEGER", isNullable: false, isOptional: false)
        }
        return TableShape.Column(
          name: types[place]["name"], type: types[place]["type"], isNullable: types[place]["notnull"] == 0,
          isOptional: false)
      }, rowidColumn: nil, keyCount: columns.count, primaryKey: [])
  }
}
