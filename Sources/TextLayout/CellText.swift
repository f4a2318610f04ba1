/// Converts text to terminal cells: widths, cleaning and wrapping.
///
/// Widths follow the C library's `wcwidth`, which ncurses uses; a test of the terminal backend compares the
/// two.
public enum CellText {
  /// Splits a grapheme into pieces of known width, without characters that must not reach the terminal.
  ///
  /// Of the forbidden characters (`ForbiddenCharacters`), control characters become a visible `·` and the
  /// others are dropped.
  public static func cells(of glyph: Character) -> [Character] {
    var pieces: [Character] = []
    var current = String.UnicodeScalarView()
    for scalar in glyph.unicodeScalars {
      switch width(of: scalar) {
      case nil: continue
      case 0:
        if !current.isEmpty { current.append(scalar) }
      case -1:
        if !current.isEmpty { pieces.append(Character(String(current))) }
        current = String.UnicodeScalarView()
        pieces.append("·")
      default:
        if !current.isEmpty { pieces.append(Character(String(current))) }
        current = String.UnicodeScalarView()
        current.append(scalar)
      }
    }
    if !current.isEmpty { pieces.append(Character(String(current))) }
    return pieces
  }

  /// The columns of one clean glyph: 1 or 2.
  public static func width(of glyph: Character) -> Int {
    guard let first = glyph.unicodeScalars.first else { return 0 }
    return max(1, width(of: first) ?? 1)
  }

  /// The columns of a text on one row.
  public static func width(of text: String) -> Int { columns(of: text) }

  /// The columns of a part of a text on one row.
  public static func width(of text: Substring) -> Int { columns(of: text) }

  // Generic only within this file: to find out at run time what kind of text it is takes a sixth of a millisecond.
  private static func columns<Text: StringProtocol>(of text: Text) -> Int {
    // Most text is ASCII, where each byte is a column.
    let plain = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? bytes.count : nil
    }
    if let plain, let plain { return plain }
    if isPlain(text) { return text.unicodeScalars.count }
    var columns = 0
    for glyph in text {
      if let ascii = glyph.asciiValue, ascii >= 0x20, ascii < 0x7F {
        columns += 1
      } else {
        for piece in cells(of: glyph) { columns += width(of: piece) }
      }
    }
    return columns
  }

  /// True if every scalar of a text is its own glyph and one column wide.
  @specialized(where Text == String)
  @specialized(where Text == Substring)
  package static func isPlain<Text: StringProtocol>(_ text: Text) -> Bool {
    // Most text is ASCII, and a look at its bytes is ten times as fast.
    let isASCII = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { (0x20..<0x7F).contains($0) }
    }
    return isASCII ?? false || text.unicodeScalars.allSatisfy { isPlain($0.value) }
  }

  /// Printable ASCII, Latin letters, and the dashes, arrows, signs, boxes, bars and braille that this program
  /// uses.
  private static func isPlain(_ value: UInt32) -> Bool {
    switch value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x2010...0x2027, 0x2190...0x21FF, 0x2200...0x22FF,
      0x2500...0x25FC,
      0x2713...0x2718, 0x2800...0x28FF:
      true
    default: false
    }
  }

  /// The columns of a scalar: 1 or 2; 0 for a combining mark; -1 for a control character; nil if it is
  /// dropped.
  package static func width(of scalar: Unicode.Scalar) -> Int? {
    let value = scalar.value
    if value < 0x20 || (value >= 0x7F && value < 0xA0) { return -1 }
    if value < 0x300 { return value == 0xAD ? nil : 1 }
    if ForbiddenCharacters.contains(scalar) { return nil }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    // Terminals disagree about its width.
    case .unassigned: return nil
    default: break
    }
    if value >= 0x1161, value <= 0x11FF { return 0 }
    return isWide(value) ? 2 : 1
  }

  /// East Asian wide and fullwidth ranges, and the pictographs that terminals draw two columns wide.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0, 0x23F3,
      0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F, 0x2693, 0x26A1, 0x26AA...0x26AB,
      0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE, 0x26D4, 0x26EA, 0x26F2...0x26F3, 0x26F5, 0x26FA, 0x26FD,
      0x2705, 0x270A...0x270B, 0x2728, 0x274C, 0x274E, 0x2753...0x2755, 0x2757, 0x2795...0x2797, 0x27B0,
      0x27BF, 0x2B1B...0x2B1C, 0x2B50, 0x2B55, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DFF,
      0x4E00...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
      0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CD5, 0x18D00...0x18D08,
      0x1AFF0...0x1B2FB, 0x1F004,
      0x1F0CF, 0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C,
      0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4,
      0x1F3F8...0x1F43E, 0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E,
      0x1F550...0x1F567, 0x1F57A, 0x1F595...0x1F596, 0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5,
      0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DD...0x1F6DF, 0x1F6EB...0x1F6EC,
      0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
      0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      return true
    default:
      return false
    }
  }

  /// Cuts a text to `columns` cells; a cut text ends with an ellipsis.
  public static func truncate(_ text: String, columns: Int) -> String {
    guard width(of: text) > columns else { return text }
    guard columns > 1 else { return columns == 1 ? "…" : "" }
    var kept = ""
    var used = 0
    for glyph in text {
      let width = self.width(of: String(glyph))
      if used + width > columns - 1 { break }
      kept.append(glyph)
      used += width
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }
}
