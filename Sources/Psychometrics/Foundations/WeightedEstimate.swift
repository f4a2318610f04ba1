/// The estimate of a weighted mean of abilities: its posterior distribution and a summary.
///
/// The posterior is a mixture of normal distributions, one for each value of the overall ability on the grid.
/// Its mean and standard deviation are exact; the shape within each part is an approximation.
public struct WeightedEstimate: Sendable, Equatable {
  /// One part of the mixture.
  public struct Component: Sendable, Equatable {
    /// The probability of this part.
    public let weight: Double
    /// The mean and the standard deviation of this part, in logits.
    public let distribution: NormalDistribution

    /// Creates a part from its probability and its normal distribution.
    public init(weight: Double, distribution: NormalDistribution) {
      self.weight = weight
      self.distribution = distribution
    }
  }

  /// The posterior mean, in logits.
  public let mean: Double
  /// The posterior standard deviation, in logits.
  public let sd: Double
  /// The lower end of the central 95 % interval, in logits.
  public let lower95: Double
  /// The upper end of the central 95 % interval, in logits.
  public let upper95: Double
  /// The parts of the mixture, whose weights sum to 1.
  public let components: [Component]

  /// Creates the estimate from a mixture whose weights sum to 1.
  public init(components: [Component]) {
    var mean = 0.0
    for part in components { mean += part.weight * part.distribution.mean }
    var variance = 0.0
    for part in components {
      let shift = part.distribution.mean - mean
      variance += part.weight * (part.distribution.sd * part.distribution.sd + shift * shift)
    }
    self.components = components
    self.mean = mean
    sd = variance.squareRoot()
    lower95 = quantile(of: components, probability: 0.025, mean: mean, sd: sd)
    upper95 = quantile(of: components, probability: 0.975, mean: mean, sd: sd)
  }

  /// Returns the estimate with a further normal error, such as that of the ruler; the mean stays.
  ///
  /// - Parameter sd: The standard deviation of the error, in logits.
  public func widened(by sd: Double) -> WeightedEstimate {
    guard sd > 0 else { return self }
    return WeightedEstimate(
      components: components.map { part in
        let own = part.distribution.sd
        return Component(
          weight: part.weight,
          distribution: NormalDistribution(
            mean: part.distribution.mean, sd: (own * own + sd * sd).squareRoot()))
      })
  }

  /// Returns the probability that the weighted mean is at least `target`, in logits.
  public func probability(atLeast target: Double) -> Double {
    var total = 0.0
    for part in components { total += part.weight * part.distribution.survival(target) }
    return min(1, total)
  }

  /// Returns the probability of each band between ascending cut scores, one more than there are cuts.
  public func bandProbabilities(cuts: [Double]) -> [Double] {
    differences(of: cuts.map { cumulative(of: components, at: $0) })
  }
}

private func cumulative(of components: [WeightedEstimate.Component], at x: Double) -> Double {
  var total = 0.0
  for part in components { total += part.weight * part.distribution.cumulative(x) }
  return min(1, total)
}

private func quantile(
  of components: [WeightedEstimate.Component], probability: Double, mean: Double, sd: Double
) -> Double {
  // By Chebyshev's inequality both tails of 2.5 % lie inside this span.
  var low = mean - 7 * sd
  var high = mean + 7 * sd
  // Newton's method, with a bisection wherever it would leave the bracket; the start is a normal quantile.
  var x = mean + (probability < 0.5 ? -1 : 1) * ReportingScale.marginDeviations * sd
  for _ in 0..<60 where high - low > 1e-13 * max(1, abs(high)) {
    let excess = cumulative(of: components, at: x) - probability
    if excess < 0 { low = x } else { high = x }
    let slope = density(of: components, at: x)
    let next = x - excess / slope
    let step = (slope > 0 && low < next && next < high ? next : 0.5 * (low + high)) - x
    x += step
    if abs(step) < 1e-13 * max(1, abs(x)) { break }
  }
  return x
}

private func density(of components: [WeightedEstimate.Component], at x: Double) -> Double {
  var total = 0.0
  for part in components { total += part.weight * part.distribution.density(at: x) }
  return total
}
