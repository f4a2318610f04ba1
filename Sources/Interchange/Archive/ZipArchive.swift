import CZlib

/// Reads a ZIP archive in memory.
///
/// Names that lead out of the archive, links and encrypted files are refused. An archive says in its directory how
/// large its files become; what becomes larger is refused while it is unpacked, so a bomb costs no memory.
struct ZipArchive {
  /// A file of the archive.
  struct Entry {
    let name: String
    /// The size when it is unpacked, in bytes.
    let size: Int
    fileprivate let packed: Int
    fileprivate let method: Int
    fileprivate let checksum: UInt32
    fileprivate let offset: Int
  }

  private let bytes: [UInt8]
  private let file: String
  /// The files, without folders.
  let entries: [Entry]

  /// Reads the directory of an archive.
  ///
  /// - Throws: `ImportFailure` for what isn't an archive or tries to do harm.
  init(_ bytes: [UInt8], file: String) throws(ImportFailure) {
    self.bytes = bytes
    self.file = file
    func failure(_ message: String) -> ImportFailure { ImportFailure(at: SourcePlace(file: file), message) }
    func number(_ offset: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
    // The end record is at the very end, before a comment of at most 64 KiB.
    let lowest = max(0, bytes.count - 22 - 0xFFFF)
    guard bytes.count >= 22,
      let end = stride(from: bytes.count - 22, through: lowest, by: -1).first(where: {
        bytes[$0] == 0x50 && number($0, 4) == 0x0605_4B50
      })
    else { throw failure("the archive has no directory; it was cut off or is damaged") }
    let count = number(end + 10, 2)
    guard count <= ImportLimits.files, count != 0xFFFF else {
      throw failure("the archive has more than \(ImportLimits.files) files")
    }
    var place = number(end + 16, 4)
    var found: [Entry] = []
    var total = 0
    for _ in 0..<count {
      guard place + 46 <= bytes.count, number(place, 4) == 0x0201_4B50 else {
        throw failure("the directory of the archive is damaged")
      }
      let nameCount = number(place + 28, 2)
      let next = place + 46 + nameCount + number(place + 30, 2) + number(place + 32, 2)
      guard next <= bytes.count,
        let name = String(validating: bytes[(place + 46)..<(place + 46 + nameCount)], as: UTF8.self)
      else { throw failure("the directory of the archive is damaged") }
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      guard !name.hasPrefix("/"), !name.contains("\\"), !name.contains("\0"), !parts.contains(".."),
        !name.contains(":")
      else { throw failure("the archive holds the path \(ImportEntry.title(name)), which leads out of it") }
      // The upper half holds the mode where a Unix made the archive; 0o120000 is a link.
      guard number(place + 38, 4) >> 16 & 0o170000 != 0o120000 else {
        throw failure("the archive holds the link \(ImportEntry.title(name)); only plain files are read")
      }
      guard number(place + 8, 2) & 1 == 0 else { throw failure("the archive is encrypted; unpack it first") }
      let entry = Entry(
        name: name, size: number(place + 24, 4), packed: number(place + 20, 4), method: number(place + 10, 2),
        checksum: UInt32(number(place + 16, 4)), offset: number(place + 42, 4))
      total += entry.size
      guard total <= ImportLimits.unpacked else {
        throw failure("unpacked, the archive has more than \(ImportLimits.unpacked >> 20) MiB")
      }
      if !name.hasSuffix("/") { found.append(entry) }
      place = next
    }
    var spans = found.map { $0.offset..<($0.offset + max(1, $0.packed)) }
    spans.sort { $0.lowerBound < $1.lowerBound }
    // Files that share their bytes are how a small archive becomes a huge one.
    for (first, second) in zip(spans, spans.dropFirst()) where second.lowerBound < first.upperBound {
      throw failure("files of the archive lie over each other; it is damaged or a trap")
    }
    entries = found
  }

  /// The bytes of a file.
  ///
  /// - Throws: `ImportFailure` for damage and for sizes that the directory doesn't state.
  func unpacked(_ entry: Entry) throws(ImportFailure) -> [UInt8] {
    let failure = { (message: String) in
      ImportFailure(at: SourcePlace(file: "\(file)/\(entry.name)"), message)
    }
    let start = entry.offset
    guard start + 30 <= bytes.count, bytes[start] == 0x50, bytes[start + 1] == 0x4B, bytes[start + 2] == 3
    else {
      throw failure("the file isn't where the archive says")
    }
    let body =
      start + 30 + Int(bytes[start + 26]) + Int(bytes[start + 27]) << 8 + Int(bytes[start + 28])
      + Int(bytes[start + 29]) << 8
    guard body + entry.packed <= bytes.count else { throw failure("the file is cut off") }
    let packed = bytes[body..<(body + entry.packed)]
    let result: [UInt8]
    switch entry.method {
    case 0: result = Array(packed)
    case 8: result = try inflated(packed, size: entry.size, failure)
    default: throw failure("the file is packed by method \(entry.method), which isn't read; pack it again")
    }
    guard result.count == entry.size else { throw failure("the file has another size than the archive says") }
    guard ZipArchive.checksum(result) == entry.checksum else { throw failure("the file is damaged") }
    return result
  }

  private func inflated(
    _ packed: ArraySlice<UInt8>, size: Int, _ failure: (String) -> ImportFailure
  ) throws(ImportFailure) -> [UInt8] {
    // One byte more than promised shows that there is more.
    var result = [UInt8](repeating: 0, count: size + 1)
    var stream = z_stream()
    guard sextant_inflate_raw(&stream) == Z_OK else { throw failure("there is no memory to unpack the file") }
    defer { inflateEnd(&stream) }
    var input = Array(packed)
    let status = input.withUnsafeMutableBufferPointer { input in
      result.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else {
      throw failure("the file is damaged, or larger than the archive says")
    }
    result.removeLast(result.count - Int(stream.total_out))
    return result
  }

  /// The checksum that archives keep of a file.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, UInt32($0.count))) }
  }

  /// An archive of some files, which are stored as they are.
  static func archive(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    func put(_ value: Int, _ count: Int, _ bytes: inout [UInt8]) {
      for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
    }
    for file in files {
      let name = Array(file.name.utf8)
      let offset = out.count
      // Version, flags (UTF-8 names), method, time and date (1 January 1980), checksum, sizes, name.
      var head: [UInt8] = []
      for (value, count) in [
        (20, 2), (0x800, 2), (0, 2), (0, 2), (0x21, 2), (Int(checksum(file.bytes)), 4), (file.bytes.count, 4),
        (file.bytes.count, 4), (name.count, 2), (0, 2),
      ] { put(value, count, &head) }
      put(0x0403_4B50, 4, &out)
      out += head + name + file.bytes
      put(0x0201_4B50, 4, &directory)
      put(20, 2, &directory)
      directory += head
      for (value, count) in [(0, 2), (0, 2), (0, 2), (0, 4), (offset, 4)] { put(value, count, &directory) }
      directory += name
    }
    let start = out.count
    out += directory
    put(0x0605_4B50, 4, &out)
    for (value, count) in [
      (0, 2), (0, 2), (files.count, 2), (files.count, 2), (directory.count, 4), (start, 4), (0, 2),
    ] { put(value, count, &out) }
    return out
  }
}
