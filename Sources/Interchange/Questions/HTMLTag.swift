/// A tag of HTML, found without any respect for its place.
struct HTMLTag {
  /// The name in small letters; `!` for a comment or a declaration.
  var name: String
  var isClosing: Bool
  /// The index after the tag.
  var end: Int
  private var attributes: [(name: String, value: String)] = []

  /// The elements of HTML; anything else in angle brackets is text, such as `vector<int>`.
  private static let known: Set<String> = [
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "bdi",
    "bdo",
    "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption",
    "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html",
    "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark",
    "math", "menu", "meta", "nav", "noscript", "object", "ol", "optgroup", "option", "p", "param", "picture",
    "pre", "q", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small", "source", "span",
    "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template",
    "textarea", "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "var", "video", "wbr",
    "annotation", "semantics", "mrow", "mi", "mo", "mn", "msup", "msub", "mfrac", "msqrt", "mtext", "mspace",
    "mstyle", "mover", "munder", "munderover", "msubsup", "mroot", "mtable", "mtr", "mtd",
  ]

  /// Reads the tag that begins at an index; nil if none does.
  init?(_ bytes: [UInt8], at start: Int) {
    var place = start + 1
    guard place < bytes.count else { return nil }
    if bytes[place] == 33 {
      let isComment = place + 2 < bytes.count && bytes[place + 1] == 45 && bytes[place + 2] == 45
      (name, isClosing) = ("!", false)
      if isComment {
        var last = place + 3
        while last + 2 < bytes.count, !(bytes[last] == 45 && bytes[last + 1] == 45 && bytes[last + 2] == 62) {
          last += 1
        }
        end = min(bytes.count, last + 3)
      } else {
        guard let close = bytes[place...].firstIndex(of: 62) else { return nil }
        end = close + 1
      }
      return
    }
    isClosing = bytes[place] == 47
    if isClosing { place += 1 }
    let first = place
    while place < bytes.count, Self.isName(bytes[place]) { place += 1 }
    guard place > first, place - first <= 16, place < bytes.count else { return nil }
    name = String(decoding: bytes[first..<place], as: UTF8.self).lowercased()
    guard Self.known.contains(name), [9, 10, 13, 32, 47, 62].contains(bytes[place]) else { return nil }
    while place < bytes.count, bytes[place] != 62 {
      guard Self.isName(bytes[place]) else {
        place += 1
        continue
      }
      let start = place
      while place < bytes.count, Self.isName(bytes[place]) || bytes[place] == 45 || bytes[place] == 58 {
        place += 1
      }
      let key = String(decoding: bytes[start..<place], as: UTF8.self).lowercased()
      while place < bytes.count, bytes[place] == 32 || bytes[place] == 10 { place += 1 }
      guard place < bytes.count, bytes[place] == 61 else {
        attributes.append((key, ""))
        continue
      }
      place += 1
      while place < bytes.count, bytes[place] == 32 || bytes[place] == 10 { place += 1 }
      guard place < bytes.count else { return nil }
      let quote = bytes[place]
      let from = quote == 34 || quote == 39 ? place + 1 : place
      var to = from
      if from > place {
        guard let close = bytes[from...].firstIndex(of: quote) else { return nil }
        to = close
      } else {
        while to < bytes.count, ![9, 10, 32, 62].contains(bytes[to]) { to += 1 }
      }
      if attributes.count < 32 {
        attributes.append((key, String(decoding: bytes[from..<to], as: UTF8.self)))
      }
      place = from > place ? to + 1 : to
    }
    guard place < bytes.count else { return nil }
    end = place + 1
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
  }

  /// The value of an attribute; nil if the tag has none.
  func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// The language in a class such as `language-python` or `brush: sql`.
  static func language(_ list: String?) -> String? {
    guard let list else { return nil }
    let words = list.split(whereSeparator: { $0 == " " || $0 == ";" }).map(String.init)
    for (place, word) in words.enumerated() {
      for prefix in ["language-", "lang-"] where word.hasPrefix(prefix) {
        return String(word.dropFirst(prefix.count))
      }
      if word == "brush:", place + 1 < words.count { return words[place + 1] }
      if word.hasPrefix("brush:") { return String(word.dropFirst(6)) }
    }
    return nil
  }
}

/// The rows of a table while HTML is read; they become indented lines with aligned columns.
struct HTMLTable {
  private var depth = 0
  private var start = 0
  private var isInCell = false
  private var rows: [[String]] = []

  /// True outside of cells.
  var isAtRest: Bool { !isInCell }

  /// True if nothing was written in this cell yet.
  func isAtStart(_ out: [UInt8]) -> Bool { out.count == start }

  /// Takes a tag of a table; true if a cell begins or ends with it.
  mutating func begin(_ tag: HTMLTag, _ out: inout [UInt8]) -> Bool {
    switch (tag.name, tag.isClosing) {
    case ("table", false):
      depth += 1
      return false
    case ("table", true):
      guard depth > 0 else { return false }
      depth -= 1
      if depth == 0 { finish(&out) }
      return depth == 0
    case ("tr", false) where depth <= 1:
      endCell(&out)
      rows.append([])
      return true
    case ("td", false) where depth <= 1, ("th", false) where depth <= 1:
      endCell(&out)
      isInCell = true
      start = out.count
      return true
    case ("td", true) where depth <= 1, ("th", true) where depth <= 1:
      endCell(&out)
      return true
    default: return false
    }
  }

  private mutating func endCell(_ out: inout [UInt8]) {
    guard isInCell else { return }
    isInCell = false
    let text = String(decoding: out[min(start, out.count)...], as: UTF8.self)
    out.removeLast(max(0, out.count - start))
    if rows.isEmpty { rows.append([]) }
    rows[rows.count - 1].append(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  /// Writes the rows that were read.
  mutating func finish(_ out: inout [UInt8]) {
    endCell(&out)
    let filled = rows.filter { !$0.isEmpty }
    rows = []
    guard !filled.isEmpty else { return }
    let count = filled.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      filled.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    let lines = filled.map { row in
      var line = "  "
      for (column, cell) in row.enumerated() {
        line += cell
        guard column + 1 < row.count else { continue }
        line += String(repeating: " ", count: widths[column] - cell.count + 2)
      }
      return line
    }
    while out.last == 32 { out.removeLast() }
    if !out.isEmpty { out.append(10) }
    out.append(contentsOf: Array(lines.joined(separator: "\n").utf8))
  }
}
