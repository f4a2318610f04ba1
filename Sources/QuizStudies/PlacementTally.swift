import Psychometrics
import QuizEngine

/// Sums over simulated people; the sums of parts add up.
public struct PlacementTally: Sendable {
  /// How well one level of the tree was measured.
  public struct Quality: Sendable, Equatable, Encodable {
    /// The mean error, in logits.
    public var bias: Double
    /// The root mean squared error, in logits.
    public var rmse: Double
    /// The share of the true abilities that lie inside their 95 % interval, from 0 to 1.
    public var coverage: Double
  }

  struct Sums: Sendable {
    var count = 0.0
    var errors = 0.0
    var squares = 0.0
    var covered = 0.0
    var width = 0.0

    mutating func add(mean: Double, lower: Double, upper: Double, truth: Double) {
      count += 1
      errors += mean - truth
      squares += (mean - truth) * (mean - truth)
      if lower <= truth, truth <= upper { covered += 1 }
      width += upper - lower
    }

    mutating func add(_ other: Sums) {
      count += other.count
      errors += other.errors
      squares += other.squares
      covered += other.covered
      width += other.width
    }

    var quality: Quality {
      let total = max(1, count)
      return Quality(
        bias: errors / total, rmse: (squares / total).squareRoot(), coverage: covered / total)
    }
  }

  private(set) var overallSums = Sums()
  private(set) var domainSums = Sums()
  private(set) var skillSums = Sums()
  private(set) var aloneSums = Sums()
  /// The number of people.
  public private(set) var people = 0
  /// How often each item was served, in the order of the pool.
  public private(set) var uses: [Int]
  /// The number of items served.
  public private(set) var served = 0
  /// How often attempts ended for each reason.
  public private(set) var reasons: [StopReason: Int] = [:]

  init(itemCount: Int) { uses = Array(repeating: 0, count: itemCount) }

  /// The quality of the overall ability, with the profile's weights.
  public var overall: Quality { overallSums.quality }
  /// The quality of the domains.
  public var domains: Quality { domainSums.quality }
  /// The quality of the skills.
  public var skills: Quality { skillSums.quality }
  /// The quality of the domains if each is scored alone, from the same answers.
  public var domainsAlone: Quality { aloneSums.quality }
  /// The mean number of items of an attempt.
  public var meanLength: Double { people == 0 ? 0 : Double(served) / Double(people) }
  /// The number of items that nobody was served.
  public var neverUsed: Int { uses.count { $0 == 0 } }
  /// The share of people who were served the most-used item, from 0 to 1.
  public var maxExposure: Double { people == 0 ? 0 : Double(uses.max() ?? 0) / Double(people) }

  /// The share of items that two people have in common on average, from 0 to 1.
  ///
  /// Σ r²/Σ r over the exposure rates r (Chen, Ankenmann & Spray 2003, eq. 6, in the limit of many people).
  public var overlap: Double { Self.overlap(uses: uses, people: people) }

  static func overlap(uses: [Int], people: Int) -> Double {
    let rates = uses.map { Double($0) / Double(max(1, people)) }
    let sum = rates.reduce(0, +)
    return sum > 0 ? rates.reduce(0) { $0 + $1 * $1 } / sum : 0
  }

  mutating func take(_ attempt: Attempt, person: PlacementStudy.Person, profile: String) {
    people += 1
    let weights = attempt.pool.framework.weights(ofProfile: profile)
    let structure = attempt.pool.structure
    let alone = TreeStructure(skillsPerDomain: structure.skillsPerDomain, rho: 0, kappa: structure.kappa)
    var separate = CompetencyPosterior(structure: alone, grid: attempt.pool.grid)
    for response in attempt.responses {
      guard let entry = response.entry else { continue }
      uses[entry] += 1
      served += 1
      if let row = attempt.pool.logLikelihood(of: response.score.category, at: entry) {
        separate.observe(row, at: .skill(attempt.pool.entries[entry].skill))
      }
    }
    if let reason = attempt.stopReason { reasons[reason, default: 0] += 1 }
    let total = max(1e-12, weights.reduce(0, +))
    let truth = zip(weights, person.domains).reduce(0) { $0 + $1.0 * $1.1 } / total
    let estimates = ScoreEstimates(
      posterior: attempt.posterior, framework: attempt.pool.framework, profile: profile)
    let overall = estimates.overall
    overallSums.add(mean: overall.mean, lower: overall.lower95, upper: overall.upper95, truth: truth)
    for (estimate, truth) in zip(estimates.domains, person.domains) {
      domainSums.add(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95, truth: truth)
    }
    for (estimate, truth) in zip(estimates.skills, person.skills) {
      skillSums.add(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95, truth: truth)
    }
    for (estimate, truth) in zip(separate.estimates().domains, person.domains) {
      aloneSums.add(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95, truth: truth)
    }
  }

  /// Adds the sums of another part of the work over the same pool.
  public mutating func add(_ other: PlacementTally) {
    overallSums.add(other.overallSums)
    domainSums.add(other.domainSums)
    skillSums.add(other.skillSums)
    aloneSums.add(other.aloneSums)
    people += other.people
    served += other.served
    for index in uses.indices { uses[index] += other.uses[index] }
    reasons.merge(other.reasons, uniquingKeysWith: +)
  }
}
