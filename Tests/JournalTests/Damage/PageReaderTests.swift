import Foundation
import GRDB
import Testing

@testable import Journal

/// The reading of pages without SQLite gives what SQLite gives, and nothing from noise.
@Suite struct PageReaderTests {
  /// Tables of both kinds with values of all types and sizes, in pages of every size.
  @Test(arguments: [512, 1024, 4096, 65536]) func readsWhatSQLiteWrote(pageSize: Int) throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
    var chance = Seeded(UInt64(pageSize))
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA page_size = \(pageSize); PRAGMA synchronous = OFF")
      try database.execute(
        sql: """
          CREATE TABLE plain (number INTEGER, share REAL, text TEXT, bytes BLOB) STRICT;
          CREATE TABLE keyed (name TEXT, place INTEGER, share REAL, text TEXT, PRIMARY KEY (name, place))
            STRICT, WITHOUT ROWID;
          """)
    }
    let numbers: [Int64?] = [
      nil, 0, 1, -1, 127, 128, -128, -129, 32_767, 32_768, 8_388_607, 8_388_608, -8_388_609, 2_147_483_647,
      2_147_483_648, 140_737_488_355_327, 140_737_488_355_328, .max, .min,
    ]
    try queue.write { database in
      for row in 0..<400 {
        let text = String(
          repeating: "é\(row) ", count: Int.random(in: 0...(row % 20 == 0 ? 3_000 : 9), using: &chance))
        let share: Double? = row % 5 == 0 ? nil : row % 3 == 0 ? Double(row) : Double(row) / 7
        try database.execute(
          sql: "INSERT INTO plain VALUES (?, ?, ?, ?)",
          arguments: [numbers[row % numbers.count], share, text, row % 2 == 0 ? Data(text.utf8) : nil])
        try database.execute(
          sql: "INSERT INTO keyed VALUES (?, ?, ?, ?)",
          arguments: ["k\(chance.next() % 1_000)", row, share, row % 4 == 0 ? nil : text])
      }
      try database.execute(
        sql: "DELETE FROM plain WHERE rowid % 7 = 0; DELETE FROM keyed WHERE place % 7 = 0")
    }
    let column = { (name: String, type: String) in
      TableShape.Column(name: name, type: type, isNullable: true, isOptional: true)
    }
    let plain = TableShape(
      name: "plain", table: "plain", isIndex: false, hasRowid: true,
      columns: [
        column("number", "INTEGER"), column("share", "REAL"), column("text", "TEXT"), column("bytes", "BLOB"),
      ],
      rowidColumn: nil, keyCount: 0, primaryKey: [])
    let keyed = TableShape(
      name: "keyed", table: "keyed", isIndex: false, hasRowid: false,
      columns: [
        column("name", "TEXT"), column("place", "INTEGER"), column("share", "REAL"), column("text", "TEXT"),
      ],
      rowidColumn: nil, keyCount: 2, primaryKey: [0, 1])
    for shape in [plain, keyed] {
      let expected = try queue.read {
        try Row.fetchAll($0, sql: "SELECT * FROM \(shape.name)").map { Array($0.databaseValues) }
      }
      var reader = PageReader(source: PageSource(path: scratch.path))
      #expect(reader.source.pageSize == pageSize)
      let contents = SchemaContents(&reader)
      let tree = TreeReading(shape, root: contents.root(of: shape.name, type: "table"), reader: &reader)
      #expect(tree.isWhole)
      let read = tree.rows.map { row in
        // A whole number in a column of fractions is stored as one.
        row.values.enumerated().map { place, value -> DatabaseValue in
          guard shape.columns[place].type == "REAL", let number = value.number else {
            return value.databaseValue
          }
          return Double(number).databaseValue
        }
      }
      #expect(read == expected, "\(shape.name)")
    }
  }

  @Test func noiseHoldsNoRows() throws {
    for seed in 0..<40 as Range<UInt64> {
      let scratch = Scratch()
      try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
      var chance = Seeded(seed)
      var bytes = (0..<64 * 4096).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
      // Pages that say that they are pages of trees.
      for page in 0..<64 {
        bytes[page * 4096] = [2, 5, 10, 13][page % 4]
        bytes[page * 4096 + 3] = 0
        bytes[page * 4096 + 4] = UInt8(page)
      }
      try Data(bytes).write(to: URL(fileURLWithPath: scratch.path))
      #expect(try Salvage(path: scratch.path).count == 0, "seed \(seed)")
    }
  }

  @Test func aTornWriteAtTheEndOfTheLogIsNoDamage() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    try journal.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint=0") }
    _ = try journal.startAttempt(Sample.attempt("a"))
    for position in 0..<9 {
      try journal.record(Sample.response("a", position), nextItem: "n", activeMilliseconds: 1)
    }
    let log = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "-wal"))
    let other = Scratch()
    try FileManager.default.createDirectory(at: other.folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: scratch.path, toPath: other.path)
    // Cut anywhere: what was confirmed before the cut is there, and nobody speaks of damage.
    for cut in stride(from: 100, to: log.count, by: 5_003) {
      try log.prefix(cut).write(to: URL(fileURLWithPath: other.path + "-wal"))
      #expect(!WriteAheadLog(path: other.path + "-wal", fallbackPageSize: 4096).isDamaged, "cut at \(cut)")
    }
    var broken = log
    broken[log.count / 2] ^= 1
    try broken.write(to: URL(fileURLWithPath: other.path + "-wal"))
    #expect(WriteAheadLog(path: other.path + "-wal", fallbackPageSize: 4096).isDamaged)
  }

  /// Without the log's header nothing confirms the number of its first page; two billion pages must not be looked for.
  @Test func aPageNumberThatCannotBeTrueIsDropped() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    _ = try journal.database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    for position in 0..<9 {
      try journal.record(Sample.response("a", position), nextItem: "n", activeMilliseconds: 1)
    }
    let other = Scratch()
    try FileManager.default.createDirectory(at: other.folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: scratch.path, toPath: other.path)
    var log = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "-wal"))
    // The header is lost, and the highest bit of the first frame's page number is set.
    log.replaceSubrange(0..<32, with: Data(count: 32))
    log[32] |= 0x40
    try log.write(to: URL(fileURLWithPath: other.path + "-wal"))
    #expect(WriteAheadLog(path: other.path + "-wal", fallbackPageSize: 4096).places.keys.max() ?? 0 > 1 << 30)
    let source = PageSource(path: other.path)
    #expect(source.pageCount < 1_000 && !source.log.places.isEmpty)
    let opening = try Journal.open(folder: other.folder, now: Sample.day(0))
    #expect(try opening.journal.responses(ofAttempt: "a").count >= 8)
  }
}
