import Testing
import TextLayout

/// Tables in the text of an item: their rows stay rows, at any width.
@Suite struct TableTextTests {
  static let text = """
    The table shows what two models cost.

      model       parameters    cost per request    accuracy
      small           10                0.2            0.81
      large          900               11.5            0.86

    Which of them do you choose?
    """

  @Test func onOneRowATableIsNamed() {
    #expect(
      CellText.onOneRow(Self.text)
        == "The table shows what two models cost. (table) Which of them do you choose?")
    // A single indented line is no table, and spaces within code stay.
    #expect(CellText.onOneRow("One line\n  x = 1\nmore") == "One line x = 1 more")
    #expect(CellText.onOneRow("") == "")
  }

  /// No value leaves its row: either the row stays whole, or it names each value's column.
  @Test func everyValueStaysInItsRow() {
    for columns in 12...100 {
      let lines = CellText.tablesFitted(Self.text, columns: columns).split(separator: "\n").map(String.init)
      let small = lines.first { $0.contains("small") } ?? ""
      #expect(small.contains("10") && small.contains("0.2") && small.contains("0.81"), "\(columns): \(small)")
      if CellText.width(of: small) > columns {
        #expect(small.contains("parameters: 10") && small.contains("accuracy: 0.81"), "\(columns): \(small)")
      }
    }
    #expect(CellText.tablesFitted(Self.text, columns: 100) == Self.text)
  }

  @Test func aTableOfNumbersThatIsTooWideHasItsNumbersOneAfterTheOther() {
    let matrix = "Of this matrix:\n  1.25   2.5   3.75\n  4.0    5.5   6.25"
    #expect(
      CellText.tablesFitted(matrix, columns: 10) == "Of this matrix:\n  1.25; 2.5; 3.75\n  4.0; 5.5; 6.25")
  }
}
