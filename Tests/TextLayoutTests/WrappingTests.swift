import Testing
import TextLayout

@Suite struct WrappingTests {
  @Test func linesEndBetweenWordsOfATerminalAndAreWholeInAPipe() {
    let text = "  12. one two three-hundred-and-forty  five"
    #expect(CellText.hanging(text, columns: nil) == [text])
    #expect(
      CellText.hanging(text, columns: 12) == [
        "  12. one", "    two", "    three-hundred-and-forty", "     five",
      ])
    for columns in 1..<60 {
      let lines = CellText.hanging(text, columns: columns)
      #expect(
        lines.flatMap { $0.split(separator: " ") } == text.split(separator: " "),
        "no word is cut at \(columns)")
    }
    #expect(CellText.hanging("", columns: 20) == [""])
  }
}
