import ItemBank
import Psychometrics

/// Simulates people who take placements of a real bank, to check bias, coverage and exposure.
///
/// People are drawn from the competency tree. The engine chooses, scores and stops as it does for a person.
/// The levels may be wrong; then each item answers by its own difficulty, which the engine doesn't know.
public struct PlacementStudy: Sendable {
  /// The items.
  public let pool: ItemPool
  /// The largest number of items of an attempt.
  public var itemLimit: Int
  /// The profile that sets weights and target.
  public var profile: String
  /// The seed of people, answers and choices.
  public var seed: UInt64
  /// The model that answers to each item follow, by entry.
  private let truth: [ResponseModel]
  private let reading: [Int]

  /// Creates a study.
  ///
  /// - Parameter levelError: The standard deviation of the error of levels, in logits; drawn once per item.
  public init(
    pool: ItemPool, itemLimit: Int = AttemptPlan.usualLength(of: .placement), profile: String,
    levelError: Double = 0, seed: UInt64 = 1
  ) {
    self.pool = pool
    self.itemLimit = itemLimit
    self.profile = profile
    self.seed = seed
    var generator = SeededGenerator(seed: seed, stream: .max)
    truth = pool.entries.map {
      pool.tables[$0.table].judgedModel.harder(by: levelError * generator.normal())
    }
    reading = pool.entries.map { max(2000, 200 * $0.readingWords) }
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
    var generator = SeededGenerator(seed: seed, stream: UInt64(number))
    let person = Person(structure: pool.structure, using: &generator)
    let attempt = attempt(by: person, using: &generator)
    tally.take(attempt, person: person, weights: pool.framework.weights(ofProfile: profile))
  }

  /// A placement, as a person answers it.
  func attempt(by person: Person, using generator: inout SeededGenerator) -> Attempt {
    var attempt = Attempt(
      plan: AttemptPlan(
        mode: .placement, itemLimit: itemLimit, seed: generator.next() >> 1, profile: profile), pool: pool)
    while let served = attempt.current {
      let model = truth[served.entry]
      let category = draw(
        model.probabilities(at: person.skills[pool.entries[served.entry].skill]), &generator)
      _ = attempt.handle(
        .answered(
          .unknown, score: Score(category: category, of: model.categoryCount), confidence: nil,
          milliseconds: reading[served.entry]))
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
      self.domains = domains
      self.skills = skills
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
