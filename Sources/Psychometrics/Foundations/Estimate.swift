/// The estimate of one ability: its posterior distribution and a summary.
public struct Estimate: Sendable, Equatable {
  /// The posterior mean (expected a posteriori, Bock and Mislevy 1982), in logits.
  public let mean: Double
  /// The posterior standard deviation, in logits: the standard error of `mean`.
  public let sd: Double
  /// The posterior masses on the nodes of `grid`, which sum to 1.
  public let masses: [Double]
  /// The grid of the masses.
  public let grid: Grid

  /// Creates the estimate from a posterior, given as masses on a grid that sum to 1.
  public init(masses: [Double], grid: Grid = .standard) {
    let (mean, sd) = grid.moments(of: masses)
    self.init(masses: masses, mean: mean, sd: sd, grid: grid)
  }

  private init(masses: [Double], mean: Double, sd: Double, grid: Grid) {
    precondition(masses.count == grid.count, "one mass a node")
    self.mean = mean
    self.sd = sd
    self.masses = masses
    self.grid = grid
  }

  // The interval is computed when it is asked for, because few of the estimates of a score are shown.

  /// The lower end of the central 95 % interval, in logits.
  public var lower95: Double { quantile(0.025) }
  /// The upper end of the central 95 % interval, in logits.
  public var upper95: Double { quantile(0.975) }

  /// The share of the estimate that comes from answers, from 0 to 1; the rest comes from the prior N(0, 1).
  ///
  /// An error of the ruler reaches the estimate only with this share, because it doesn't move the prior.
  public var reliability: Double { Self.reliability(ofDeviation: sd) }

  /// The reliability that belongs to a posterior standard deviation, in logits.
  public static func reliability(ofDeviation sd: Double) -> Double { max(0, 1 - sd * sd) }

  /// Returns the probability that the ability is at least `target`, in logits.
  public func probability(atLeast target: Double) -> Double {
    1 - GridDistribution(masses: masses, grid: grid).cumulative(at: target)
  }

  /// Returns the estimate with a further normal error, such as that of the ruler; the mean stays.
  ///
  /// - Parameter sd: The standard deviation of the error, in logits.
  public func widened(by sd: Double) -> Estimate {
    guard sd > 0 else { return self }
    let masses = normalised(StepKernel(variance: sd * sd, grid: grid).applied(to: masses))
    // The grid ends somewhere, so the mean of the new masses could differ by a trace.
    return Estimate(masses: masses, mean: mean, sd: grid.moments(of: masses).sd, grid: grid)
  }

  /// Returns the ability below which `probability` of the posterior lies, in logits.
  public func quantile(_ probability: Double) -> Double {
    GridDistribution(masses: masses, grid: grid).quantile(probability)
  }

  /// Returns the probability of each band between ascending cut scores, one more than there are cuts.
  ///
  /// Source: Rudner (2001), with the posterior itself instead of a normal curve.
  public func bandProbabilities(cuts: [Double]) -> [Double] {
    let distribution = GridDistribution(masses: masses, grid: grid)
    return differences(of: cuts.map { distribution.cumulative(at: $0) })
  }
}

/// The differences between ascending values of a distribution function, including both open ends.
func differences(of cumulative: [Double]) -> [Double] {
  var shares: [Double] = []
  var previous = 0.0
  for value in cumulative {
    shares.append(max(0, value - previous))
    previous = max(previous, value)
  }
  shares.append(max(0, 1 - previous))
  return shares
}
