import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

@Suite struct AttemptTests {
  @Test(arguments: 0..<40)
  func replayEqualsTheOriginal(seed: Int) {
    var attempt = Attempt(plan: Sample.plan(UInt64(seed)), pool: Sample.pool)
    var person = Sample.Person(ability: Double(seed % 5) - 2, seed: UInt64(seed) + 1)
    for _ in 0..<(seed % 20) {
      guard let served = attempt.current else { break }
      let score = person.score(entry: served.entry, pool: Sample.pool)
      _ = attempt.handle(.answered(.choice(seed % 4), score: score, confidence: 2, milliseconds: 15_000))
      let again = Attempt(
        replaying: attempt.responses, pending: attempt.current?.id, plan: attempt.plan, pool: Sample.pool)
      #expect(again == attempt)
    }
  }

  @Test(arguments: 0..<20)
  func theSameSeedAndAnswersServeTheSameItems(seed: Int) {
    var first = Attempt(plan: Sample.plan(UInt64(seed)), pool: Sample.pool)
    var second = Attempt(plan: Sample.plan(UInt64(seed)), pool: Sample.pool)
    Sample.run(&first, ability: 0.5, seed: 9)
    Sample.run(&second, ability: 0.5, seed: 9)
    #expect(first.responses.map(\.item) == second.responses.map(\.item))
  }

  @Test func otherSeedsServeOtherItems() {
    let firsts = Set((0..<200).compactMap { Attempt(plan: Sample.plan($0), pool: Sample.pool).current?.id })
    // A placement begins with a single choice of a middle level, and somebody begins with each of them.
    let handy = Sample.pool.entries.filter {
      $0.kind == .singleChoice && TypeMix.openingLevels.contains($0.level)
    }
    #expect(firsts == Set(handy.map(\.id)))
  }

  @Test(arguments: 0..<40)
  func aPlacementTouchesEveryDomainTwiceAndRepeatsNothing(seed: Int) {
    var attempt = Attempt(plan: Sample.plan(UInt64(seed)), pool: Sample.pool)
    Sample.run(&attempt, ability: Double(seed % 7) - 3, seed: UInt64(seed))
    let entries = attempt.responses.compactMap(\.entry)
    #expect(Set(entries).count == entries.count)
    #expect(attempt.responses.count == 20 || attempt.stopReason == .precise)
    for domain in 0..<4 {
      let count = entries.filter { Sample.pool.entries[$0].domain == domain }.count
      #expect(count >= 2, "domain \(domain) had \(count)")
    }
  }

  @Test func heavierDomainsGetMoreItems() {
    var counts = [0, 0, 0, 0]
    for seed in 0..<30 {
      var attempt = Attempt(plan: Sample.plan(UInt64(seed)), pool: Sample.pool)
      Sample.run(&attempt, ability: 0, seed: UInt64(seed))
      for entry in attempt.responses.compactMap(\.entry) { counts[Sample.pool.entries[entry].domain] += 1 }
    }
    #expect(counts[0] > counts[1] && counts[1] > counts[2] && counts[2] > counts[3])
  }

  @Test(arguments: 0..<60)
  func aWrongAnswerNeverRaisesItsSkillAndARightOneNeverLowersIt(seed: Int) {
    var attempt = Attempt(plan: Sample.plan(UInt64(seed)), pool: Sample.pool)
    var person = Sample.Person(ability: Double(seed % 9) / 2 - 2, seed: UInt64(seed))
    while let served = attempt.current {
      let skill = Sample.pool.entries[served.entry].skill
      let before = attempt.posterior.estimate(of: .skill(skill)).mean
      let score = person.score(entry: served.entry, pool: Sample.pool)
      _ = attempt.handle(.answered(.choice(0), score: score, confidence: nil, milliseconds: 9_000))
      let after = attempt.posterior.estimate(of: .skill(skill)).mean
      if score.category == 0 { #expect(after <= before + 1e-12) }
      if score.isCorrect { #expect(after >= before - 1e-12) }
    }
  }

  @Test(arguments: 0..<10)
  func thePosteriorStaysADistribution(seed: Int) {
    var attempt = Attempt(plan: Sample.plan(UInt64(seed)), pool: Sample.pool)
    Sample.run(&attempt, ability: seed % 2 == 0 ? 3 : -3, seed: UInt64(seed))
    for node in [TreeNode.overall, .domain(0), .domain(3), .skill(0), .skill(11)] {
      let masses = attempt.posterior.marginal(of: node)
      #expect(masses.allSatisfy { $0 >= 0 && $0.isFinite })
      #expect(abs(masses.reduce(0, +) - 1) < 1e-9)
    }
  }

  @Test(arguments: 0..<12)
  func aShortPlacementAsksAboutEveryDomainOnceAndALongerOneTwice(seed: Int) {
    let domains = Sample.pool.framework.domains.count
    for (limit, least) in [(domains, 1), (domains + 2, 1), (2 * domains, 2), (3 * domains, 2)] {
      var attempt = Attempt(plan: Sample.plan(UInt64(seed), limit: limit), pool: Sample.pool)
      Sample.run(&attempt, ability: Double(seed % 5) - 2, seed: UInt64(seed))
      guard attempt.responses.count == limit else { continue }
      for domain in Sample.pool.framework.domains {
        let served = attempt.responses.count { $0.item.hasPrefix(domain.id + ".") }
        #expect(served >= least, "\(domain.id) of \(limit) items")
      }
    }
  }

  @Test func restingItemsAreServedOnlyWhenNothingElseIsLeft() {
    let skill = "d0.s0"
    let resting = (0..<7).map { "\(skill).i\($0)" }
    var plan = Sample.plan(3, mode: .focus, scope: .skill(skill), limit: 10)
    plan.resting = resting
    var attempt = Attempt(plan: plan, pool: Sample.pool)
    Sample.run(&attempt, ability: 0, seed: 5)
    let served = attempt.responses.map(\.item)
    #expect(Set(served.prefix(3)).isDisjoint(with: resting))
    #expect(served.count == 10 || attempt.stopReason == .precise)
  }

  @Test func aFocusStaysInItsScope() {
    var attempt = Attempt(
      plan: Sample.plan(4, mode: .focus, scope: .domain("d2"), limit: 12), pool: Sample.pool)
    Sample.run(&attempt, ability: 0, seed: 1)
    #expect(!attempt.responses.isEmpty)
    #expect(attempt.responses.allSatisfy { $0.item.hasPrefix("d2.") })
  }

  @Test func aDrillServesWhatIsDueFirst() {
    var plan = Sample.plan(4, mode: .drill, limit: 6)
    plan.due = ["d3.s1.i4", "d1.s0.i2", "gone.item"]
    var attempt = Attempt(plan: plan, pool: Sample.pool)
    Sample.run(&attempt, ability: 0, seed: 1)
    #expect(attempt.responses.prefix(2).map(\.item) == ["d3.s1.i4", "d1.s0.i2"])
    #expect(attempt.stopReason == .itemLimit)
  }

  @Test func anEmptyScopeEndsAtOnce() {
    let attempt = Attempt(
      plan: Sample.plan(1, mode: .focus, scope: .skill("none"), limit: 5), pool: Sample.pool)
    #expect(attempt.current == nil)
    #expect(attempt.stopReason == .exhausted)
  }

  @Test func rapidAnswersAreMissingNotWrong() {
    var attempt = Attempt(plan: Sample.plan(1), pool: Sample.pool)
    let prior = attempt.posterior
    _ = attempt.handle(
      .answered(.choice(0), score: Score(category: 0, of: 2), confidence: nil, milliseconds: 200))
    #expect(attempt.responses[0].isRapid)
    #expect(attempt.posterior == prior)
    // Not knowing takes no reading: it counts at any speed.
    let entry = attempt.current?.entry ?? 0
    let categories = Sample.pool.tables[Sample.pool.entries[entry].table].model.categoryCount
    _ = attempt.handle(
      .answered(.unknown, score: Score(category: 0, of: categories), confidence: nil, milliseconds: 200))
    #expect(!attempt.responses[1].isRapid)
    #expect(attempt.posterior != prior)
  }

  @Test func endingKeepsTheAnswersAndServesNothing() {
    var attempt = Attempt(plan: Sample.plan(1), pool: Sample.pool)
    _ = attempt.handle(
      .answered(.choice(0), score: Score(category: 1, of: 2), confidence: nil, milliseconds: 9_000))
    #expect(attempt.handle(.ended) == [.finish(.ended)])
    #expect(attempt.current == nil && attempt.responses.count == 1)
    #expect(attempt.handle(.ended).isEmpty)
  }

  @Test func theRecordEffectNamesTheItemThatComesNext() {
    var attempt = Attempt(plan: Sample.plan(8, limit: 2), pool: Sample.pool)
    let first = attempt.handle(
      .answered(.unknown, score: Score(category: 0, of: 2), confidence: nil, milliseconds: 1))
    guard case .record(_, let position, let next) = first.first else {
      Issue.record("no record effect")
      return
    }
    #expect(position == 0 && next == attempt.current?.id && first.count == 1)
    let last = attempt.handle(
      .answered(.unknown, score: Score(category: 0, of: 2), confidence: nil, milliseconds: 1))
    #expect(last.count == 2 && last.last == .finish(.itemLimit))
  }

  @Test func aRetiredItemKeepsItsPlaceInTheHistory() {
    let gone = Attempt.Response(
      entry: nil, item: "d0.s0.retired", revision: 1, answer: .choice(0), score: Score(category: 1, of: 2),
      confidence: nil, milliseconds: 9_000, isRapid: false)
    let attempt = Attempt(replaying: [gone], pending: nil, plan: Sample.plan(2), pool: Sample.pool)
    #expect(attempt.responses.count == 1 && attempt.current?.position == 1)
  }

  @Test func thePendingItemIsServedAgainAfterTheBankChanged() {
    let attempt = Attempt(replaying: [], pending: "d3.s2.i9", plan: Sample.plan(2), pool: Sample.pool)
    #expect(attempt.current?.id == "d3.s2.i9")
  }

  @Test func ablePeopleScoreHigherThanWeakOnes() {
    func mean(_ ability: Double) -> Double {
      (0..<10).map { seed in
        var attempt = Attempt(plan: Sample.plan(UInt64(seed), limit: 30), pool: Sample.pool)
        Sample.run(&attempt, ability: ability, seed: UInt64(seed))
        return attempt.posterior.weightedMean(ofDomains: [40, 30, 20, 10]).mean
      }.reduce(0, +) / 10
    }
    #expect(mean(1.5) - mean(-1.5) > 1.5)
  }
}
