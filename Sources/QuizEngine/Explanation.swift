import Psychometrics

/// How much each answer moved a number.
///
/// The days follow one another: those of a day are credited with the distance from what was known of today's number
/// before that day to what was known after it. Within a day, all weights grow together from zero to their full value,
/// and each answer is credited with the change it causes on the way (Aumann and Shapley, 1974, "Values of Non-Atomic
/// Games"; the integrated gradients of Sundararajan, Taly and Yan, 2017, equation 1). The parts add up to the distance
/// from the prior to the number, even if answers overlap, and don't depend on the order of a day's answers.
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
    /// The overall mean, then the domains'.
    func means(_ posterior: CompetencyPosterior) -> [Double] {
      [posterior.weightedMoments(ofDomains: weights).mean] + posterior.domainMeans()
    }
    let today = counted.posterior(pool: pool)
    standing = ScoreEstimates(posterior: today, framework: pool.framework, profile: profile)
    let nothing = Array(repeating: 0.0, count: weights.count + 1)
    var moved = Array(repeating: nothing, count: counted.responses.count)
    let places = Dictionary(grouping: counted.responses.indices) { counted.responses[$0].day }
    var known = counted.start
    var reached = means(
      known.map { CountedResponses.prior(from: $0, day: counted.today ?? $0.day, pool: pool) }
        ?? CompetencyPosterior(structure: pool.structure, grid: pool.grid))
    for (number, day) in counted.days.enumerated() {
      let before = known
      let belief = CountedResponses.posterior(of: day, from: before, pool: pool, isRead: false).belief()
      known = CountedResponses.Start(day: day.number, belief: belief)
      let isLast = number == counted.days.count - 1
      let after =
        isLast
        ? means(today)
        : means(
          CountedResponses.prior(
            from: CountedResponses.Start(day: day.number, belief: belief),
            day: counted.today ?? day.number, pool: pool))
      let change = zip(after, reached).map { $0 - $1 }
      reached = after
      let own = places[day.number] ?? []
      let empty = CountedResponses.posterior(
        of: CountedResponses.Day(number: day.number, answers: []), from: before, pool: pool, isRead: true)
      Self.credit(change, to: own, of: counted, day: day, empty: empty, pool: pool, means: means, &moved)
    }
    effects = zip(counted.responses, moved).map { response, moved in
      Effect(row: response.row, overall: moved[0], domains: Array(moved.dropFirst()))
    }
  }

  /// Shares a day's change of the numbers out among its answers.
  ///
  /// - Parameters:
  ///   - empty: The abilities on that day before its answers.
  private static func credit(
    _ change: [Double], to own: [Int], of counted: CountedResponses, day: CountedResponses.Day,
    empty: CompetencyPosterior, pool: ItemPool, means: (CompetencyPosterior) -> [Double],
    _ moved: inout [[Double]]
  ) {
    // Answers in the same tally carry the same information, so they move the numbers equally.
    var rates: [Int: [Double]] = [:]
    for tally in own.map({ counted.responses[$0].tally }) where rates[tally] == nil {
      rates[tally] = Array(repeating: 0, count: change.count)
    }
    func likelihood(_ equal: CountedResponses.EqualAnswers) -> [Double] {
      pool.logLikelihood(of: equal.category, at: equal.entry, level: equal.level)
    }
    for share in waypoints {
      var posterior = empty
      for equal in day.answers {
        posterior.observe(
          likelihood(equal), weight: share * Double(equal.count),
          at: .skill(pool.entries[equal.entry].skill))
      }
      let now = means(posterior)
      for place in rates.keys {
        let tally = counted.tallies[place]
        var more = posterior
        more.observe(
          pool.logLikelihood(of: tally.category, at: tally.entry, level: tally.level), weight: nudge,
          at: .skill(pool.entries[tally.entry].skill))
        for (number, (after, before)) in zip(means(more), now).enumerated() {
          rates[place]?[number] += (after - before) / nudge / Double(waypoints.count)
        }
      }
    }
    for place in own { moved[place] = rates[counted.responses[place].tally] ?? moved[place] }
    // Two points leave a small error, and so does the way from that day to today. Share it out in proportion, so
    // that the parts add up to the number.
    for number in change.indices {
      let size = own.reduce(0) { $0 + abs(moved[$1][number]) }
      guard size > 0 else { continue }
      let missed = change[number] - own.reduce(0) { $0 + moved[$1][number] }
      for place in own { moved[place][number] += missed * abs(moved[place][number]) / size }
    }
  }

  /// The effects on the overall score or a domain's, in whole points that add up to the score as it is shown.
  ///
  /// Scores are shown in steps of 5; the difference is shared out in proportion.
  public func points(domain: Int? = nil) -> [Int] {
    let values = effects.map { effect in
      ReportingScale.exactPoints(domain.map { effect.domains[$0] } ?? effect.overall)
    }
    let size = values.reduce(0) { $0 + abs($1) }
    guard size > 0 else { return values.map { _ in 0 } }
    let mean = domain.map { standing.domains[$0].mean } ?? standing.overall.mean
    let missing = Double(ReportingScale.score(mean) - ReportingScale.middle) - values.reduce(0, +)
    return Apportionment.rounded(values.map { $0 + missing * abs($0) / size })
  }

  /// The effects on the overall number or a domain's, in tenths of a point, rounded so that they add up to
  /// the rounded number.
  public func tenthsOfPoints(domain: Int? = nil) -> [Int] {
    Apportionment.rounded(
      effects.map { effect in 1000 * (domain.map { effect.domains[$0] } ?? effect.overall) })
  }
}
