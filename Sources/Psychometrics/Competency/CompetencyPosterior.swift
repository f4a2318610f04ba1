/// The exact joint posterior of overall ability, domains and skills, given all answers so far.
///
/// Given its parent, each ability is independent of its siblings. Sums over the grid and products of messages
/// therefore give the posterior without sampling and without a normal approximation (Pearl, 1988; the
/// reduction of the integrals: Gibbons and Hedeker, 1992). The posterior is a value: use a copy to see what
/// an answer would change.
///
/// - Complexity: one observation costs two products of a vector with a 61 x 61 matrix, whatever the size of
///   the tree.
public struct CompetencyPosterior: Sendable, Equatable {
  /// The shape of the tree.
  public let structure: TreeStructure
  /// The grid on which every ability is represented.
  public let grid: Grid
  /// The distribution of each domain's ability given the overall one.
  private(set) var domainKernels: [TransitionKernel]
  /// The distribution of each skill's ability given its domain's.
  private(set) var skillKernels: [TransitionKernel]
  /// Each skill's relation to its domain before the answers.
  private(set) var skillResiduals: [AbilityBelief.Residual]
  /// The logarithm of the root's prior, plus the log-likelihood of answers observed at the root.
  private(set) var overallLikelihood: [Double]
  /// The log-likelihood of the answers observed at each domain itself.
  private(set) var domainLikelihoods: [[Double]]
  /// The log-likelihood of the answers observed at each skill.
  private(set) var skillLikelihoods: [[Double]]
  /// The logarithm of each domain's message to the root.
  private(set) var domainMessages: [[Double]]
  /// The logarithm of each skill's message to its domain.
  private(set) var skillMessages: [[Double]]

  /// Creates the prior: every ability is standard normal.
  public init(structure: TreeStructure, grid: Grid = .standard) {
    let nothing = Array(repeating: 0.0, count: grid.count)
    self.structure = structure
    self.grid = grid
    // All copies of a kernel share their memory.
    domainKernels = Array(
      repeating: TransitionKernel(share: structure.rho, grid: grid), count: structure.domainCount)
    skillKernels = Array(
      repeating: TransitionKernel(share: structure.kappa, grid: grid), count: structure.skillCount)
    skillResiduals = Array(repeating: .prior(share: structure.kappa), count: structure.skillCount)
    overallLikelihood = grid.nodes.map { -0.5 * $0 * $0 }
    domainLikelihoods = Array(repeating: nothing, count: structure.domainCount)
    domainMessages = domainLikelihoods
    skillLikelihoods = Array(repeating: nothing, count: structure.skillCount)
    skillMessages = skillLikelihoods
  }

  /// Updates the posterior with one answer.
  ///
  /// - Parameters:
  ///   - logLikelihood: the log-likelihood of the answer on each node of the grid, up to a constant; a row
  ///     of `ResponseModel.logLikelihoods(on:)`.
  ///   - weight: the power to which the likelihood is raised (Ibrahim and Chen, 2000): 1 for a fresh answer,
  ///     less for an old one, 0 for none.
  ///   - node: the ability that the answer depends on.
  public mutating func observe(_ logLikelihood: [Double], weight: Double = 1, at node: TreeNode) {
    precondition(logLikelihood.count == grid.count, "one log-likelihood a node")
    guard weight != 0 else { return }
    switch node {
    case .overall:
      overallLikelihood.add(logLikelihood, times: weight)
    case .domain(let domain):
      domainLikelihoods[domain].add(logLikelihood, times: weight)
      updateMessage(ofDomain: domain)
    case .skill(let skill):
      skillLikelihoods[skill].add(logLikelihood, times: weight)
      skillMessages[skill] = message(of: skillLikelihoods[skill], through: skillKernels[skill])
      updateMessage(ofDomain: structure.domain(ofSkill: skill))
    }
  }

  /// Sets the distribution of the overall ability before the answers.
  mutating func startFrom(overall masses: [Double]) { overallLikelihood = masses.map(flooredLog) }

  /// Sets the relation of a domain to the overall ability before the answers.
  mutating func setKernel(_ kernel: TransitionKernel, ofDomain domain: Int) { domainKernels[domain] = kernel }

  /// Sets the relation of a skill to its domain before the answers.
  ///
  /// - Parameter buildsKernel: False if the skill is neither asked nor read.
  mutating func setResidual(_ residual: AbilityBelief.Residual, ofSkill skill: Int, buildsKernel: Bool) {
    skillResiduals[skill] = residual
    guard buildsKernel else { return }
    let loading = structure.kappa.squareRoot()
    skillKernels[skill] = TransitionKernel(
      parts: [
        TransitionKernel.Part(
          weight: 1, means: grid.nodes.map { (loading + residual.slope) * $0 + residual.offset },
          variances: Array(repeating: residual.variance, count: grid.count))
      ], grid: grid)
  }

  /// The log-likelihood of a domain's ability, from the domain and everything below it.
  func collected(atDomain domain: Int) -> [Double] {
    var sum = domainLikelihoods[domain]
    for skill in structure.skills(ofDomain: domain) { sum.add(skillMessages[skill], times: 1) }
    return sum
  }

  /// The logarithm of the root's posterior, up to a constant.
  func collectedAtRoot() -> [Double] {
    var sum = overallLikelihood
    for message in domainMessages { sum.add(message, times: 1) }
    return sum
  }

  private mutating func updateMessage(ofDomain domain: Int) {
    domainMessages[domain] = message(of: collected(atDomain: domain), through: domainKernels[domain])
  }

  private func message(of logLikelihood: [Double], through kernel: TransitionKernel) -> [Double] {
    kernel.towardsParent(exponentials(logLikelihood)).map(flooredLog)
  }
}

extension [Double] {
  /// Adds a multiple of another array of the same length, in place.
  mutating func add(_ other: [Double], times factor: Double) {
    for index in indices { self[index] += factor * other[index] }
  }

  /// The differences of two arrays of the same length.
  func subtracting(_ other: [Double]) -> [Double] {
    var result = self
    result.add(other, times: -1)
    return result
  }
}
