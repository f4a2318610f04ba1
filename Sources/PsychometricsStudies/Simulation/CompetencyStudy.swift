import Psychometrics

/// Simulates whole placements over a competency tree, to check that intervals contain the truth as often as
/// stated.
///
/// Items' levels are judgements, so the difficulties that the program assumes may be wrong.
public struct CompetencyStudy: Sendable, Equatable {
  /// The tree of both the persons and the posterior.
  public var structure: TreeStructure
  /// The number of items of a placement.
  public var itemCount: Int
  /// The standard deviation of the error of levels, in logits.
  public var levelError: Double
  /// The standard deviation that scoring assumes for that error, in logits.
  public var assumedError: Double
  /// The probability of guessing an item.
  public var guessing: Double
  /// The number of items that each choice is made from.
  public var candidateCount: Int

  /// Creates a study.
  public init(
    structure: TreeStructure, itemCount: Int = 30, levelError: Double = 0.5, assumedError: Double = 0.5,
    guessing: Double = 0.2, candidateCount: Int = 8
  ) {
    self.structure = structure
    self.itemCount = itemCount
    self.levelError = levelError
    self.assumedError = assumedError
    self.guessing = guessing
    self.candidateCount = candidateCount
  }

  /// How well one level of the tree was measured.
  public struct Quality: Sendable, Equatable {
    /// The share of the true abilities that lie inside their 95 % interval.
    public let coverage: Double
    /// The root mean squared error, in logits.
    public let rmse: Double
    /// The root mean posterior variance, in logits: the error that the program believes it has.
    public let believedError: Double
    /// The mean error, in logits.
    public let bias: Double
  }

  /// The result of the study.
  public struct Result: Sendable, Equatable {
    /// The overall ability.
    public let overall: Quality
    /// The mean of the domains, all weighted equally.
    public let weightedMean: Quality
    /// The domains.
    public let domains: Quality
    /// The skills.
    public let skills: Quality
  }

  /// Simulates persons drawn from the tree's own distribution.
  public func run(persons: Int, using random: inout SeededGenerator) -> Result {
    var (overall, mean, domains, skills) = (Tally(), Tally(), Tally(), Tally())
    let weights = Array(repeating: 1.0, count: structure.domainCount)
    for _ in 0..<persons {
      let truth = drawPerson(using: &random)
      let posterior = measure(truth, using: &random)
      let estimates = posterior.estimates()
      overall.add(estimates.overall, truth: truth.overall)
      for (estimate, theta) in zip(estimates.domains, truth.domains) { domains.add(estimate, truth: theta) }
      for (estimate, theta) in zip(estimates.skills, truth.skills) { skills.add(estimate, truth: theta) }
      let weighted = posterior.weightedMean(ofDomains: weights)
      let average = truth.domains.reduce(0, +) / Double(max(1, truth.domains.count))
      mean.add(
        mean: weighted.mean, sd: weighted.sd, interval: weighted.lower95...weighted.upper95, truth: average)
    }
    return Result(
      overall: overall.quality, weightedMean: mean.quality, domains: domains.quality, skills: skills.quality)
  }

  private struct Person {
    var overall: Double
    var domains: [Double]
    var skills: [Double]
  }

  private struct Tally {
    var count = 0.0
    var covered = 0.0
    var errors = 0.0
    var squares = 0.0
    var variances = 0.0

    mutating func add(_ estimate: Estimate, truth: Double) {
      add(
        mean: estimate.mean, sd: estimate.sd, interval: estimate.lower95...estimate.upper95, truth: truth)
    }

    mutating func add(mean: Double, sd: Double, interval: ClosedRange<Double>, truth: Double) {
      count += 1
      if interval.contains(truth) { covered += 1 }
      errors += mean - truth
      squares += squared(mean - truth)
      variances += sd * sd
    }

    var quality: Quality {
      let total = max(1, count)
      return Quality(
        coverage: covered / total, rmse: (squares / total).squareRoot(),
        believedError: (variances / total).squareRoot(), bias: errors / total)
    }
  }

  private func drawPerson(using random: inout SeededGenerator) -> Person {
    let overall = random.normal()
    func child(of parent: Double, share: Double) -> Double {
      share.squareRoot() * parent + (1 - share).squareRoot() * random.normal()
    }
    let domains = (0..<structure.domainCount).map { _ in child(of: overall, share: structure.rho) }
    let skills = (0..<structure.skillCount).map { skill in
      child(of: domains[structure.domain(ofSkill: skill)], share: structure.kappa)
    }
    return Person(overall: overall, domains: domains, skills: skills)
  }

  /// Asks the domains in turn: each time the best of a few random items of a random skill.
  private func measure(_ person: Person, using random: inout SeededGenerator) -> CompetencyPosterior {
    var posterior = CompetencyPosterior(structure: structure)
    let grid = posterior.grid
    for position in 0..<itemCount {
      let domain = position % structure.domainCount
      let range = structure.skills(ofDomain: domain)
      let node: TreeNode =
        range.isEmpty
        ? .domain(domain) : .skill(range.lowerBound + Int(random.uniform() * Double(range.count)))
      let prior = posterior.marginal(of: node)
      let candidates = (0..<max(1, candidateCount)).map { _ in
        ResponseModel.logistic(LogisticModel(difficulty: 1.2 * random.normal(), guessing: guessing))
          .attenuated(difficultySD: assumedError)
      }
      let tables = ResponseTables(candidates, grid: grid)
      let variances = tables.expectedPosteriorVariances(prior: prior)
      guard let best = variances.indices.min(by: { variances[$0] < variances[$1] }),
        case .logistic(let believed) = candidates[best]
      else { continue }
      let actual = LogisticModel(
        difficulty: believed.difficulty + levelError * random.normal(), guessing: guessing)
      let isRight = random.uniform() < actual.probability(at: ability(of: person, at: node))
      posterior.observe(tables.logLikelihood(ofItem: best, category: isRight ? 1 : 0), at: node)
    }
    return posterior
  }

  private func ability(of person: Person, at node: TreeNode) -> Double {
    switch node {
    case .overall: person.overall
    case .domain(let domain): person.domains[domain]
    case .skill(let skill): person.skills[skill]
    }
  }
}
