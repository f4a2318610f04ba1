import Psychometrics

/// Where a number came from: what each answer moved it by.
///
/// All answers are let in together, from none to all of their weight, and each is credited with what the number moved
/// by because of it on the way (Aumann and Shapley, 1974, "Values of Non-Atomic Games"; the integrated gradients of
/// Sundararajan, Taly and Yan, 2017, equation 1). The parts add up to the way from the prior to the number, whatever
/// the answers have in common, and none depends on the order of the answers.
public struct Explanation: Sendable {
  /// What one answer did.
  public struct Effect: Sendable, Hashable {
    /// The answer, as an index into the rows that were counted.
    public var piece: Int
    /// What the overall mean was moved by, in logits.
    public var overall: Double
    /// What each domain's mean was moved by, in logits.
    public var domains: [Double]
  }

  /// The effects of the answers that count, in their order.
  public let effects: [Effect]
  /// The numbers that are explained.
  public let standing: Standing

  /// The points of the way at which it is looked at: Gauss and Legendre's two on the unit interval, of equal weight.
  private static let waypoints = [0.5 - 0.5 / 3.0.squareRoot(), 0.5 + 0.5 / 3.0.squareRoot()]
  /// The small weight that an answer is given more, to see what the numbers do.
  private static let nudge = 0.02

  /// Explains the numbers that some answers lead to.
  public init(_ counted: CountedResponses, pool: ItemPool, profile: String) {
    let weights = pool.framework.weights(ofProfile: profile)
    func posterior(_ share: Double) -> CompetencyPosterior {
      Standing.posterior(of: counted.tallies, times: share, pool: pool)
    }
    /// The overall mean, then the domains'.
    func means(_ posterior: CompetencyPosterior) -> [Double] {
      [posterior.weightedMoments(ofDomains: weights).mean] + posterior.domainMeans()
    }
    standing = Standing(
      posterior: posterior(1), framework: pool.framework, profile: profile)
    // Answers of one tally say the same, so they move the numbers alike.
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
    // What two points of the way miss is shared out in proportion, so that the parts add up to the number.
    let prior = means(CompetencyPosterior(structure: pool.structure, grid: pool.grid))
    let reached = means(standing.posterior)
    for number in nothing.indices {
      let size = moved.reduce(0) { $0 + abs($1[number]) }
      guard size > 0 else { continue }
      let missed = reached[number] - prior[number] - moved.reduce(0) { $0 + $1[number] }
      for place in moved.indices { moved[place][number] += missed * abs(moved[place][number]) / size }
    }
    effects = zip(counted.responses, moved).map { response, moved in
      Effect(piece: response.row, overall: moved[0], domains: Array(moved.dropFirst()))
    }
  }

  /// What each effect moved the overall number by, or a domain's, in tenths of a point: rounded so that they add up to
  /// the rounded number.
  public func tenthsOfPoints(domain: Int? = nil) -> [Int] {
    Apportionment.rounded(
      effects.map { effect in 1000 * (domain.map { effect.domains[$0] } ?? effect.overall) })
  }
}
