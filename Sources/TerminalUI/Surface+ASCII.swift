extension Surface {
  /// The same picture in ASCII, glyph by glyph; a glyph without counterpart becomes a question mark.
  public func foldedToASCII() -> Surface {
    var folded = self
    folded.spellMargins()
    folded.mapGlyphs(ASCII.folded)
    return folded
  }

  /// Writes ` ± ` as ` +/- ` if blanks after the margin leave room, else as `+/-`, which is equally wide.
  private mutating func spellMargins() {
    func glyph(_ column: Int, _ row: Int) -> Character? {
      column < size.columns ? self[column: column, row: row].glyph : nil
    }
    for row in 0..<size.rows {
      for column in 0..<max(0, size.columns - 2)
      where glyph(column, row) == " " && glyph(column + 1, row) == "±" && glyph(column + 2, row) == " " {
        let style = self[column: column + 1, row: row].style
        var end = column + 3
        while glyph(end, row)?.isNumber ?? false { end += 1 }
        let number = (column + 3..<end).map { self[column: $0, row: row] }
        guard !number.isEmpty, (end..<end + 3).allSatisfy({ glyph($0, row) == " " }) else {
          put("+/-", at: Point(column: column, row: row), style)
          continue
        }
        put(" +/- ", at: Point(column: column, row: row), style)
        for (place, cell) in number.enumerated() {
          put(String(cell.glyph), at: Point(column: column + 5 + place, row: row), cell.style)
        }
      }
    }
  }
}

/// ASCII counterparts of the glyphs that the program draws; each takes one cell.
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
    "▁": "_", "▂": "_", "▃": "=", "▄": "=", "▅": "=", "▆": "#", "▇": "#",
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
