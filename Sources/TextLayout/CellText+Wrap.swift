extension CellText {
  /// Joins the lines of each paragraph, so that text broken for an editor fits any width.
  ///
  /// Blank lines separate paragraphs. An indented line, such as a row of a table, stays on its own.
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

  /// Wraps prose to lines of at most `columns` cells, keeping its own line breaks.
  ///
  /// Lines break at spaces and around ideographs and kana, which are written without spaces. No line begins
  /// with closing punctuation or ends with opening punctuation (Unicode Standard Annex 14, classes ID, CL, NS
  /// and OP). A word longer than a line is broken inside. Leading spaces of a paragraph are kept.
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

  /// The cells of the longest piece that `wrap` keeps on one line.
  public static func longestWord(of text: String) -> Int {
    text.split(separator: "\n").reduce(0) { longest, paragraph in
      bound(paragraph.split(separator: " "), in: paragraph).reduce(longest) { longest, word in
        parts(of: word).reduce(longest) { max($0, width(of: $1)) }
      }
    }
  }

  /// Joins words that must stay on one line: a number with its unit or its margin of error.
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

  /// A quick test by a byte or two, false for most words: a unit follows a number, a margin follows its sign.
  private static func mayFollow(_ word: Substring, _ last: Substring?) -> Bool {
    guard let end = last?.utf8.last, let start = word.utf8.first else { return false }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(end)
    guard isDigit || end >= 0x80 else { return false }
    return start >= 0x80 || "%hm0123456789".utf8.contains(start)
  }

  /// The parts of a word between which a line may break: the word itself, unless it has ideographs or kana.
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

  /// Characters that no line begins with.
  private static let closing = Set("、。，．：；！？）］｝」』】〕〉》〗・ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ,.:;!?)]}")
  /// Characters that no line ends with.
  private static let opening = Set("（［｛「『【〔〈《〖([{")
}
