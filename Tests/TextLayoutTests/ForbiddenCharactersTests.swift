import Testing

@testable import TextLayout

@Suite struct ForbiddenCharacterTests {
  @Test(
    arguments: [
      0x00, 0x07, 0x09, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x61C, 0x200B, 0x200D, 0x200E, 0x2028, 0x202E,
      0x2066, 0x2069,
      0xFE0F, 0xFE0E, 0xFEFF, 0x1F1E6, 0xE0041, 0xE0101, 0xE000, 0xFFFE, 0x3164,
    ] as [UInt32])
  func theyAreRefused(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(ForbiddenCharacters.contains(scalar))
    #expect(ForbiddenCharacters.spelledOut("a\(scalar)b").hasPrefix("a<U+"))
  }

  @Test(arguments: ["\n", "a", " ", "\u{A0}", "é", "≤", "中", "θ", "—", "€", "\u{301}"])
  func ordinaryTextIsNot(text: String) { #expect(ForbiddenCharacters.first(in: text) == nil) }

  @Test func siftingKeepsPlacesAndLength() {
    let (clean, found) = ForbiddenCharacters.sift("a\u{1B}b\nc\u{200D}\r\nd")
    #expect(clean == "a\u{FFFD}b\nc\u{FFFD}\r\nd")
    #expect(found.map { [$0.line, $0.column] } == [[1, 2], [2, 2]])
  }
}

/// One set of characters for everything that prints.
@Suite struct OneSetTests {
  /// Every character that there is.
  static let all = (0...0x10_FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)

  @Test func noPrinterLetsAForbiddenCharacterThrough() {
    for scalar in Self.all where ForbiddenCharacters.contains(scalar) {
      let text = "a\(scalar)b"
      for printed in [
        ForbiddenCharacters.removed(from: text), ForbiddenCharacters.spelledOut(text),
        ForbiddenCharacters.sift(text).clean, String(text.flatMap { CellText.cells(of: $0) }),
      ] where printed.unicodeScalars.contains(where: ForbiddenCharacters.contains) {
        Issue.record("\(ForbiddenCharacters.name(scalar)) comes through")
      }
    }
  }

  @Test func whatIsPrintedHasAWidthAndWhatIsForbiddenHasNone() {
    for scalar in Self.all where ForbiddenCharacters.contains(scalar) {
      if let width = CellText.width(of: scalar), width >= 0 {
        Issue.record("\(ForbiddenCharacters.name(scalar)) takes \(width)")
      }
    }
    for text in ["abc", "é", "日本", "e\u{301}", "€ ≤ θ — ✓"] {
      #expect(ForbiddenCharacters.removed(from: text) == text)
      #expect(String(text.flatMap { CellText.cells(of: $0) }) == text)
    }
  }

  @Test func aPrintedLineIsOneLine() {
    #expect(ForbiddenCharacters.removed(from: "a\u{1B}[31mb\u{202E}c\nd\te") == "a[31mbc d e")
  }
}
