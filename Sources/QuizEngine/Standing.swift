import ItemBank
import Psychometrics

/// Evidence summed over the answers to one item that fell into one category.
public struct EvidenceTally: Sendable, Hashable {
  /// The item's identity.
  public var item: String
  /// The score category.
  public var category: Int
  /// The sum of the answers' weights; an answer of today weighs 1.
  public var weight: Double

  /// Creates a tally.
  public init(item: String, category: Int, weight: Double) {
    self.item = item
    self.category = category
    self.weight = weight
  }
}

/// Abilities read from answers: always computed, never stored.
public struct Standing: Sendable {
  /// What the answers say.
  public let posterior: CompetencyPosterior
  /// The profile's weighted mean over the domains.
  public let overall: WeightedEstimate
  /// The domains, in the order of the framework.
  public let domains: [Estimate]
  /// The skills, in the order of the framework.
  public let skills: [Estimate]
  /// The target of the profile, in logits.
  public let target: Double

  /// Reads a posterior under a profile.
  public init(posterior: CompetencyPosterior, framework: Framework, profile: String) {
    self.posterior = posterior
    let estimates = posterior.estimates()
    domains = estimates.domains
    skills = estimates.skills
    overall = posterior.weightedMean(ofDomains: framework.weights(ofProfile: profile))
    target = framework.target(ofProfile: profile)
  }

  /// Computes the standing from tempered answers (power prior, Ibrahim & Chen 2000).
  ///
  /// Answers to items that the bank no longer has are left out.
  public init(tallies: [EvidenceTally], pool: ItemPool, profile: String) {
    self.init(
      posterior: Self.posterior(of: tallies, pool: pool), framework: pool.framework, profile: profile)
  }

  /// The posterior of tempered answers; those to items that the bank no longer has are left out.
  static func posterior(of tallies: [EvidenceTally], pool: ItemPool) -> CompetencyPosterior {
    let nodes = pool.grid.nodes.count
    var evidence = Array(repeating: [Double](), count: pool.structure.skillCount)
    for tally in tallies {
      guard let entry = pool.index(of: tally.item),
        let row = pool.logLikelihood(of: tally.category, at: entry)
      else { continue }
      let skill = pool.entries[entry].skill
      if evidence[skill].isEmpty { evidence[skill] = Array(repeating: 0, count: nodes) }
      for node in 0..<nodes { evidence[skill][node] += tally.weight * row[node] }
    }
    var posterior = CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    for (skill, sum) in evidence.enumerated() where !sum.isEmpty {
      posterior.observe(sum, at: .skill(skill))
    }
    return posterior
  }
}
