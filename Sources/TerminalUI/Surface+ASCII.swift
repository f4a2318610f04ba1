extension Surface {
  /// The same picture in ASCII, glyph for glyph; what has no counterpart becomes a question mark.
  public func foldedToASCII() -> Surface {
    var folded = self
    folded.spellMargins()
    folded.mapGlyphs(ASCII.folded)
    return folded
  }

  /// Writes ` ± ` as `+/-`, which is as wide.
  private mutating func spellMargins() {
    for row in 0..<size.rows {
      for column in 0..<max(0, size.columns - 2)
      where self[column: column, row: row].glyph == " " && self[column: column + 1, row: row].glyph == "±"
        && self[column: column + 2, row: row].glyph == " "
      {
        let style = self[column: column + 1, row: row].style
        put("+/-", at: Point(column: column, row: row), style)
      }
    }
  }
}

/// ASCII counterparts of the glyphs that the program draws with; each takes one cell.
public enum ASCII {
  private static let table: [Character: Character] = [
    "─": "-", "━": "=", "┄": "-", "│": "|", "┃": "#", "┆": ":", "┌": "+", "┐": "+", "└": "+", "┘": "+",
    "├": "+",
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
    "░": ":", "▒": "+", "▓": "%", "█": "#", "▲": "^", "▼": "v", "∞": "8", "é": "e", "è": "e", "ü": "u",
    "ö": "o",
    "ä": "a",
  ]

  /// The counterpart of a glyph.
  public static func folded(_ glyph: Character) -> Character {
    if let value = glyph.asciiValue, value >= 0x20, value < 0x7F { return glyph }
    if let match = table[glyph] { return match }
    guard let scalar = glyph.unicodeScalars.first?.value else { return "?" }
    if (0x2800...0x28FF).contains(scalar) {
      // A braille cell keeps its weight: none, few or many dots. Two dots side by side are a piece of a level line.
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
