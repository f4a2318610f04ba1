import Psychometrics

/// Estimates of one ability from answers to items with known models.
///
/// The program itself reports the posterior mean. The point estimates serve comparisons with other programs,
/// person fit and research.
public enum AbilityEstimation {
  /// The range and the tolerance of the search for a point estimate.
  public struct Search: Sendable, Equatable {
    /// The lowest ability to consider, in logits.
    public var lower: Double
    /// The highest ability to consider, in logits.
    public var upper: Double
    /// The tolerated error of the result, in logits.
    public var tolerance: Double

    /// Creates a search; the default spans 40 logits, at the full precision of the numbers.
    public init(lower: Double = -20, upper: Double = 20, tolerance: Double = 1e-13) {
      self.lower = lower
      self.upper = upper
      self.tolerance = tolerance
    }
  }

  /// Returns the posterior of the ability (EAP: expected a posteriori).
  ///
  /// Source: Bock and Mislevy (1982), eq. 3 and 4.
  ///
  /// - Parameters:
  ///   - responses: the answers, in any order.
  ///   - prior: masses on the grid that sum to 1; nil means the standard normal.
  ///   - grid: the nodes.
  public static func posterior(
    of responses: [ScoredResponse], prior: [Double]? = nil, grid: Grid = .standard
  ) -> Estimate {
    var logarithms = (prior ?? grid.standardNormal).map(flooredLog)
    for (index, node) in grid.nodes.enumerated() {
      for response in responses { logarithms[index] += response.logLikelihood(at: node) }
    }
    return Estimate(masses: normalised(logarithms: logarithms), grid: grid)
  }

  /// Returns the mode of the posterior (MAP: maximum a posteriori).
  ///
  /// The standard errors include the prior's information. Source: Samejima (1969), Bayes modal estimate.
  public static func maximumAPosteriori(
    of responses: [ScoredResponse], prior: NormalDistribution = .init(), search: Search = .init()
  ) -> PointEstimate {
    let precision = 1 / (prior.sd * prior.sd)
    return maximum(
      search: search,
      objective: { logLikelihood(of: responses, at: $0) - 0.5 * precision * squared($0 - prior.mean) },
      gradient: { score(of: responses, at: $0) - precision * ($0 - prior.mean) },
      information: { information(of: responses, at: $0) + precision })
  }

  /// Returns the maximum-likelihood estimate.
  ///
  /// If all answers are right or all are wrong, the likelihood keeps rising, and the estimate and its
  /// standard errors are infinite. With guessing there may be several maxima; this is the highest.
  public static func maximumLikelihood(
    of responses: [ScoredResponse], search: Search = .init()
  ) -> PointEstimate {
    maximum(
      search: search,
      objective: { logLikelihood(of: responses, at: $0) },
      gradient: { score(of: responses, at: $0) },
      information: { information(of: responses, at: $0) })
  }

  /// Returns the weighted-likelihood estimate, which removes the first-order bias of the likelihood.
  ///
  /// It solves l'(θ) + J(θ) / (2 I(θ)) = 0. Source: Warm (1989), eq. 14 to 16. With guessing it differs from
  /// the mode of the likelihood times √I, which some programs give under the same name.
  public static func weightedLikelihood(
    of responses: [ScoredResponse], search: Search = .init()
  ) -> PointEstimate {
    maximum(
      search: search,
      objective: { theta in
        logLikelihood(of: responses, at: theta) + 0.5 * flooredLog(information(of: responses, at: theta))
      },
      gradient: { theta in
        var correction = 0.0
        for response in responses { correction += response.model.warmCorrection(at: theta) }
        let information = information(of: responses, at: theta)
        // Far out the information vanishes and the ratio becomes meaningless, so only the score counts there.
        return score(of: responses, at: theta) + (information > 1e-250 ? correction / (2 * information) : 0)
      },
      information: { information(of: responses, at: $0) })
  }

  /// Returns the expected information of the items at an ability, per squared logit.
  public static func information(of responses: [ScoredResponse], at theta: Double) -> Double {
    var total = 0.0
    for response in responses { total += response.model.information(at: theta) }
    return total
  }

  /// Returns the log-likelihood of the answers at an ability in logits.
  public static func logLikelihood(of responses: [ScoredResponse], at theta: Double) -> Double {
    var total = 0.0
    for response in responses { total += response.logLikelihood(at: theta) }
    return total
  }

  /// The derivative of the log-likelihood with respect to ability.
  static func score(of responses: [ScoredResponse], at theta: Double) -> Double {
    var total = 0.0
    for response in responses { total += response.derivatives(at: theta).first }
    return total
  }
}
