import GRDB

/// A mark that identifies a journal as ours and its table of contents as unchanged.
///
/// SQLite trusts its table of contents. One flipped bit in it can rename a column or lead a table to another
/// table's pages. The seal is a checksum of the table of contents, stored in `user_version` and fast enough
/// to check at every start.
enum SchemaSeal {
  /// "SXTJ", in the header of every journal.
  static let applicationID: Int32 = 0x5358_544A

  /// The checksum of the table of contents, never 0.
  static func fingerprint(_ database: Database) throws -> Int32 {
    var hash = FNV1a()
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT type, name, tbl_name, rootpage, coalesce(sql, '') FROM sqlite_schema ORDER BY rowid")
    while let row = try rows.next() {
      for column in 0..<5 {
        described(try row.decode(DatabaseValue.self, atIndex: column)) { hash.mix($0) }
        hash.mix(0xff as UInt8)
      }
    }
    let folded = Int32(truncatingIfNeeded: (hash.value ^ hash.value >> 32) & 0x7fff_ffff)
    return folded == 0 ? 1 : folded
  }

  /// The bytes of a value as a literal: a text stands in double quotes.
  ///
  /// Released journals carry seals over these bytes, so they can't change. A text is described by hand, because
  /// the library's own description takes a third of a millisecond at every start.
  static func described(_ value: DatabaseValue, _ put: (UInt8) -> Void) {
    guard case .string(let text) = value.storage, text.utf8.allSatisfy(isPlain) else {
      return value.description.utf8.forEach(put)
    }
    put(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        put(UInt8(ascii: "\\"))
        put(UInt8(ascii: "n"))
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"):
        put(UInt8(ascii: "\\"))
        put(byte)
      default: put(byte)
      }
    }
    put(UInt8(ascii: "\""))
  }

  /// True for a printable ASCII character and a line feed.
  private static func isPlain(_ byte: UInt8) -> Bool { (0x20..<0x7f).contains(byte) || byte == 0x0a }

  /// True if the file is ours and its table of contents matches the seal.
  static func holds(_ database: Database) throws -> Bool {
    guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID else { return false }
    return try Int32.fetchOne(database, sql: "PRAGMA user_version") == fingerprint(database)
  }

  /// Seals the present table of contents.
  static func write(_ database: Database) throws {
    let fingerprint = try fingerprint(database)
    try database.execute(
      sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(fingerprint)")
  }
}
