import SystemPackage

/// A file with a format mark and a checksum, so that a truncated, damaged or foreign one is never used.
package struct SealedFile {
  /// The format mark and the checksum.
  private static let headSize = 16
  /// The length of a head that can be read by itself.
  private static let lengthSize = 8

  package let path: String
  private let magic: [UInt8]
  private let limit: Int

  /// Names the file; whatever characters the name contains, the file is in the folder.
  ///
  /// - Parameters:
  ///   - name: The subject of the file. Characters that an identity can't contain are spelled out, and a long name is cut.
  ///   - suffix: The end of the file's name.
  ///   - magic: The format mark: eight ASCII characters.
  ///   - limit: The largest size to read, in bytes.
  package init(folder: String, name: String, suffix: String, magic: String, limit: Int) {
    precondition(magic.utf8.count == 8, "a mark has eight bytes")
    path = folder + "/" + Self.component(name) + suffix
    self.magic = Array(magic.utf8)
    self.limit = limit
  }

  /// A name as one path component: letters, digits, hyphens and inner dots stay.
  private static func component(_ name: String) -> String {
    let isKept = { (byte: UInt8) in
      IdentityCheck.isName(String(UnicodeScalar(byte)).lowercased()) || byte == UInt8(ascii: ".")
    }
    let spelled = name.utf8.reduce(into: "") { text, byte in
      let isSafe = isKept(byte) && !(text.isEmpty && byte == UInt8(ascii: "."))
      text += isSafe ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16)
    }
    return String(spelled.prefix(IdentityCheck.longest))
  }

  /// A reader of the content; nil if the file is missing, damaged or of another format.
  package func reader() -> ByteReader? {
    guard case .success(let bytes) = FileText.read(path, limit: limit), isSound(bytes) else { return nil }
    return ByteReader(bytes, from: Self.headSize)
  }

  /// Checks the whole file, but keeps only its head in memory; nil if it is missing, damaged or of another format.
  ///
  /// The rest is read from the open file on demand, even after another program has put a new file in its place.
  package func opened() -> (head: ByteReader, rest: SealedRest)? {
    let flags: FileDescriptor.OpenOptions = [.nonBlocking, .closeOnExec]
    guard let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: flags) else { return nil }
    let whole = SealedRest(file: file, start: 0, count: limit)
    guard let status = try? file.stat(), status.type == .regular, status.size <= limit,
      let mark = whole.bytes(at: 0, count: Self.headSize + Self.lengthSize),
      mark[..<magic.count].elementsEqual(magic)
    else { return nil }
    let start = mark.count
    let headCount = Int(truncatingIfNeeded: Self.number(mark[Self.headSize...]))
    let count = Int(status.size) - start
    guard headCount >= 0, headCount <= count, let head = whole.bytes(at: start, count: headCount),
      whole.checksum(from: Self.headSize, to: start + count) == Self.number(mark[magic.count...])
    else { return nil }
    return (ByteReader(head), whole.part(from: start + headCount, count: count - headCount))
  }

  /// Writes a file whose head can be read without the rest; on failure the old one stays.
  ///
  /// - Returns: False if it couldn't be written.
  @discardableResult
  package func write(head: [UInt8], rest: [UInt8]) -> Bool {
    var content: [UInt8] = []
    content.reserveCapacity(Self.lengthSize + head.count + rest.count)
    withUnsafeBytes(of: UInt64(head.count).littleEndian) { content.append(contentsOf: $0) }
    return write(content + head + rest)
  }

  /// The number in the first eight bytes, the lowest first.
  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Writes the file; on failure the old one stays.
  ///
  /// - Returns: False if it couldn't be written.
  @discardableResult
  package func write(_ content: [UInt8]) -> Bool {
    var file = magic
    file.reserveCapacity(Self.headSize + content.count)
    withUnsafeBytes(of: Self.checksum(content[...]).littleEndian) { file.append(contentsOf: $0) }
    return (try? FileText.replace(path, with: file + content)) != nil
  }

  private func isSound(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > Self.headSize, bytes[..<magic.count].elementsEqual(magic) else { return false }
    return Self.checksum(bytes[Self.headSize...]) == Self.number(bytes[magic.count...])
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
      var sum = SealedChecksum(count: buffer.count)
      sum.add(buffer)
      return sum.value
    }
  }
}

/// A part of an open sealed file, read on demand.
package final class SealedRest: Sendable {
  private let file: OpenFile
  private let start: Int
  /// The number of bytes.
  package let count: Int

  fileprivate convenience init(file: FileDescriptor, start: Int, count: Int) {
    self.init(OpenFile(file), start: start, count: count)
  }

  private init(_ file: OpenFile, start: Int, count: Int) {
    self.file = file
    self.start = start
    self.count = count
  }

  /// Reads bytes; nil if they can't be read.
  package func bytes(at place: Int, count wanted: Int) -> [UInt8]? {
    guard place >= 0, wanted >= 0, wanted <= count - place else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      filled = file.read(into: UnsafeMutableRawBufferPointer(buffer), at: start + place)
    }
    return bytes.count == wanted ? bytes : nil
  }

  fileprivate func part(from start: Int, count: Int) -> SealedRest {
    SealedRest(file, start: start, count: count)
  }

  /// The checksum of a stretch, read in pieces, so that the memory for it stays small; nil if it can't be read.
  fileprivate func checksum(from first: Int, to end: Int) -> UInt64? {
    var sum = SealedChecksum(count: end - first)
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
      var place = first
      while place < end {
        let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, end - place)])
        guard file.read(into: piece, at: place) == piece.count else { return nil }
        sum.add(UnsafeRawBufferPointer(piece))
        place += piece.count
      }
      return sum.value
    }
  }
}

/// A file that is closed with its last user.
private final class OpenFile: Sendable {
  private let descriptor: FileDescriptor

  init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  deinit { try? descriptor.close() }

  /// Returns how many bytes were read; fewer at the end of the file, or if it can't be read.
  func read(into buffer: UnsafeMutableRawBufferPointer, at place: Int) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      guard let count = try? descriptor.read(fromAbsoluteOffset: Int64(place + filled), into: rest), count > 0
      else { break }
      filled += count
    }
    return filled
  }
}

/// A checksum over eight-byte words in four independent lanes, which finds damage in a tenth of a millisecond.
private struct SealedChecksum {
  private var lanes: SIMD4<UInt64>
  private var tail: UInt64 = 0

  /// - Parameter count: The number of bytes that will be added.
  init(count: Int) {
    lanes = SIMD4(repeating: 0x9E37_79B9_7F4A_7C15) &+ SIMD4(0, 1, 2, 3) &+ UInt64(count)
  }

  /// Adds bytes; all pieces but the last must be multiples of 32 bytes.
  mutating func add(_ buffer: UnsafeRawBufferPointer) {
    var offset = 0
    while offset + 32 <= buffer.count {
      var words = SIMD4<UInt64>()
      for lane in 0..<4 {
        let word = buffer.loadUnaligned(fromByteOffset: offset + lane * 8, as: UInt64.self)
        words[lane] = UInt64(littleEndian: word)
      }
      lanes = (lanes ^ words) &* 0xff51_afd7_ed55_8ccd
      lanes ^= lanes &>> 32
      offset += 32
    }
    while offset < buffer.count {
      tail = (tail ^ UInt64(buffer[offset])) &* 0x100_0000_01b3
      offset += 1
    }
  }

  var value: UInt64 {
    var sum = tail
    for lane in 0..<4 {
      sum = (sum ^ lanes[lane]) &* 0xff51_afd7_ed55_8ccd
      sum ^= sum >> 32
    }
    return sum
  }
}
