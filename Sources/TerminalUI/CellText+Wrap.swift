extension CellText {
  /// Joins the lines of each paragraph, so that a text that was broken for an editor fits any width.
  ///
  /// Blank lines part paragraphs; an indented line, such as a row of a table, stays a line of its own.
  public static func reflowed(_ text: String) -> String {
    var lines: [String] = []
    var joins = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isProse = !line.isEmpty && !line.hasPrefix(" ")
      if joins, isProse, let last = lines.popLast() {
        lines.append(last + " " + line)
      } else {
        lines.append(String(line))
      }
      joins = isProse
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// A text whose tables are drawn together where they are wider than `columns`, so that their columns stay columns.
  ///
  /// A table is what stands in two or more indented lines, one after the other, with two blanks or more between cells.
  public static func tablesFitted(_ text: String, columns: Int) -> String {
    var lines: [String] = []
    var table: [String] = []
    func close() {
      defer { table = [] }
      guard table.count > 1, table.contains(where: { width(of: $0) > columns }) else {
        lines += table
        return
      }
      // Cells are told by where they end, as numbers under a heading do: a missing one leaves its column empty.
      let rows = table.map { cells(of: $0) }
      let count = rows.map(\.count).max() ?? 0
      var padded = rows.map { Array(repeating: "", count: count - $0.count) + $0 }
      func widths() -> [Int] {
        (0..<count).map { column in padded.map { width(of: $0[column]) }.max() ?? 0 }
      }
      func total() -> Int { widths().reduce(0, +) + 2 * (count - 1) }
      if total() > columns, rows[0].count < count {
        // Headings of several words take two rows, where that is enough.
        let whole = padded
        let heads = padded[0].map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        padded[0] = heads.map { $0.count > 1 ? $0[0] : "" }
        padded.insert(heads.map { $0.last ?? "" }, at: 1)
        if total() > columns { padded = whole }
      }
      let final = widths()
      lines += padded.map { row in
        zip(row, final).enumerated().map { place, cell in
          let gap = String(repeating: " ", count: cell.1 - width(of: cell.0))
          return place == 0 ? cell.0 + gap : gap + cell.0
        }.joined(separator: "  ")
      }
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix(" "), cells(of: line).count > 1 {
        table.append(line)
      } else {
        close()
        lines.append(line)
      }
    }
    close()
    return lines.joined(separator: "\n")
  }

  /// A text whose tables are told row by row, each value after its heading, for whoever hears no columns.
  ///
  /// A table is what ``tablesFitted(_:columns:)`` takes for one; one without headings in words stays as it is.
  public static func tablesSpoken(_ text: String) -> String {
    var lines: [String] = []
    var table: [String] = []
    func close() {
      defer { table = [] }
      let rows = table.map { cells(of: $0) }
      guard let head = rows.first, rows.count > 1, head.allSatisfy({ $0.contains(where: \.isLetter) }),
        rows.dropFirst().allSatisfy({ $0.count == head.count || $0.count == head.count + 1 })
      else {
        lines += table
        return
      }
      for row in rows.dropFirst() {
        let name = row.count > head.count ? row[0] + ". " : ""
        let values = zip(head, row.suffix(head.count)).map { "\($0): \($1)" }
        lines.append("  " + name + values.joined(separator: "; ") + ".")
      }
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix(" "), cells(of: line).count > 1 {
        table.append(line)
      } else {
        close()
        lines.append(line)
      }
    }
    close()
    return lines.joined(separator: "\n")
  }

  /// What stands in a row of a table between two blanks or more.
  private static func cells(of line: String) -> [String] {
    line.replacing(#/ {2,}/#, with: "\u{1F}").split(separator: "\u{1F}").map(String.init)
  }

  /// Wraps prose to lines of at most `columns` cells, keeping its own line breaks.
  ///
  /// Lines break at spaces, and around ideographs and kana, which are written without any; no line begins with what
  /// closes and none ends with what opens (Unicode Standard Annex 14, classes ID, CL, NS and OP). A word longer than a
  /// line is broken inside; leading spaces of a paragraph are kept.
  public static func wrap(_ text: String, columns: Int) -> [String] {
    let limit = max(1, columns)
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      var used = 0
      var first = true
      for word in bound(paragraph.split(separator: " ", omittingEmptySubsequences: false), in: paragraph) {
        var space = first ? 0 : 1
        for part in parts(of: word) {
          let width = width(of: part)
          if used + space + width <= limit {
            if space > 0 { line.append(" ") }
            line += part
            used += space + width
          } else {
            if used > 0 { lines.append(line) }
            line = ""
            used = 0
            for piece in part.flatMap({ cells(of: $0) }) {
              let columns = self.width(of: piece)
              if used + columns > limit, used > 0 {
                lines.append(line)
                line = ""
                used = 0
              }
              line.append(piece)
              used += columns
            }
          }
          space = 0
        }
        first = false
      }
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    return lines
  }

  /// The words, with those as one that belong together: a number with its unit or its margin.
  public static func bound(_ words: [Substring], in text: Substring) -> [Substring] {
    var found: [Substring] = []
    for word in words {
      guard mayFollow(word, found.last) else {
        found.append(word)
        continue
      }
      let bare = word.prefix { $0 == "%" || $0 == "±" || $0.isLetter }
      let follows =
        ["%", "h", "min", "±"].contains(bare) && word.dropFirst(bare.count).allSatisfy(\.isPunctuation)
      if let last = found.last, last.last.map({ $0.isNumber || $0 == "±" }) ?? false,
        follows || (last.last == "±" && word.first?.isNumber ?? false)
      {
        found[found.count - 1] = text[last.startIndex..<word.endIndex]
      } else {
        found.append(word)
      }
    }
    return found
  }

  /// False for the most of words, by a byte or two: a unit follows a number, and a margin its sign.
  private static func mayFollow(_ word: Substring, _ last: Substring?) -> Bool {
    guard let end = last?.utf8.last, let start = word.utf8.first else { return false }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(end)
    guard isDigit || end >= 0x80 else { return false }
    return start >= 0x80 || "%hm0123456789".utf8.contains(start)
  }

  /// The parts of a word between which a line may end: the word itself unless it has ideographs or kana.
  private static func parts(of word: Substring) -> [Substring] {
    guard word.utf8.contains(where: { $0 >= 0xE2 }) else { return [word] }
    var parts: [Substring] = []
    var start = word.startIndex
    var previous: Character?
    for index in word.indices {
      let glyph = word[index]
      if let previous, isIdeographic(previous) || isIdeographic(glyph), !closing.contains(glyph),
        !opening.contains(previous)
      {
        parts.append(word[start..<index])
        start = index
      }
      previous = glyph
    }
    parts.append(word[start...])
    return parts
  }

  private static func isIdeographic(_ glyph: Character) -> Bool {
    guard let value = glyph.unicodeScalars.first?.value else { return false }
    switch value {
    case 0x2E80...0x2FDF, 0x3001...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0xFF01...0xFF60, 0x20000...0x3FFFD:
      return true
    default: return false
    }
  }

  /// What no line begins with.
  private static let closing = Set("、。，．：；！？）］｝」』】〕〉》〗・ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ,.:;!?)]}")
  /// What no line ends with.
  private static let opening = Set("（［｛「『【〔〈《〖([{")
}
