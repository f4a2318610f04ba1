import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine
@testable import QuizStudies

/// What placements of the shipped bank ask, in which order, and how long that takes.
@Suite struct SelectionRuleTests {
  static let pool = PlacementStudyTests.pool

  static func study(_ rule: SelectionRule? = nil, items: Int = 30, seed: UInt64 = 5) -> MinutesStudy {
    var placements = PlacementStudy(pool: pool, itemLimit: items, profile: "entry", seed: seed)
    placements.rule = rule
    return MinutesStudy(placements: placements)
  }

  static let usual = study().run(people: 0..<60)
  static let perItem = study(.perItem).run(people: 0..<30)
  /// Placements of every length that can be chosen, and of some that can be typed.
  static let lengths: [(items: Int, tally: MinutesTally)] = [10, 11, 13, 16, 17, 20, 23, 27, 45, 60].map {
    ($0, study(items: $0, seed: UInt64($0)).run(people: 0..<8))
  }

  @Test func peopleAreAskedByTheSecond() {
    #expect(Self.study(.perSecond).run(people: 0..<3).uses == Self.study().run(people: 0..<3).uses)
    #expect(Mode.allCases.map { SelectionRule(mode: $0) } == [.perSecond, .perSecond, .perItem, .perItem])
  }

  @Test func aPlacementBeginsWithTwoSingleChoicesOfLevelTwoOrThree() {
    #expect(Self.usual.otherStarts == 0 && Self.lengths.allSatisfy { $0.tally.otherStarts == 0 })
    #expect(Self.perItem.otherStarts > 0, "the rule before had no such beginning")
  }

  @Test func matchingAndOrderingNeverFollowOneAnother() {
    #expect(Self.usual.laboriousPairs == 0 && Self.lengths.allSatisfy { $0.tally.laboriousPairs == 0 })
    #expect(Self.perItem.laboriousPairs > 0)
  }

  @Test func theMixOfTypesIsTheBanksWithinTenPoints() {
    #expect(Self.usual.largestMixError <= 0.1 + 1e-9, "\(Self.usual.largestMixError)")
    #expect(Self.perItem.largestMixError > 0.1)
    for (items, tally) in Self.lengths {
      #expect(tally.largestMixError <= 0.1 + 1e-9, "\(items) items: \(tally.largestMixError)")
    }
  }

  @Test func everyDomainIsAskedAboutAtLeastTwice() {
    #expect(Self.usual.thinDomains == 0)
    #expect(Self.lengths.allSatisfy { $0.items < 16 || $0.tally.thinDomains == 0 })
  }

  @Test func theMinutesAreKeptForTheMedianPerson() {
    let announced = AttemptTime.minutes(of: .placement, items: 30, pool: Self.pool)
    #expect(abs(Self.usual.medianMinutes / announced - 1) < 0.1, "\(Self.usual.medianMinutes) \(announced)")
    #expect(MinutesTally.median(Self.usual.differencesAtPace.map(abs)) < 0.2)
    #expect(abs(MinutesTally.median(Self.usual.differencesAtPace)) < 0.1)
    // People differ, so without an earlier attempt the minutes are kept less often.
    #expect(
      MinutesTally.median(Self.usual.differences.map(abs))
        > MinutesTally.median(Self.usual.differencesAtPace.map(abs)))
    for (items, tally) in Self.lengths where items <= 30 {
      let announced = AttemptTime.minutes(of: .placement, items: items, pool: Self.pool)
      #expect(abs(tally.medianMinutes / announced - 1) < 0.2, "\(items): \(tally.medianMinutes) \(announced)")
    }
  }

  @Test func moreIsKnownAfterAQuarterOfAnHour() {
    let usual = Self.study().run(people: 0..<30)
    #expect(usual.answersWithin > Self.perItem.answersWithin * 6 / 5)
    // The same people, so the widths differ by what was asked; errors of 30 people would mostly be chance.
    let (second, item) = (usual.within.overallSums, Self.perItem.within.overallSums)
    #expect(second.count == item.count && second.width < 0.96 * item.width, "\(second) \(item)")
    let whole = (usual.whole.overallSums.width, Self.perItem.whole.overallSums.width)
    #expect(whole.0 < 1.03 * whole.1, "\(whole)")
  }

  @Test func itemsInTheirCoolDownAreNotAskedWhateverTheirType() {
    // All short single choices rest: then others begin the placement.
    let resting = Self.pool.entries.filter { $0.kind == .singleChoice && $0.level < 4 }.map(\.id)
    var attempt = Attempt(
      plan: AttemptPlan(mode: .placement, itemLimit: 20, seed: 3, profile: "entry", resting: resting),
      pool: Self.pool)
    Sample.run(&attempt, ability: 0, seed: 3, milliseconds: 60_000)
    #expect(attempt.responses.count == 20)
    #expect(Set(attempt.responses.map(\.item)).isDisjoint(with: resting))
    #expect(attempt.responses[0].entry.map { Self.pool.entries[$0].kind } == .singleChoice)
  }

  /// A second placement, in which everything asked before rests, keeps the same promises.
  @Test func aSecondPlacementKeepsThemToo() {
    for seed in 1...6 as ClosedRange<UInt64> {
      var first = Attempt(plan: Sample.plan(seed, limit: 45), pool: Self.pool)
      Sample.run(&first, ability: 0.5, seed: seed, milliseconds: 60_000)
      var plan = Sample.plan(seed + 100, limit: 30)
      plan.resting = first.responses.map(\.item)
      var second = Attempt(plan: plan, pool: Self.pool)
      Sample.run(&second, ability: 0.5, seed: seed + 100, milliseconds: 60_000)
      var tally = MinutesTally(itemCount: Self.pool.entries.count)
      tally.take(second, answeredWithin: 0, seconds: 0)
      #expect(Set(second.responses.map(\.item)).isDisjoint(with: plan.resting))
      #expect(tally.otherStarts == 0 && tally.laboriousPairs == 0 && tally.thinDomains == 0)
      #expect(tally.largestMixError <= 0.1 + 1e-9, "\(tally.largestMixError)")
    }
  }

  /// A focus keeps to the mix of its domain, and doesn't tire either.
  @Test func aFocusMixesTypesLikeItsDomain() {
    for (index, domain) in Self.pool.framework.domains.enumerated() {
      let scope = Scope.domain(domain.id)
      let items = Self.pool.indices(in: scope).map { Self.pool.entries[$0].kind }
      var attempt = Attempt(plan: Sample.plan(UInt64(index), mode: .focus, scope: scope), pool: Self.pool)
      Sample.run(&attempt, ability: 0, seed: UInt64(index), milliseconds: 60_000)
      let kinds = attempt.responses.compactMap { $0.entry.map { Self.pool.entries[$0].kind } }
      for kind in ItemKind.allCases {
        let share = Double(items.count { $0 == kind }) / Double(items.count)
        let asked = Double(kinds.count { $0 == kind })
        let slack = max(1, 0.1 * Double(kinds.count))
        #expect(abs(asked - share * Double(kinds.count)) <= slack + 1e-9, "\(domain.id) \(kind)")
      }
      #expect(
        !zip(kinds, kinds.dropFirst()).contains {
          TypeMix.laborious.contains($0) && TypeMix.laborious.contains($1)
        }, "\(domain.id)")
    }
  }

  @Test func theSeedDecidesEverything() {
    let (one, two) = (Self.study().run(people: 3..<6), Self.study().run(people: 3..<6))
    #expect(one.uses == two.uses && one.seconds == two.seconds)
    var parts = Self.study().run(people: 0..<3)
    parts.add(one)
    #expect(parts.uses == Self.study().run(people: 0..<6).uses && parts.people == 6)
  }
}
