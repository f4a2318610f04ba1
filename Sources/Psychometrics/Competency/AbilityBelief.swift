/// What is known about a person's abilities at the end of a day: the state of the filter between two days.
///
/// The overall ability keeps its whole distribution on the grid. Every other ability is kept relative to its parent:
/// as a linear function of the parent's ability with a normal remainder. After a day's answers this is a projection
/// of the exact posterior that preserves the means, the variances and the covariance of each ability and its parent
/// (an assumed-density filter on a tree; Boyen and Koller, 1998).
///
/// It takes a few kilobytes, however many answers it rests on.
public struct AbilityBelief: Sendable, Equatable {
  /// A child's ability minus its loading times its parent's: `offset + slope · parent`, and a normal remainder.
  public struct Residual: Sendable, Equatable {
    /// The mean where the parent's ability is 0, in logits.
    public var offset: Double
    /// How the mean changes with the parent's ability; 0 in the prior.
    public var slope: Double
    /// The variance of the remainder, in squared logits.
    public var variance: Double

    /// Creates a residual.
    public init(offset: Double, slope: Double, variance: Double) {
      self.offset = offset
      self.slope = slope
      self.variance = variance
    }

    /// The residual before any answer.
    static func prior(share: Double) -> Residual { Residual(offset: 0, slope: 0, variance: 1 - share) }

    /// The residual after its own walk.
    ///
    /// - Parameters:
    ///   - added: The variance of the steps, in squared logits.
    ///   - pull: The precision of the pull towards 0; see `PriorPull`.
    func walked(adding added: Double, pull: Double) -> Residual {
      let wide = variance + added
      let share = 1 / (1 + pull * wide)
      return Residual(offset: offset * share, slope: slope * share, variance: wide * share)
    }
  }

  /// The masses of the overall ability on the grid; they sum to 1.
  public var overall: [Double]
  /// The domains, relative to the overall ability.
  public var domains: [Residual]
  /// The skills, relative to their domains.
  public var skills: [Residual]

  /// Creates a belief from its parts.
  public init(overall: [Double], domains: [Residual], skills: [Residual]) {
    self.overall = overall
    self.domains = domains
    self.skills = skills
  }

  /// Creates the belief before any answer.
  public init(priorOf structure: TreeStructure, grid: Grid = .standard) {
    overall = grid.standardNormal
    domains = Array(repeating: .prior(share: structure.rho), count: structure.domainCount)
    skills = Array(repeating: .prior(share: structure.kappa), count: structure.skillCount)
  }
}

extension AbilityBelief {
  /// The belief some days later, as the prior of that day's answers.
  ///
  /// - Parameters:
  ///   - days: The days since the belief held; with 0, abilities are as they were.
  ///   - needsSkill: True for the skills that will be asked or read; the others are carried along at no cost.
  /// - Complexity: some microseconds for each domain and each skill that is needed.
  public func prior(
    afterDays days: Double, walk: AbilityWalk = .standard, structure: TreeStructure, grid: Grid = .standard,
    needsSkill: (_ skill: Int) -> Bool = { _ in true }
  ) -> CompetencyPosterior {
    let loading = structure.rho.squareRoot()
    let root = WalkedRoot(overall, days: days, walk: walk, loading: loading, grid: grid)
    let own = walk.domain.mixture(days: days)
    var posterior = CompetencyPosterior(structure: structure, grid: grid)
    posterior.startFrom(overall: root.masses)
    let before = grid.moments(of: overall)
    let spread = before.sd * before.sd
    for (domain, residual) in domains.enumerated() {
      if residual != .prior(share: structure.rho) {
        let pull = PriorPull.precision(
          steps: own, mean: residual.offset, variance: residual.variance, prior: 1 - structure.rho)
        let parts = own.map { part in
          let moved = residual.walked(adding: part.variance, pull: pull)
          return TransitionKernel.Part(
            weight: part.weight,
            means: grid.nodes.indices.map {
              loading * grid.nodes[$0] + moved.offset + moved.slope * root.earlierMeans[$0]
            },
            variances: root.earlierVariances.map { moved.variance + moved.slope * moved.slope * $0 })
        }
        posterior.setKernel(TransitionKernel(parts: parts, grid: grid), ofDomain: domain)
      }
      // The earlier ability of the domain, given the later one, as a linear regression.
      let total = loading + residual.slope
      let variance = total * total * spread + residual.variance
      let mean = total * before.mean + residual.offset
      let later =
        variance + walk.shared.variance(days: days) + walk.domain.variance(days: days)
      let ratio = variance / later
      for skill in structure.skills(ofDomain: domain) {
        guard skills[skill] != .prior(share: structure.kappa) else { continue }
        let steps = walk.skill.variance(days: days)
        let pull = PriorPull.precision(
          steps: [(1, steps)], mean: skills[skill].offset, variance: skills[skill].variance,
          prior: 1 - structure.kappa)
        let moved = skills[skill].walked(adding: steps, pull: pull)
        let next = Residual(
          offset: moved.offset + moved.slope * (1 - ratio) * mean, slope: moved.slope * ratio,
          variance: moved.variance + moved.slope * moved.slope * (variance - ratio * variance))
        posterior.setResidual(next, ofSkill: skill, buildsKernel: needsSkill(skill))
      }
    }
    return posterior
  }
}

/// The pull towards the prior that keeps a belief from becoming wider than the prior.
enum PriorPull {
  /// The precision that must be added so that the variance after the steps is at most the prior's; mostly 0.
  ///
  /// It acts as if an ability of 0 were observed, just strongly enough.
  ///
  /// - Parameters:
  ///   - steps: The weights and variances of the steps.
  ///   - mean: The mean before the steps.
  ///   - variance: The variance before the steps.
  ///   - prior: The variance of the prior.
  static func precision(
    steps: [(weight: Double, variance: Double)], mean: Double, variance: Double, prior: Double
  ) -> Double {
    func remaining(pull: Double) -> Double {
      var (first, second) = (0.0, 0.0)
      for step in steps {
        let wide = variance + step.variance
        let share = 1 / (1 + pull * wide)
        first += step.weight * share * mean
        second += step.weight * (wide * share + share * mean * share * mean)
      }
      return second - first * first
    }
    guard remaining(pull: 0) > prior else { return 0 }
    var (low, high) = (0.0, 1 / prior)
    while remaining(pull: high) > prior { high *= 2 }
    for _ in 0..<40 {
      let middle = 0.5 * (low + high)
      if remaining(pull: middle) > prior { low = middle } else { high = middle }
    }
    return high
  }
}

/// The overall ability after its steps, and what each later value says about the earlier one.
private struct WalkedRoot {
  var masses: [Double]
  /// The mean and the variance of the earlier ability, for each later one.
  var earlierMeans: [Double]
  var earlierVariances: [Double]

  init(_ overall: [Double], days: Double, walk: AbilityWalk, loading: Double, grid: Grid) {
    let nodes = grid.nodes
    guard days > 0 else {
      (masses, earlierMeans) = (overall, nodes)
      earlierVariances = Array(repeating: 0, count: nodes.count)
      return
    }
    let (centre, spread) = grid.moments(of: overall)
    let steps = walk.shared.mixture(days: days).map { ($0.weight, $0.variance / (loading * loading)) }
    let pull = PriorPull.precision(steps: steps, mean: centre, variance: spread * spread, prior: 1)
    let first = zip(overall, nodes).map { $0 * $1 }
    let second = zip(first, nodes).map { $0 * $1 }
    var sums = Array(repeating: [Double](repeating: 0, count: nodes.count), count: 3)
    for (weight, variance) in steps {
      let kernel = StepKernel(variance: variance, grid: grid)
      var moved = [overall, first, second].map { kernel.applied(to: $0) }
      if pull > 0 {
        for index in nodes.indices {
          let factor = exp(-0.5 * pull * nodes[index] * nodes[index])
          for order in 0..<3 { moved[order][index] *= factor }
        }
      }
      let scale = weight / max(1e-300, moved[0].reduce(0, +))
      for order in 0..<3 { sums[order].add(moved[order], times: scale) }
    }
    masses = normalised(sums[0])
    earlierMeans = nodes
    earlierVariances = Array(repeating: 0, count: nodes.count)
    for index in nodes.indices where sums[0][index] > 1e-290 {
      let mean = sums[1][index] / sums[0][index]
      earlierMeans[index] = mean
      earlierVariances[index] = max(0, sums[2][index] / sums[0][index] - mean * mean)
    }
  }
}
