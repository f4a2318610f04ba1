import TextLayout

/// Turns the bytes of a text file into text: UTF-8, UTF-16 with a mark, or else Windows-1252.
package enum SourceText {
  /// A text, and how it was read if it isn't UTF-8.
  package struct Decoded: Sendable, Equatable {
    /// The text; every line ends in a line feed.
    package var text: String
    /// What to say about the encoding; nil for UTF-8.
    package var note: String?
  }

  /// Decodes a file.
  ///
  /// - Throws: `ImportFailure` for bytes that no text has, with their line.
  package static func decoded(_ bytes: [UInt8], file: String) throws(ImportFailure) -> Decoded {
    var body = bytes[...]
    if body.starts(with: [0xFF, 0xFE]) || body.starts(with: [0xFE, 0xFF]) {
      let isBig = body[0] == 0xFE
      guard body.count.isMultiple(of: 2) else {
        throw ImportFailure(
          at: SourcePlace(file: file), "the file is UTF-16 with half a character at its end")
      }
      let units = stride(from: 2, to: body.count, by: 2).map { index in
        UInt16(body[index + (isBig ? 0 : 1)]) << 8 | UInt16(body[index + (isBig ? 1 : 0)])
      }
      guard let text = String(validating: units, as: UTF16.self) else {
        throw ImportFailure(at: SourcePlace(file: file), "the file is damaged UTF-16; save it as UTF-8")
      }
      return Decoded(text: unified(text), note: "the file is UTF-16")
    }
    if body.starts(with: [0xEF, 0xBB, 0xBF]) { body = body.dropFirst(3) }
    if let zero = body.firstIndex(of: 0) {
      let line = 1 + body[..<zero].count { $0 == 10 }
      throw ImportFailure(
        at: SourcePlace(file: file, line: line), "the file holds a zero byte, so it isn't text")
    }
    if let text = String(validating: body, as: UTF8.self) { return Decoded(text: unified(text)) }
    var scalars = String.UnicodeScalarView()
    for (index, byte) in body.enumerated() {
      guard let scalar = windows1252(byte) else {
        let line = 1 + body.prefix(index).count { $0 == 10 }
        throw ImportFailure(
          at: SourcePlace(file: file, line: line),
          "the byte \(hex(byte)) is neither UTF-8 nor Windows-1252; save the file as UTF-8")
      }
      scalars.append(scalar)
    }
    return Decoded(text: unified(String(scalars)), note: "the file isn't UTF-8; it was read as Windows-1252")
  }

  /// The text with a line feed at the end of each line, whatever the file has.
  private static func unified(_ text: String) -> String {
    guard text.utf8.contains(13) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var wasReturn = false
    for byte in text.utf8 {
      if byte == 13 {
        bytes.append(10)
      } else if byte != 10 || !wasReturn {
        bytes.append(byte)
      }
      wasReturn = byte == 13
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The characters of Windows-1252 from 0x80 to 0x9F; 0 where there is none.
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0, 0x017E, 0x0178,
  ]

  /// The character of a byte; nil for the five bytes that have none.
  package static func windows1252(_ byte: UInt8) -> Unicode.Scalar? {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    let unit = upper[Int(byte) - 0x80]
    return unit == 0 ? nil : Unicode.Scalar(unit)
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
  }

  /// A text without characters that a bank refuses: tabs become spaces, all others are left out and named.
  package static func clean(_ text: String, _ notes: inout [ImportNote]) -> String {
    if text.utf8.allSatisfy({ (32...126).contains($0) || $0 == 10 }) { return text }
    guard ForbiddenCharacters.first(in: text) != nil else { return text }
    var removed: [String] = []
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !ForbiddenCharacters.contains(scalar) {
        clean.append(scalar)
      } else if scalar == "\t" {
        clean.append(contentsOf: "    ".unicodeScalars)
      } else if scalar != "\r" {
        let name = ForbiddenCharacters.name(scalar)
        if !removed.contains(name) { removed.append(name) }
      }
    }
    if !removed.isEmpty {
      notes.append(
        ImportNote(.lost, "characters that can't be seen were left out: \(removed.joined(separator: ", "))"))
    }
    return String(clean)
  }
}
