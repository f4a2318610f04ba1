import Psychometrics
import Testing

@testable import QuizEngine

/// How far an answer reaches, beside the exact posterior.
@Suite struct SkillReachTests {
  static let structure = TreeStructure(skillsPerDomain: [5, 3], rho: 0.68, kappa: 0.6)
  static let grid = Grid.standard

  static func model(_ difficulty: Double) -> ResponseModel {
    .logistic(LogisticModel(discrimination: 1.1, difficulty: difficulty, guessing: 0.2))
  }

  /// A posterior after some answers, most of them about the first skills.
  static func posterior(answers: Int, seed: UInt64) -> CompetencyPosterior {
    var generator = SeededGenerator(seed: seed)
    var posterior = CompetencyPosterior(structure: structure, grid: grid)
    for _ in 0..<answers {
      let skill = min(Int(8 * generator.uniform()), Int(8 * generator.uniform()))
      let likelihoods = model(2 * generator.uniform() - 1).logLikelihoods(on: grid)
      posterior.observe(likelihoods[generator.uniform() < 0.6 ? 1 : 0], at: .skill(skill))
    }
    return posterior
  }

  static func variances(_ posterior: CompetencyPosterior) -> [Double] {
    posterior.marginals(ofSkillsOf: 0).map {
      let sd = grid.moments(of: $0).sd
      return sd * sd
    }
  }

  static func reach(_ posterior: CompetencyPosterior) -> SkillReach {
    let sd = posterior.domainDeviations()[0]
    return SkillReach(
      variances: variances(posterior), domainVariance: sd * sd, kappa: structure.kappa)
  }

  /// What all variances, and that of the skill, are expected to lose by one answer: exactly, by trying each answer.
  static func losses(_ posterior: CompetencyPosterior, skill: Int) -> (all: Double, own: Double) {
    let before = variances(posterior)
    let model = model(0)
    let masses = posterior.marginal(of: .skill(skill))
    let rows = model.probabilities(on: grid)
    let likelihoods = model.logLikelihoods(on: grid)
    var (all, own) = (0.0, 0.0)
    for category in rows.indices {
      let chance = zip(masses, rows[category]).reduce(0) { $0 + $1.0 * $1.1 }
      var after = posterior
      after.observe(likelihoods[category], at: .skill(skill))
      let left = variances(after)
      all += chance * (before.reduce(0, +) - left.reduce(0, +))
      own += chance * (before[skill] - left[skill])
    }
    return (all, own)
  }

  @Test(arguments: [0, 3, 10, 25], 1...4 as ClosedRange<UInt64>)
  func itIsNearlyWhatTheExactPosteriorSays(answers: Int, seed: UInt64) {
    let posterior = Self.posterior(answers: answers, seed: seed)
    let reach = Self.reach(posterior)
    for skill in 0..<5 {
      let (all, own) = Self.losses(posterior, skill: skill)
      #expect(
        abs(reach.total(from: skill) / (all / own) - 1) < 0.12,
        "\(answers) answers, skill \(skill): \(reach.total(from: skill)), exactly \(all / own)")
    }
  }

  @Test func withoutAnswersItFollowsFromTheShares() {
    let reach = Self.reach(CompetencyPosterior(structure: Self.structure, grid: Self.grid))
    // Two skills of a domain correlate by κ.
    for skill in 0..<5 { #expect(abs(reach.total(from: skill) - (1 + 4 * 0.36)) < 0.01) }
    let alone = SkillReach(variances: [1], domainVariance: 1, kappa: 0.6)
    #expect(alone.total(from: 0) == 1)
    let apart = SkillReach(variances: [1, 1], domainVariance: 1, kappa: 0)
    #expect(apart.total(from: 0) == 1)
  }
}
