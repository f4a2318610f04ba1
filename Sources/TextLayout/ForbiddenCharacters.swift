/// Characters that must never reach a terminal, because it would obey them or a reader can't see them.
///
/// This is the only such set: a bank may not contain them, and all output leaves them out or writes their
/// names. They are the control characters except the line break, bidirectional and other invisible
/// formatting, joiners, variation selectors, regional indicators (flags), tags, private use and
/// noncharacters.
public enum ForbiddenCharacters {
  /// True for a forbidden character.
  public static func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x7F { return value < 0x20 && value != 0x0A }
    switch value {
    case 0x7F...0xA0: return value != 0xA0
    case 0xFE00...0xFE0F, 0xE0000...0xE0FFF, 0x1F1E6...0x1F1FF: return true
    case 0x115F, 0x1160, 0x3164, 0xFFA0: return true  // fillers: letters that show nothing
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator: return true
    default: return scalar.properties.isNoncharacterCodePoint
    }
  }

  /// The first forbidden character of a text.
  public static func first(in text: String) -> Unicode.Scalar? { text.unicodeScalars.first(where: contains) }

  /// The name of a character, such as `U+202E`.
  public static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The text with every forbidden character and line break replaced by its name, safe to print.
  public static func spelledOut(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { contains($0) || $0 == "\n" }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if contains(scalar) || scalar == "\n" {
        result += "<\(name(scalar))>"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// One line of text without forbidden characters, safe to print; line breaks and tabs become spaces.
  public static func removed(from text: String) -> String {
    guard text.unicodeScalars.contains(where: { contains($0) || $0 == "\n" }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar == "\n" || scalar == "\t" {
        result += " "
      } else if !contains(scalar) {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// The forbidden characters of a file with their positions, and the file with each replaced by U+FFFD.
  ///
  /// A carriage return before a line break, and a byte order mark at the beginning, belong to the file and
  /// not to the text.
  public static func sift(_ text: String) -> (
    clean: String, found: [(scalar: Unicode.Scalar, line: Int, column: Int)]
  ) {
    var found: [(Unicode.Scalar, Int, Int)] = []
    var clean = String.UnicodeScalarView()
    var (line, column) = (1, 1)
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      let isFraming =
        (scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n")
        || (scalar.value == 0xFEFF && index == scalars.startIndex)
      if contains(scalar), !isFraming {
        // At the first one, copy everything before it; until then no copy was needed.
        if found.isEmpty { clean.append(contentsOf: scalars[..<index]) }
        found.append((scalar, line, column))
        clean.append("\u{FFFD}")
      } else if !found.isEmpty {
        clean.append(scalar)
      }
      if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
      index = next
    }
    return (found.isEmpty ? text : String(clean), found)
  }
}
