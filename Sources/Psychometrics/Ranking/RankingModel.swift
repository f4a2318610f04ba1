/// Difficulties from rankings by the Plackett–Luce model.
///
/// A judge names the easiest item of a set, then the easiest of the rest, and so on; each time item i is named with a
/// probability proportional to exp(-δᵢ) (Luce, 1959; Plackett, 1975). For sets of two, this is the model of Bradley and
/// Terry (1952). Difficulties have a normal prior with mean 0, so that an item that always comes last stays finite.
///
/// Difficulties and errors are in logits of the judges: 1 is the difference at which they agree on a pair in 73 % of
/// cases.
public struct RankingModel: Sendable, Equatable {
  /// The difficulties, at the mode of the posterior.
  ///
  /// Their mean is 0, and so is the difficulty of an item without a ranking.
  public let difficulties: [Double]
  /// The standard deviation of the prior, given or estimated.
  public let priorSD: Double
  /// The standard error of each difficulty around the mean of all, from the curvature at the mode.
  ///
  /// With six sets an item, it is 4 to 7 % too small. Empty if errors weren't asked for.
  public let errors: [Double]

  /// The range in which the prior's standard deviation is estimated; the upper bound keeps difficulties finite where
  /// the judges never disagree.
  public static let plausibleSD = 0.05...5.0

  /// Fits the model with a given prior, without standard errors.
  ///
  /// - Parameters:
  ///   - rankings: Each from the easiest to the hardest, as indices from 0; none names an item twice.
  ///   - start: Difficulties to start from.
  ///   - priorSD: Above 0.
  public init(rankings: [[Int]], itemCount: Int, start: [Double]? = nil, priorSD: Double) {
    var search = Search(rankings: rankings, itemCount: itemCount, start: start, priorSD: priorSD)
    search.climb()
    self.init(search, errors: [])
  }

  /// Fits the model, and with it the standard deviation of the true difficulties, by an EM algorithm that takes the
  /// posterior as normal (Laplace's method).
  ///
  /// - Parameters:
  ///   - rankings: Each from the easiest to the hardest, as indices from 0; none names an item twice.
  ///   - start: A fit to start from.
  ///   - priorSD: The standard deviation of the prior; nil to estimate it.
  public init(rankings: [[Int]], itemCount: Int, start: RankingModel? = nil, estimating priorSD: Double?) {
    var search = Search(
      rankings: rankings, itemCount: itemCount, start: start?.difficulties,
      priorSD: priorSD ?? start?.priorSD ?? 1)
    let ranked = Set(rankings.joined())
    if priorSD == nil {
      for _ in 0..<500 {
        // One step towards the mode is enough, because the prior moves too.
        search.climb(steps: 1)
        let errors = search.errors()
        let sum = ranked.reduce(0) { $0 + squared(search.difficulties[$1]) + squared(errors[$1]) }
        // The mean is fixed, which takes one degree of freedom.
        let estimate = (sum / Double(max(1, ranked.count - 1))).squareRoot()
        let next = min(max(estimate, Self.plausibleSD.lowerBound), Self.plausibleSD.upperBound)
        let change = abs(next - search.priorSD)
        search.priorSD = next
        if change < 1e-4 * next { break }
      }
    }
    search.climb()
    self.init(search, errors: search.errors())
  }

  private init(_ search: Search, errors: [Double]) {
    difficulties = search.difficulties
    priorSD = search.priorSD
    self.errors = errors
  }

  /// The logarithm of the probability of rankings.
  public static func logLikelihood(of rankings: [[Int]], difficulties: [Double]) -> Double {
    rankings.reduce(0) { sum, ranking in
      var rest = 0.0
      return ranking.reversed().reduce(sum) { sum, item in
        rest += exp(-difficulties[item])
        return sum - difficulties[item] - log(rest)
      }
    }
  }
}

/// Newton's method on the log posterior, which is concave.
private struct Search {
  let rankings: [[Int]]
  var difficulties: [Double]
  var priorSD: Double

  init(rankings: [[Int]], itemCount: Int, start: [Double]?, priorSD: Double) {
    self.rankings = rankings
    difficulties = start ?? Array(repeating: 0, count: itemCount)
    self.priorSD = priorSD
  }

  private func logPosterior(at difficulties: [Double]) -> Double {
    RankingModel.logLikelihood(of: rankings, difficulties: difficulties)
      - difficulties.reduce(0) { $0 + $1 * $1 } / (2 * priorSD * priorSD)
  }

  /// The gradient of the log posterior, and its negative second derivatives.
  private func derivatives() -> (gradient: [Double], curvature: [[Double]]) {
    let precision = 1 / (priorSD * priorSD)
    var gradient = difficulties.map { -$0 * precision }
    var curvature = difficulties.indices.map { row in
      difficulties.indices.map { $0 == row ? precision : 0 }
    }
    for ranking in rankings {
      let worths = ranking.map { exp(-difficulties[$0]) }
      // From the end, because a difference of large worths would lose the small ones.
      var rests = worths
      for stage in ranking.indices.dropLast().reversed() { rests[stage] += rests[stage + 1] }
      // The last one was no choice.
      for stage in ranking.indices.dropLast() {
        let rest = rests[stage]
        gradient[ranking[stage]] -= 1
        for first in stage..<ranking.count {
          let share = worths[first] / rest
          let item = ranking[first]
          gradient[item] += share
          curvature[item][item] += share
          for second in stage..<ranking.count {
            curvature[item][ranking[second]] -= share * worths[second] / rest
          }
        }
      }
    }
    return (gradient, curvature)
  }

  /// Walks to the mode.
  mutating func climb(steps: Int = 200) {
    var value = logPosterior(at: difficulties)
    for _ in 0..<steps {
      let (gradient, curvature) = derivatives()
      guard let step = CholeskyFactor(curvature)?.solve(gradient) else { return }
      var factor = 1.0
      var next = difficulties
      var reached = value
      repeat {
        next = zip(difficulties, step).map { $0 + factor * $1 }
        reached = logPosterior(at: next)
        factor /= 2
      } while !(reached >= value) && factor > 1e-6
      guard reached >= value else { return }
      (difficulties, value) = (next, reached)
      // The error after a step of Newton's method is of the order of its square.
      if step.allSatisfy({ abs($0) < 1e-6 }) { return }
    }
  }

  /// The standard errors around the mean of all items.
  func errors() -> [Double] {
    guard let factor = CholeskyFactor(derivatives().curvature) else {
      return difficulties.map { _ in priorSD }
    }
    let count = difficulties.count
    return difficulties.indices.map { item in
      var unit = Array(repeating: 0.0, count: count)
      unit[item] = 1
      // The rankings say nothing about the mean, so its variance is the prior's and doesn't belong here.
      let whole = dot(factor.whiten(unit), factor.whiten(unit))
      return max(0, whole - priorSD * priorSD / Double(count)).squareRoot()
    }
  }
}
