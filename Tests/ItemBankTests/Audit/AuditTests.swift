import Testing

@testable import ItemBank

@Suite struct AuditTests {
  /// A single choice whose options are given, the key marked with a star.
  static func item(_ id: Int, domain: String = "plan", stem: String = "Which is it?", _ options: String...)
    -> Item
  {
    Item(
      id: "\(domain).aims.i\(id)", skill: "\(domain).aims", level: 3, bloom: .apply, stem: stem,
      task: .singleChoice(
        options: options.map { text in
          Option(text: text.replacing("*", with: ""), isKey: text.hasPrefix("*"), rationale: "")
        }, shuffled: true),
      explanation: "", source: "")
  }

  static func credit(_ bot: AuditBot, _ item: Item, position: Int = 0) -> Double? {
    AuditItem(item).map { bot.credit(for: $0, position: position) }
  }

  @Test func eachBotFollowsItsOwnHint() {
    #expect(Self.credit(.longest, Self.item(1, "*aaaa", "bb", "c")) == 1)
    #expect(Self.credit(.longest, Self.item(1, "aaaa", "*bb", "c")) == 0)
    #expect(Self.credit(.shortest, Self.item(1, "aaaa", "bb", "*c")) == 1)
    #expect(Self.credit(.stemOverlap, Self.item(1, stem: "Which lamp burns?", "*lamp", "door", "roof")) == 1)
    #expect(Self.credit(.convergence, Self.item(1, "*red lamp", "red door", "blue lamp")) == 1)
    #expect(Self.credit(.hedged, Self.item(1, "*it may be", "it must be", "it is")) == 1)
    #expect(Self.credit(.specific, Self.item(1, "*use fit(x)", "use that", "use it")) == 1)
    #expect(Self.credit(.fixedPosition, Self.item(1, "a", "*b", "c"), position: 1) == 1)
  }

  @Test func optionsThatItCannotTellApartShareTheCredit() {
    #expect(Self.credit(.longest, Self.item(1, "*aa", "bb", "c")) == 0.5)
    #expect(Self.credit(.hedged, Self.item(1, "a", "*b", "c", "d")) == 0.25)
  }

  @Test func otherTypesAreNoAffairOfTheBots() {
    let item = Item(
      id: "a", skill: "plan.aims", level: 1, bloom: .apply, stem: "?", task: .ordering(steps: ["a", "b"]),
      explanation: "", source: "")
    #expect(AuditItem(item) == nil)
    #expect(BankAudit(items: [item], domains: ["plan"]).rows.isEmpty)
  }

  @Test func aBankOfLongKeysBreaksTheBound() {
    let items = (0..<60).map { index in
      index % 3 == 0
        ? Self.item(index, "*the long key", "short", "brief")
        : Self.item(index, "one", "*the long key", "two")
    }
    let audit = BankAudit(items: items, domains: ["plan", "teach"])
    #expect(audit.rows.count == 2 * AuditBot.allCases.count)
    let longest = audit.broken.filter { $0.bot == .longest }
    #expect(longest.map(\.domain) == [nil, "plan"] && longest.allSatisfy { $0.score == 1 })
    let position = audit.rows.first { $0.bot == .fixedPosition }
    #expect(position?.position == 2 && abs((position?.score ?? 0) - 2.0 / 3) < 1e-9)
  }

  @Test func belowChanceIsAsTellingAsAbove() {
    let items = (0..<40).map { Self.item($0, "*k", "longer", "longest") }
    let row = BankAudit(items: items, domains: []).rows.first { $0.bot == .longest }
    #expect(row?.score == 0 && row?.isBroken == true)
  }

  @Test func smallDomainsAreNotHeldToABound() {
    let items = (0..<39).map { Self.item($0, "*the long key", "short", "brief") }
    let rows = BankAudit(items: items, domains: ["plan"]).rows.filter { $0.domain == "plan" }
    #expect(!rows.isEmpty && rows.allSatisfy { $0.bound == nil && !$0.isBroken })
  }

  @Test func theBoundItselfIsAllowed() {
    let row = BankAudit.Row(bot: .longest, domain: nil, items: 9, score: 0.30, chance: 0.25, bound: 0.05)
    #expect(!row.isBroken)
    #expect(
      BankAudit.Row(bot: .longest, domain: nil, items: 9, score: 0.31, chance: 0.25, bound: 0.05).isBroken)
  }

  @Test(arguments: [
    ("plain words", 0), ("3 of 10", 2), ("`code`", 2), ("learning_rate", 1), ("fit(x)", 1), ("the CPU", 1),
    ("A dog", 0),
    ("x_", 0), ("NaN", 0), ("", 0), ("0.5", 2),
  ])
  func termsAreCounted(text: String, count: Int) { #expect(TechnicalTerms.count(text) == count) }

  @Test func contentWordsLeaveFunctionWordsOut() {
    #expect(
      ContentWords.set(of: "Which of the learning_rate values is 2nd, or in f1_score?") == [
        "learning_rate", "values", "f1_score",
      ])
  }

  @Test func readingsOfCoveredStemsAreCountedByDomain() throws {
    let text = """
      readings:
        - date: 2026-11-30
          type: single-choice
          readers: 1
          items:
            - {id: plan.aims.one, revision: 2, chance: 0.25, named: true, sure: true}
            - {id: plan.aims.two, revision: 1, chance: 0.25, named: false, sure: true}
            - {id: teach.ask.three, revision: 1, chance: 0.5, named: true}
      """
    var reader = Reader(file: "readings.yaml")
    let reading = try #require(CoveredReading.readings(in: text, &reader).first)
    #expect(reader.diagnostics.isEmpty && reading.date == "2026-11-30" && reading.readers == 1)
    #expect(reading.all == CoveredReading.Count(items: 3, named: 2, chance: 1))
    #expect(reading.sure == CoveredReading.Count(items: 2, named: 1, chance: 0.5))
    #expect(reading.count(ofDomain: "teach").named == 1 && reading.count(ofDomain: "pla").items == 0)
  }

  @Test(arguments: [
    ("chance: 0.25", "chance: 2", "range"), ("revision: 1", "revision: 0", "range"),
    ("type: single-choice", "type: single", "value"),
    ("named: true", "named: yes, extra: 1", "unknown-field"),
  ])
  func aMistakeInTheReadingsIsToldWithItsLine(from: String, to: String, rule: String) {
    let text = """
      readings:
        - date: 2026-11-30
          type: single-choice
          readers: 1
          items:
            - {id: plan.aims.one, revision: 1, chance: 0.25, named: true}
      """
    var reader = Reader(file: "readings.yaml")
    _ = CoveredReading.readings(in: text.replacing(from, with: to), &reader)
    #expect(reader.diagnostics.contains { $0.rule == rule && $0.location.line > 2 }, "\(reader.diagnostics)")
  }

  @Test func theShippedReadingsAreOfTheShippedItems() throws {
    let folder = Fixtures.shipped.appendingPathComponent("ml-engineer").path
    let (readings, mistakes) = CoveredReading.read(folder: folder)
    #expect(mistakes.isEmpty && Set(readings.map(\.type)) == [.singleChoice, .multipleChoice])
    let items = Bank(try #require(ShippedBankTests.parsed.assessment)).items
    for reading in readings {
      // A reading of items that have all changed says nothing any more.
      #expect(reading.staleCount(in: items) * 4 < reading.entries.count, "\(reading.type): read it again")
    }
  }
}
