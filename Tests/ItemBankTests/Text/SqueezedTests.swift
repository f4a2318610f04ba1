import Testing

@testable import ItemBank

/// Texts on one line, with single spaces.
@Suite struct SqueezedTests {
  private static let pieces = [
    " ", "  ", "\n", "\r\n", "\t", "\u{0B}", "\u{0C}", "\u{85}", "\u{A0}", "\u{1C}", "\u{2003}", "a", "bc",
    "é",
    "e\u{301}", "日本", "🙂", "{", "±",
  ]

  /// The quick way for ASCII gives what the definition says.
  @Test(arguments: 0..<200) func theQuickWayIsTheDefinition(seed: Int) {
    var generator = Generator(seed: seed)
    let isASCII = seed.isMultiple(of: 2)
    let pieces = Self.pieces.filter { !isASCII || $0.utf8.allSatisfy { $0 < 0x80 } }
    let text = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
      pieces.randomElement(using: &generator) ?? ""
    }.joined()
    #expect(text.squeezed == text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}
