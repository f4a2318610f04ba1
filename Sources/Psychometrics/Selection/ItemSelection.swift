/// Criteria for choosing the next item of an adaptive test.
///
/// Each criterion judges one item. The caller compares the items and adds content, exposure and chance.
public enum ItemSelection {
  /// Returns the expected variance of ability after the answer, in squared logits; less is better.
  ///
  /// The average is over the answers that the prior predicts. Source: van der Linden (1998), minimum expected
  /// posterior variance.
  ///
  /// - Parameters:
  ///   - model: the item.
  ///   - prior: the current distribution of the ability, as masses on the grid that sum to 1.
  ///   - grid: the grid of the masses.
  public static func expectedPosteriorVariance(
    of model: ResponseModel, prior: [Double], grid: Grid
  ) -> Double {
    expectedPosteriorVariance(probabilities: model.probabilities(on: grid), prior: prior, grid: grid)
  }

  /// Returns the expected posterior variance of an item given as a table [category][node].
  public static func expectedPosteriorVariance(
    probabilities: [[Double]], prior: [Double], grid: Grid
  ) -> Double {
    let (mean, sd) = grid.moments(of: prior)
    var variance = sd * sd
    // By the law of total variance, the expected remaining variance is the present one minus the variance of
    // the new mean.
    for row in probabilities {
      var mass = 0.0
      var shift = 0.0
      for index in prior.indices {
        let joint = prior[index] * row[index]
        mass += joint
        shift += joint * (grid.nodes[index] - mean)
      }
      if mass > 0 { variance -= shift * shift / mass }
    }
    return max(0, variance)
  }

  /// Returns the information that the answer is expected to give about ability, in nats; more is better.
  ///
  /// Source: Weissman (2007), the mutual information of answer and ability.
  ///
  /// - Parameters:
  ///   - model: the item.
  ///   - prior: the current distribution of the ability, as masses on the grid that sum to 1.
  ///   - grid: the grid of the masses.
  public static func mutualInformation(of model: ResponseModel, prior: [Double], grid: Grid) -> Double {
    mutualInformation(probabilities: model.probabilities(on: grid), prior: prior)
  }

  /// Returns the mutual information of an item given as a table [category][node].
  public static func mutualInformation(probabilities: [[Double]], prior: [Double]) -> Double {
    var information = 0.0
    for row in probabilities {
      var mass = 0.0
      var inner = 0.0
      for index in prior.indices {
        let joint = prior[index] * row[index]
        mass += joint
        if joint > 0 { inner += joint * log(row[index]) }
      }
      if mass > 0 { information += inner - mass * log(mass) }
    }
    return max(0, information)
  }
}
