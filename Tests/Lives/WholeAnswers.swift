import Foundation
import GRDB

/// The answers whose record is still whole in a damaged journal: an oracle of its own, which shares no code with the
/// recovery.
///
/// It knows the pages of a sound file that are in use, each with the places of its records; whole is a record whose bytes
/// still stand at their place.
struct WholeAnswers {
  private struct Record {
    var key: [DatabaseValue]
    var payload: ArraySlice<UInt8>
    var place: Int
  }

  private var records: [Record] = []

  /// Reads a sound journal; where it has a log, only what the log does not hold.
  init(path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    guard bytes.count > 100 else { return }
    let size = Int(bytes[16]) << 8 | Int(bytes[17])
    let log = FileManager.default.contents(atPath: path + "-wal").map { [UInt8]($0) } ?? []
    let pages = bytes.count / size
    var skipped = Self.freePages(bytes, size)
    for frame in stride(from: 32, to: max(32, log.count - 24 - size + 1), by: 24 + size) {
      skipped.insert(Self.word(log, frame))
    }
    let queue = try DatabaseQueue(path: path, configuration: Self.readOnly)
    let columns = try queue.read { try $0.columns(in: "response").count }
    for page in 1..<max(1, pages) where !skipped.contains(page + 1) {
      let start = page * size
      guard bytes[start] == 2 || bytes[start] == 10 else { continue }
      let isLeaf = bytes[start] == 10
      let count = Int(bytes[start + 3]) << 8 | Int(bytes[start + 4])
      let pointers = start + (isLeaf ? 8 : 12)
      for cell in 0..<count {
        let pointer = pointers + 2 * cell
        guard pointer + 1 < start + size else { break }
        var place = start + (Int(bytes[pointer]) << 8 | Int(bytes[pointer + 1])) + (isLeaf ? 0 : 4)
        guard let length = Self.number(bytes, &place), place + length <= start + size else { continue }
        let payload = bytes[place..<place + length]
        guard let values = Self.firstTwo(payload, of: columns) else { continue }
        records.append(Record(key: values, payload: payload, place: place))
      }
    }
  }

  private static var readOnly: Configuration {
    var configuration = Configuration()
    configuration.readonly = true
    return configuration
  }

  /// The keys of the answers whose record is where it was.
  func keys(in path: String) -> Set<[DatabaseValue]> {
    let bytes = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    return Set(
      records.filter { record in
        let end = record.place + record.payload.count
        return end <= bytes.count && bytes[record.place..<end] == record.payload
      }.map(\.key))
  }

  private static func word(_ bytes: [UInt8], _ place: Int) -> Int {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func freePages(_ bytes: [UInt8], _ size: Int) -> Set<Int> {
    var free: Set<Int> = []
    var trunk = word(bytes, 32)
    while trunk > 0, trunk * size <= bytes.count, free.insert(trunk).inserted {
      let start = (trunk - 1) * size
      for leaf in 0..<min(word(bytes, start + 4), size / 4 - 2) {
        free.insert(word(bytes, start + 8 + 4 * leaf))
      }
      trunk = word(bytes, start)
    }
    return free
  }

  private static func number(_ bytes: [UInt8], _ place: inout Int) -> Int? {
    var value = 0
    for _ in 0..<4 {
      guard place < bytes.count else { return nil }
      let byte = bytes[place]
      place += 1
      value = value << 7 | Int(byte & 0x7f)
      if byte < 0x80 { return value }
    }
    return nil
  }

  /// The attempt and the position of a record with the columns of an answer.
  private static func firstTwo(_ payload: ArraySlice<UInt8>, of columns: Int) -> [DatabaseValue]? {
    let bytes = Array(payload)
    var place = 0
    guard let header = number(bytes, &place), header <= bytes.count else { return nil }
    var types: [Int] = []
    while place < header {
      guard let type = number(bytes, &place) else { return nil }
      types.append(type)
    }
    guard types.count == columns, types[0] > 12, types[0] % 2 == 1 else { return nil }
    let length = (types[0] - 13) / 2
    guard header + length + 8 <= bytes.count else { return nil }
    let attempt = String(decoding: bytes[header..<header + length], as: UTF8.self)
    let start = header + length
    let position: Int
    switch types[1] {
    case 8, 9: position = types[1] - 8
    case 1: position = Int(bytes[start])
    case 2: position = Int(bytes[start]) << 8 | Int(bytes[start + 1])
    default: return nil
    }
    return [attempt.databaseValue, position.databaseValue]
  }
}
