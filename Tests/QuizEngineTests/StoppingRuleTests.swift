import Psychometrics
import Testing

@testable import QuizEngine

/// When a placement has asked enough, in a framework of many domains.
@Suite struct StoppingRuleTests {
  /// A posterior under answers that say so much about the domains, each towards an ability of its own.
  ///
  /// The overall number is precise; what is undecided is a domain.
  private static func posterior(_ domains: [(mean: Double, sd: Double)]) -> CompetencyPosterior {
    let pool = Sample.pool
    var posterior = CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    for (domain, known) in domains.enumerated() {
      for skill in pool.structure.skills(ofDomain: domain) {
        let likelihood = pool.grid.nodes.map { node in
          let distance = (node - known.mean) / known.sd
          return -0.5 * distance * distance
        }
        posterior.observe(likelihood, at: .skill(skill))
      }
    }
    return posterior
  }

  private static func reason(_ posterior: CompetencyPosterior, responses: Int = 10) -> StopReason? {
    StoppingRule.reason(
      plan: Sample.plan(1, limit: 60), responses: responses, posterior: posterior,
      framework: Sample.framework)
  }

  @Test func itEndsWhereTheOverallIsPreciseAndEveryDomainDecided() {
    let decided = Self.posterior([(1, 0.2), (1, 0.2), (1, 0.2), (1, 0.2)])
    #expect(Self.reason(decided) == .precise)
    #expect(Self.reason(decided, responses: 0) == nil)
  }

  @Test func oneUndecidedDomainKeepsItGoing() throws {
    let open = Self.posterior([(0, 0.15), (0, 0.15), (0, 0.15), (0, 4)])
    let framework = Sample.framework
    let overall = open.weightedMoments(ofDomains: framework.weights(ofProfile: "entry"))
    #expect(
      overall.sd <= StoppingRule.overallDeviation, "the overall number alone would end it: \(overall.sd)")
    let last = open.estimate(of: .domain(3))
    let chance = last.probability(atLeast: 0)
    #expect(last.sd > StoppingRule.domainDeviation && (0.1...0.9).contains(chance), "\(last.sd) \(chance)")
    #expect(Self.reason(open) == nil)
  }

  @Test func aDomainOnItsWayToPrecisionIsEnough() {
    // Near the target no number of answers decides it, but a narrow margin does.
    let narrow = Self.posterior([(0, 0.15), (0, 0.15), (0, 0.15), (0, 0.3)])
    #expect(narrow.estimate(of: .domain(3)).sd <= StoppingRule.domainDeviation)
    #expect(Self.reason(narrow) == .precise)
  }

  /// A domain whose levels may all be off together is less decided than its own answers say.
  @Test func theRulersErrorKeepsADomainOpen() throws {
    func chance(_ estimate: Estimate) -> Double { estimate.probability(atLeast: 0) }
    let levels = stride(from: 0, to: 1.5, by: 0.02).map { level in
      Self.posterior([(1, 0.2), (1, 0.2), (1, 0.2), (level, 1.2)])
    }
    // The first that its own answers decide.
    let known = try #require(levels.first { chance($0.estimate(of: .domain(3))) > StoppingRule.decided })
    let last = known.estimate(of: .domain(3))
    #expect(last.sd > StoppingRule.domainDeviation)
    #expect(chance(last.withSharedError()) < StoppingRule.decided)
    #expect(Self.reason(known) == nil)
  }

  @Test func theLimitEndsItWhateverIsKnown() {
    #expect(Self.reason(Self.posterior([]), responses: 60) == .itemLimit)
    #expect(Self.reason(Self.posterior([]), responses: 59) == nil)
  }
}
