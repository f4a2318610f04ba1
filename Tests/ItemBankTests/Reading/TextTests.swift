import Testing

@testable import ItemBank

@Suite struct NumberTextTests {
  @Test(arguments: [
    ("0", 0.0), ("-12", -12), ("+3", 3), ("0.25", 0.25), (".5", 0.5), ("5.", 5), ("1e3", 1000),
    ("1.5E-2", 0.015),
  ])
  func decimalDigitsAreNumbers(text: String, value: Double) { #expect(NumberText.decimal(text) == value) }

  @Test(arguments: [
    "", "-", ".", "e3", "1e", "0x10", "0o7", "1_000", "1,000", ".inf", "inf", "nan", "1 ", " 1", "0x1p3",
    "1e999", "½", "١",
  ])
  func nothingElseIs(text: String) { #expect(NumberText.decimal(text) == nil) }

  @Test func wholeNumbersHaveDigitsOnly() {
    #expect(["0", "-7", "42"].allSatisfy(NumberText.isWhole))
    #expect(!["", "-", "+1", "1.0", "1e3", "0x1", "١"].contains(where: NumberText.isWhole))
  }
}

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("explanaton", "explanation"), ("lvel", "level"), ("tpye", "type"), ("steem", "stem"),
    ("optoins", "options"),
  ])
  func theProbableWordIsNamed(word: String, meant: String) {
    #expect(Suggestion.nearest(to: word, among: ItemReader.itemFields) == meant)
  }

  @Test(arguments: ["author", "xy", "", String(repeating: "x", count: 1000)])
  func farWordsHaveNone(word: String) {
    #expect(Suggestion.nearest(to: word, among: ItemReader.itemFields) == nil)
  }
}

@Suite struct OptionNumberTests {
  @Test func unitsAndThousandsAreUnderstood() {
    #expect(OptionNumber("1,024")?.value == 1024 && OptionNumber("12.5 %")?.value == 12.5)
    #expect(OptionNumber("3 GB")?.unit == "GB" && OptionNumber("-2")?.value == -2)
    #expect(OptionNumber("1,02") == nil && OptionNumber("[1]") == nil && OptionNumber("two") == nil)
    #expect(OptionNumber("1 or 2") == nil && OptionNumber("") == nil)
  }

  @Test func rangesAreToo() {
    #expect(OptionNumber.range("1-5") == 1...5 && OptionNumber.range("11 to 20") == 11...20)
    #expect(OptionNumber.range("between 3 and 4") == 3...4 && OptionNumber.range("5-1") == nil)
  }
}

@Suite struct YearMonthTests {
  @Test func monthsAreCountedOverYears() {
    #expect(YearMonth("2025-11")?.months(until: YearMonth(year: 2026, month: 2)) == 3)
    #expect(
      ["2026-13", "2026-00", "26-01", "2026-1", "2026/01", "1999-01", "2026-+1"].allSatisfy {
        YearMonth($0) == nil
      })
  }
}
