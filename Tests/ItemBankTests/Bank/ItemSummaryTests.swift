import Testing

@testable import ItemBank

@Suite struct ItemSummaryTests {
  @Test func summariesHoldWhatGuessingDependsOn() throws {
    let fixture = try BankFixture()
    let bank = try fixture.load()
    let byKind = Dictionary(uniqueKeysWithValues: bank.items.map { ($0.kind, $0) })
    #expect(byKind[.singleChoice].map { [$0.optionCount, $0.keyCount, $0.categoryCount] } == [3, 1, 2])
    #expect(byKind[.multipleChoice].map { [$0.optionCount, $0.keyCount, $0.revision] } == [3, 2, 2])
    #expect(byKind[.numeric]?.optionCount == 0)
    #expect(byKind[.matching].map { [$0.optionCount, $0.categoryCount] } == [4, 3])
    // Empty lines cannot be chosen.
    #expect(byKind[.linePick].map { [$0.optionCount, $0.keyCount] } == [3, 1])
    #expect(byKind[.situational]?.categoryCount == 4)
    #expect(bank.items.allSatisfy { $0.readingWords > 3 })
    #expect(bank.items.map(\.skillIndex) == [0, 0, 0, 1, 1, 1, 1, 1])
  }
}
