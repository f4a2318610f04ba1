/// The format of a record of a table or an index.
struct TableShape {
  /// One value of the record.
  struct Column {
    var name: String
    /// The declared type: INTEGER, REAL, TEXT, BLOB or ANY.
    var type: String
    var isNullable: Bool
    /// True if a row may be inserted without it.
    var isOptional: Bool

    func accepts(_ value: StoredValue) -> Bool {
      switch value {
      case .null: isNullable
      case .integer: type == "INTEGER" || type == "INT" || type == "REAL" || type == "ANY"
      case .real: type == "REAL" || type == "ANY"
      case .text: type == "TEXT" || type == "ANY"
      case .blob: type == "BLOB" || type == "ANY"
      }
    }
  }

  /// The name of the table or index.
  var name: String
  /// The table it belongs to: itself, or the table that an index is for.
  var table: String
  /// True for an index, which only repeats values of its table.
  var isIndex: Bool
  /// True if its pages have the format of a table with rowid.
  var hasRowid: Bool
  /// The columns, in record order.
  var columns: [Column]
  /// The column that is an alias of the rowid and is stored as null.
  var rowidColumn: Int?
  /// The number of leading columns that order the tree; 0 if the rowid does.
  var keyCount: Int
  /// The positions of the primary key's columns in the record; empty if the rowid is the key.
  var primaryKey: [Int]

  /// True if the values can be a record of this table.
  ///
  /// - Parameter isRooted: True if the tree is known to be this table's. Then columns that were added later
  ///   may be missing at the end, as SQLite leaves them.
  func matches(_ values: [StoredValue], isRooted: Bool) -> Bool {
    guard values.count <= columns.count else { return false }
    if values.count < columns.count {
      guard isRooted, !isIndex, columns[values.count...].allSatisfy(\.isOptional) else { return false }
    }
    for (place, value) in values.enumerated() {
      if place == rowidColumn {
        guard value == .null else { return false }
      } else if !columns[place].accepts(value) {
        return false
      }
    }
    return true
  }

  /// The key that orders the record in its tree.
  func treeKey(_ values: [StoredValue], rowid: Int64?) -> StoredKey {
    if let rowid, hasRowid { return StoredKey(values: [.integer(rowid)]) }
    return StoredKey(values: Array(values.prefix(keyCount)))
  }

  /// The primary key of the row.
  func rowKey(_ values: [StoredValue], rowid: Int64?) -> StoredKey {
    if primaryKey.isEmpty { return treeKey(values, rowid: rowid) }
    return StoredKey(values: primaryKey.map { $0 < values.count ? values[$0] : .null })
  }
}
