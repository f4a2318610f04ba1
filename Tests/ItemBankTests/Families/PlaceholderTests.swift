import Testing

@testable import ItemBank

@Suite struct PlaceholderTests {
  @Test(arguments: [
    ("{{n}}", ["n"]), ("a {{n:.2f}} b {{m_1}}", ["n:.2f", "m_1"]), ("{{n:,}}{{n}}", ["n:,", "n"]),
    ("${{ secrets.KEY }}", []), ("{{1, 2}}", []), ("{n}", []), ("{{n", []), ("{{}}", []), ("{{n:}", []),
    ("f\"{{{n}}}\"", ["n"]), ("{{a}} {{ b }} {{c}}", ["a", "c"]), ("{{ä}}", []),
  ])
  func textsHoldPlaceholders(text: String, columns: [String]) {
    #expect(Placeholder.all(in: text).map(\.column) == columns)
  }

  @Test func fillingLeavesEverythingElse() {
    let values = ["n": "3", "p:.1f": "0.5"]
    #expect(Placeholder.fill("{{n}} of {{p:.1f}}", values) == "3 of 0.5")
    #expect(Placeholder.fill("{ {{n}} }", values) == "{ 3 }")
    #expect(Placeholder.fill("${{ n }} {{q}} {{{n}}}", values) == "${{ n }} {{q}} {3}")
    #expect(Placeholder.fill("no place", values) == "no place")
  }
}
