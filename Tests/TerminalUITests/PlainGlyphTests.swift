import Testing

@testable import TerminalUI
@testable import TextLayout

/// What is drawn quickly is drawn as it would be slowly.
@Suite struct PlainGlyphTests {
  /// Every scalar that is taken for a plain one is a glyph of its own that takes one column.
  @Test func plainScalarsAreGlyphsOfOneColumn() throws {
    var count = 0
    for value in UInt32(0x20)...0x2FFF {
      guard let scalar = Unicode.Scalar(value), CellText.isPlain(String(scalar)) else { continue }
      count += 1
      #expect(CellText.width(of: scalar) == 1, "\(value)")
      #expect(CellText.cells(of: Character(scalar)) == [Character(scalar)], "\(value)")
      #expect("a\(scalar)b".count == 3, "it joins no other: \(value)")
    }
    #expect(count > 1500)
  }

  @Test(arguments: 1...40) func changesAreThoseOfTheCells(seed: UInt64) {
    var generator = Generator(state: seed)
    let size = Size(columns: 9, rows: 4)
    func picture() -> Surface {
      var surface = Surface(size)
      for _ in 0..<6 {
        let text = ["ab", "日本", "é", "━●", " "].randomElement(using: &generator) ?? ""
        surface.put(
          text,
          at: Point(
            column: Int.random(in: -1...9, using: &generator), row: Int.random(in: 0...3, using: &generator)))
      }
      return surface
    }
    let (before, after) = (picture(), picture())
    var told: [Int: Cell] = [:]
    after.forEachChange(since: before) { column, row, cell in told[row * size.columns + column] = cell }
    for place in after.cells.indices {
      let isChange = before.cells[place] != after.cells[place] && !after.cells[place].isContinuation
      #expect(told[place] == (isChange ? after.cells[place] : nil))
    }
  }

  @Test func allMarginsLookTheSameInASCII() {
    var surface = Surface(Size(columns: 24, rows: 2))
    surface.put("512 ± 45      good", at: Point(column: 0, row: 0))
    surface.put("585 ± 100  + 50", at: Point(column: 0, row: 1))
    let folded = surface.foldedToASCII()
    #expect(folded.text(row: 0) == "512+/-45      good")
    #expect(folded.text(row: 1) == "585+/-100  + 50")
  }

  @Test func inASCIIAMarkHasOneMeaning() {
    var surface = Surface(Size(columns: 30, rows: 4))
    surface.put("30 questions · 18 min", at: Point(column: 0, row: 0))
    surface.put("· Containers  · not asked", at: Point(column: 0, row: 1))
    surface.put("·  ‹━━●━━›", at: Point(column: 0, row: 2))
    surface.put("·", at: Point(column: 0, row: 2), .faint)
    surface.put("▸ ‹ 30 ›", at: Point(column: 0, row: 3))
    let folded = surface.foldedToASCII()
    #expect(folded.text(row: 0) == "30 questions | 18 min")
    #expect(folded.text(row: 1) == ". Containers  . not asked")
    #expect(folded.text(row: 2) == "'  {==*==}")
    #expect(folded.text(row: 3) == "> < 30 >")
  }

  @Test func aMarkedTextIsReplacedByWhatIsWritten() {
    var field = TextField(text: "2026-12-15", isReplaced: true)
    #expect(field.handle(.character("9")) && field.text == "9" && field.handle(.character("1")))
    #expect(field.text == "91")
    field = TextField(text: "2026-12-15", isReplaced: true)
    _ = field.handle(.left)
    _ = field.handle(.backspace)
    #expect(field.text == "2026-12-5", "whoever moves in it, mends it")
    field = TextField(text: "2026-12-15", isReplaced: true)
    _ = field.handle(.backspace)
    #expect(field.text.isEmpty)
    field = TextField(text: "old", isReplaced: true)
    field.insert("new")
    #expect(field.text == "new")
  }

  @Test func tablesAreToldRowByRow() {
    let text =
      "Of 100 cases:\n\n            ill   well\n  tested     30     10\n  not tested  5     55\n\nHow many?"
    #expect(
      CellText.tablesSpoken(text)
        == "Of 100 cases:\n\n  tested. ill: 30; well: 10.\n  not tested. ill: 5; well: 55.\n\nHow many?")
    let matrix = "It is\n   1   2\n   3   4"
    #expect(CellText.tablesSpoken(matrix) == matrix, "numbers alone have no headings")
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }
}
