import Psychometrics

/// How much each answer moved a number.
///
/// All weights grow together from zero to their full value. On the way, each answer is credited with the
/// change it causes (Aumann and Shapley, 1974, "Values of Non-Atomic Games"; the integrated gradients of
/// Sundararajan, Taly and Yan, 2017, equation 1). The parts add up to the distance from the prior to the
/// number, even if answers overlap, and don't depend on the order of the answers.
public struct Explanation: Sendable {
  /// The effect of one answer.
  public struct Effect: Sendable, Hashable {
    /// The answer, as an index into the rows that were counted.
    public var row: Int
    /// The change of the overall mean, in logits.
    public var overall: Double
    /// The change of each domain's mean, in logits.
    public var domains: [Double]
  }

  /// The effects of the answers that count, in order.
  public let effects: [Effect]
  /// The numbers to explain.
  public let standing: ScoreEstimates

  /// Where on the way from 0 to 1 the effects are measured: the two-point Gauss-Legendre nodes, equally
  /// weighted.
  private static let waypoints = [0.5 - 0.5 / 3.0.squareRoot(), 0.5 + 0.5 / 3.0.squareRoot()]
  /// The small extra weight that an answer gets, to measure how the numbers respond.
  private static let nudge = 0.02

  /// Explains the numbers that result from some answers.
  public init(_ counted: CountedResponses, pool: ItemPool, profile: String) {
    let weights = pool.framework.weights(ofProfile: profile)
    func posterior(_ share: Double) -> CompetencyPosterior {
      ScoreEstimates.posterior(of: counted.tallies, times: share, pool: pool)
    }
    /// The overall mean, then the domains'.
    func means(_ posterior: CompetencyPosterior) -> [Double] {
      [posterior.weightedMoments(ofDomains: weights).mean] + posterior.domainMeans()
    }
    standing = ScoreEstimates(
      posterior: posterior(1), framework: pool.framework, profile: profile)
    // Answers in the same tally carry the same information, so they move the numbers equally.
    let nothing = Array(repeating: 0.0, count: weights.count + 1)
    var rates = Array(repeating: nothing, count: counted.tallies.count)
    for share in Self.waypoints {
      let posterior = posterior(share)
      let now = means(posterior)
      for (place, tally) in counted.tallies.enumerated() where tally.weight != 0 {
        var more = posterior
        more.observe(
          pool.logLikelihood(of: tally.category, at: tally.entry, level: tally.level), weight: Self.nudge,
          at: .skill(pool.entries[tally.entry].skill))
        for (number, (after, before)) in zip(means(more), now).enumerated() {
          rates[place][number] += (after - before) / Self.nudge / Double(Self.waypoints.count)
        }
      }
    }
    var moved = counted.responses.map { response in rates[response.tally].map { $0 * response.weight } }
    // Two points leave a small error. Share it out in proportion, so that the parts add up to the number.
    let prior = means(CompetencyPosterior(structure: pool.structure, grid: pool.grid))
    let reached = means(standing.posterior)
    for number in nothing.indices {
      let size = moved.reduce(0) { $0 + abs($1[number]) }
      guard size > 0 else { continue }
      let missed = reached[number] - prior[number] - moved.reduce(0) { $0 + $1[number] }
      for place in moved.indices { moved[place][number] += missed * abs(moved[place][number]) / size }
    }
    effects = zip(counted.responses, moved).map { response, moved in
      Effect(row: response.row, overall: moved[0], domains: Array(moved.dropFirst()))
    }
  }

  /// The effects on the overall number or a domain's, in tenths of a point, rounded so that they add up to
  /// the rounded number.
  public func tenthsOfPoints(domain: Int? = nil) -> [Int] {
    Apportionment.rounded(
      effects.map { effect in 1000 * (domain.map { effect.domains[$0] } ?? effect.overall) })
  }
}
