/// Reads HTML as plain text: paragraphs, lists, tables, code, formulas and characters stay, decoration goes.
///
/// It only ever reads the text that it gets: addresses are named, never followed.
struct HTMLText {
  private let bytes: [UInt8]
  private let breaksCount: Bool
  private var index = 0
  private var out: [UInt8] = []
  private var result = PlainText()
  /// What separates the next character from those before it.
  private var gap = Gap.none
  private var hasSpace = false
  /// For each open list, the number of its next entry; nil for bullets.
  private var lists: [Int?] = []
  private var links: [(start: Int, address: String)] = []
  /// Where raised and lowered texts begin.
  private var shifts: [Int] = []
  private var table = HTMLTable()

  private enum Gap: Int { case none, row, line, paragraph }

  /// Reads HTML.
  ///
  /// - Parameter breaksCount: True if a line break of the source is one of the text.
  static func read(_ text: String, breaksCount: Bool) -> PlainText {
    if !text.utf8.contains(where: { $0 == 60 || $0 == 38 || $0 == 10 || $0 == 0xC2 }) {
      return PlainText(text.utf8.contains { $0 == 9 || $0 == 32 } ? squeezed(text) : text)
    }
    var reader = HTMLText(bytes: Array(text.utf8), breaksCount: breaksCount)
    return reader.read()
  }

  private init(bytes: [UInt8], breaksCount: Bool) {
    self.bytes = bytes
    self.breaksCount = breaksCount
  }

  private static func squeezed(_ text: String) -> String {
    var (bytes, wasSpace) = ([UInt8](), true)
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      let isSpace = byte == 32 || byte == 9
      if isSpace, wasSpace { continue }
      bytes.append(isSpace ? 32 : byte)
      wasSpace = isSpace
    }
    if bytes.last == 32 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func read() -> PlainText {
    while index < bytes.count {
      switch bytes[index] {
      case 60: readTag()
      case 38: readReference()
      case 10 where breaksCount:
        setGap(.line)
        index += 1
      case 9, 10, 12, 13, 32:
        hasSpace = true
        index += 1
      case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0:
        // A space that may not break is how HTML keeps spaces; plain text keeps all of them.
        put([32], isText: false)
        index += 2
      default:
        let start = index
        while index < bytes.count, bytes[index] > 32, bytes[index] != 38, bytes[index] != 60,
          bytes[index] != 0xC2
        { index += 1 }
        index = max(index, start + 1)
        put(bytes[start..<index])
      }
    }
    table.finish(&out)
    result.prose = Markup.trimmed(String(decoding: out, as: UTF8.self))
    return result
  }

  // MARK: Text

  private mutating func put(_ text: some Collection<UInt8>, isText: Bool = true) {
    if gap != .none || hasSpace { separate(isText: isText) }
    if isText { result.continuesAfterCode = !result.code.isEmpty }
    out.append(contentsOf: text)
  }

  private mutating func separate(isText: Bool) {
    if !out.isEmpty, table.isAtRest {
      switch gap {
      case .none: if hasSpace, out.last != 10 { out.append(32) }
      case .row: out.append(10)
      case .line:
        let start = out.lastIndex(of: 10).map { $0 + 1 } ?? 0
        // An indented line stays on its own; any other would be joined with the next.
        out.append(contentsOf: !isText || out[start] == 32 ? [10] : [10, 10])
      case .paragraph: out.append(contentsOf: [10, 10])
      }
    } else if !table.isAtRest, hasSpace || gap != .none, !table.isAtStart(out) {
      out.append(32)
    }
    gap = .none
    hasSpace = false
  }

  private mutating func setGap(_ new: Gap) {
    if new.rawValue > gap.rawValue { gap = new }
  }

  private mutating func readReference() {
    let limit = min(bytes.count, index + 12)
    if let end = bytes[index..<limit].firstIndex(of: 59), end > index + 1 {
      let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
      if let scalar = HTMLEntities.decoded(name) {
        index = end + 1
        switch scalar.value {
        case 0xA0: put([32], isText: false)
        case 9, 10, 13, 32: hasSpace = true
        default: put(String(scalar).utf8)
        }
        return
      }
    }
    put([38])
    index += 1
  }

  // MARK: Tags

  private mutating func readTag() {
    guard let tag = HTMLTag(bytes, at: index) else {
      put([60])
      index += 1
      return
    }
    index = tag.end
    switch tag.name {
    case "!": break
    case "br": setGap(.line)
    case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "header",
      "footer", "figure", "dl", "dt", "dd", "hr", "center", "form", "fieldset":
      setGap(.paragraph)
    case "ul", "ol", "menu": list(tag)
    case "li": if !tag.isClosing { entry() }
    case "pre": if !tag.isClosing { code(tag) }
    case "script", "style", "template", "noscript", "title":
      if !tag.isClosing {
        _ = content(until: tag.name)
        if tag.name == "script" { result.lost.append("a script") }
      }
    case "img", "object", "embed", "iframe", "video", "audio", "svg", "canvas", "picture", "applet":
      if !tag.isClosing { media(tag) }
    case "a": link(tag)
    case "sup", "sub": shift(tag)
    case "math": if !tag.isClosing { formula(tag) }
    case "q": put("\"".utf8)
    case "table", "tr", "td", "th": cell(tag)
    default: break
    }
  }

  private mutating func list(_ tag: HTMLTag) {
    if tag.isClosing {
      _ = lists.popLast()
      setGap(lists.isEmpty ? .paragraph : .row)
    } else if lists.count < ImportLimits.depth {
      lists.append(tag.name == "ol" ? Int(tag.attribute("start") ?? "") ?? 1 : .none)
      setGap(.row)
    }
  }

  private mutating func entry() {
    gap = .row
    var mark = "- "
    if let last = lists.indices.last, let number = lists[last] {
      mark = "\(number). "
      lists[last] = number &+ 1
    }
    let indent = String(repeating: "  ", count: max(1, lists.count))
    put((indent + mark).utf8)
  }

  private mutating func code(_ tag: HTMLTag) {
    var inner = content(until: "pre")
    var language = HTMLTag.language(tag.attribute("class")) ?? ""
    var text: [UInt8] = []
    var place = 0
    // Marked-up code: its tags go, its characters stay.
    while place < inner.count {
      if inner[place] == 60, let mark = HTMLTag(inner, at: place) {
        if mark.name == "code", language.isEmpty {
          language = HTMLTag.language(mark.attribute("class")) ?? ""
        }
        if mark.name == "br" { text.append(10) }
        place = mark.end
      } else if inner[place] == 38, let end = inner[place..<min(inner.count, place + 12)].firstIndex(of: 59),
        let scalar = HTMLEntities.decoded(String(decoding: inner[(place + 1)..<end], as: UTF8.self))
      {
        text.append(contentsOf: scalar.value == 0xA0 ? [32] : Array(String(scalar).utf8))
        place = end + 1
      } else {
        text.append(inner[place])
        place += 1
      }
    }
    inner = text
    if inner.first == 10 { inner.removeFirst() }
    while let last = inner.last, last == 10 || last == 32 || last == 13 { inner.removeLast() }
    let lines = String(decoding: inner, as: UTF8.self).replacing("\r\n", with: "\n")
    if !lines.isEmpty { result.code.append(ImportedCode(language: language, text: lines)) }
    result.continuesAfterCode = false
    setGap(.paragraph)
  }

  /// The bytes before the closing tag, which is passed over.
  private mutating func content(until name: String) -> [UInt8] {
    let start = index
    while index < bytes.count {
      if bytes[index] == 60, let tag = HTMLTag(bytes, at: index) {
        if tag.isClosing, tag.name == name {
          let end = index
          index = tag.end
          return Array(bytes[start..<end])
        }
        index = tag.end
      } else {
        index += 1
      }
    }
    return Array(bytes[start...])
  }

  private mutating func media(_ tag: HTMLTag) {
    let address = tag.attribute("src") ?? tag.attribute("data") ?? ""
    let kind = tag.name == "img" || tag.name == "svg" || tag.name == "picture" ? "picture" : tag.name
    let name =
      address.hasPrefix("data:")
      ? "embedded \(kind) of type \(address.dropFirst(5).prefix { $0 != ";" && $0 != "," })"
      : address.isEmpty ? kind : "\(kind) \(address.prefix(120))"
    result.media.append(name)
    if tag.name == "svg" { _ = content(until: "svg") }
  }

  private mutating func link(_ tag: HTMLTag) {
    if !tag.isClosing {
      links.append((out.count, tag.attribute("href") ?? ""))
    } else if let link = links.popLast(), link.address.hasPrefix("http") {
      let text = String(decoding: out[min(link.start, out.count)...], as: UTF8.self)
      if !text.contains(link.address) {
        hasSpace = true
        put("(\(link.address))".utf8)
      }
    }
  }

  private mutating func shift(_ tag: HTMLTag) {
    if !tag.isClosing {
      put([tag.name == "sup" ? 94 : 95])
      shifts.append(out.count)
    } else if let start = shifts.popLast(), start <= out.count, out.count - start > 1 {
      let isNumber = out[start...].allSatisfy { (48...57).contains($0) }
      if !isNumber {
        out.insert(40, at: start)
        out.append(41)
      }
    }
  }

  /// A formula in MathML: its TeX, where it has one, otherwise its letters.
  private mutating func formula(_ tag: HTMLTag) {
    let inner = content(until: "math")
    var text = tag.attribute("alttext") ?? ""
    if text.isEmpty {
      let source = String(decoding: inner, as: UTF8.self)
      if let mark = source.range(of: "application/x-tex\">"),
        let end = source[mark.upperBound...].range(of: "</annotation")
      {
        text = HTMLText.read(String(source[mark.upperBound..<end.lowerBound]), breaksCount: false).prose
      } else {
        text = HTMLText.read(source, breaksCount: false).line
        result.lost.append("the layout of a formula")
      }
    }
    put(text.utf8)
  }

  private mutating func cell(_ tag: HTMLTag) {
    if tag.name == "table", !tag.isClosing, table.isAtRest { setGap(.paragraph) }
    if table.begin(tag, &out) {
      gap = .none
      hasSpace = false
    }
    if tag.name == "table", tag.isClosing { setGap(.paragraph) }
  }
}

extension StringProtocol {
  /// The first place of a text; nil if there is none.
  func range(of wanted: String) -> Range<Index>? {
    firstRange(of: wanted)
  }
}
