/// The readable part of SQLite's table of contents: the root page of each tree.
struct SchemaContents {
  /// One table or index and its root.
  struct Row {
    var object: SchemaVersion.Object
    var root: Int
  }

  private(set) var rows: [Row] = []

  /// The shape of `sqlite_schema`.
  private static let shape = TableShape(
    name: "sqlite_schema", table: "sqlite_schema", isIndex: false, hasRowid: true,
    columns: [
      ("type", "TEXT"), ("name", "TEXT"), ("tbl_name", "TEXT"), ("rootpage", "INTEGER"), ("sql", "TEXT"),
    ]
    .map { TableShape.Column(name: $0.0, type: $0.1, isNullable: $0.0 == "sql", isOptional: false) },
    rowidColumn: nil, keyCount: 0, primaryKey: [])

  /// Reads it from the first page on; if that is broken, from any page that holds such rows.
  init(_ reader: inout PageReader) {
    var tree = TreeReading(Self.shape, root: 1, reader: &reader)
    if !tree.isWhole {
      for number in stride(from: 2, through: reader.source.pageCount, by: 1) {
        guard !reader.claimed.contains(number), let page = reader.page(number), page.kind == .leafTable else {
          continue
        }
        for cell in page.cells.compactMap({ $0 }) {
          guard let (values, _) = reader.record(cell, on: page), Self.isContents(values) else { continue }
          reader.claim([number])
          tree.add(
            FoundRow(
              values: values, rowid: cell.rowid, rank: .stray, page: number, place: cell.extent.lowerBound))
        }
      }
    }
    var seen: Set<String> = []
    let source = reader.source
    for row in tree.rows.sorted(by: { $0.outranks($1, in: source) }) where Self.isContents(row.values) {
      guard let type = row.values[0].string, let name = row.values[1].string,
        let table = row.values[2].string,
        let root = row.values[3].number, root > 0, root <= reader.source.pageCount,
        seen.insert(type + "." + name).inserted
      else { continue }
      let sql = (row.values[4].string ?? "").filter { $0 != "\"" && !$0.isWhitespace }
      rows.append(
        Row(object: SchemaVersion.Object(type: type, name: name, table: table, sql: sql), root: Int(root)))
    }
    // Two trees can't have the same root: one of the numbers is damaged, and nothing shows which.
    let roots = Dictionary(grouping: rows, by: \.root)
    for index in rows.indices where (roots[rows[index].root]?.count ?? 0) > 1 { rows[index].root = 0 }
  }

  /// The root of a table or index; nil if unknown.
  func root(of name: String, type: String) -> Int? {
    rows.first { $0.object.type == type && $0.object.name == name && $0.root > 0 }?.root
  }

  private static func isContents(_ values: [StoredValue]) -> Bool {
    shape.matches(values, isRooted: false)
      && ["table", "index", "view", "trigger"].contains(values[0].string)
  }
}
