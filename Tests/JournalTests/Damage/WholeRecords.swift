import Foundation
import GRDB

@testable import Journal

#if canImport(Glibc)
  import Glibc
#endif

/// The bytes of each record of an undamaged journal: which of them are still whole after the damage.
struct WholeRecords {
  private struct Record {
    var key: [DatabaseValue]
    var payload: [UInt8]
    var place: Int
  }

  private var records: [String: [Record]] = [:]
  private let pageSize: Int
  /// The keys by table of the records that go on on further pages, which nothing checks.
  private(set) var spilled: [String: Set<[DatabaseValue]>] = [:]

  init(path: String, version: SchemaVersion) throws {
    var reader = PageReader(source: PageSource(path: path))
    pageSize = reader.source.pageSize
    let contents = SchemaContents(&reader)
    for table in version.tables where table.name != Salvage.migrationTable {
      let tree = TreeReading(table, root: contents.root(of: table.name, type: "table"), reader: &reader)
      guard tree.isWhole else { throw CocoaError(.fileReadCorruptFile) }
      for row in tree.rows {
        guard let page = reader.page(row.page),
          let cell = page.cells.compactMap({ $0 }).first(where: { $0.extent.lowerBound == row.place })
        else { continue }
        if cell.overflow != nil {
          spilled[table.name, default: []].insert(
            table.rowKey(row.values, rowid: row.rowid).values.map(\.databaseValue))
          continue
        }
        records[table.name, default: []].append(
          Record(
            key: table.rowKey(row.values, rowid: row.rowid).values.map(\.databaseValue),
            payload: Array(page.bytes.bytes[cell.local]),
            place: (row.page - 1) * reader.source.pageSize + cell.local.lowerBound))
      }
    }
  }

  /// The keys by table of the records whose bytes are still on some page, at their place in it.
  func whole(in path: String) throws -> [String: Set<[DatabaseValue]>] {
    let main = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    let log = FileManager.default.contents(atPath: path + "-wal").map { [UInt8]($0) } ?? []
    let starts = Array(stride(from: 0, to: main.count, by: pageSize))
    let frames = Array(stride(from: 32 + 24, to: log.count, by: 24 + pageSize))
    return records.mapValues { records in
      let whole = records.filter { record in
        let (page, offset) = record.place.quotientAndRemainder(dividingBy: pageSize)
        return Self.holds(main, at: page * pageSize + offset, record.payload)
          || starts.contains { Self.holds(main, at: $0 + offset, record.payload) }
          || frames.contains { Self.holds(log, at: $0 + offset, record.payload) }
      }
      return Set(whole.map(\.key))
    }
  }

  private static func holds(_ bytes: [UInt8], at place: Int, _ payload: [UInt8]) -> Bool {
    guard place + payload.count <= bytes.count, bytes[place + payload.count - 1] == payload[payload.count - 1]
    else {
      return false
    }
    return bytes.withUnsafeBytes { bytes in
      payload.withUnsafeBytes { payload in
        guard let start = bytes.baseAddress, let other = payload.baseAddress else { return false }
        return memcmp(start + place, other, payload.count) == 0
      }
    }
  }
}
