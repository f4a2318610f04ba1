/// Reads Markdown as plain text: code fences, lists and paragraphs stay, decoration goes.
struct MarkdownText {
  private var result = PlainText()
  private var lines: [String] = []

  /// Reads Markdown.
  static func read(_ text: String) -> PlainText {
    var reader = MarkdownText()
    var rest = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    while let line = rest.popFirst() {
      if let fence = Fence(line) {
        var code: [String] = []
        while let inner = rest.popFirst(), !fence.isClosed(by: inner) { code.append(fence.unindented(inner)) }
        reader.result.code.append(ImportedCode(language: fence.language, text: code.joined(separator: "\n")))
        reader.result.continuesAfterCode = false
        reader.lines.append("")
      } else {
        reader.add(line)
      }
    }
    reader.result.prose = Markup.trimmed(reader.lines.joined(separator: "\n"))
    return reader.result
  }

  /// The opening line of a block of code.
  struct Fence {
    let mark: Character
    let count: Int
    let indent: Int
    let language: String

    init?(_ line: String) {
      let body = line.drop { $0 == " " }
      guard let first = body.first, first == "`" || first == "~" else { return nil }
      let marks = body.prefix { $0 == first }.count
      let info = body.dropFirst(marks)
      guard marks >= 3, !(first == "`" && info.contains("`")) else { return nil }
      (mark, count, indent) = (first, marks, line.count - body.count)
      language = info.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    }

    func isClosed(by line: String) -> Bool {
      let body = line.drop { $0 == " " }
      let marks = body.prefix { $0 == mark }.count
      return marks >= count && body.dropFirst(marks).allSatisfy(\.isWhitespace)
    }

    func unindented(_ line: String) -> String {
      String(line.dropFirst(min(indent, line.prefix { $0 == " " }.count)))
    }
  }

  private mutating func add(_ line: String) {
    var body = line[...]
    while body.last?.isWhitespace ?? false { body.removeLast() }
    let indent = body.prefix { $0 == " " }.count
    var bare = body.dropFirst(indent)
    if bare.isEmpty {
      lines.append("")
      return
    }
    if !result.code.isEmpty { result.continuesAfterCode = true }
    let marks = bare.prefix { $0 == "#" }.count
    if (1...6).contains(marks), bare.dropFirst(marks).first == " " { bare = bare.dropFirst(marks + 1) }
    if bare.first == ">" { bare = bare.dropFirst().drop { $0 == " " } }
    if let mark = Self.listMark(bare) {
      lines.append(
        String(repeating: " ", count: max(2, indent)) + mark.shown
          + inline(String(bare.dropFirst(mark.count))))
    } else {
      lines.append(String(repeating: " ", count: indent) + inline(String(bare)))
    }
  }

  /// The mark of a list's entry: `-`, `*`, `+`, `1.` or `1)`.
  static func listMark(_ line: some StringProtocol) -> (shown: String, count: Int)? {
    if let first = line.first, "-*+".contains(first), line.dropFirst().first == " " { return ("- ", 2) }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    guard (1...3).contains(digits.count), let end = line.dropFirst(digits.count).first,
      end == "." || end == ")",
      line.dropFirst(digits.count + 1).first == " "
    else { return nil }
    return ("\(digits). ", digits.count + 2)
  }

  /// A line without the marks of emphasis, code, links and escapes.
  private mutating func inline(_ line: String) -> String {
    let text = Array(line)
    var out = ""
    var place = 0
    var open: [(mark: String, at: String.Index)] = []
    while place < text.count {
      let character = text[place]
      switch character {
      case "\\"
      where place + 1 < text.count && text[place + 1].isASCII
        && (text[place + 1].isPunctuation || text[place + 1].isSymbol):
        out.append(text[place + 1])
        place += 2
      case "`":
        let marks = text[place...].prefix { $0 == "`" }.count
        if let end = Self.end(ofCode: text, from: place + marks, marks: marks) {
          var code = String(text[(place + marks)..<end])
          if code.hasPrefix(" "), code.hasSuffix(" "), code.contains(where: { $0 != " " }) {
            code = String(code.dropFirst().dropLast())
          }
          out += code
          place = end + marks
        } else {
          out += String(repeating: "`", count: marks)
          place += marks
        }
      case "!" where place + 1 < text.count && text[place + 1] == "[":
        if let link = Self.link(text, at: place + 1) {
          result.media.append("picture \(link.address.prefix(120))")
          place = link.end
        } else {
          out.append(character)
          place += 1
        }
      case "[":
        if let link = Self.link(text, at: place) {
          let shown = inline(link.text)
          out +=
            shown == link.address || !link.address.hasPrefix("http") ? shown : "\(shown) (\(link.address))"
          place = link.end
        } else {
          out.append(character)
          place += 1
        }
      case "&":
        if let end = text[place...].prefix(12).firstIndex(of: ";"),
          let scalar = HTMLEntities.decoded(String(text[(place + 1)..<end]))
        {
          out.unicodeScalars.append(scalar.value == 0xA0 ? " " : scalar)
          place = end + 1
        } else {
          out.append(character)
          place += 1
        }
      case "*", "_":
        let count = text[place...].prefix { $0 == character }.count
        let before = place > 0 ? text[place - 1] : " "
        let after = place + count < text.count ? text[place + count] : " "
        let mark = String(repeating: character, count: count)
        let isInWord = character == "_" && Self.isLetter(before) && Self.isLetter(after)
        if !before.isWhitespace, !isInWord, let last = open.lastIndex(where: { $0.mark == mark }) {
          out.removeSubrange(open[last].at..<out.index(open[last].at, offsetBy: count))
          open.removeSubrange(last...)
        } else {
          if !after.isWhitespace, !isInWord, !(character == "_" && Self.isLetter(before)), count <= 3 {
            open.append((mark, out.endIndex))
          }
          out += mark
        }
        place += count
      default:
        out.append(character)
        place += 1
      }
    }
    return out
  }

  private static func isLetter(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  private static func end(ofCode text: [Character], from start: Int, marks: Int) -> Int? {
    var place = start
    while place < text.count {
      if text[place] == "`" {
        let found = text[place...].prefix { $0 == "`" }.count
        if found == marks { return place }
        place += found
      } else {
        place += 1
      }
    }
    return nil
  }

  /// The link or picture whose text begins with the bracket at a place.
  private static func link(_ text: [Character], at start: Int) -> (text: String, address: String, end: Int)? {
    var place = start + 1
    var depth = 1
    while place < text.count {
      if text[place] == "\\" {
        place += 1
      } else if text[place] == "[" {
        depth += 1
      } else if text[place] == "]" {
        depth -= 1
        if depth == 0 { break }
      }
      place += 1
    }
    guard place + 1 < text.count, text[place + 1] == "(",
      let end = text[(place + 2)...].firstIndex(of: ")")
    else { return nil }
    let address = text[(place + 2)..<end].prefix { $0 != " " }
    return (String(text[(start + 1)..<place]), String(address), end + 1)
  }
}
