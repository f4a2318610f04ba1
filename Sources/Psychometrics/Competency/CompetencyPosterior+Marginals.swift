extension CompetencyPosterior {
  /// Returns the posterior masses of one ability on the grid; they sum to 1.
  public func marginal(of node: TreeNode) -> [Double] {
    let root = collectedAtRoot()
    switch node {
    case .overall:
      return normalised(logarithms: root)
    case .domain(let domain):
      return normalised(logarithms: fullLog(ofDomain: domain, root: root))
    case .skill(let skill):
      let domain = structure.domain(ofSkill: skill)
      return masses(ofSkill: skill, domainLog: fullLog(ofDomain: domain, root: root))
    }
  }

  /// Returns the estimate of one ability.
  public func estimate(of node: TreeNode) -> Estimate {
    Estimate(masses: marginal(of: node), grid: grid)
  }

  /// Returns the estimate of every ability, in one pass down the tree.
  public func estimates() -> (overall: Estimate, domains: [Estimate], skills: [Estimate]) {
    let root = collectedAtRoot()
    var domains: [Estimate] = []
    var skills: [Estimate] = []
    domains.reserveCapacity(structure.domainCount)
    skills.reserveCapacity(structure.skillCount)
    for domain in 0..<structure.domainCount {
      let domainLog = fullLog(ofDomain: domain, root: root)
      domains.append(Estimate(masses: normalised(logarithms: domainLog), grid: grid))
      for skill in structure.skills(ofDomain: domain) {
        skills.append(Estimate(masses: masses(ofSkill: skill, domainLog: domainLog), grid: grid))
      }
    }
    return (Estimate(masses: normalised(logarithms: root), grid: grid), domains, skills)
  }

  /// Returns the posterior standard deviation of every domain, in logits; faster than `estimates()`.
  public func domainDeviations() -> [Double] {
    let root = collectedAtRoot()
    return (0..<structure.domainCount).map {
      grid.moments(of: normalised(logarithms: fullLog(ofDomain: $0, root: root))).sd
    }
  }

  /// Returns the posterior mean of every domain, in logits.
  public func domainMeans() -> [Double] {
    let root = collectedAtRoot()
    return (0..<structure.domainCount).map {
      grid.moments(of: normalised(logarithms: fullLog(ofDomain: $0, root: root))).mean
    }
  }

  /// Returns the posterior masses of the skills of one domain, in their order; each sums to 1.
  public func marginals(ofSkillsOf domain: Int) -> [[Double]] {
    let domainLog = fullLog(ofDomain: domain, root: collectedAtRoot())
    return structure.skills(ofDomain: domain).map { masses(ofSkill: $0, domainLog: domainLog) }
  }

  /// The logarithm of a domain's posterior, up to a constant.
  func fullLog(ofDomain domain: Int, root: [Double]) -> [Double] {
    // Remove the domain's own message before the root replies, so that no answer counts twice.
    let others = normalised(logarithms: root.subtracting(domainMessages[domain]))
    var result = domainKernels[domain].towardsChild(others).map(flooredLog)
    result.add(collected(atDomain: domain), times: 1)
    return result
  }

  private func masses(ofSkill skill: Int, domainLog: [Double]) -> [Double] {
    let others = normalised(logarithms: domainLog.subtracting(skillMessages[skill]))
    // In logarithms, because contradictory answers can leave no node where both factors are above zero.
    var result = skillKernels[skill].towardsChild(others).map(flooredLog)
    result.add(skillLikelihoods[skill], times: 1)
    return normalised(logarithms: result)
  }
}
