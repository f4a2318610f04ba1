import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// What a placement of the shipped bank asks, in which order, and how long that takes.
@Suite struct SelectionRuleTests {
  static let pool = PlacementStudyTests.pool

  static func study(_ rule: SelectionRule = .perSecond, items: Int = 30) -> MinutesStudy {
    var placements = PlacementStudy(pool: pool, itemLimit: items, profile: "entry", seed: 5)
    placements.rule = rule
    return MinutesStudy(placements: placements)
  }

  static let perSecond = study().run(people: 0..<30)
  static let perItem = study(.perItem).run(people: 0..<30)

  @Test func aPlacementBeginsWithTwoSingleChoicesOfLevelTwoOrThree() {
    #expect(Self.perSecond.otherStarts == 0)
    #expect(Self.perItem.otherStarts > 0, "the rule before had no such beginning")
  }

  @Test func matchingAndOrderingNeverFollowOneAnother() {
    #expect(Self.perSecond.laboriousPairs == 0)
    #expect(Self.perItem.laboriousPairs > 0)
  }

  @Test func theMixOfTypesIsTheBanksWithinTenPoints() {
    #expect(Self.perSecond.largestMixError <= 0.1 + 1e-9, "\(Self.perSecond.largestMixError)")
    #expect(Self.perItem.largestMixError > 0.1)
    let long = Self.study(items: 45).run(people: 0..<4)
    #expect(long.largestMixError <= 0.1 + 1e-9, "\(long.largestMixError)")
  }

  @Test func everyDomainIsAskedAboutAtLeastTwice() { #expect(Self.perSecond.thinDomains == 0) }

  @Test func theMinutesAreKeptForTheMedianPerson() {
    let announced = AttemptTime.minutes(ofPlacementWith: 30, pool: Self.pool)
    #expect(abs(Self.perSecond.medianMinutes / announced - 1) < 0.2, "\(Self.perSecond.medianMinutes)")
    #expect(AttemptTime.minutes(ofPlacementWith: 15, pool: Self.pool) == announced / 2)
    #expect(
      AttemptTime.minutes(ofPlacementWith: 30, pool: ItemPool(items: [], framework: Sample.framework)) == 0)
  }

  @Test func moreIsKnownAfterAQuarterOfAnHour() {
    #expect(Self.perSecond.answersWithin > Self.perItem.answersWithin * 6 / 5)
    // The same people, so the widths differ by what was asked; errors of 30 people would mostly be chance.
    let (second, item) = (Self.perSecond.within.domainSums, Self.perItem.within.domainSums)
    #expect(second.count == item.count && second.width < item.width, "\(second) \(item)")
  }

  @Test func itemsInTheirCoolDownAreNotAskedWhateverTheirType() {
    // All short single choices rest: then others begin the placement.
    let resting = Self.pool.entries.filter { $0.kind == .singleChoice && $0.level < 4 }.map(\.id)
    var attempt = Attempt(
      plan: AttemptPlan(mode: .placement, itemLimit: 20, seed: 3, profile: "entry", resting: resting),
      pool: Self.pool, rule: .perSecond)
    Sample.run(&attempt, ability: 0, seed: 3, milliseconds: 60_000)
    #expect(attempt.responses.count == 20)
    #expect(Set(attempt.responses.map(\.item)).isDisjoint(with: resting))
    #expect(attempt.responses[0].entry.map { Self.pool.entries[$0].kind } == .singleChoice)
  }

  @Test func theSeedDecidesEverything() {
    let (one, two) = (Self.study().run(people: 3..<6), Self.study().run(people: 3..<6))
    #expect(one.uses == two.uses && one.seconds == two.seconds)
    var parts = Self.study().run(people: 0..<3)
    parts.add(one)
    #expect(parts.uses == Self.study().run(people: 0..<6).uses && parts.people == 6)
  }
}
