import Psychometrics
import Testing

@testable import Interchange

@Suite struct CSVTests {
  @Test func fieldsAreQuotedWhereTheyMustBe() {
    #expect(
      CSV.text([["a", "b,c", "d\"e"], ["1\n2", "", "x"]]) == "a,\"b,c\",\"d\"\"e\"\r\n\"1\n2\",,x\r\n")
  }

  @Test func formulasAreDefusedAndNumbersAreNot() {
    #expect(CSV.text([["=1+1", "-0.5", "+x"]]) == "'=1+1,-0.5,'+x\r\n")
  }

  /// Every sign with which a spreadsheet begins a formula, or skips to one.
  @Test(arguments: ["=", "+", "-", "@", "\t", "\r"])
  func everyBeginningOfAFormulaIsDefused(sign: String) throws {
    let field = sign + "SUM(A1:A9)"
    #expect(CSV.text([[field]]).replacing("\"", with: "").hasPrefix("'" + sign))
    // In the middle of a field it means nothing.
    #expect(CSV.text([["a" + field]]).replacing("\"", with: "").hasPrefix("a" + sign))
  }

  @Test func mistakesNameTheirLine() {
    #expect(throws: CSVError.strayQuote(line: 2)) { try CSV.rows("a,b\nx\"y,z") }
    #expect(throws: CSVError.openQuote(line: 1)) { try CSV.rows("\"abc") }
  }

  @Test(arguments: 0..<100)
  func whatIsWrittenIsReadBack(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let alphabet: [Character] = ["a", "ü", ",", "\"", "\n", " ", "1", "世"]
    let rows = (0..<3).map { _ in
      (0..<3).map { _ in
        String((0..<Int(generator.uniform() * 6)).map { _ in alphabet[Int(generator.uniform() * 8)] })
      }
    }
    #expect(try CSV.rows(CSV.text(rows)) == rows)
  }
}
