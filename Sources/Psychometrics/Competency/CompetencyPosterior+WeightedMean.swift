extension CompetencyPosterior {
  /// Returns the estimate of a weighted mean of the domains.
  ///
  /// Given the overall ability, the domains are independent, so their means and variances add. Averaging over
  /// the posterior of the overall ability restores their dependence, which a plain sum of the domains'
  /// variances would lose.
  ///
  /// - Parameter weights: one weight of at least 0 for each domain; they need not sum to 1. If all are 0,
  ///   every domain counts the same.
  public func weightedMean(ofDomains weights: [Double]) -> WeightedEstimate {
    WeightedEstimate(components: components(ofDomains: weights))
  }

  /// Returns the mean and standard deviation of a weighted mean of the domains, in logits.
  ///
  /// The result equals that of `weightedMean(ofDomains:)`, without the search for quantiles.
  public func weightedMoments(ofDomains weights: [Double]) -> (mean: Double, sd: Double) {
    let parts = components(ofDomains: weights)
    let mean = parts.reduce(0) { $0 + $1.weight * $1.distribution.mean }
    let variance = parts.reduce(0) { sum, part in
      let shift = part.distribution.mean - mean
      return sum + part.weight * (part.distribution.sd * part.distribution.sd + shift * shift)
    }
    return (mean, variance.squareRoot())
  }

  private func components(ofDomains weights: [Double]) -> [WeightedEstimate.Component] {
    precondition(weights.count == structure.domainCount, "one weight a domain")
    let total = weights.reduce(0, +)
    let shares = weights.map { total > 0 ? $0 / total : 1 / Double(weights.count) }
    var means = Array(repeating: 0.0, count: grid.count)
    var variances = means
    for (domain, share) in shares.enumerated() where share != 0 {
      let moments = conditionalMoments(ofDomain: domain)
      means.add(moments.means, times: share)
      variances.add(moments.variances, times: share * share)
    }
    let root = normalised(logarithms: collectedAtRoot())
    var components: [WeightedEstimate.Component] = []
    for index in root.indices where root[index] > 1e-12 {
      let distribution = NormalDistribution(mean: means[index], sd: max(variances[index], 1e-12).squareRoot())
      components.append(.init(weight: root[index], distribution: distribution))
    }
    let kept = components.reduce(0) { $0 + $1.weight }
    return components.map { .init(weight: $0.weight / kept, distribution: $0.distribution) }
  }

  /// The mean and the variance of a domain for each value of the overall ability.
  private func conditionalMoments(ofDomain domain: Int) -> (means: [Double], variances: [Double]) {
    conditionalMoments(likelihood: collected(atDomain: domain), through: domainKernels[domain])
  }

  /// The mean and the variance of a child for each value of its parent.
  ///
  /// - Parameter likelihood: The logarithm of the likelihood of the child's values.
  func conditionalMoments(
    likelihood: [Double], through kernel: TransitionKernel
  ) -> (means: [Double], variances: [Double]) {
    let likelihood = exponentials(likelihood)
    let linear = zip(likelihood, grid.nodes).map { $0 * $1 }
    let quadratic = zip(linear, grid.nodes).map { $0 * $1 }
    let mass = kernel.towardsParent(likelihood)
    let first = kernel.towardsParent(linear)
    let second = kernel.towardsParent(quadratic)
    var means: [Double] = []
    var variances: [Double] = []
    for index in mass.indices {
      let scale = 1 / max(mass[index], 1e-300)
      let mean = first[index] * scale
      means.append(mean)
      variances.append(max(0, second[index] * scale - mean * mean))
    }
    return (means, variances)
  }
}
