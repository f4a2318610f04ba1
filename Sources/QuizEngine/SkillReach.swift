import Psychometrics

/// How far an answer about one skill reaches the other skills of its domain.
///
/// Siblings depend on one another through their domain alone: given the domain's ability θ, a skill has the mean
/// √κ x θ and the variance (1 - κ) x, where x falls from 1 as the skill's own answers grow. So x follows from the
/// variances of the skill and of the domain, and the covariances from x. Exact for normal posteriors.
struct SkillReach {
  private let variances: [Double]
  /// Each skill's covariance with its domain.
  private let covariances: [Double]
  private let domainVariance: Double

  /// - Parameters:
  ///   - variances: The posterior variances of the domain's skills, in squared logits.
  ///   - domainVariance: The posterior variance of the domain, in squared logits.
  ///   - kappa: The share κ of a skill's variance that comes from its domain's ability.
  init(variances: [Double], domainVariance: Double, kappa: Double) {
    self.variances = variances
    self.domainVariance = max(domainVariance, 1e-9)
    let (across, own) = (kappa * self.domainVariance, 1 - kappa)
    covariances = variances.map { variance in
      // The positive root of κ v x² + (1 - κ) x = variance.
      let root = (own * own + 4 * across * variance).squareRoot()
      let x = across > 1e-12 ? min(1, (root - own) / (2 * across)) : 1
      return kappa.squareRoot() * x * domainVariance
    }
  }

  /// What the variances of all skills of the domain lose together, for each unit that one skill's variance loses.
  ///
  /// - Parameter skill: The skill's place in its domain.
  func total(from skill: Int) -> Double {
    let variance = max(variances[skill], 1e-9)
    return variances.indices.reduce(1) { sum, other in
      guard other != skill else { return sum }
      let shared = covariances[skill] * covariances[other] / domainVariance
      return sum + shared * shared / (variance * variance)
    }
  }
}
