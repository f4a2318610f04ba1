import Testing

@testable import ItemBank

@Suite struct DiagnosticTests {
  static func diagnostic(_ file: String, _ line: Int, _ column: Int, _ rule: String = "r") -> Diagnostic {
    Diagnostic(
      .error, rule: rule, message: "it is wrong", remedy: "mend it",
      location: SourceLocation(file: file, line: line, column: column))
  }

  @Test func oneLineSaysWhereWhatAndHow() {
    #expect(Self.diagnostic("a.yaml", 3, 7).description == "a.yaml:3:7: error: it is wrong [r]; mend it")
  }

  @Test func theyAreSortedByFileLineAndColumn() {
    let sorted = [
      Self.diagnostic("a", 2, 1), Self.diagnostic("a", 10, 1), Self.diagnostic("a", 10, 2),
      Self.diagnostic("b", 1, 1),
    ]
    #expect(sorted.reversed().sorted() == sorted)
  }

  @Test func anErrorOfManyMistakesTellsTheFirstTwenty() {
    let message = BankError.invalid((1...25).map { Self.diagnostic("a", $0, 1) }).message
    #expect(message.split(separator: "\n").count == 22 && message.contains("5 more"))
  }
}
