import Psychometrics
import ReferenceData
import Testing

/// What rankings say about a bank, on people, judges and authors whose errors are known.
@Suite struct RankingStudyTests {
  struct World {
    var domains: [RankingStudy.Domain] = []
    var truth: [[Double]] = []

    /// Two domains of 35 items, six judges, each item in six sets.
    ///
    /// - Parameters:
    ///   - shared: The standard deviation of what all judges get wrong.
    ///   - authors: The same for the levels.
    ///   - sharpness: Logits of the judges for a logit of difficulty.
    init(seed: UInt64, shared: Double, authors: Double, sharpness: Double = 2.5) {
      var generator = SeededGenerator(seed: seed)
      for domain in 0..<2 {
        let truth = (0..<35).map { _ in Double(domain) + generator.normal() }
        let consensus = truth.map { sharpness * ($0 + shared * generator.normal()) }
        let levels = truth.map { $0 + authors * generator.normal() }
        var rankings: [RankingStudy.Ranking] = []
        for judge in 0..<6 {
          let order = Array(0..<35).shuffled(using: &generator)
          for start in stride(from: 0, to: 35, by: 7) {
            let set = RankingModelTests.ranking(
              Array(order[start..<start + 7]), consensus, using: &generator)
            rankings.append(.init(judge: judge, order: set))
          }
        }
        self.truth.append(truth)
        domains.append(.init(levels: levels, rankings: rankings))
      }
    }
  }

  /// Where judges and authors err alike, as the study assumes, τ is the error that the difficulties have.
  @Test func tauIsTheErrorOfTheDifficulties() throws {
    var (square, inside, items, tau, halves) = (0.0, 0, 0, 0.0, 0.0)
    let seeds = 6
    for seed in 0..<seeds {
      let world = World(seed: UInt64(seed), shared: 0.4, authors: 0.4)
      let study = RankingStudy(world.domains, splits: 3)
      for (domain, found) in study.items.enumerated() {
        let mean = world.truth[domain].reduce(0, +) / 35
        let middle = found.compactMap { $0?.difficulty }.reduce(0, +) / 35
        for (item, truth) in zip(found, world.truth[domain]) {
          let item = try #require(item)
          // Where zero is, the levels decide.
          let error = item.difficulty - middle - (truth - mean)
          square += error * error
          inside += abs(error) < 1.96 * item.deviation ? 1 : 0
          items += 1
          #expect(item.judges == 6 && item.sets == 6 && item.disagreement < item.deviation)
        }
      }
      let overall = try #require(study.overall)
      #expect(overall.items == 70 && overall.sets == 60)
      tau += overall.tau.value / Double(seeds)
      halves += (overall.halves ?? 0) / Double(seeds)
      #expect(overall.tau.interval.contains(overall.tau.value))
    }
    let error = (square / Double(items)).squareRoot()
    #expect(abs(tau / error - 1) < 0.1, "τ \(tau), error \(error)")
    #expect(abs(Double(inside) / Double(items) - 0.95) < 0.03, "\(inside) of \(items)")
    #expect(halves > 0.8 && halves < 0.95, "\(halves)")
  }

  @Test func theIntervalOfTauHoldsTheErrorItself() throws {
    var inside = 0
    // √(0.4² and the judges' noise), from the test above over many seeds.
    let values = try (20..<28).map { seed in
      try #require(
        RankingStudy(World(seed: UInt64(seed), shared: 0.4, authors: 0.4).domains, splits: 1).overall
      ).tau
    }
    let mean = values.reduce(0) { $0 + $1.value } / 8
    inside = values.count { $0.interval.contains(mean) }
    #expect(inside >= 7, "\(inside) of 8 around \(mean)")
    #expect(values.allSatisfy { $0.interval.upperBound < 1.6 * $0.interval.lowerBound }, "\(values)")
  }

  @Test func eachDomainKeepsMeanAndSpreadOfItsLevels() throws {
    let world = World(seed: 3, shared: 0.2, authors: 0.3)
    let study = RankingStudy(world.domains, splits: 1)
    for (domain, found) in zip(world.domains, study.items) {
      let items = found.compactMap { $0 }
      func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
      }
      let (levels, ranked) = (moments(domain.levels), moments(items.map(\.difficulty)))
      let open = items.reduce(0) { $0 + $1.disagreement * $1.disagreement } / Double(items.count)
      #expect(abs(levels.mean - ranked.mean) < 1e-9)
      #expect(abs(levels.variance / (ranked.variance + open) - 1) < 0.05)
    }
  }

  /// Sharper authors agree more with the judges, and the figures say so.
  @Test func theDifferenceFromTheLevelsIsFound() throws {
    for (authors, shared) in [(0.0, 0.0), (0.5, 0.0), (0.5, 0.5)] {
      var difference = 0.0
      for seed in 0..<5 {
        let study = RankingStudy(
          World(seed: UInt64(seed), shared: shared, authors: authors, sharpness: 3).domains, splits: 1)
        difference += try #require(study.overall).difference / 5
      }
      let expected = (authors * authors + shared * shared).squareRoot()
      #expect(abs(difference - expected) < 0.15, "\(authors) \(shared): \(difference)")
    }
  }

  @Test func halvesOfTheJudgesPredictTheWhole() throws {
    // Without a shared error, the squared correlation with the truth is the reliability.
    var (predicted, real) = (0.0, 0.0)
    for seed in 0..<5 {
      let world = World(seed: UInt64(seed), shared: 0, authors: 0.5, sharpness: 1.5)
      let study = RankingStudy(world.domains, splits: 5)
      for (domain, summary) in study.domains.enumerated() {
        predicted += try #require(summary?.whole) / 10
        let ours = study.items[domain].map { $0?.difficulty ?? 0 }
        let means = (ours.reduce(0, +) / 35, world.truth[domain].reduce(0, +) / 35)
        var sums = (0.0, 0.0, 0.0)
        for (x, y) in zip(ours, world.truth[domain]) {
          sums.0 += (x - means.0) * (x - means.0)
          sums.1 += (y - means.1) * (y - means.1)
          sums.2 += (x - means.0) * (y - means.1)
        }
        real += sums.2 * sums.2 / (sums.0 * sums.1) / 10
      }
    }
    #expect(abs(predicted - real) < 0.04, "\(predicted) \(real)")
  }

  @Test func whatCannotBeComparedHasNoDifficulty() {
    var world = World(seed: 5, shared: 0, authors: 0.3)
    // Two judges only for item 0 of the first domain, and no spread of levels in the second.
    world.domains[0].rankings = world.domains[0].rankings.map { ranking in
      ranking.judge < 2 ? ranking : .init(judge: ranking.judge, order: ranking.order.filter { $0 != 0 })
    }
    world.domains[1].levels = Array(repeating: 1, count: 35)
    let study = RankingStudy(world.domains, splits: 2)
    #expect(study.items[0][0] == nil && study.items[0].count { $0 != nil } == 34)
    #expect(study.items[1].allSatisfy { $0 == nil } && study.domains[1] == nil)
    #expect(study.overall?.items == 34)
    // Two parts that were never compared.
    let parts = RankingStudy.Domain(
      levels: [0, 1, 2, 0, 1, 2],
      rankings: (0..<4).flatMap { judge in
        [RankingStudy.Ranking(judge: judge, order: [0, 1, 2]), .init(judge: judge, order: [3, 4, 5])]
      })
    #expect(RankingStudy([parts]).overall == nil)
    #expect(RankingStudy([RankingStudy.Domain(levels: [], rankings: [])]).overall == nil)
  }
}
