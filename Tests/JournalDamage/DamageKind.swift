import Foundation

/// The ways in which a trial damages a journal.
package enum DamageKind: String, CaseIterable, Codable {
  case zeroedPages
  case randomPages
  case truncation
  case flippedBits
  case brokenSchemaText
  case interiorPages
  case firstPage
  case header
  case swappedPages
  case zeroedSectors
  case allInteriorPages
  case damagedLog
  case emptiedFile

  /// True where the bytes of a value can change and nothing but a checksum of the row shows it.
  package var canAlterSilently: Bool {
    self == .flippedBits || self == .brokenSchemaText || self == .zeroedSectors
  }

  /// True where the write-ahead log must be there.
  package var needsLog: Bool { self == .damagedLog || self == .emptiedFile }

  /// Damages the files.
  ///
  /// - Returns: False where there is too little to damage; then nothing was done.
  @discardableResult
  package func strike(_ path: String, _ chance: inout some RandomNumberGenerator) throws -> Bool {
    let place = URL(fileURLWithPath: self == .damagedLog ? path + "-wal" : path)
    var bytes = [UInt8](try Data(contentsOf: place))
    let size = 4096
    let pages = bytes.count / size
    guard pages > 1 else { return false }
    func range(_ page: Int) -> Range<Int> { page * size..<(page + 1) * size }
    func fill(_ range: Range<Int>, _ isRandom: Bool) {
      for place in range { bytes[place] = isRandom ? UInt8(truncatingIfNeeded: chance.next()) : 0 }
    }
    let interior = (1..<pages).filter { [2, 5].contains(bytes[$0 * size]) }
    switch self {
    case .zeroedPages, .randomPages:
      for _ in 0..<Int.random(in: 1...3, using: &chance) {
        fill(range(Int.random(in: 0..<pages, using: &chance)), self == .randomPages)
      }
    case .truncation: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &chance))
    case .flippedBits:
      for _ in 0..<Int.random(in: 1...32, using: &chance) {
        bytes[Int.random(in: 0..<bytes.count, using: &chance)] ^= 1 << UInt8(chance.next() % 8)
      }
    case .brokenSchemaText:
      // All pages whose records are of the table of contents.
      let marks = (0..<bytes.count - 8).filter {
        bytes[$0] == 0x43 && bytes[$0..<$0 + 7].elementsEqual("CREATE ".utf8)
      }
      let mark = marks.randomElement(using: &chance) ?? 100
      for _ in 0..<Int.random(in: 1...6, using: &chance) {
        bytes[mark + Int.random(in: -20..<200, using: &chance)] ^= 1 << UInt8(chance.next() % 8)
      }
    case .interiorPages:
      if let page = interior.randomElement(using: &chance) { fill(range(page), chance.next() % 2 == 0) }
    case .allInteriorPages: for page in interior { fill(range(page), true) }
    case .firstPage: fill(range(0), chance.next() % 2 == 0)
    case .header: fill(0..<100, true)
    case .swappedPages:
      let (from, to) = (Int.random(in: 1..<pages, using: &chance), Int.random(in: 1..<pages, using: &chance))
      bytes.replaceSubrange(range(to), with: Array(bytes[range(from)]))
    case .zeroedSectors:
      for _ in 0..<Int.random(in: 1...4, using: &chance) {
        let sector = Int.random(in: 0..<bytes.count / 512, using: &chance)
        fill(sector * 512..<(sector + 1) * 512, false)
      }
    case .damagedLog:
      let start = Int.random(in: 32..<bytes.count * 3 / 4, using: &chance)
      fill(start..<min(bytes.count, start + 64), true)
    case .emptiedFile: bytes = []
    }
    try Data(bytes).write(to: place)
    return true
  }
}
