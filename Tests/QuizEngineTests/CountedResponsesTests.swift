import Psychometrics
import Testing

@testable import QuizEngine

/// Which responses count and on which day, compared with a slow computation of the same rule.
@Suite struct CountedResponsesTests {
  static let today = 20_000
  static func day(_ seconds: Double) -> Int { Int((seconds / 86_400).rounded(.down)) }

  static func row(
    _ item: String = "d0.s0.i0", mode: Mode? = .placement, isOpen: Bool = false, level: Int? = nil,
    category: Int = 1, of count: Int = 2, isRapid: Bool = false, daysAgo: Double = 0
  ) -> CountedResponses.Row {
    CountedResponses.Row(
      attempt: "a", mode: mode, isOpen: isOpen, item: item, level: level, category: category,
      categoryCount: count, isRapid: isRapid, answeredAt: (Double(today) + 0.5 - daysAgo) * 86_400)
  }

  static func counted(_ rows: [CountedResponses.Row]) -> CountedResponses {
    CountedResponses(rows, pool: Sample.pool, today: today, day: day)
  }

  /// A journal at random: every mode, attempts that are open, rapid guesses, items that were changed or have gone, and
  /// answers of days that are still to come.
  static func rows(seed: UInt64) -> [CountedResponses.Row] {
    var generator = SeededGenerator(seed: seed)
    func below(_ count: Int) -> Int { Int(generator.uniform() * Double(count)) }
    let modes: [Mode?] = Mode.allCases + [nil]
    var rows: [CountedResponses.Row] = []
    for attempt in 0..<(1 + below(6)) {
      let mode = modes[below(modes.count)]
      let isOpen = below(3) == 0
      let age = Double(below(900)) - 60
      for _ in 0..<below(mode == .mock ? 24 : 9) {
        let entry = Sample.pool.entries[below(Sample.pool.entries.count)]
        // One in five items was of another kind once, with another number of categories.
        let count =
          below(5) == 0 ? 2 + below(3) : Sample.pool.categoryCount(of: Sample.pool.index(of: entry.id) ?? 0)
        var one = row(
          below(9) == 0 ? "gone" : entry.id, mode: mode, isOpen: isOpen,
          level: below(3) == 0 ? 1 + below(5) : nil, category: below(count), of: count,
          isRapid: below(6) == 0, daysAgo: age + generator.uniform())
        one.attempt = "a\(attempt)"
        if mode == .mock, !isOpen, below(3) == 0 {
          (one.isUnanswered, one.isRapid, one.category) = (true, false, 0)
        }
        rows.append(one)
      }
    }
    return rows
  }

  /// The same rule, one response at a time, and every ability carried from day to day.
  static func slowPosterior(_ rows: [CountedResponses.Row]) -> CompetencyPosterior {
    let pool = Sample.pool
    let counting = rows.filter { row in
      guard let mode = row.mode else { return false }
      return mode != .drill && !row.isRapid && !(mode == .mock && row.isOpen)
        && pool.index(of: row.item) != nil
    }
    var posterior = CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    var last: Int?
    func carry(to number: Int) {
      if let last, number > last {
        posterior = posterior.belief().prior(
          afterDays: Double(number - last), structure: pool.structure, grid: pool.grid)
      }
      last = number
    }
    let closed = counting.filter { !$0.isOpen }.map { min(today, day($0.answeredAt)) }.max()
    let byDay = Dictionary(grouping: counting) { row in
      let number = min(today, day(row.answeredAt))
      return row.isOpen ? max(number, closed ?? number) : number
    }
    for (number, rows) in byDay.sorted(by: { $0.key < $1.key }) {
      carry(to: number)
      for row in rows {
        guard let entry = pool.index(of: row.item) else { continue }
        let item = pool.entries[entry]
        let count = pool.tables[item.table].model.categoryCount
        let model = pool.tables[item.table].judgedModel.harder(
          by: Double((row.level ?? item.level) - item.level)
        )
        .attenuated(difficultySD: ItemDifficulty.standardDeviation)
        var category = row.category
        if row.categoryCount != count {
          let credit = Double(row.category) / Double(row.categoryCount - 1)
          category = credit == 1 ? count - 1 : min(count - 2, Int(credit * Double(count - 1) + 1e-9))
        }
        posterior.observe(model.logLikelihoods(on: pool.grid)[category], at: .skill(item.skill))
      }
    }
    carry(to: today)
    return posterior
  }

  @Test(arguments: 0..<300)
  func theRowsOfAnExplanationAddUpToTheNumberTheyExplain(seed: Int) {
    let rows = Self.rows(seed: UInt64(seed))
    let counted = Self.counted(rows)
    let standing = ScoreEstimates(counted, pool: Sample.pool, profile: "entry")
    let explanation = Explanation(counted, pool: Sample.pool, profile: "entry")
    #expect(explanation.standing.overall.mean == standing.overall.mean)
    #expect(explanation.effects.map(\.row) == counted.responses.map(\.row))
    #expect(abs(explanation.effects.reduce(0) { $0 + $1.overall } - standing.overall.mean) < 1e-9)
    for (domain, estimate) in standing.domains.enumerated() {
      #expect(abs(explanation.effects.reduce(0) { $0 + $1.domains[domain] } - estimate.mean) < 1e-9)
      let tenths = explanation.tenthsOfPoints(domain: domain).reduce(0, +)
      #expect(abs(Double(tenths) - estimate.mean * 1000) < 0.5001)
    }
    for (effect, tenths) in zip(explanation.effects, explanation.tenthsOfPoints()) {
      #expect(abs(Double(tenths) - effect.overall * 1000) < 1)
    }
  }

  @Test(arguments: 0..<300)
  func aSlowComputationGivesTheSame(seed: Int) {
    let rows = Self.rows(seed: UInt64(seed))
    let fast = ScoreEstimates(Self.counted(rows), pool: Sample.pool, profile: "entry")
    let slow = ScoreEstimates(
      posterior: Self.slowPosterior(rows), framework: Sample.framework, profile: "entry")
    #expect(
      abs(fast.overall.mean - slow.overall.mean) < 1e-9 && abs(fast.overall.sd - slow.overall.sd) < 1e-9)
    for (one, two) in zip(fast.skills, slow.skills) {
      #expect(abs(one.mean - two.mean) < 1e-9 && abs(one.sd - two.sd) < 1e-9)
    }
  }

  @Test(arguments: 0..<100)
  func theSumsAreThoseOfTheResponsesWhateverTheirOrder(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let rows = Self.rows(seed: UInt64(seed))
    let counted = Self.counted(rows)
    for (place, tally) in counted.tallies.enumerated() {
      let own = counted.responses.filter { $0.tally == place }
      #expect(own.count == tally.count)
      for response in own {
        let row = rows[response.row]
        #expect(
          !row.isHidden && row.isOpen == tally.isOpen && row.item == Sample.pool.entries[tally.entry].id)
        #expect(
          row.answeredAt <= tally.lastAnswered && response.day >= min(Self.today, Self.day(row.answeredAt)))
        #expect(row.isOpen || response.day == min(Self.today, Self.day(row.answeredAt)))
      }
    }
    #expect(counted.countsOfDomains(pool: Sample.pool).reduce(0, +) == counted.given.count)
    let open = counted.responses.count { !counted.tallies[$0.tally].outcome.isGiven }
    #expect(counted.given.count + open == counted.responses.count)
    let turned = Self.counted(rows.shuffled(using: &generator))
    func known(_ counted: CountedResponses) -> Set<[Int]> {
      Set(counted.tallies.map { [$0.entry, $0.category, $0.level, $0.isOpen ? 1 : 0, $0.count] })
    }
    #expect(known(turned) == known(counted))
  }

  @Test func practiceRapidGuessesOpenExamsAndLostItemsDoNotCount() {
    func counts(_ row: CountedResponses.Row) -> Bool { !Self.counted([row]).responses.isEmpty }
    #expect(
      counts(Self.row()) && counts(Self.row(mode: .focus)) && counts(Self.row(mode: .mock, category: 0)))
    #expect(!counts(Self.row(mode: .drill)) && !counts(Self.row(mode: nil)))
    #expect(!counts(Self.row(isRapid: true)))
    #expect(!counts(Self.row(mode: .mock, isOpen: true)) && counts(Self.row(isOpen: true)))
    #expect(!counts(Self.row("gone")))
    #expect(!counts(Self.row(category: 2)) && !counts(Self.row(category: -1)))
  }

  @Test func daysAreThoseOfThePersonAndTheFutureIsToday() {
    func day(_ daysAgo: Double, zone: Double = 0) -> Int {
      CountedResponses([Self.row(daysAgo: daysAgo)], pool: Sample.pool, today: Self.today) {
        Self.day($0 + zone * 3600)
      }.responses[0].day - Self.today
    }
    #expect(day(0) == 0 && day(0.49) == 0 && day(-40) == 0)
    #expect(day(0.51) == -1 && day(1.49) == -1)
    // It is noon in Greenwich: in Auckland it will be tomorrow soon, and that was the day of the answer.
    #expect(day(1, zone: 12) == 0)
  }

  @Test func oldAnswersSayLessAboutToday() {
    func mean(daysAgo: Double) -> Double {
      let rows = (0..<6).map { Self.row("d0.s0.i\($0)", daysAgo: daysAgo) }
      return ScoreEstimates(Self.counted(rows), pool: Sample.pool, profile: "entry").overall.mean
    }
    let means = [0, 30, 400, 2000, 40_000].map { mean(daysAgo: $0) }
    for (newer, older) in zip(means, means.dropFirst()) { #expect(newer > older - 1e-3) }
    // After a year about half of what was known is left, after five years less than a third, and at last nothing.
    #expect(means[0] > 0.2 && means[1] > 0.9 * means[0], "\(means)")
    #expect((0.4...0.6).contains(means[2] / means[0]), "\(means)")
    #expect(means[3] < 0.35 * means[0] && means[4] < 0.1 * means[0], "\(means)")
  }

  @Test(arguments: 0..<100, [0, 90, 400])
  func whatIsStoredOfClosedAttemptsGivesTheSame(seed: Int, restDays: Int) throws {
    let rows = Self.rows(seed: UInt64(seed))
    let whole = CountedResponses(
      rows, pool: Sample.pool, today: Self.today, restDays: restDays, day: Self.day)
    let stored = whole.stored(rows, pool: Sample.pool, restDays: restDays)
    #expect(stored.fits(Sample.pool) && stored.holds(today: Self.today))
    let again = CountedResponses(
      stored, open: rows.filter(\.isOpen), pool: Sample.pool, today: Self.today, restDays: restDays,
      day: Self.day)
    func sums(_ counted: CountedResponses) -> Set<[Int]> {
      Set(counted.tallies.map { [$0.entry, $0.category, $0.level, $0.isOpen ? 1 : 0, $0.count] })
    }
    #expect(sums(whole) == sums(again))
    let (one, two) = (
      ScoreEstimates(whole, pool: Sample.pool, profile: "entry"),
      ScoreEstimates(again, pool: Sample.pool, profile: "entry")
    )
    #expect(abs(one.overall.mean - two.overall.mean) < 1e-9 && abs(one.overall.sd - two.overall.sd) < 1e-9)
  }

  @Test func aChangedItemKeepsTheLevelOfItsAnswer() {
    func mean(_ level: Int?) -> Double {
      ScoreEstimates(Self.counted([Self.row(level: level, category: 0)]), pool: Sample.pool, profile: "entry")
        .skills[0].mean
    }
    #expect(mean(nil) == mean(1), "the level of today stands for one that is not known")
    #expect(mean(1) < mean(3) && mean(3) < mean(5), "to miss what was easy when it was answered says more")
    let both = Self.counted([Self.row(level: 1), Self.row(level: 4)])
    #expect(both.tallies.map(\.level) == [1, 4] && both.tallies.allSatisfy { $0.count == 1 })
  }

  @Test func whatDoesNotCountIsNamedWithItsReason() {
    func leftOut(_ rows: [CountedResponses.Row], restDays: Int = 0) -> SkillVerdict.LeftOut {
      CountedResponses(rows, pool: Sample.pool, today: Self.today, restDays: restDays, day: Self.day)
        .answersOfSkills(pool: Sample.pool)[0].leftOut
    }
    #expect(leftOut([Self.row()]).total == 0 && leftOut([Self.row()]).words == "not asked")
    let fast = leftOut([Self.row(isRapid: true), Self.row(isOpen: true, isRapid: true)])
    #expect(fast == .init(tooFast: 2) && fast.words == "asked, but not counted (too fast)")
    // Practice, and what can still change, was never meant to count.
    #expect(leftOut([Self.row(mode: .drill, isRapid: true)]).total == 0)
    #expect(leftOut([Self.row(mode: .mock, isOpen: true, isRapid: true)]).total == 0)
    #expect(leftOut([Self.row(mode: .mock)]).total == 0, "an exam with one answer counts")
    var drill = Self.row(mode: .drill, daysAgo: 1)
    drill.attempt = "before"
    #expect(leftOut([drill, Self.row()], restDays: 30) == .init(repeated: 1))
    #expect(
      leftOut([drill, Self.row()], restDays: 30).words == "asked, but not counted (seen shortly before)")
  }

  @Test(arguments: 0..<100, [0, 90])
  func whatIsStoredNamesTheSameAnswersAsLeftOut(seed: Int, restDays: Int) {
    let rows = Self.rows(seed: UInt64(seed))
    let whole = CountedResponses(
      rows, pool: Sample.pool, today: Self.today, restDays: restDays, day: Self.day)
    let again = CountedResponses(
      whole.stored(rows, pool: Sample.pool, restDays: restDays), open: rows.filter(\.isOpen),
      pool: Sample.pool, today: Self.today, restDays: restDays, day: Self.day)
    #expect(again.answersOfSkills(pool: Sample.pool) == whole.answersOfSkills(pool: Sample.pool))
  }

  @Test func oneAttemptCountsAsOfOneDayWhateverItsModeButNeverBeforeItIsHandedIn() {
    let rows = [
      Self.row(mode: .drill, daysAgo: 400), Self.row(isRapid: true), Self.row("d1.s0.i0", daysAgo: 30),
    ]
    let counted = CountedResponses(ofAttempt: rows, pool: Sample.pool)
    #expect(counted.responses.map(\.row) == [0, 2] && counted.days.count == 1)
    #expect(
      CountedResponses(ofAttempt: [Self.row(mode: .mock, isOpen: true)], pool: Sample.pool).tallies.isEmpty)
  }
}

@Suite struct ApportionmentTests {
  @Test(arguments: 0..<200)
  func roundedValuesAddUpToTheirRoundedSum(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let values = (0..<(seed % 40)).map { _ in generator.normal() * 50 }
    let rounded = Apportionment.rounded(values)
    #expect(rounded.reduce(0, +) == Int(values.reduce(0, +).rounded()))
    for (value, unit) in zip(values, rounded) { #expect(abs(value - Double(unit)) < 1) }
  }
}
