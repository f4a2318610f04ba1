/// The EM algorithm of `SparseCalibration`.
struct SparseEngine {
  let priors: [SparseCalibration.Prior]
  let options: SparseCalibration.Options
  let responses: SparseResponses
  private(set) var parameters: [SparseItem]
  /// The items with at least one answer.
  private let answered: [Int]
  private(set) var ability = NormalDistribution(mean: 0, sd: 1)
  private(set) var logLikelihood = -Double.infinity
  private(set) var passes = 0
  private(set) var isConverged = false
  /// How well the priors determine the scale; nil if the abilities' distribution is fixed instead.
  private(set) var scale: Scale?

  /// The uncertainty of the scale, which all items share.
  struct Scale: Sendable {
    /// The variance of the origin, in squared logits.
    var originVariance: Double
    /// The variance of the logarithm of the unit.
    var unitVariance: Double
    /// The difficulty that a wrong unit doesn't move, in logits.
    var centre: Double
  }

  init(
    responses: SparseResponses, priors: [SparseCalibration.Prior], options: SparseCalibration.Options
  ) {
    self.priors = priors
    self.options = options
    self.responses = responses
    parameters = priors.map(\.parameters)
    answered = responses.countsByItem.enumerated().filter { $0.element.answers > 0 }.map(\.offset)
  }

  /// Runs until the parameters converge.
  ///
  /// Every tenth person alone brings the parameters near at a tenth of the cost; then everybody counts.
  mutating func run() {
    if responses.personCount >= 20_000 { climb(every: 10, tolerance: 10 * options.tolerance) }
    passes = 0
    isConverged = climb(every: 1, tolerance: options.tolerance)
  }

  /// Repeats passes until no parameter changes by more than the tolerance; false if they never stop changing.
  @discardableResult
  private mutating func climb(every stride: Int, tolerance: Double) -> Bool {
    let limit = passes + options.maximumPasses
    var last: Point?
    while passes < limit {
      let start = Point(parameters, ability)
      pass(every: stride)
      let first = Point(parameters, ability)
      if first.distance(to: start) <= tolerance { return true }
      guard let before = last else {
        last = start
        continue
      }
      // Two passes in a row show how fast the changes shrink; go on along them (Varadhan and Roland 2008).
      last = nil
      guard passes < limit else { return false }
      let leap = Point.extrapolated(before, start, first)
      let fallback = (parameters, ability, logLikelihood)
      (parameters, ability) = (leap.items, leap.ability)
      pass(every: stride)
      // The likelihood of the point itself, so a leap that overshot is taken back.
      if logLikelihood + logPrior(of: leap.items) + 1e-9 < fallback.2 + logPrior(of: start.items) {
        (parameters, ability, logLikelihood) = fallback
      } else if Point(parameters, ability).distance(to: leap) <= tolerance {
        return true
      }
    }
    return false
  }

  /// One pass over the persons: expected counts, new parameters, new distribution of ability, new scale.
  private mutating func pass(every stride: Int) {
    passes += 1
    let sums = expectedSums(every: stride)
    logLikelihood = sums.logLikelihood
    parameters = maximised(sums)
    guard options.estimatesAbility else { return }
    let moments = options.grid.moments(of: normalised(sums.persons))
    ability = NormalDistribution(mean: moments.mean, sd: max(0.05, moments.sd))
    rescale()
  }

  private func logPrior(of items: [SparseItem]) -> Double {
    var total = 0.0
    for (item, prior) in zip(items, priors) {
      total -= 0.5 * squared((item.difficulty - prior.difficulty.mean) / prior.difficulty.sd)
      total -= 0.5 * squared((item.logSlope - prior.logDiscrimination.mean) / prior.logDiscrimination.sd)
    }
    return total
  }

  /// Shifts and stretches the scale so that the parameters fit their priors best; no likelihood changes.
  ///
  /// For a stretch s the best shift m is a weighted mean; the best logarithm of s follows by Gauss and Newton.
  /// However many items there are, what they say about s is only as good as the authors' idea of a logit and
  /// the usual slope, which all items share. So it is balanced with the ability of people, whose SD is 1 in
  /// scoring. Items without answers have no part in it.
  private mutating func rescale() {
    var total = 0.0
    for index in answered { total += 1 / squared(priors[index].difficulty.sd) }
    guard total > 0 else { return }
    var (logStretch, unitInformation) = (0.0, 0.0)
    for _ in 0..<20 {
      let stretch = exp(logStretch)
      let shift = bestShift(stretch: stretch, total: total)
      var centre = 0.0
      for index in answered {
        centre += stretch * parameters[index].difficulty / squared(priors[index].difficulty.sd) / total
      }
      var (gradient, curvature) = (0.0, 0.0)
      for index in answered {
        let (item, prior) = (parameters[index], priors[index])
        let weight = 1 / squared(prior.difficulty.sd)
        let stretched = stretch * item.difficulty
        gradient -= weight * (stretched + shift - prior.difficulty.mean) * stretched
        curvature += weight * squared(stretched - centre)
        let slopes = prior.logDiscrimination
        gradient += (item.logSlope - logStretch - slopes.mean) / squared(slopes.sd)
        curvature += 1 / squared(slopes.sd)
      }
      scale = Scale(originVariance: 1 / total, unitVariance: 1 / curvature, centre: centre + shift)
      unitInformation = 1 / (1 / curvature + squared(Self.unitSD))
      let step = max(-0.5, min(0.5, gradient / curvature))
      logStretch += step
      if abs(step) < 1e-10 { break }
    }
    let abilityInformation = 1 / squared(Self.logAbilitySD)
    logStretch =
      (unitInformation * logStretch - abilityInformation * log(ability.sd))
      / (unitInformation + abilityInformation)
    let stretch = exp(logStretch)
    let shift = bestShift(stretch: stretch, total: total)
    for index in answered {
      parameters[index].difficulty = stretch * parameters[index].difficulty + shift
      parameters[index].logSlope -= logStretch
    }
    ability = NormalDistribution(mean: stretch * ability.mean + shift, sd: stretch * ability.sd)
  }

  /// The standard deviation of the logarithm of the unit that all levels and usual slopes share.
  private static let unitSD = 0.15
  /// The standard deviation of the logarithm of the SD of ability, which differs between groups of people.
  private static let logAbilitySD = 0.3

  /// The shift that fits the priors of the answered items best after a stretch; `total` is their precision.
  private func bestShift(stretch: Double, total: Double) -> Double {
    var mean = 0.0
    for index in answered {
      let prior = priors[index].difficulty
      mean += (prior.mean - stretch * parameters[index].difficulty) / squared(prior.sd)
    }
    return mean / total
  }
}

/// All parameters at one moment.
private struct Point {
  var items: [SparseItem]
  var ability: NormalDistribution

  init(_ items: [SparseItem], _ ability: NormalDistribution) {
    self.items = items
    self.ability = ability
  }

  /// The largest difference of any parameter.
  func distance(to other: Point) -> Double {
    var largest = max(abs(ability.mean - other.ability.mean), abs(ability.sd - other.ability.sd))
    for (left, right) in zip(items, other.items) {
      largest = max(
        largest, abs(left.difficulty - right.difficulty), abs(left.logSlope - right.logSlope))
    }
    return largest
  }

  private var vector: [Double] {
    [ability.mean, log(ability.sd)] + items.flatMap { [$0.difficulty, $0.logSlope] }
  }

  private init(vector: [Double]) {
    ability = NormalDistribution(mean: vector[0], sd: exp(vector[1]))
    items = stride(from: 2, to: vector.count, by: 2).map {
      SparseItem(logSlope: vector[$0 + 1], difficulty: vector[$0])
    }
  }

  /// Squared extrapolation along three points in a row.
  static func extrapolated(_ first: Point, _ second: Point, _ third: Point) -> Point {
    let (one, two, three) = (first.vector, second.vector, third.vector)
    var (change, bend) = (0.0, 0.0)
    for index in one.indices {
      change += squared(two[index] - one[index])
      bend += squared(three[index] - 2 * two[index] + one[index])
    }
    let reach = min(16, max(1, (change / max(bend, 1e-300)).squareRoot()))
    return Point(
      vector: one.indices.map { index in
        let step = two[index] - one[index]
        return one[index] + 2 * reach * step + reach * reach * (three[index] - 2 * two[index] + one[index])
      })
  }
}
