import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// Numbers and texts as people, keyboards and other programs write them.
@Suite struct NumericEntryTests {
  @Test(arguments: [
    // Mixed numbers and fractions.
    ("3 1/2", 3.5), ("-3 1/2", -3.5), ("3½", 3.5), ("½", 0.5), ("−¾", -0.75), ("7/2", 3.5), ("7⁄2", 3.5),
    ("7÷2", 3.5),
    ("1 000/8", 125), ("31/2", 15.5), ("+ 3 / 8", 0.375),
    // Every dash is a minus sign.
    ("\u{2010}0.8", -0.8), ("\u{2011}0.8", -0.8), ("\u{2013}0.8", -0.8), ("\u{2014}0.8", -0.8),
    ("\u{2212}0.8", -0.8),
    ("\u{FE63}0.8", -0.8), ("\u{FF0D}0.8", -0.8), ("minus 0.8", -0.8), ("- 0.8", -0.8),
    // Grouping and decimal signs.
    ("1 234 567", 1_234_567), ("1\u{202F}234,5", 1234.5), ("1\u{A0}234.5", 1234.5),
    ("1'234'567.5", 1_234_567.5),
    ("1’234,5", 1234.5), ("1,23,456", 123_456), ("12,34,567.5", 1_234_567.5), ("1_000", 1000),
    ("1.234.567", 1_234_567),
    ("1,234.5", 1234.5), ("1.234,5", 1234.5), (".5", 0.5), (",5", 0.5), ("5.", 5),
    // Exponents and powers.
    ("1e-3", 0.001), ("1E−3", 0.001), ("10^-3", 0.001), ("10⁻³", 0.001), ("10**-3", 0.001), ("2^10", 1024),
    ("2¹⁰", 1024),
    ("1.5×10^3", 1500), ("1,5 · 10³", 1500), ("1.5 x 10^3", 1500), ("-1.5*10^(-3)", -0.0015),
    // Percent, words, digits of other scripts, what comes along with copied text.
    ("25 %", 0.25), ("25%", 0.25), ("12.5 percent", 0.125), ("1.5 million", 1_500_000), ("３.５", 3.5),
    ("٣٫٥", 3.5),
    ("\u{FEFF}3.5\u{200B}", 3.5), ("“3.5”", 3.5), ("`3.5`", 3.5), ("= 3.5", 3.5), ("≈3.5", 3.5),
  ])
  func aNumberIsReadInEveryCommonForm(text: String, value: Double) {
    let values = NumericEntry.values(of: text)
    #expect(values.count == 1 && abs(values[0] - value) <= 1e-12 * max(1, abs(value)), "\(text): \(values)")
  }

  @Test(arguments: [
    "3 4", "3 1 / 2 / 1", "1/2/3", "3-1/2", "3 - 1", "1 00", "12 34", "1,2345,6", "1,2,3", "1.2.3", "2·5",
    "2*3", "x", "½½", "3..5",
    "--3", "+-3", "3-", "1e", "e3", "10^", "10^x", "0x10", "1/0", "five", "3.5.", "3 h", "1'00", "3,5,",
    "2^0.5", "9^999",
    "1/-2", "∞", "五",
  ])
  func whatIsNotOneNumberIsAskedForAgain(text: String) {
    #expect(NumericEntry.values(of: text).isEmpty, "\(text): \(NumericEntry.values(of: text))")
  }

  @Test func twoReadingsAreBothKept() {
    #expect(NumericEntry.values(of: "1/1,000") == [1, 0.001])
    #expect(NumericEntry.values(of: "65,536") == [65.536, 65_536])
    #expect(NumericEntry.values(of: "2 100/4") == [27, 525])
  }

  @Test(arguments: [
    ("5 dollars", "dollars", 5.0), ("$5", "dollars", 5), ("-$5", "dollars", -5), ("$ -5", "dollars", -5),
    ("5 USD", "dollars", 5),
    ("€3,50", "euros", 3.5), ("3.5h", "h", 3.5), ("3½ hours", "h", 3.5), ("80 %", "%", 80),
    ("80 per cent", "%", 80),
    ("0.8", "%", 0.8), ("3 million rows", "rows", 3e6), ("12ms", "ms", 12), ("1e3 MB", "MB", 1000),
  ])
  func unitsAreReadInFrontAndBehind(text: String, unit: String, value: Double) {
    #expect(
      NumericEntry.values(of: text, unit: unit) == [value], "\(NumericEntry.values(of: text, unit: unit))")
  }

  /// A number in any of the forms below is read as itself, and as nothing else unless the form has two meanings.
  @Test func noFormOfANumberIsReadAsAnother() {
    var generator = SeededGenerator(seed: 21)
    let dashes = ["-", "\u{2010}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{FF0D}", "minus "]
    for _ in 0..<4_000 {
      let digits = 1 + Int(generator.uniform() * 7)
      let whole = Int(generator.uniform() * (0..<digits).reduce(1.0) { value, _ in value * 10 })
      let tenths = 1 + Int(generator.uniform() * 99)
      let isNegative = generator.uniform() < 0.5
      let size = Double(whole) + Double(tenths) / 100
      let value = isNegative ? -size : size
      let decimals = tenths < 10 ? "0\(tenths)" : "\(tenths)"
      func grouped(_ mark: String) -> String {
        var groups: [Substring] = []
        var rest = Substring("\(whole)")
        while rest.count > 3 {
          groups.insert(rest.suffix(3), at: 0)
          rest = rest.dropLast(3)
        }
        return ([rest] + groups).joined(separator: mark)
      }
      let forms = [
        "\(whole).\(decimals)", "\(whole),\(decimals)", "\(grouped(",")).\(decimals)",
        "\(grouped(".")),\(decimals)",
        "\(grouped(" ")),\(decimals)", "\(grouped("\u{202F}")).\(decimals)", "\(grouped("'")).\(decimals)",
        "\(whole)\(decimals)e-2", "\(whole)\(decimals)×10^-2", "\(whole) \(tenths)/100",
        "\(whole)\(decimals)/100",
      ]
      let sign =
        isNegative
        ? dashes[Int(generator.uniform() * Double(dashes.count))] : generator.uniform() < 0.2 ? "+" : ""
      for form in forms {
        let values = NumericEntry.values(of: sign + form)
        #expect(
          values.contains { abs($0 - value) <= 1e-9 * max(1, size) },
          "\(sign + form): \(values), not \(value)")
        #expect(values.count == 1 || form.contains("/") && whole > 0, "\(sign + form): \(values)")
      }
    }
  }

  @Test(arguments: [
    ("21 \u{2212}2", "21 -2", true), ("21 \u{2013}2", "21 -2", true), ("21-2", "21 -2", false),
    ("[“b”, “a”, “c”]", "['b', 'a', 'c']", true), ("[\"b\", \"a\", \"c\"]", "['b', 'a', 'c']", true),
    ("“clf__C”", "\"clf__C\"", true), ("\u{FEFF}inner\u{200B}", "inner", true), ("‘inner’", "'inner'", true),
    ("in\u{AD}ner", "inner", true), ("True\u{A0}False", "True False", true),
    ("python \u{2014}device cpu", "python -device cpu", true),
  ])
  func textsAreComparedInPlainCharacters(given: String, key: String, isSame: Bool) {
    #expect(Scoring.isSame(given, as: key, ignoringCase: false) == isSame, "\(given)")
  }

  @Test func aNumberCanBeginWithWhatPeopleType() {
    for character in "0٣３.,-−–+$€½" { #expect(NumericEntry.canBegin(with: character), "\(character)") }
    for character in "aqix?/ \u{200B}" { #expect(!NumericEntry.canBegin(with: character), "\(character)") }
  }
}
