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

  /// Reads and checks only the head; nil if the file is missing, its head is damaged, or it has another format.
  ///
  /// The pieces after it are read from the open file on demand, each with a checksum of its own, even after another
  /// program has put a new file in its place.
  package func opened() -> (head: ByteReader, pieces: SealedPieces)? {
    let flags: FileDescriptor.OpenOptions = [.nonBlocking, .closeOnExec]
    guard let descriptor = try? FileDescriptor.open(FilePath(path), .readOnly, options: flags) else {
      return nil
    }
    let file = OpenFile(descriptor)
    guard let status = try? descriptor.stat(), status.type == .regular, status.size <= limit,
      let mark = file.bytes(at: 0, count: Self.headSize + Self.lengthSize),
      mark[..<magic.count].elementsEqual(magic)
    else { return nil }
    let start = mark.count
    let headCount = Int(truncatingIfNeeded: Self.number(mark[Self.headSize...]))
    let count = Int(status.size) - start
    guard headCount >= 0, headCount <= count, let head = file.bytes(at: start, count: headCount),
      Self.checksum(head[...]) == Self.number(mark[magic.count...])
    else { return nil }
    return (ByteReader(head), SealedPieces(file, start: start + headCount, count: count - headCount))
  }

  /// Writes a file whose head can be read without the pieces after it; on failure the old one stays.
  ///
  /// - Parameter pieces: What `sealed` returned for each piece, one after the other.
  /// - Returns: False if it couldn't be written.
  @discardableResult
  package func write(head: [UInt8], pieces: [UInt8]) -> Bool {
    var file = magic
    file.reserveCapacity(Self.headSize + Self.lengthSize + head.count + pieces.count)
    Self.put(Self.checksum(head[...]), &file)
    Self.put(UInt64(head.count), &file)
    file += head
    file += pieces
    return (try? FileText.replace(path, with: file)) != nil
  }

  /// A piece of a file, with its checksum before it.
  package static func sealed(_ piece: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(SealedPieces.sealSize + piece.count)
    put(checksum(piece[...]), &bytes)
    return bytes + piece
  }

  /// A reader of a piece after its checksum; nil if they don't match.
  fileprivate static func opened(_ sealed: [UInt8]) -> ByteReader? {
    let start = SealedPieces.sealSize
    guard sealed.count >= start, checksum(sealed[start...]) == number(sealed[...]) else { return nil }
    return ByteReader(sealed, from: start)
  }

  private static func put(_ number: UInt64, _ bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
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
    Self.put(Self.checksum(content[...]), &file)
    return (try? FileText.replace(path, with: file + content)) != nil
  }

  private func isSound(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > Self.headSize, bytes[..<magic.count].elementsEqual(magic) else { return false }
    return Self.checksum(bytes[Self.headSize...]) == Self.number(bytes[magic.count...])
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { SealedChecksum($0).value }
  }
}

/// The pieces of an open sealed file, read on demand.
package final class SealedPieces: Sendable {
  /// The length of the checksum before each piece, in bytes.
  static let sealSize = 8

  private let file: OpenFile
  private let start: Int
  /// The number of bytes of all pieces with their checksums.
  package let count: Int

  fileprivate init(_ file: OpenFile, start: Int, count: Int) {
    self.file = file
    self.start = start
    self.count = count
  }

  /// Reads a piece; nil if it can't be read or is damaged.
  ///
  /// - Parameters:
  ///   - place: Where its checksum begins, counted from the first piece.
  ///   - wanted: The length with the checksum, in bytes.
  package func piece(at place: Int, count wanted: Int) -> ByteReader? {
    guard place >= 0, wanted >= 0, wanted <= count - place else { return nil }
    return file.bytes(at: start + place, count: wanted).flatMap(SealedFile.opened)
  }

  /// Reads all pieces with their checksums, unchecked; nil if they can't be read.
  package var all: [UInt8]? { file.bytes(at: start, count: count) }
}

/// A file that is closed with its last user.
private final class OpenFile: Sendable {
  private let descriptor: FileDescriptor

  init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  deinit { try? descriptor.close() }

  /// Reads bytes; nil if they can't be read or the file ends before.
  func bytes(at place: Int, count: Int) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = read(into: UnsafeMutableRawBufferPointer(buffer), at: place)
    }
    return bytes.count == count ? bytes : nil
  }

  private func read(into buffer: UnsafeMutableRawBufferPointer, at place: Int) -> Int {
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

/// A checksum over eight-byte words in four independent lanes, which finds damage to a megabyte in a tenth of a
/// millisecond.
private struct SealedChecksum {
  private var lanes: SIMD4<UInt64>
  private var tail = FNV1a(0)

  init(_ buffer: UnsafeRawBufferPointer) {
    lanes = SIMD4(repeating: 0x9E37_79B9_7F4A_7C15) &+ SIMD4(0, 1, 2, 3) &+ UInt64(buffer.count)
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
      tail.mix(UInt64(buffer[offset]))
      offset += 1
    }
  }

  var value: UInt64 {
    var sum = tail.value
    for lane in 0..<4 {
      sum = (sum ^ lanes[lane]) &* 0xff51_afd7_ed55_8ccd
      sum ^= sum >> 32
    }
    return sum
  }
}
