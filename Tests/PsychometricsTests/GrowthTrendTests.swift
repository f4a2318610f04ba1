import Psychometrics
import Testing

@Suite("The trend over all attempts")
struct GrowthTrendTests {
  static func random(seed: UInt64, count: Int) -> [(day: Double, mean: Double, sd: Double)] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      (
        day: 20 * Double(index) + 10 * random.uniform(), mean: random.normal() * 0.7,
        sd: 0.25 + 0.3 * random.uniform()
      )
    }
  }

  /// Attempts of equal precision and distance.
  static func trend(_ means: [Double], every days: Double = 30, sd: Double) -> GrowthTrend {
    var attempts: [(day: Double, mean: Double, sd: Double)] = []
    for (index, mean) in means.enumerated() { attempts.append((days * Double(index), mean, sd)) }
    return GrowthTrend(attempts: attempts)
  }

  @Test("a single attempt stays as it is, and says nothing of a trend")
  func single() {
    let trend = GrowthTrend(attempts: [(day: 3, mean: 0.4, sd: 0.35)])
    #expect(abs(trend.smoothed[0].mean - 0.4) < 1e-9)
    #expect(abs(trend.smoothed[0].sd - 0.35) < 1e-9)
    #expect(trend.verdict == .tooEarly)
    #expect(abs(trend.probabilityRising - 0.5) < 1e-9)
  }

  @Test("no attempts, or attempts that say nothing, are no trend")
  func empty() {
    let none = GrowthTrend(attempts: [(day: Double, mean: Double, sd: Double)]())
    #expect(none.verdict == .tooEarly && none.smoothed.isEmpty)
    let vague = GrowthTrend(attempts: [(0, 0, 1), (1, 0, 1), (2, 0, 1.2)])
    #expect(vague.verdict == .tooEarly)
    #expect(vague.smoothed.allSatisfy { $0.mean == 0 && $0.sd.isFinite })
    let together = GrowthTrend(attempts: [(5, 0, 0.3), (5, 0.1, 0.3), (5, 0.2, 0.3)])
    #expect(together.verdict == .tooEarly && together.drift.mean.isFinite)
  }

  @Test("attempts of the same day are pooled as independent measurements")
  func pooling() {
    let pooled = GrowthTrend(attempts: [(5, 0.6, 0.4), (5, 0.2, 0.4)])
    // Likelihoods of precision 1/0.16 - 1 each, and the prior once.
    let precision = 2 * (1 / 0.16 - 1) + 1
    #expect(abs(pooled.smoothed[0].sd - 1 / precision.squareRoot()) < 1e-9)
    #expect(abs(pooled.smoothed[0].mean - (0.6 + 0.2) / 0.16 / precision) < 1e-9)
  }

  @Test("clear movement is named", arguments: [1.0, -1.0])
  func direction(sign: Double) {
    let trend = Self.trend([-0.9, -0.54, -0.18, 0.18, 0.54, 0.9].map { sign * $0 }, sd: 0.3)
    #expect(trend.verdict == (sign > 0 ? .improving : .declining))
    #expect(trend.verdictProbability > 0.95)
    #expect(abs(trend.drift.mean - sign * 0.012) < 0.003)
  }

  @Test("many level and precise attempts are called steady")
  func steady() {
    let trend = Self.trend([0.3, 0.35, 0.3, 0.35, 0.3, 0.35, 0.3, 0.35, 0.3, 0.35], every: 14, sd: 0.3)
    #expect(trend.verdict == .steady)
    #expect(trend.verdictProbability >= 0.8)
  }

  @Test("mirrored results give the mirrored trend", arguments: 1...10 as ClosedRange<UInt64>)
  func mirror(seed: UInt64) {
    let attempts = Self.random(seed: seed, count: 7)
    let trend = GrowthTrend(attempts: attempts)
    let mirrored = GrowthTrend(attempts: attempts.map { (day: $0.day, mean: -$0.mean, sd: $0.sd) })
    #expect(abs(trend.probabilityRising + mirrored.probabilityRising - 1) < 1e-9)
    for (point, image) in zip(trend.smoothed, mirrored.smoothed) {
      #expect(abs(point.mean + image.mean) < 1e-9)
      #expect(abs(point.sd - image.sd) < 1e-9)
    }
  }

  @Test(
    "neither the origin of time nor the order of attempts matters", arguments: 1...10 as ClosedRange<UInt64>)
  func invariance(seed: UInt64) {
    let attempts = Self.random(seed: seed, count: 6)
    let trend = GrowthTrend(attempts: attempts)
    var random = SeededGenerator(seed: seed)
    let moved = attempts.map { (day: $0.day + 19_000, mean: $0.mean, sd: $0.sd) }.shuffled(using: &random)
    let other = GrowthTrend(attempts: moved)
    #expect(abs(trend.probabilityRising - other.probabilityRising) < 1e-7)
    #expect(trend.verdict == other.verdict)
    for (point, image) in zip(trend.smoothed, other.smoothed) { #expect(abs(point.mean - image.mean) < 1e-7) }
  }

  @Test("without a wander, days and hours are judged alike")
  func scale() {
    let settings = GrowthTrend.Settings(wanderPerMonth: 0)
    let attempts = Self.random(seed: 4, count: 6)
    let days = GrowthTrend(attempts: attempts, settings: settings)
    let hours = GrowthTrend(
      attempts: attempts.map { (day: $0.day * 24, mean: $0.mean, sd: $0.sd) }, settings: settings)
    #expect(abs(days.probabilityRising - hours.probabilityRising) < 1e-9)
  }

  @Test("all attempts together know more than each alone, and less of days without one")
  func smoothing() {
    let trend = Self.trend([0, 0.1, 0.2, 0.3, 0.4], sd: 0.4)
    for point in trend.smoothed { #expect(point.sd < 0.4) }
    #expect(trend.ability(onDay: 365).sd > trend.ability(onDay: 120).sd)
    #expect(abs(trend.ability(onDay: 60).mean - trend.smoothed[2].mean) < 1e-12)
  }

  @Test(
    "filter and smoother give what the full covariance matrix gives", arguments: 1...20 as ClosedRange<UInt64>
  )
  func againstTheMatrix(seed: UInt64) {
    let settings = GrowthTrend.Settings(wanderPerMonth: seed % 4 == 0 ? 0 : 0.1 * Double(seed % 3 + 1))
    var attempts = Self.random(seed: seed, count: 2 + Int(seed))
    // Attempts of one day, and one that says nothing.
    attempts.append((day: attempts[0].day, mean: 0.2, sd: 0.5))
    attempts.append((day: 11, mean: 0, sd: 1))
    let trend = GrowthTrend(attempts: attempts, settings: settings)
    let matrix = TrendByMatrix(attempts: attempts, settings: settings)
    for point in trend.smoothed {
      let expected = matrix.ability(onDay: point.day)
      #expect(abs(point.mean - expected.mean) < 1e-9)
      #expect(abs(point.sd - expected.sd) < 1e-9)
    }
    for day in [-200.0, -1, 7, 33.3, 500] {
      let ability = trend.ability(onDay: day)
      let expected = matrix.ability(onDay: day)
      #expect(abs(ability.mean - expected.mean) < 1e-8)
      #expect(abs(ability.sd - expected.sd) < 1e-8)
    }
    #expect(abs(trend.drift.mean - matrix.drift.mean) < 1e-10)
    #expect(abs(trend.drift.sd - matrix.drift.sd) < 1e-10)
  }

  @Test("ten thousand attempts are judged as soundly as ten")
  func many() {
    var random = SeededGenerator(seed: 3)
    let attempts = (0..<10_000).map { index in
      (day: Double(index) / 3, mean: Double(index) / 10_000 + 0.3 * random.normal(), sd: 0.35)
    }
    let trend = GrowthTrend(attempts: attempts)
    #expect(trend.verdict == .improving)
    #expect(trend.smoothed.allSatisfy { $0.mean.isFinite && $0.sd > 0 && $0.sd < 0.35 })
    let rise = trend.smoothed[9999].mean - trend.smoothed[0].mean
    // Bare of the prior each result stands further out, by the precision over the precision less 1.
    #expect(abs(rise - 1 / (1 - 0.35 * 0.35)) < 0.2)
  }

  @Test("a retake is worth more when more time has passed")
  func retake() throws {
    let rising = Self.trend([-0.8, -0.5, -0.2, 0.1, 0.4, 0.7], sd: 0.33)
    let plan = rising.nextWorthwhileRetake(itemCount: 30, standardError: 0.33)
    let days = try #require(plan.days)
    #expect((60...200).contains(days))
    #expect(plan.items == nil)
    #expect(abs(plan.smallestDetectable - 1.645 * 0.33 * 2.0.squareRoot()) < 1e-9)
    // The more items, the sooner; and with the days that it takes, the planned number of items does.
    let longer = try #require(rising.nextWorthwhileRetake(itemCount: 60, standardError: 0.25).days)
    #expect(longer < days)
    let then = rising.nextWorthwhileRetake(itemCount: 30, standardError: 0.33, today: Double(days))
    #expect(try #require(then.items) <= 30)
  }

  @Test("without an upward drift no retake is promised to show one, unless a rate is given")
  func noRetake() {
    let falling = Self.trend([0.8, 0.5, 0.2, -0.1, -0.4, -0.7], sd: 0.33)
    #expect(falling.nextWorthwhileRetake(itemCount: 30, standardError: 0.33).days == nil)
    let planned = falling.nextWorthwhileRetake(itemCount: 30, standardError: 0.33, driftPerDay: 0.01)
    #expect(planned.days != nil)
  }
}
