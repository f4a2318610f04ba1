import ItemBank
import Psychometrics

/// A person's abilities, estimated from their answers: always computed, never stored.
public struct ScoreEstimates: Sendable {
  /// The posterior given the answers.
  public let posterior: CompetencyPosterior
  /// The profile's weighted mean over the domains.
  public let overall: WeightedEstimate
  /// The domains, in the order of the framework.
  public let domains: [Estimate]
  /// The skills, in the order of the framework.
  public let skills: [Estimate]
  /// The target of the profile, in logits.
  public let target: Double

  /// Estimates abilities from a posterior, under a profile.
  public init(posterior: CompetencyPosterior, framework: Framework, profile: String) {
    self.posterior = posterior
    let estimates = posterior.estimates()
    domains = estimates.domains
    skills = estimates.skills
    overall = posterior.weightedMean(ofDomains: framework.weights(ofProfile: profile))
    target = framework.target(ofProfile: profile)
  }

  /// Estimates abilities from the responses that count, under a profile.
  public init(_ counted: CountedResponses, pool: ItemPool, profile: String) {
    self.init(
      posterior: Self.posterior(of: counted.tallies, pool: pool), framework: pool.framework, profile: profile)
  }

  /// The posterior given responses, each tempered by its weight (power prior, Ibrahim and Chen, 2000).
  ///
  /// - Parameter share: A factor for all weights.
  static func posterior(
    of tallies: [CountedResponses.Tally], times share: Double = 1, pool: ItemPool
  ) -> CompetencyPosterior {
    let nodes = pool.grid.nodes.count
    var sums = Array(repeating: [Double](), count: pool.structure.skillCount)
    for tally in tallies {
      let row = pool.logLikelihood(of: tally.category, at: tally.entry, level: tally.level)
      let skill = pool.entries[tally.entry].skill
      let weight = share * tally.weight
      if sums[skill].isEmpty { sums[skill] = Array(repeating: 0, count: nodes) }
      for node in 0..<nodes { sums[skill][node] += weight * row[node] }
    }
    var posterior = CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    for (skill, sum) in sums.enumerated() where !sum.isEmpty { posterior.observe(sum, at: .skill(skill)) }
    return posterior
  }
}
