import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// How the error that all levels of a domain share enters what is compared with the target.
@Suite struct ScoreEstimatesTests {
  /// The sample's bank, with the levels of one domain off by `shift` logits.
  private static func pool(shift: Double, ofDomain domain: Int) -> ItemPool {
    let skills = Sample.framework.skills
    return ItemPool(
      items: Sample.items.map { item in
        let skill = skills.firstIndex { $0.id == item.skill } ?? 0
        var summary = ItemSummary(item, skillIndex: skill)
        summary.measured = MeasuredDifficulty(
          source: .comparison,
          difficulty: ItemDifficulty.difficulty(ofLevel: item.level) + (skill / 3 == domain ? shift : 0),
          standardError: ItemDifficulty.standardDeviation)
        return summary
      }, framework: Sample.framework)
  }

  private static let exact = pool(shift: 0, ofDomain: 0)

  private static func attempt(seed: UInt64, items: Int = 20) -> Attempt {
    var attempt = Attempt(plan: Sample.plan(seed, limit: items), pool: exact)
    Sample.run(&attempt, ability: Double(seed % 5) / 2 - 1, seed: seed)
    return attempt
  }

  private static func posterior(of attempt: Attempt, in pool: ItemPool) -> CompetencyPosterior {
    var posterior = CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    for response in attempt.responses {
      guard let entry = response.entry, let row = pool.logLikelihood(of: response.score.category, at: entry)
      else { continue }
      posterior.observe(row, at: .skill(pool.entries[entry].skill))
    }
    return posterior
  }

  private static func estimates(_ posterior: CompetencyPosterior) -> ScoreEstimates {
    ScoreEstimates(posterior: posterior, framework: Sample.framework, profile: "entry")
  }

  @Test func withoutAnswersThereIsNoErrorOfTheRuler() {
    let estimates = Self.estimates(
      CompetencyPosterior(structure: Self.exact.structure, grid: Self.exact.grid))
    for (shown, own) in zip(estimates.domains, estimates.withoutShift.domains) {
      #expect(abs(shown.sd - own.sd) < 1e-6 && abs(shown.upper95 - own.upper95) < 1e-6)
    }
    for (shown, own) in zip(estimates.skills, estimates.withoutShift.skills) {
      #expect(abs(shown.sd - own.sd) < 1e-6)
    }
  }

  @Test(arguments: 0..<10)
  func theErrorCountsAsMuchAsTheAnswers(seed: Int) {
    let estimates = Self.estimates(Self.posterior(of: Self.attempt(seed: UInt64(seed)), in: Self.exact))
    let pairs =
      Array(zip(estimates.domains, estimates.withoutShift.domains))
      + Array(zip(estimates.skills, estimates.withoutShift.skills))
    for (shown, own) in pairs {
      let error = (1 - own.sd * own.sd) * ItemDifficulty.sharedDeviation
      #expect(shown.mean == own.mean)
      #expect(abs(shown.sd * shown.sd - own.sd * own.sd - error * error) < 3e-3, "\(shown.sd) \(own.sd)")
      #expect(shown.sd > own.sd && error < ItemDifficulty.sharedDeviation)
    }
    #expect(estimates.overall.sd > estimates.withoutShift.overall.sd)
  }

  /// The margin allows for at least what such an error does to a domain.
  @Test(arguments: 0..<4)
  func anErrorOfADomainMovesItsEstimateLessThanTheMarginAllows(domain: Int) {
    let off = Self.pool(shift: ItemDifficulty.sharedDeviation, ofDomain: domain)
    var (moved, allowed) = (0.0, 0.0)
    for seed in 0..<20 {
      let attempt = Self.attempt(seed: UInt64(seed), items: 30)
      let (before, after) = (
        Self.posterior(of: attempt, in: Self.exact), Self.posterior(of: attempt, in: off)
      )
      let estimate = before.estimate(of: .domain(domain))
      moved += after.estimate(of: .domain(domain)).mean - estimate.mean
      allowed += ItemDifficulty.sharedDeviation(inEstimateOf: estimate.sd)
    }
    #expect(moved > 0.25 * allowed && moved < allowed, "\(moved) \(allowed)")
  }
}
