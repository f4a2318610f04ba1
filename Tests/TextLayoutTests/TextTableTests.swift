import Testing

@testable import TextLayout

/// Tables of text stay within their room.
@Suite struct TextTableTests {
  @Test func aWideTableWrapsItsElasticColumn() {
    let table = TextTable(
      rows: [
        ["Skill", "Before", "Change"],
        ["Recommenders, time series and reinforcement learning", "500 ± 120", "+ 45"],
      ], wrapped: 0)
    #expect(
      table.lines(48) == [
        "Skill                          Before     Change",
        "Recommenders, time series and  500 ± 120  + 45",
        "reinforcement learning",
      ])
    #expect(table.lines(100).count == 2, "with room it stays on its row")
  }

  @Test func whatStandsBelowARowIsIndentedAndWrapped() {
    let table = TextTable(
      rows: [["No.", "Kind"], ["10", "mock exam"]], right: [0],
      below: [[], ["14 of 20 right (70 %). Passed."]])
    let narrow = table.lines(24)
    #expect(narrow.count > 3 && narrow.allSatisfy { $0.count <= 24 }, "\(narrow)")
    #expect(narrow.dropFirst(2).allSatisfy { $0.hasPrefix("    ") })
    #expect(table.lines(80) == ["No.  Kind", " 10  mock exam", "    14 of 20 right (70 %). Passed."])
  }
}
