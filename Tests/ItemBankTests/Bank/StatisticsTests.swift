import Testing

@testable import ItemBank

@Suite struct StatisticsTests {
  @Test func everythingIsCounted() throws {
    let fixture = try BankFixture()
    let statistics = BankStatistics(try fixture.load())
    #expect(statistics.items == 8)
    #expect(statistics.domains.map(\.items) == [3, 5])
    #expect(statistics.domains.map(\.levels) == [[0, 1, 1, 1, 0], [1, 1, 1, 1, 1]])
    #expect(statistics.types.values.reduce(0, +) == 8 && statistics.types.count == 8)
    #expect(statistics.bloom == ["apply": 2, "analyse": 2, "understand": 2, "remember": 1, "evaluate": 1])
    #expect(statistics.domains[0].skills[0].types == ["single-choice": 1, "numeric": 1, "ordering": 1])
    #expect(statistics.domains[1].share(ofLevels: 1...2) == 0.4)
  }

  @Test func whatIsLackingIsNamed() throws {
    let fixture = try BankFixture()
    let parsed = try #require(fixture.parse().assessment)
    let statistics = BankStatistics(Bank(parsed))
    #expect(statistics.lacks == [.level(domain: "plan", level: 1), .level(domain: "plan", level: 5)])
    #expect(statistics.holes == ["plan has no items of level 1", "plan has no items of level 5"])

    var poor = parsed
    poor.items = parsed.items.filter { $0.bloom == .understand || $0.id == "plan.aims.verb" }
    #expect(BankStatistics(Bank(poor)).lacks.contains(.items(skill: "teach.ask", count: 2)))
    #expect(BankStatistics(Bank(poor)).lacks.contains(.thinking(share: 1.0 / 3)))
  }

  @Test func anEmptyBankLacksItemsAndDividesNothing() throws {
    let fixture = try BankFixture()
    var parsed = try #require(fixture.parse().assessment)
    parsed.items = []
    let statistics = BankStatistics(Bank(parsed))
    #expect(statistics.lacks == [.items(skill: "plan.aims", count: 0), .items(skill: "teach.ask", count: 0)])
    #expect(statistics.domains[0].share(ofLevels: 1...5) == 0)
  }
}
