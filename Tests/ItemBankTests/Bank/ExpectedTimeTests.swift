import Testing

@testable import ItemBank

@Suite struct ExpectedTimeTests {
  static func item(stem: String = "Which one is right?", code: String? = nil, _ task: ItemTask) -> Item {
    Item(
      id: "a.b.c", skill: "a.b", level: 2, bloom: .apply, stem: stem,
      code: code.map { CodeBlock(language: "python", text: $0) }, task: task, explanation: "Because.",
      source: "A document")
  }

  static func choice(_ count: Int, _ text: String = "two words") -> ItemTask {
    .singleChoice(
      options: (0..<count).map { Option(text: text, isKey: $0 == 0, rationale: "why") }, shuffled: true)
  }

  @Test func wordsCodeAndTypeAddUp() {
    // 4 + 8 words of 0.3 s, and 12 s to decide.
    #expect(abs(ExpectedTime.seconds(for: Self.item(Self.choice(4))) - 15.6) < 1e-9)
    // 3 words of code, 0.9 s each.
    #expect(abs(ExpectedTime.seconds(for: Self.item(code: "a = b", Self.choice(4))) - 18.3) < 1e-9)
    let matching = ItemTask.matching(
      pairs: [MatchingPair(left: "a", right: "b"), MatchingPair(left: "c", right: "d")], extras: ["e"])
    #expect(abs(ExpectedTime.seconds(for: Self.item(matching)) - (34 + 9 * 0.3)) < 1e-9)
  }

  @Test func moreToReadAndToDecideTakesLonger() {
    let short = ExpectedTime.seconds(for: Self.item(Self.choice(3)))
    #expect(ExpectedTime.seconds(for: Self.item(Self.choice(4))) > short)
    #expect(
      ExpectedTime.seconds(for: Self.item(stem: "A longer stem than before, is it?", Self.choice(3))) > short)
    #expect(ExpectedTime.seconds(for: Self.item(.numeric(NumericKey(value: 1, tolerance: 0)))) > short)
    let ordering = {
      ExpectedTime.seconds(for: Self.item(.ordering(steps: Array(repeating: "step", count: $0))))
    }
    #expect(ordering(5) > ordering(4))
  }

  @Test func theSummaryAndTheCompiledBankHaveIt() throws {
    let fixture = try BankFixture()
    let parsed = try #require(fixture.parse().assessment)
    let times = Dictionary(
      parsed.items.map { ($0.id, ExpectedTime.seconds(for: $0)) }, uniquingKeysWith: { first, _ in first })
    for _ in 0..<2 {
      let bank = try fixture.load()
      #expect(!bank.items.isEmpty && bank.items.allSatisfy { $0.expectedSeconds == times[$0.id] })
    }
  }
}
