/// A place in a family's texts that each variant fills, such as `{{n}}` or `{{share:.2f}}`.
///
/// Two braces, a name, optionally a colon and a format of Python, two braces: anything else between braces, such as
/// `${{ secrets.KEY }}`, is text.
struct Placeholder: Sendable, Hashable {
  /// The name of a drawn or computed value.
  var name: String
  /// How Python formats the value; empty if it says nothing.
  var format: String

  /// The text between the braces.
  var column: String { format.isEmpty ? name : name + ":" + format }

  /// The placeholders of a text, in order.
  static func all(in text: String) -> [Placeholder] {
    var found: [Placeholder] = []
    scan(text) { if case .place(let place, _) = $0 { found.append(place) } }
    return found
  }

  /// The text with its placeholders replaced; one without a value stays.
  static func fill(_ text: String, _ values: [String: String]) -> String {
    guard opening(in: text[...]) != nil else { return text }
    var filled = ""
    scan(text) { piece in
      switch piece {
      case .text(let part): filled += part
      case .place(let place, let part): filled += values[place.column] ?? String(part)
      }
    }
    return filled
  }

  private enum Piece {
    case text(Substring)
    case place(Placeholder, Substring)
  }

  private static func scan(_ text: String, _ take: (Piece) -> Void) {
    var rest = text[...]
    while let open = opening(in: rest) {
      // The last two of three braces open the placeholder: the first is a brace of the text.
      guard let (place, end) = placeholder(in: rest[open.upperBound...]) else {
        let next = rest.index(after: open.lowerBound)
        take(.text(rest[..<next]))
        rest = rest[next...]
        continue
      }
      take(.text(rest[..<open.lowerBound]))
      take(.place(place, rest[open.lowerBound..<end]))
      rest = rest[end...]
    }
    take(.text(rest))
  }

  /// The next two braces, found by their bytes: lint fills millions of texts.
  private static func opening(in text: Substring) -> Range<String.Index>? {
    let bytes = text.utf8
    var rest = bytes[...]
    while let brace = rest.firstIndex(of: UInt8(ascii: "{")) {
      let next = bytes.index(after: brace)
      guard next < bytes.endIndex else { return nil }
      if bytes[next] == UInt8(ascii: "{") { return brace..<bytes.index(after: next) }
      rest = bytes[next...]
    }
    return nil
  }

  private static func placeholder(in text: Substring) -> (Placeholder, end: String.Index)? {
    let name = text.prefix { isLetter($0) || $0.isASCII && $0.isNumber }
    guard let first = name.first, isLetter(first) else { return nil }
    var rest = text[name.endIndex...]
    var format: Substring = ""
    if rest.first == ":" {
      rest.removeFirst()
      format = rest.prefix { $0 != "{" && $0 != "}" && !$0.isNewline }
      rest = rest[format.endIndex...]
    }
    guard rest.hasPrefix("}}") else { return nil }
    return (Placeholder(name: String(name), format: String(format)), rest.index(rest.startIndex, offsetBy: 2))
  }

  /// True for the letters of a name: a name begins with one, and digits may follow.
  static func isLetter(_ letter: Character) -> Bool { letter.isASCII && (letter.isLetter || letter == "_") }
}
