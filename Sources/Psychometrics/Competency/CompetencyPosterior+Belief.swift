extension CompetencyPosterior {
  /// The belief at the end of a day, from which the next day starts.
  ///
  /// Each ability is regressed on its parent, with the posterior as weights. That preserves their means, variances
  /// and covariance. Where nothing was asked yet, the prior stays exactly as it was.
  ///
  /// - Complexity: a few microseconds for each domain and each skill with an answer of today.
  public func belief() -> AbilityBelief {
    let root = collectedAtRoot()
    var belief = AbilityBelief(priorOf: structure, grid: grid)
    belief.overall = normalised(logarithms: root)
    belief.skills = skillResiduals
    for domain in 0..<structure.domainCount {
      let skills = structure.skills(ofDomain: domain)
      let asked = skills.filter { hasAnswers(skillLikelihoods[$0]) }
      let isPrior =
        asked.isEmpty && !hasAnswers(domainLikelihoods[domain])
        && skills.allSatisfy { skillResiduals[$0] == .prior(share: structure.kappa) }
      guard !isPrior else { continue }
      belief.domains[domain] = residual(
        likelihood: collected(atDomain: domain), through: domainKernels[domain], parent: belief.overall,
        loading: structure.rho.squareRoot())
      guard !asked.isEmpty else { continue }
      let masses = normalised(logarithms: fullLog(ofDomain: domain, root: root))
      for skill in asked {
        belief.skills[skill] = residual(
          likelihood: skillLikelihoods[skill], through: skillKernels[skill], parent: masses,
          loading: structure.kappa.squareRoot())
      }
    }
    return belief
  }

  private func hasAnswers(_ likelihood: [Double]) -> Bool { likelihood.contains { $0 != likelihood[0] } }

  /// The regression of a child on its parent.
  private func residual(
    likelihood: [Double], through kernel: TransitionKernel, parent: [Double], loading: Double
  ) -> AbilityBelief.Residual {
    let (means, variances) = conditionalMoments(likelihood: likelihood, through: kernel)
    var (mean, centre, within) = (0.0, 0.0, 0.0)
    for (index, mass) in parent.enumerated() {
      mean += mass * means[index]
      centre += mass * grid.nodes[index]
      within += mass * variances[index]
    }
    var (across, spread, between) = (0.0, 0.0, 0.0)
    for (index, mass) in parent.enumerated() {
      let distance = grid.nodes[index] - centre
      across += mass * distance * (means[index] - mean)
      spread += mass * distance * distance
      between += mass * (means[index] - mean) * (means[index] - mean)
    }
    let slope = spread > 1e-12 ? across / spread : loading
    return AbilityBelief.Residual(
      offset: mean - slope * centre, slope: slope - loading,
      variance: max(0, within + between - slope * across))
  }
}
