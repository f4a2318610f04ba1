import ItemBank
import Psychometrics

/// A person's abilities, estimated from their answers.
///
/// All levels of a domain may be too kind or too strict together. The estimates include that error, because they are
/// compared with a target. `withoutShift` leaves it out, for comparisons with other scores of the same person.
///
/// Only a part of that error reaches an estimate: what comes from the prior and not from answers has none of it. So each
/// is widened by its reliability times the error.
public struct ScoreEstimates: Sendable, Equatable {
  /// Estimates that take the levels of a domain to be right on average.
  public struct Abilities: Sendable, Equatable {
    /// The profile's weighted mean over the domains.
    public let overall: WeightedEstimate
    /// The domains, in the order of the framework.
    public let domains: [Estimate]
    /// The skills, in the order of the framework.
    public let skills: [Estimate]

    /// Combines estimates.
    public init(overall: WeightedEstimate, domains: [Estimate], skills: [Estimate]) {
      self.overall = overall
      self.domains = domains
      self.skills = skills
    }
  }

  /// The profile's weighted mean over the domains.
  public let overall: WeightedEstimate
  /// The domains, in the order of the framework.
  public let domains: [Estimate]
  /// The skills, in the order of the framework.
  public let skills: [Estimate]
  /// The same without the error that all levels of a domain share: for comparing a person's scores.
  public let withoutShift: Abilities
  /// The target of the profile, in logits.
  public let target: Double
  /// How far the overall score is off if all levels of a domain are off together: a standard deviation in logits.
  public let shiftOfOverall: Double

  /// Adds the error that all levels of a domain share to estimates without it, under a profile.
  public init(_ withoutShift: Abilities, framework: Framework, profile: String) {
    self.init(
      withoutShift,
      shiftOfOverall: ItemDifficulty.sharedDeviation(ofMean: framework.weights(ofProfile: profile)),
      target: framework.target(ofProfile: profile))
  }

  /// Adds the error that all levels of a domain share to estimates without it.
  ///
  /// - Parameters:
  ///   - shiftOfOverall: The standard deviation of that error in the weighted mean of the domains, in logits.
  ///   - target: The target of the profile, in logits.
  public init(_ withoutShift: Abilities, shiftOfOverall: Double, target: Double) {
    self.withoutShift = withoutShift
    overall = withoutShift.overall.widened(
      by: ItemDifficulty.sharedDeviation(shiftOfOverall, inEstimateOf: withoutShift.overall.sd))
    domains = withoutShift.domains.map { $0.withSharedError() }
    skills = withoutShift.skills.map { $0.withSharedError() }
    self.target = target
    self.shiftOfOverall = shiftOfOverall
  }

  /// Estimates abilities from a posterior, under a profile.
  public init(posterior: CompetencyPosterior, framework: Framework, profile: String) {
    let estimates = posterior.estimates()
    self.init(
      Abilities(
        overall: posterior.weightedMean(ofDomains: framework.weights(ofProfile: profile)),
        domains: estimates.domains, skills: estimates.skills), framework: framework, profile: profile)
  }

  /// Estimates abilities from the responses that count, under a profile: today's score, or that of one attempt.
  public init(_ counted: CountedResponses, pool: ItemPool, profile: String) {
    self.init(posterior: counted.posterior(pool: pool), framework: pool.framework, profile: profile)
  }
}

extension Estimate {
  /// The estimate with the error that all levels of a domain share, as it's compared with a target.
  func withSharedError() -> Estimate { widened(by: ItemDifficulty.sharedDeviation(inEstimateOf: sd)) }
}

/// The filter over the days: each day's answers update what was known, and between days abilities move.
extension CountedResponses {
  /// The posterior of the abilities today, given all answers that count.
  ///
  /// The answers of today enter exactly. What was known before enters as a belief; see `AbilityBelief`.
  func posterior(pool: ItemPool) -> CompetencyPosterior {
    guard let last = days.last else {
      return start.map { Self.prior(from: $0, day: today ?? $0.day, pool: pool) }
        ?? CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    }
    let known = belief(after: days.dropLast(), pool: pool)
    guard let today, today > last.number else {
      return Self.posterior(of: last, from: known, pool: pool, isRead: true)
    }
    let belief = Self.posterior(of: last, from: known, pool: pool, isRead: false).belief()
    return Self.prior(from: Start(day: last.number, belief: belief), day: today, pool: pool)
  }

  /// What is known after all days.
  func beliefAfterDays(pool: ItemPool) -> Start? { belief(after: days[...], pool: pool) }

  private func belief(after days: ArraySlice<Day>, pool: ItemPool) -> Start? {
    days.reduce(start) { known, day in
      Start(
        day: day.number,
        belief: Self.posterior(of: day, from: known, pool: pool, isRead: false).belief())
    }
  }

  /// The abilities on a day before its answers.
  static func prior(
    from start: Start, day: Int, pool: ItemPool, needsSkill: (Int) -> Bool = { _ in true }
  ) -> CompetencyPosterior {
    start.belief.prior(
      afterDays: Double(max(0, day - start.day)), structure: pool.structure, grid: pool.grid,
      needsSkill: needsSkill)
  }

  /// The abilities on a day, given its answers and what was known before.
  ///
  /// - Parameter isRead: False if only the belief after the day is wanted.
  static func posterior(
    of day: Day, from start: Start?, pool: ItemPool, isRead: Bool
  ) -> CompetencyPosterior {
    let sums = logLikelihoods(of: day.answers, pool: pool)
    var posterior =
      start.map { prior(from: $0, day: day.number, pool: pool) { isRead || !sums[$0].isEmpty } }
      ?? CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    for (skill, sum) in sums.enumerated() where !sum.isEmpty { posterior.observe(sum, at: .skill(skill)) }
    return posterior
  }

  /// The log-likelihood of each skill's ability given answers of one day; empty for a skill without answers.
  private static func logLikelihoods(of answers: [EqualAnswers], pool: ItemPool) -> [[Double]] {
    let nodes = pool.grid.nodes.count
    var sums = Array(repeating: [Double](), count: pool.structure.skillCount)
    for answer in answers {
      let row = pool.logLikelihood(of: answer.category, at: answer.entry, level: answer.level)
      let skill = pool.entries[answer.entry].skill
      if sums[skill].isEmpty { sums[skill] = Array(repeating: 0, count: nodes) }
      for node in 0..<nodes { sums[skill][node] += Double(answer.count) * row[node] }
    }
    return sums
  }
}
