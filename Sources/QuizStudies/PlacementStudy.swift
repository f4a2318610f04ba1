import ItemBank
import Psychometrics
import QuizEngine

/// Simulates people who take placements of a real bank, to check bias, coverage and exposure.
///
/// People are drawn from the competency tree. The engine chooses, scores and stops as it does for a person.
/// The levels may be wrong; then each item answers by its own difficulty, which the engine doesn't know. Both kinds of
/// error are drawn for each person again, so that the result holds for banks of this kind and not for a single one.
public struct PlacementStudy: Sendable {
  /// The items.
  public let pool: ItemPool
  /// The largest number of items of an attempt.
  public var itemLimit: Int
  /// The profile that sets weights and target.
  public var profile: String
  /// The seed of people, answers and choices.
  public var seed: UInt64
  /// What the selection counts as the cost of an item; nil for the rule of people's attempts.
  public var rule: SelectionRule?
  /// The standard deviation of the error of each level, in logits; 0 for no error at all.
  ///
  /// Measured difficulties are off in proportion to their own standard errors: by exactly these if the levels are off
  /// as the bank says. So a smaller or larger value asks what the margins are worth if the whole ruler is better or
  /// worse than it claims.
  public var levelError: Double
  /// The standard deviation of the error that all levels of a domain share, in logits.
  public var shift: Double
  private let reading: [Int]

  /// Creates a study.
  ///
  /// - Parameters:
  ///   - levelError: The standard deviation of the error of each level, in logits; measured difficulties are off in
  ///     proportion.
  ///   - shift: The standard deviation of the error that all levels of a domain share, in logits.
  public init(
    pool: ItemPool, itemLimit: Int = AttemptPlan.usualLength(of: .placement), profile: String,
    levelError: Double = 0, shift: Double = 0, seed: UInt64 = 1
  ) {
    self.pool = pool
    self.itemLimit = itemLimit
    self.profile = profile
    self.levelError = levelError
    self.shift = shift
    self.seed = seed
    reading = pool.entries.map { max(2000, 200 * $0.readingWords) }
  }

  /// How far the levels are off for one person.
  struct Ruler {
    private let study: PlacementStudy
    private var generator: SeededGenerator
    private let shifts: [Double]
    /// The errors of the items that were asked; an item keeps its error.
    private var errors: [Int: Double] = [:]

    init(_ study: PlacementStudy, person: Int) {
      self.study = study
      // A stream of its own, so that people and answers are the same whatever the errors.
      var generator = SeededGenerator(seed: study.seed ^ 0x5eed, stream: UInt64(person))
      shifts = (0..<study.pool.structure.domainCount).map { _ in study.shift * generator.normal() }
      self.generator = generator
    }

    /// The model that the person's answers to an item follow.
    mutating func model(of entry: Int) -> ResponseModel {
      let item = study.pool.entries[entry]
      let table = study.pool.tables[item.table]
      let deviation = study.deviation(of: table)
      let error = errors[entry] ?? deviation * generator.normal()
      errors[entry] = error
      return table.judgedModel.harder(by: error + shifts[item.domain])
    }
  }

  /// How far the difficulty of an item is off: a standard deviation in logits.
  private func deviation(of table: ItemPool.Table) -> Double {
    guard let own = table.measuredDeviation, pool.levelDeviation > 0 else { return levelError }
    return own * levelError / pool.levelDeviation
  }

  /// Simulates a range of the people.
  ///
  /// Each person is drawn from the seed and their own number, so parts of the work can run anywhere and in
  /// any order.
  public func run(people: Range<Int>) -> PlacementTally {
    var tally = PlacementTally(itemCount: pool.entries.count)
    for person in people { simulate(person, &tally) }
    return tally
  }

  private func simulate(_ number: Int, _ tally: inout PlacementTally) {
    let (person, attempt) = placement(ofPerson: number)
    tally.take(attempt, person: person, profile: profile)
  }

  /// The placement of one person, who is drawn from the seed and their number.
  func placement(ofPerson number: Int) -> (person: Person, attempt: Attempt) {
    var generator = SeededGenerator(seed: seed, stream: UInt64(number))
    let person = Person(structure: pool.structure, using: &generator)
    var ruler = Ruler(self, person: number)
    return (person, attempt(by: person, ruler: &ruler, using: &generator))
  }

  /// An attempt, as a person answers it.
  ///
  /// - Parameters:
  ///   - plan: The attempt's plan; nil for a placement.
  ///   - note: Receives the attempt after each answer.
  func attempt(
    by person: Person, plan: AttemptPlan? = nil, ruler: inout Ruler, using generator: inout SeededGenerator,
    note: (Attempt) -> Void = { _ in }
  ) -> Attempt {
    let placement = AttemptPlan(
      mode: .placement, itemLimit: itemLimit, seed: generator.next() >> 1, profile: profile)
    var attempt = Attempt(plan: plan ?? placement, pool: pool, rule: rule)
    while let served = attempt.current {
      let model = ruler.model(of: served.entry)
      let category = draw(
        model.probabilities(at: person.skills[pool.entries[served.entry].skill]), &generator)
      _ = attempt.handle(
        .answered(
          .unknown, score: Score(category: category, of: model.categoryCount), confidence: nil,
          milliseconds: reading[served.entry]))
      note(attempt)
    }
    return attempt
  }

  private func draw(_ probabilities: [Double], _ generator: inout SeededGenerator) -> Int {
    var rest = generator.uniform()
    for (category, probability) in probabilities.enumerated() {
      rest -= probability
      if rest < 0 { return category }
    }
    return probabilities.count - 1
  }

  /// A simulated person: abilities in logits.
  struct Person {
    var domains: [Double]
    var skills: [Double]

    init(domains: [Double], skills: [Double]) {
      self.domains = domains
      self.skills = skills
    }

    /// A person drawn from the competency tree.
    init(structure: TreeStructure, using generator: inout SeededGenerator) {
      let overall = generator.normal()
      var domains: [Double] = []
      for _ in 0..<structure.domainCount {
        domains.append(
          structure.rho.squareRoot() * overall + (1 - structure.rho).squareRoot() * generator.normal())
      }
      var skills: [Double] = []
      for skill in 0..<structure.skillCount {
        skills.append(
          structure.kappa.squareRoot() * domains[structure.domain(ofSkill: skill)]
            + (1 - structure.kappa).squareRoot() * generator.normal())
      }
      self.init(domains: domains, skills: skills)
    }

    /// The person after the overall ability has risen so that every domain gains `logits`.
    func gaining(_ logits: Double, in structure: TreeStructure) -> Person {
      var copy = self
      for domain in domains.indices { copy.domains[domain] += logits }
      for skill in skills.indices { copy.skills[skill] += structure.kappa.squareRoot() * logits }
      return copy
    }
  }
}
