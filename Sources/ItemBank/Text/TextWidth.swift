/// How much room a text takes in a terminal.
enum TextWidth {
  /// The cells of a text without line breaks: two for East Asian wide letters, none for combining marks.
  static func cells(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + cells($1) }
  }

  /// The rows of a text that is wrapped between words at a width; a longer word is broken.
  static func rows(_ text: String, width: Int) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
      $0 + rows(ofLine: $1, width: width)
    }
  }

  private static func rows(ofLine line: Substring, width: Int) -> Int {
    var rows = 1
    var used = 0
    for word in line.split(separator: " ") {
      let size = cells(word)
      if used > 0, used + 1 + size <= width {
        used += 1 + size
      } else {
        if used > 0 { rows += 1 }
        rows += max(0, size - 1) / width
        used = size > width ? (size - 1) % width + 1 : size
      }
    }
    return rows
  }

  private static func cells(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115E, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
