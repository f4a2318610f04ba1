extension Surface {
  /// The same picture in ASCII, glyph by glyph; a glyph without counterpart becomes a question mark.
  public func foldedToASCII() -> Surface {
    var folded = self
    folded.spellMargins()
    folded.separateMeanings()
    folded.mapGlyphs(ASCII.folded)
    return folded
  }

  /// Writes ` ± ` as `+/-`, which is equally wide, so that all margins of a screen look the same.
  private mutating func spellMargins() {
    for row in 0..<size.rows {
      for column in 0..<max(0, size.columns - 2) where self[column: column + 1, row: row].glyph == "±" {
        guard self[column: column, row: row].glyph == " ", self[column: column + 2, row: row].glyph == " "
        else { continue }
        put("+/-", at: Point(column: column, row: row), self[column: column + 1, row: row].style)
      }
    }
  }

  /// Tells apart what has one glyph but several meanings, before each becomes one ASCII character.
  ///
  /// A dot between two words is a separator, a faint one a tick of a scale. An arrow at a bar is its end, elsewhere it
  /// belongs to a choice.
  private mutating func separateMeanings() {
    func glyph(_ column: Int, _ row: Int) -> Character {
      (0..<size.columns).contains(column) ? self[column: column, row: row].glyph : " "
    }
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = self[column: column, row: row]
        let folded: String? =
          switch cell.glyph {
          case "·" where cell.style.role == .faint: "'"
          case "·"
          where glyph(column - 1, row) == " " && glyph(column + 1, row) == " "
            && glyph(column - 2, row) != " " && glyph(column + 2, row) != " ":
            "|"
          case "›" where ASCII.bar.contains(glyph(column - 1, row)): "}"
          case "‹" where ASCII.bar.contains(glyph(column + 1, row)): "{"
          default: nil
          }
        if let folded { put(folded, at: Point(column: column, row: row), cell.style) }
      }
    }
  }
}

/// ASCII counterparts of the glyphs that the program draws; each takes one cell.
public enum ASCII {
  private static let table: [Character: Character] = [
    "─": "-", "━": "=", "┄": "-", "│": "|", "┃": "#", "┆": ":", "┌": "+", "┐": "+", "└": "+", "┘": "+",
    "├": "+",
    "┏": "#", "┓": "#", "┗": "#", "┛": "#", "┫": "#",
    "┤": "+", "┬": "+", "┴": "+", "┼": "+", "●": "*", "○": "o", "◐": "%", "◆": "@", "◇": "-", "■": "x",
    "□": "_", "◧": "/", "▹": "+",
    "▰": "=", "▱": ".", "▸": ">", "▾": "v", "·": ".", "•": "*", "…": "~", "✓": "v", "✗": "x", "⚑": "!",
    "✎": "n",
    "⏎": "<", "⌫": "<", "↑": "^", "↓": "v", "←": "<", "→": ">", "↗": "/", "↘": "\\", "↕": ":", "±": "~",
    "−": "-",
    "–": "-", "—": "-", "“": "\"", "”": "\"", "‘": "'", "’": "'", "‹": "<", "›": ">", "≤": "<", "≥": ">",
    "≠": "!",
    "×": "x",
    "÷": "/", "√": "V", "π": "p", "θ": "0", "σ": "s", "μ": "u", "λ": "l", "α": "a", "β": "b", "²": "2",
    "³": "3",
    "▁": "_", "▂": "_", "▃": "=", "▄": "=", "▅": "=", "▆": "#", "▇": "#",
    "░": ":", "▒": "+", "▓": "%", "█": "#", "▲": "^", "▼": "v", "∞": "8", "é": "e", "è": "e", "ü": "u",
    "ö": "o",
    "ä": "a",
  ]

  /// What the bars of scores are drawn with.
  static let bar: Set<Character> = ["━", "─", "┄", "●", "○", "┆"]

  /// The counterpart of a glyph.
  public static func folded(_ glyph: Character) -> Character {
    if let value = glyph.asciiValue, value >= 0x20, value < 0x7F { return glyph }
    if let match = table[glyph] { return match }
    guard let scalar = glyph.unicodeScalars.first?.value else { return "?" }
    if (0x2800...0x28FF).contains(scalar) {
      // A braille cell keeps its density: no, few or many dots. Two dots side by side are part of a
      // horizontal line.
      if [0x09, 0x12, 0x24, 0xC0].contains(scalar - 0x2800) { return "-" }
      switch (scalar - 0x2800).nonzeroBitCount {
      case 0: return " "
      case 1...2: return "."
      case 3...5: return "o"
      default: return "#"
      }
    }
    return "?"
  }
}
