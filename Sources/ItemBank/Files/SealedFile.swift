/// A file with a format mark and a checksum, so that a truncated, damaged or foreign one is never used.
package struct SealedFile {
  private static let headSize = 16

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
    let stored = bytes[magic.count..<Self.headSize].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Self.checksum(bytes[Self.headSize...]) == stored
  }

  /// A checksum over eight-byte words, which finds a truncated or damaged file in a fraction of a
  /// millisecond.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
      var sum: UInt64 = 0x9E37_79B9_7F4A_7C15 &+ UInt64(buffer.count)
      var offset = 0
      while offset + 8 <= buffer.count {
        let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        sum = (sum ^ word) &* 0xff51_afd7_ed55_8ccd
        sum ^= sum >> 32
        offset += 8
      }
      while offset < buffer.count {
        sum = (sum ^ UInt64(buffer[offset])) &* 0x100_0000_01b3
        offset += 1
      }
      return sum
    }
  }
}
