import Foundation

/// The committed pages of a write-ahead log.
struct WriteAheadLog {
  /// The bytes per page.
  var pageSize = 0
  /// The position of the newest committed copy of each page.
  var places: [Int: Int] = [:]
  /// The number of pages of the journal after the last commit.
  var pageCount = 0
  /// True if committed transactions follow a damaged part.
  var isDamaged = false
  /// The bytes of the file.
  var bytes: [UInt8] = []

  /// The page's bytes; nil if it isn't in the log.
  func page(_ number: Int) -> [UInt8]? {
    guard let place = places[number], place + pageSize <= bytes.count else { return nil }
    return Array(bytes[place..<place + pageSize])
  }

  /// Drops pages whose number is too high to be true.
  ///
  /// Without the log's header nothing confirms the number of the first page. A flipped bit can make it two billion, and
  /// recovery looks at every page up to the last. A page beyond the file's end has always been written to the log, so
  /// the file and the log together limit the numbers.
  mutating func dropPages(beyond last: Int) { places = places.filter { $0.key <= last } }

  private struct Frame {
    var page: Int
    var pagesAfterCommit: Int
    var place: Int
    var isValid: Bool
  }

  /// Reads a log; empty if the file is missing or has no frames.
  ///
  /// Each frame has a checksum that continues that of the frame before. SQLite stops at the first frame that
  /// doesn't match. Whole transactions after a damaged frame were confirmed to the person, so they count.
  ///
  /// - Parameter fallbackPageSize: The page size to use if the log's header is destroyed.
  init(path: String, fallbackPageSize: Int) {
    guard let data = FileManager.default.contents(atPath: path), data.count > Self.headerSize else { return }
    bytes = Array(data)
    let reading = PageReading(bytes: bytes)
    let magic = reading.word(0) ?? 0
    let isHeaderSound =
      magic & ~1 == 0x377f_0682
      && Self.checksum(bytes[0..<24], from: (0, 0), isBigEndian: magic & 1 == 1)
        == (
          UInt32(truncatingIfNeeded: reading.word(24) ?? 0), UInt32(truncatingIfNeeded: reading.word(28) ?? 0)
        )
    pageSize = isHeaderSound ? reading.word(8) ?? 0 : fallbackPageSize
    guard pageSize >= 512, pageSize <= 65536, pageSize.nonzeroBitCount == 1 else {
      pageSize = 0
      return
    }
    let isBigEndian = isHeaderSound ? magic & 1 == 1 : false
    let frames = frames(reading, isHeaderSound: isHeaderSound, isBigEndian: isBigEndian)
    take(frames, isHeaderSound: isHeaderSound)
  }

  private static let headerSize = 32
  private static let frameHeaderSize = 24

  private func frames(_ reading: PageReading, isHeaderSound: Bool, isBigEndian: Bool) -> [Frame] {
    func pair(_ place: Int) -> (UInt32, UInt32) {
      (
        UInt32(truncatingIfNeeded: reading.word(place) ?? 0),
        UInt32(truncatingIfNeeded: reading.word(place + 4) ?? 0)
      )
    }
    let size = Self.frameHeaderSize + pageSize
    let salts = pair(isHeaderSound ? 16 : Self.headerSize + 8)
    var frames: [Frame] = []
    var previous = pair(24)
    var place = Self.headerSize
    while place + size <= bytes.count {
      let stored = pair(place + 16)
      var sum = Self.checksum(bytes[place..<place + 8], from: previous, isBigEndian: isBigEndian)
      sum = Self.checksum(
        bytes[place + Self.frameHeaderSize..<place + size], from: sum, isBigEndian: isBigEndian)
      let page = reading.word(place) ?? 0
      frames.append(
        Frame(
          page: page, pagesAfterCommit: reading.word(place + 4) ?? 0, place: place + Self.frameHeaderSize,
          // Without the header there is nothing for the first frame's checksum to continue.
          isValid: page > 0 && pair(place + 8) == salts
            && (sum == stored || (!isHeaderSound && frames.isEmpty))))
      previous = stored
      place += size
    }
    return frames
  }

  private mutating func take(_ frames: [Frame], isHeaderSound: Bool) {
    let firstInvalid = frames.firstIndex { !$0.isValid } ?? frames.count
    // A whole transaction after the damage: a torn write at the end leaves none.
    var lastWhole: Int?
    var isWhole = true
    for (index, frame) in frames.enumerated() {
      isWhole = isWhole && frame.isValid
      guard frame.pagesAfterCommit > 0 || !frame.isValid else { continue }
      if isWhole, frame.isValid { lastWhole = index }
      // Frames after an invalid one may belong to its transaction; the next commit starts a new one.
      isWhole = frame.isValid && frame.pagesAfterCommit > 0
    }
    isDamaged = (lastWhole ?? -1) > firstInvalid || (!isHeaderSound && lastWhole != nil)
    guard let lastWhole else { return }
    for frame in frames[...lastWhole] where frame.isValid {
      places[frame.page] = frame.place
      if frame.pagesAfterCommit > 0 { pageCount = frame.pagesAfterCommit }
    }
  }

  private static func checksum(
    _ bytes: ArraySlice<UInt8>, from start: (UInt32, UInt32), isBigEndian: Bool
  ) -> (UInt32, UInt32) {
    var (first, second) = start
    bytes.withUnsafeBytes { raw in
      for place in stride(from: 0, to: raw.count - 7, by: 8) {
        let left = raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)
        let right = raw.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
        first &+= (isBigEndian ? UInt32(bigEndian: left) : UInt32(littleEndian: left)) &+ second
        second &+= (isBigEndian ? UInt32(bigEndian: right) : UInt32(littleEndian: right)) &+ first
      }
    }
    return (first, second)
  }
}
