import ItemBank
import Psychometrics
import QuizEngine

/// Simulates people with jagged profiles, to check what is said about their skills.
///
/// Their domains differ, and so do the skills of a domain, by more or less than the competency tree assumes. They take
/// a placement and then focus attempts where the program advises them to.
public struct JaggedSimulation: Sendable {
  /// A skill is truly low if it is this far below the target, in logits.
  public static let low = 0.5

  /// Sums over people; the sums of parts add up.
  public struct Tally: Sendable {
    /// How often a verdict of "below target" is right, over some skills.
    public struct Shares: Sendable, Equatable, Encodable {
      /// The share of the skills at the target that are said to be below it, from 0 to 1.
      public var falseGaps: Double
      /// The share of the truly low skills that are said to be below the target, from 0 to 1.
      public var found: Double
    }

    struct Counts: Sendable {
      var good = 0
      var falseGaps = 0
      var low = 0
      var found = 0

      mutating func add(isSaidLow: Bool, truth: Double, target: Double) {
        if truth >= target {
          good += 1
          if isSaidLow { falseGaps += 1 }
        } else if truth < target - JaggedSimulation.low {
          low += 1
          if isSaidLow { found += 1 }
        }
      }

      mutating func add(_ other: Counts) {
        good += other.good
        falseGaps += other.falseGaps
        low += other.low
        found += other.found
      }

      var shares: Shares {
        Shares(
          falseGaps: Double(falseGaps) / Double(max(1, good)), found: Double(found) / Double(max(1, low)))
      }
    }

    /// The number of people.
    public private(set) var people = 0
    private var overallSums = PlacementTally.Sums()
    private var domainSums = PlacementTally.Sums()
    private var skillSums = PlacementTally.Sums()
    private var correlation = 0.0
    private var askedCounts = Counts()
    private var allCounts = Counts()
    private var first = 0
    private var firstInLowestThird = 0

    /// The quality of the overall score, compared with the target.
    public var overall: PlacementTally.Quality { overallSums.quality }
    /// The quality of the domains, compared with the target.
    public var domains: PlacementTally.Quality { domainSums.quality }
    /// The quality of the skills, compared with the target.
    public var skills: PlacementTally.Quality { skillSums.quality }
    /// The mean rank correlation of a person's skills with their estimates.
    public var rankCorrelation: Double { correlation / Double(max(1, people)) }
    /// The verdicts about skills that were asked about.
    public var asked: Shares { askedCounts.shares }
    /// The verdicts about all skills, most of which follow from their domain.
    public var all: Shares { allCounts.shares }
    /// The share of the five skills put first that are truly in the person's lowest third, from 0 to 1.
    public var firstFiveShare: Double { Double(firstInLowestThird) / Double(max(1, first)) }

    /// Adds one person.
    ///
    /// - Parameter answers: What the answers of each skill were.
    mutating func take(
      _ scores: ScoreEstimates, answers: [SkillVerdict.Answers], person: PlacementStudy.Person,
      weights: [Double]
    ) {
      people += 1
      let total = max(1e-12, weights.reduce(0, +))
      let truth = zip(weights, person.domains).reduce(0) { $0 + $1.0 * $1.1 } / total
      overallSums.add(
        mean: scores.overall.mean, lower: scores.overall.lower95, upper: scores.overall.upper95, truth: truth)
      for (one, truth) in zip(scores.domains, person.domains) {
        domainSums.add(mean: one.mean, lower: one.lower95, upper: one.upper95, truth: truth)
      }
      let probabilities = scores.skills.map { $0.probability(atLeast: scores.target) }
      for (skill, truth) in person.skills.enumerated() {
        let one = scores.skills[skill]
        skillSums.add(mean: one.mean, lower: one.lower95, upper: one.upper95, truth: truth)
        let verdict = SkillVerdict(
          model: SkillVerdict.Model(probabilityAtTarget: probabilities[skill]), answers: answers[skill])
        let isSaidLow = verdict.combined == .belowTarget
        allCounts.add(isSaidLow: isSaidLow, truth: truth, target: scores.target)
        if answers[skill].asked > 0 {
          askedCounts.add(isSaidLow: isSaidLow, truth: truth, target: scores.target)
        }
      }
      correlation += spearman(scores.skills.map(\.mean), person.skills)
      let lowest = Set(
        person.skills.indices.sorted { person.skills[$0] < person.skills[$1] }.prefix(
          person.skills.count / 3))
      for skill in NextMeasurement.order(probabilities: probabilities).prefix(5) {
        first += 1
        if lowest.contains(skill) { firstInLowestThird += 1 }
      }
    }

    /// Adds the sums of another part of the work.
    public mutating func add(_ other: Tally) {
      people += other.people
      overallSums.add(other.overallSums)
      domainSums.add(other.domainSums)
      skillSums.add(other.skillSums)
      correlation += other.correlation
      askedCounts.add(other.askedCounts)
      allCounts.add(other.allCounts)
      first += other.first
      firstInLowestThird += other.firstInLowestThird
    }
  }

  /// The placements' settings, items and answers.
  public var placements: PlacementStudy
  /// The mean ability minus the target, in logits.
  public var distance: Double
  /// The number of focus attempts after the placement.
  public var focusCount: Int
  /// The number of items of a focus attempt.
  public var focusItems: Int

  /// Creates a simulation.
  ///
  /// - Parameter distance: The mean ability minus the target, in logits.
  public init(placements: PlacementStudy, distance: Double, focusCount: Int = 1, focusItems: Int = 12) {
    self.placements = placements
    self.distance = distance
    self.focusCount = focusCount
    self.focusItems = focusItems
  }

  /// Simulates a range of the people, each drawn from the seed and their own number.
  public func run(people: Range<Int>) -> Tally {
    var tally = Tally()
    for person in people { simulate(person, &tally) }
    return tally
  }

  private func simulate(_ number: Int, _ tally: inout Tally) {
    let pool = placements.pool
    let (framework, profile) = (pool.framework, placements.profile)
    var generator = SeededGenerator(seed: placements.seed, stream: UInt64(number))
    let person = PlacementStudy.Person(
      around: framework.target(ofProfile: profile) + distance, structure: pool.structure, using: &generator)
    var ruler = PlacementStudy.Ruler(placements, person: number)
    var rows = Self.rows(placements.attempt(by: person, ruler: &ruler, using: &generator))
    var counted = CountedResponses(ofAttempt: rows, pool: pool)
    var scores = ScoreEstimates(counted, pool: pool, profile: profile)
    for _ in 0..<focusCount {
      let domain = NextMeasurement.domain(skills: scores.skills, framework: framework) ?? 0
      let plan = AttemptPlan(
        mode: .focus, scope: .domain(framework.domains[domain].id), itemLimit: focusItems,
        seed: generator.next() >> 1, profile: profile, resting: rows.map(\.item))
      rows += Self.rows(placements.attempt(by: person, plan: plan, ruler: &ruler, using: &generator))
      counted = CountedResponses(ofAttempt: rows, pool: pool)
      scores = ScoreEstimates(counted, pool: pool, profile: profile)
    }
    tally.take(
      scores, answers: counted.answersOfSkills(pool: pool), person: person,
      weights: framework.weights(ofProfile: profile))
  }

  private static func rows(_ attempt: Attempt) -> [CountedResponses.Row] {
    attempt.responses.map { response in
      CountedResponses.Row(
        attempt: "", mode: attempt.plan.mode, isOpen: false, item: response.item,
        category: response.score.category, categoryCount: response.score.categoryCount,
        isRapid: response.isRapid, answeredAt: 0)
    }
  }
}

/// The rank correlation of two lists of different values (Spearman, 1904).
func spearman(_ one: [Double], _ other: [Double]) -> Double {
  func ranks(_ values: [Double]) -> [Double] {
    var ranks = Array(repeating: 0.0, count: values.count)
    for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
      ranks[index] = Double(rank)
    }
    return ranks
  }
  let count = Double(one.count)
  guard count > 1 else { return 0 }
  let squares = zip(ranks(one), ranks(other)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  return 1 - 6 * squares / (count * (count * count - 1))
}

extension PlacementStudy.Person {
  /// A person with a jagged profile: domains, and the skills of a domain, differ by an SD of 0.4 to 0.8.
  ///
  /// - Parameter centre: The ability around which people vary, in logits.
  init(around centre: Double, structure: TreeStructure, using generator: inout SeededGenerator) {
    let ofDomains = 0.4 + 0.4 * generator.uniform()
    let ofSkills = 0.4 + 0.4 * generator.uniform()
    let own = centre + 0.3 * generator.normal()
    let domains = (0..<structure.domainCount).map { _ in own + ofDomains * generator.normal() }
    let skills = (0..<structure.skillCount).map { skill in
      domains[structure.domain(ofSkill: skill)] + ofSkills * generator.normal()
    }
    self.init(domains: domains, skills: skills)
  }
}
