/// A typed list of words and numbers, read the same whether commas or spaces stand between them.
///
/// `True, True, False` is `True True False`, and `[8 6 4]` is `[8, 6, 4]`. What can be another value stays another
/// value: brackets of another kind, quotes about a number, the comma of `(8,)`, and the order. Text that isn't a list,
/// such as `0 3 * * 1`, has no reading.
struct TypedList: Hashable {
  /// An element of the list.
  indirect enum Element: Hashable {
    /// A word, a number, or a quoted text whose quotes say nothing.
    case word(String)
    /// A quoted text.
    case quoted(String)
    /// A list in brackets, which begin with this one; a single element may have a comma.
    case group(Character, [Element], hasComma: Bool)
    /// A name with what follows it in brackets.
    case call(String, Character, [Element], hasComma: Bool)
  }

  /// The elements.
  let elements: [Element]

  /// Reads a text; nil if it isn't a list.
  init?(_ text: String, ignoringCase: Bool) {
    let plain = TypedCharacters.plain(text)
    var reader = Reader(ignoringCase ? plain.lowercased() : plain)
    guard let found = reader.elements(until: nil, inCall: false), reader.isAtEnd,
      !found.elements.isEmpty, !found.hasComma || found.elements.count > 1
    else { return nil }
    elements = found.elements
  }

  /// The list without its brackets; nil unless it is one pair of brackets about numbers alone or words alone.
  ///
  /// With both, the brackets can be what was asked for.
  var withoutBrackets: [Element]? {
    guard elements.count == 1, case .group(_, let inner, _) = elements[0], inner.count > 1 else { return nil }
    let kinds = inner.map { element -> Bool? in
      guard case .word(let text) = element, !Self.isConstant(text) else { return nil }
      return Self.isNumber(text)
    }
    return kinds.contains(nil) || Set(kinds).count > 1 ? nil : inner
  }

  /// True if two texts are the same list, where brackets that the answer leaves out don't matter.
  static func isSame(_ given: String, as key: String, ignoringCase: Bool) -> Bool {
    guard let given = TypedList(given, ignoringCase: ignoringCase),
      let key = TypedList(key, ignoringCase: ignoringCase)
    else { return false }
    return given == key || key.withoutBrackets == given.elements
  }

  fileprivate static func isNumber(_ text: String) -> Bool {
    text.contains(where: \.isNumber) && text.allSatisfy { $0.isNumber || ".+-eE_".contains($0) }
  }

  fileprivate static func isConstant(_ text: String) -> Bool {
    ["true", "false", "none", "null", "nan", "inf"].contains(text.lowercased())
  }

  /// Reads elements from a text.
  private struct Reader {
    private let text: [Character]
    private var place = 0

    private static let closing: [Character: Character] = ["[": "]", "(": ")", "{": "}"]
    private static let quotes: [Character: Set<Character>] = ["'": ["'"], "\"": ["\""]]

    init(_ text: String) { self.text = Array(text) }

    var isAtEnd: Bool { place == text.count }
    private var next: Character? { place < text.count ? text[place] : nil }

    /// Reads up to a bracket or the end; nil if that isn't a list.
    mutating func elements(until end: Character?, inCall: Bool) -> (elements: [Element], hasComma: Bool)? {
      var found: [Element] = []
      // Whether the element before ended with a space or a comma, so that another may begin.
      var (isOpen, hasComma, isCommaLast) = (true, false, false)
      while let character = next {
        if character == end {
          place += 1
          return (found, hasComma)
        }
        if character.isWhitespace {
          place += 1
          isOpen = true
        } else if character == "," {
          // Nothing stands between two commas, or before the first.
          guard !found.isEmpty, !isCommaLast else { return nil }
          place += 1
          (isOpen, hasComma, isCommaLast) = (true, true, true)
        } else {
          guard isOpen, let element = element(inCall: inCall) else { return nil }
          found.append(element)
          (isOpen, isCommaLast) = (false, false)
        }
      }
      // At the end of the line, a comma announces more.
      return end == nil && !(isCommaLast && found.count > 1) ? (found, hasComma) : nil
    }

    private mutating func element(inCall: Bool) -> Element? {
      guard let character = next else { return nil }
      if let ends = Self.quotes[character] { return quoted(ends, inCall: inCall) }
      var name = ""
      while let character = next, character.isLetter || character.isNumber || "_.-+%:=/".contains(character) {
        name.append(character)
        place += 1
      }
      guard let open = next, let end = Self.closing[open] else { return name.isEmpty ? nil : .word(name) }
      place += 1
      guard let inner = elements(until: end, inCall: !name.isEmpty) else { return nil }
      // A comma makes a tuple of one element; between several it says nothing.
      let hasComma = inner.hasComma && inner.elements.count == 1
      return name.isEmpty
        ? .group(open, inner.elements, hasComma: hasComma)
        : .call(name, open, inner.elements, hasComma: hasComma)
    }

    private mutating func quoted(_ ends: Set<Character>, inCall: Bool) -> Element? {
      place += 1
      var content = ""
      while let character = next, !ends.contains(character) {
        content.append(character)
        place += 1
      }
      guard next != nil else { return nil }
      place += 1
      let isPlain =
        !inCall && content.first?.isLetter == true && !TypedList.isNumber(content)
        && !TypedList.isConstant(content)
        && content.allSatisfy { $0.isLetter || $0.isNumber || "_.-+%:=/".contains($0) }
      return isPlain ? .word(content) : .quoted(content)
    }
  }
}
