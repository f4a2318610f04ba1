import Psychometrics

/// The two kinds of information of an item.
public enum InformationKind: Sendable, Equatable, CaseIterable {
  /// The average over the possible answers (Fisher); it depends only on the item and the ability.
  case expected
  /// The curvature of the log-likelihood at the given answer.
  case observed
}

extension ItemSelection {
  /// Returns the Fisher information of an item at an ability, per squared logit; more is better.
  ///
  /// Source: Lord (1980), maximum information.
  public static func fisherInformation(of model: ResponseModel, at theta: Double) -> Double {
    model.information(at: theta)
  }

  /// Returns the Fisher information averaged over the possible abilities.
  ///
  /// Weighted by the likelihood, it is the criterion of Veerkamp and Berger (1997); weighted by the
  /// posterior, that of van der Linden (1998).
  ///
  /// - Parameters:
  ///   - model: the item.
  ///   - weights: one weight for each node: masses for an average, or a density times the step for an
  ///     integral that is not normalised.
  ///   - grid: the grid of the weights.
  public static func weightedInformation(of model: ResponseModel, weights: [Double], grid: Grid) -> Double {
    weightedSum(weights, grid: grid) { model.information(at: $0) }
  }

  /// Returns how well an item distinguishes an estimate from the abilities around it, in nats; more is
  /// better.
  ///
  /// It sums, with weights, the Kullback-Leibler divergence between the answers at the estimate and at each
  /// node. Source: Chang and Ying (1996); weighted by the posterior: Barrada and others (2009).
  ///
  /// - Parameters:
  ///   - model: the item.
  ///   - theta: the estimate, in logits.
  ///   - weights: one weight for each node, as for `weightedInformation(of:weights:grid:)`.
  ///   - grid: the grid of the weights.
  public static func kullbackLeibler(
    of model: ResponseModel, at theta: Double, weights: [Double], grid: Grid
  ) -> Double {
    let here = model.probabilities(at: theta)
    return weightedSum(weights, grid: grid) { node in
      var divergence = 0.0
      for (mine, theirs) in zip(here, model.probabilities(at: node)) where mine > 0 {
        divergence += mine * (flooredLog(mine) - flooredLog(theirs))
      }
      return divergence
    }
  }

  /// Returns the variance of the expected score over the distribution of the ability.
  ///
  /// Source: Kaplan, de la Torre and Barrada (2015), the global discrimination index.
  ///
  /// - Parameters:
  ///   - model: the item.
  ///   - masses: the current distribution of the ability, as masses on the grid that sum to 1.
  ///   - grid: the grid of the masses.
  public static func globalDiscrimination(of model: ResponseModel, masses: [Double], grid: Grid) -> Double {
    let mean = weightedSum(masses, grid: grid) { model.expectedScore(at: $0) }
    return weightedSum(masses, grid: grid) { squared(model.expectedScore(at: $0) - mean) }
  }

  /// Returns the expected posterior variance, with the answer predicted at a point estimate.
  ///
  /// This is the form of catR and of Choi and Swartz (2009). The form without `theta` averages over the
  /// prior, which is more cautious while the estimate is poor.
  public static func expectedPosteriorVariance(
    of model: ResponseModel, prior: [Double], grid: Grid, at theta: Double
  ) -> Double {
    var variance = 0.0
    for (row, predicted) in zip(model.probabilities(on: grid), model.probabilities(at: theta)) {
      let sd = grid.moments(of: normalised(zip(prior, row).map { $0 * $1 })).sd
      variance += predicted * sd * sd
    }
    return variance
  }

  /// Returns the expected information at the estimate after the answer.
  ///
  /// For each possible answer, the ability is estimated again (posterior mode), and the item's information is
  /// computed there. Source: van der Linden (1998), maximum expected information.
  ///
  /// - Parameters:
  ///   - model: the item.
  ///   - responses: the answers so far.
  ///   - theta: the estimate that predicts the answer, in logits.
  ///   - kind: the kind of information.
  ///   - prior: the prior of the mode.
  ///   - search: the range and tolerance of the search for the mode.
  public static func expectedInformation(
    of model: ResponseModel, after responses: [ScoredResponse], at theta: Double,
    kind: InformationKind = .observed, prior: NormalDistribution = .init(),
    search: AbilityEstimation.Search = .init()
  ) -> Double {
    var total = 0.0
    for (category, probability) in model.probabilities(at: theta).enumerated() {
      let answer = ScoredResponse(model: model, category: category)
      let mode = AbilityEstimation.maximumAPosteriori(of: responses + [answer], prior: prior, search: search)
      switch kind {
      case .expected: total += probability * model.information(at: mode.theta)
      case .observed: total -= probability * answer.derivatives(at: mode.theta).second
      }
    }
    return total
  }

  private static func weightedSum(_ weights: [Double], grid: Grid, _ value: (Double) -> Double) -> Double {
    var total = 0.0
    for (node, weight) in zip(grid.nodes, weights) where weight != 0 { total += weight * value(node) }
    return total
  }
}
