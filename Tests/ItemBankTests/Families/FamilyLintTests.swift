import Testing

@testable import ItemBank

/// What the lint says of stored variants, whoever computed them.
@Suite struct FamilyLintTests {
  static func family(
    _ rows: [[String]], stem: String = "How much is {{a}} times {{b}}?", slip: String = "{{s}}"
  ) -> Family {
    let template = Item(
      id: "plan.aims.product", skill: "plan.aims", level: 2, bloom: .apply, stem: stem,
      task: .numeric(NumericKey(value: 0, tolerance: 0)), explanation: "{{a}} times {{b}}.",
      source: "Arithmetic", misconceptions: [Misconception(answer: slip, rationale: "A slip.")],
      verification: Verification(program: .expression("{{a}} * {{b}}"), expectation: .key))
    let columns = ["a", "b", "k", "s"]
    return Family(
      template: template, numbers: .init(value: "{{k}}", tolerance: "0"), columns: columns,
      variants: rows.enumerated().map { Family.Variant(seed: $0, columns: columns, values: $1) })
  }

  static func rules(_ family: Family) -> [String] { FamilyLint.check(family, rules: []).map(\.rule) }

  static let sound = (0..<48).map { ["\($0 + 3)", "7", "\(($0 + 3) * 7)", "\($0 + 10)"] }

  @Test func soundVariantsPass() { #expect(Self.rules(Self.family(Self.sound)).isEmpty) }

  @Test func tooFewVariantsAreReported() {
    #expect(Self.rules(Self.family(Array(Self.sound.prefix(39)))) == ["family-variants"])
  }

  @Test func aSlipThatIsRightIsReported() {
    var rows = Self.sound
    rows[5][3] = rows[5][2]
    let findings = FamilyLint.check(Self.family(rows), rules: [])
    #expect(findings.map(\.rule) == ["variant"] && findings[0].message.contains("counts as right"))
  }

  @Test func aKeyInTheStemIsReported() {
    var rows = Self.sound
    rows[5][0] = rows[5][2]
    #expect(FamilyLint.check(Self.family(rows), rules: []).first?.message.contains("in the stem") == true)
  }

  @Test func aStemThatDoesNotFitIsReported() {
    var rows = Self.sound
    rows[7][1] = String(repeating: "seven words in a row are too many ", count: 40)
    #expect(FamilyLint.check(Self.family(rows), rules: []).first?.message.contains("rows") == true)
  }

  @Test func aKeyThatIsNoNumberIsReported() {
    var rows = Self.sound
    rows[7][2] = "seven"
    #expect(
      FamilyLint.check(Self.family(rows), rules: []).first?.message.contains("no decimal number") == true)
  }

  @Test func theSameKeyInMostVariantsIsReported() {
    let rows = Self.sound.enumerated().map { $0 < 20 ? [$1[0], $1[1], "500", $1[3]] : $1 }
    #expect(Self.rules(Self.family(rows)) == ["variant-key"])
  }

  @Test func trivialKeysAreReported() {
    let rows = Self.sound.enumerated().map { index, row in
      index < 12 ? [row[0], row[1], index % 2 == 0 ? "0" : "1", row[3]] : row
    }
    let findings = FamilyLint.check(Self.family(rows), rules: [])
    #expect(findings.contains { $0.rule == "variant-key" && $0.severity == .warning })
  }

  @Test func aKeyAtOnePlaceIsReported() {
    func family(_ order: (Int) -> [Int]) -> Family {
      let options = ["{{k}}", "{{a}}", "{{b}}"].enumerated().map {
        Option(text: $1, isKey: $0 == 0, rationale: "Why.")
      }
      let template = Item(
        id: "plan.aims.choice", skill: "plan.aims", level: 2, bloom: .apply, stem: "Which one is it?",
        task: .singleChoice(options: options, shuffled: false), explanation: "So.", source: "Arithmetic")
      let columns = ["a", "b", "k"]
      return Family(
        template: template, numbers: .init(), columns: columns,
        variants: (0..<48).map {
          Family.Variant(
            seed: $0, order: order($0), columns: columns, values: ["x\($0)", "y\($0)", "z\($0)"])
        })
    }
    #expect(Self.rules(family { [[0, 1, 2], [1, 0, 2], [1, 2, 0]][$0 % 3] }).isEmpty)
    #expect(Self.rules(family { _ in [0, 1, 2] }) == ["variant-position"])
  }
}
