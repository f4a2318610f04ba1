import ItemBank
import Psychometrics
import QuizEngine

/// Simulates people who take several placements of a real bank while their ability changes, to check today's score.
///
/// Everybody is drawn from the competency tree. A gain is one of the overall ability, so by the tree's loadings every
/// domain gains as much as said, and the overall score with them. The engine chooses, scores and filters as it does
/// for a person.
public struct GrowthSimulation: Sendable {
  /// How ability changes.
  public enum Course: Sendable, Hashable {
    /// Nothing changes.
    case steady
    /// A gain each month of 30 days, in logits.
    case gain(perMonth: Double)
    /// One gain between two attempts, in logits; the first attempt after it counts from 0.
    case jump(by: Double, before: Int)

    /// The gain since the first attempt, in logits.
    func gain(atAttempt attempt: Int, day: Int) -> Double {
      switch self {
      case .steady: 0
      case .gain(let rate): rate * Double(day) / 30
      case .jump(let size, let first): attempt >= first ? size : 0
      }
    }
  }

  /// How well the overall score is measured at one attempt.
  public struct Quality: Sendable, Equatable, Encodable {
    /// The share of people whose true score lies in the 95 % interval of today's score, from 0 to 1.
    public var coverage: Double
    /// The root mean squared error of today's score, in logits.
    public var rmse: Double
    /// The mean error of today's score, in logits.
    public var bias: Double
    /// The mean width of its 95 % interval, in logits.
    public var width: Double
    /// The coverage of the attempt alone.
    public var coverageAlone: Double
    /// The root mean squared error of the attempt alone, in logits.
    public var rmseAlone: Double
    /// The mean width of the 95 % interval of the attempt alone, in logits.
    public var widthAlone: Double
    /// The share of the domains' true scores that lie in the 95 % intervals of today's, from 0 to 1.
    public var domainCoverage: Double
    /// The root mean squared error of the domains today, in logits.
    public var domainRMSE: Double
    /// The root mean squared error of the domains by the attempt alone, in logits.
    public var domainRMSEAlone: Double
  }

  /// Sums over people; the sums of parts add up.
  public struct Tally: Sendable {
    /// The number of people.
    public private(set) var people = 0
    var today: [PlacementTally.Sums]
    var alone: [PlacementTally.Sums]
    var domains: [PlacementTally.Sums]
    var domainsAlone: [PlacementTally.Sums]
    var improving = 0

    init(attempts: Int) {
      today = Array(repeating: .init(), count: attempts)
      (alone, domains, domainsAlone) = (today, today, today)
    }

    /// The quality at each attempt.
    public var attempts: [Quality] {
      today.indices.map { index in
        let (now, single) = (today[index], alone[index])
        return Quality(
          coverage: now.quality.coverage, rmse: now.quality.rmse, bias: now.quality.bias,
          width: now.width / max(1, now.count), coverageAlone: single.quality.coverage,
          rmseAlone: single.quality.rmse, widthAlone: single.width / max(1, single.count),
          domainCoverage: domains[index].quality.coverage, domainRMSE: domains[index].quality.rmse,
          domainRMSEAlone: domainsAlone[index].quality.rmse)
      }
    }

    /// The share of people whose trend over all attempts is called improving, from 0 to 1.
    public var improvingShare: Double { Double(improving) / Double(max(1, people)) }

    mutating func countPerson(isImproving: Bool) {
      people += 1
      if isImproving { improving += 1 }
    }

    /// Adds the sums of another part of the work.
    public mutating func add(_ other: Tally) {
      people += other.people
      improving += other.improving
      for index in today.indices {
        today[index].add(other.today[index])
        alone[index].add(other.alone[index])
        domains[index].add(other.domains[index])
        domainsAlone[index].add(other.domainsAlone[index])
      }
    }
  }

  /// The placements' settings, items and answers.
  public var placements: PlacementStudy
  /// How ability changes.
  public var course: Course
  /// The number of attempts.
  public var attemptCount: Int
  /// The days between attempts.
  public var gap: Int

  /// Creates a simulation; by default of six attempts, six weeks apart.
  public init(placements: PlacementStudy, course: Course, attemptCount: Int = 6, gap: Int = 42) {
    self.placements = placements
    self.course = course
    self.attemptCount = attemptCount
    self.gap = gap
  }

  /// Simulates a range of the people, each drawn from the seed and their own number.
  public func run(people: Range<Int>) -> Tally {
    var tally = Tally(attempts: attemptCount)
    for person in people { simulate(person, &tally) }
    return tally
  }

  private func simulate(_ number: Int, _ tally: inout Tally) {
    let pool = placements.pool
    var generator = SeededGenerator(seed: placements.seed, stream: UInt64(number))
    let person = PlacementStudy.Person(structure: pool.structure, using: &generator)
    var ruler = PlacementStudy.Ruler(placements, person: number)
    let weights = pool.framework.weights(ofProfile: placements.profile)
    let total = max(1e-12, weights.reduce(0, +))
    var rows: [CountedResponses.Row] = []
    var points: [(day: Double, mean: Double, sd: Double)] = []
    for index in 0..<attemptCount {
      let day = index * gap
      let now = person.gaining(course.gain(atAttempt: index, day: day), in: pool.structure)
      let attempt = placements.attempt(by: now, ruler: &ruler, using: &generator)
      rows += attempt.responses.map { response in
        CountedResponses.Row(
          attempt: "\(index)", mode: .placement, isOpen: false, item: response.item,
          category: response.score.category, categoryCount: response.score.categoryCount,
          isRapid: response.isRapid, answeredAt: Double(day) * 86_400)
      }
      let counted = CountedResponses(rows, pool: pool, today: day) { Int($0 / 86_400) }
      // Without the error that all levels share, which would hide whether the filter itself is right.
      let scores = ScoreEstimates(counted, pool: pool, profile: placements.profile).withoutShift
      let single = attempt.posterior.weightedMean(ofDomains: weights)
      let truth = zip(weights, now.domains).reduce(0) { $0 + $1.0 * $1.1 } / total
      tally.today[index].add(
        mean: scores.overall.mean, lower: scores.overall.lower95, upper: scores.overall.upper95, truth: truth)
      tally.alone[index].add(mean: single.mean, lower: single.lower95, upper: single.upper95, truth: truth)
      let alone = attempt.posterior.estimates().domains
      for (domain, truth) in now.domains.enumerated() {
        let (one, other) = (scores.domains[domain], alone[domain])
        tally.domains[index].add(mean: one.mean, lower: one.lower95, upper: one.upper95, truth: truth)
        tally.domainsAlone[index].add(
          mean: other.mean, lower: other.lower95, upper: other.upper95, truth: truth)
      }
      points.append((Double(day), single.mean, single.sd))
    }
    tally.countPerson(isImproving: GrowthTrend(attempts: points).verdict == .improving)
  }
}
