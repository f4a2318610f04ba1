import Psychometrics
import ReferenceData
import Testing

/// Difficulties from rankings.
@Suite struct RankingModelTests {
  static let rankings = [
    [0, 2, 1, 4, 3], [2, 0, 1, 3, 4], [0, 1, 2, 3, 4], [1, 0, 4, 2, 3], [2, 0, 3, 1], [0, 1, 4],
    [0, 3, 2, 4],
    [2, 1, 3],
  ]

  /// Computed with SciPy: BFGS and Nelder-Mead on the log posterior, standard errors from second differences.
  @Test(arguments: [
    (
      1.0, [-1.25366908, -0.13689621, -0.43603509, 0.74838107, 1.07821927],
      [0.45344739, 0.4144216, 0.41112947, 0.40483167, 0.45863434]
    ),
    (
      2.5, [-1.69615919, -0.20591093, -0.57532902, 0.97373568, 1.50366355],
      [0.55000067, 0.48655906, 0.48071728, 0.4898069, 0.60131793]
    ),
  ])
  func agreesWithAnotherProgram(priorSD: Double, difficulties: [Double], errors: [Double]) {
    let model = RankingModel(rankings: Self.rankings, itemCount: 5, estimating: priorSD)
    for (ours, theirs) in zip(model.difficulties, difficulties) { #expect(abs(ours - theirs) < 1e-6) }
    for (ours, theirs) in zip(model.errors, errors) { #expect(abs(ours - theirs) < 1e-5) }
    let plain = RankingModel(rankings: Self.rankings, itemCount: 5, priorSD: priorSD)
    for (ours, theirs) in zip(plain.difficulties, difficulties) { #expect(abs(ours - theirs) < 1e-6) }
    #expect(plain.errors.isEmpty && model.priorSD == priorSD)
    let penalty = model.difficulties.reduce(0) { $0 + $1 * $1 } / (2 * priorSD * priorSD)
    let value = penalty - RankingModel.logLikelihood(of: Self.rankings, difficulties: model.difficulties)
    #expect(abs(value - (priorSD == 1 ? 22.07860569478528 : 20.103808073154458)) < 1e-8)
  }

  /// The seven teams of the eastern American League in 1987 (Agresti, 2002, Categorical Data Analysis, table 10.11):
  /// sets of two are the Bradley–Terry model.
  @Test func reproducesPublishedStrengths() {
    // Milwaukee, Detroit, Toronto, New York, Boston, Cleveland, Baltimore: games won against each.
    let wins = [
      [0, 7, 9, 7, 7, 9, 11], [6, 0, 7, 5, 11, 9, 9], [4, 6, 0, 7, 7, 8, 12], [6, 8, 6, 0, 6, 7, 10],
      [6, 2, 6, 7, 0, 7, 12], [4, 4, 5, 6, 6, 0, 6], [2, 4, 1, 3, 1, 7, 0],
    ]
    var games: [[Int]] = []
    for (winner, row) in wins.enumerated() {
      for (loser, count) in row.enumerated() { games += Array(repeating: [loser, winner], count: count) }
    }
    let model = RankingModel(rankings: games, itemCount: 7, estimating: 100)
    let published = [1.58, 1.44, 1.29, 1.25, 1.11, 0.68, 0]
    for (team, strength) in published.enumerated() {
      #expect(abs(model.difficulties[team] - model.difficulties[6] - strength) < 0.005)
    }
    for (ours, theirs) in zip(
      model.errors, [0.20741881, 0.20415594, 0.20206092, 0.20160323, 0.20091847, 0.20504361, 0.23246101])
    { #expect(abs(ours - theirs) < 1e-4) }
  }

  /// A ranking by the model: the easiest first, with noise from a Gumbel distribution.
  static func ranking(_ items: [Int], _ difficulties: [Double], using generator: inout SeededGenerator)
    -> [Int]
  {
    let heard = items.map { item in
      (item, difficulties[item] + logarithm(-logarithm(1 - generator.uniform())))
    }
    return heard.sorted { $0.1 < $1.1 }.map(\.0)
  }

  static func difficulties(_ count: Int, sd: Double, using generator: inout SeededGenerator) -> [Double] {
    (0..<count).map { _ in sd * generator.normal() }
  }

  @Test func findsWhatRankingsWereDrawnFrom() {
    var (inside, all, spread) = (0, 0, 0.0)
    var sum = (error: 0.0, claimed: 0.0)
    let seeds = 20
    for seed in 0..<seeds {
      var generator = SeededGenerator(seed: UInt64(seed))
      let truth = Self.difficulties(28, sd: 1.5, using: &generator)
      let mean = truth.reduce(0, +) / 28
      var rankings: [[Int]] = []
      for _ in 0..<6 {
        let order = Array(0..<28).shuffled(using: &generator)
        for start in stride(from: 0, to: 28, by: 7) {
          rankings.append(Self.ranking(Array(order[start..<start + 7]), truth, using: &generator))
        }
      }
      let model = RankingModel(rankings: rankings, itemCount: 28, estimating: nil)
      spread += model.priorSD / Double(seeds)
      for item in truth.indices {
        let error = model.difficulties[item] - (truth[item] - mean)
        inside += abs(error) < 1.96 * model.errors[item] ? 1 : 0
        sum.error += error * error
        sum.claimed += model.errors[item] * model.errors[item]
        all += 1
      }
    }
    // The curvature at the mode understates the error by some percent with so few rankings, in NumPy too.
    #expect((0.90...0.97).contains(Double(inside) / Double(all)), "\(inside) of \(all)")
    #expect((0.95...1.15).contains((sum.error / sum.claimed).squareRoot()), "\(sum)")
    #expect(abs(spread - 1.5) < 0.12, "\(spread)")
  }

  @Test func whatAlwaysComesLastStaysFinite() {
    let model = RankingModel(
      rankings: Array(repeating: [0, 1, 2], count: 50), itemCount: 4, estimating: nil)
    #expect(model.difficulties[0] < model.difficulties[1] && model.difficulties[1] < model.difficulties[2])
    #expect(
      model.difficulties.allSatisfy { abs($0) < 15 } && model.errors.allSatisfy { $0.isFinite && $0 > 0 })
    #expect(model.priorSD <= RankingModel.plausibleSD.upperBound)
    // Nobody ranked it, so nothing is known of it.
    #expect(abs(model.difficulties[3]) < 1e-9 && model.errors[3] > 2 * model.errors[1])
  }

  @Test func judgesWithoutAnyAgreementLeaveNothing() {
    let rankings = [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1], [1, 2, 0], [0, 2, 1]]
    let model = RankingModel(rankings: rankings, itemCount: 3, estimating: nil)
    #expect(model.priorSD < 0.1 && model.difficulties.allSatisfy { abs($0) < 1e-6 })
  }
}
