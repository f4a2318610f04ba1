import ItemBank
import Psychometrics

/// The result of a made-up person, which shows what there will be before anything is asked.
///
/// Every place that shows it says that it is an example.
package struct ExampleResult: Sendable {
  /// A made-up score.
  package struct Score: Sendable {
    package let name: String
    package let estimate: WeightedEstimate
    /// The number of answers behind it.
    package let answers: Int

    fileprivate init(name: String, mean: Double, sd: Double, answers: Int) {
      (self.name, self.answers) = (name, answers)
      estimate = WeightedEstimate(components: [
        .init(weight: 1, distribution: NormalDistribution(mean: mean, sd: sd))
      ])
    }
  }

  /// The overall score.
  package let overall: Score
  /// A score for each domain, in the framework's order.
  package let domains: [Score]
  /// The target, in logits.
  package let target: Double
  /// What the result says of the target, as a sentence.
  package let verdict: String
  /// What the result says to work on first, as a sentence.
  package let advice: String

  /// The domains' distances from the target, in logits, repeated if there are more domains.
  private static let distances = [0.7, -0.4, 0.1, 0.5, -1.1, -0.2, 0.3, 0.9]
  /// The standard deviations of a domain's and of the overall score after a placement, in logits.
  private static let (domainSD, overallSD) = (0.62, 0.4)

  /// Makes up a result for a framework and one of its profiles.
  package init(_ framework: Framework, profile: Profile) {
    let means = framework.domains.indices.map { profile.target + Self.distances[$0 % Self.distances.count] }
    let weights = framework.domains.map { profile.weights[$0.id] ?? 0 }
    let total = max(1, weights.reduce(0, +))
    let mean = zip(means, weights).reduce(0) { $0 + $1.0 * $1.1 / total }
    domains = zip(framework.domains, means).map { domain, mean in
      Score(name: domain.shortName, mean: mean, sd: Self.domainSD, answers: 4)
    }
    overall = Score(name: "Overall", mean: mean, sd: Self.overallSD, answers: 4 * framework.domains.count)
    target = profile.target
    let estimate = overall.estimate
    let sure = SkillVerdict.Model.sureness(
      estimate.probability(atLeast: profile.target), of: "the \(profile.name) target")
    let level =
      Words.level(lower: estimate.lower95, upper: estimate.upper95, answers: overall.answers) ?? ""
    let words = level.prefix(1).uppercased() + level.dropFirst()
    verdict = "\(words.isEmpty ? "" : words + ". ")\(sure)."
    let weakest = means.indices.min { means[$0] < means[$1] }.map { framework.domains[$0] }
    advice =
      weakest?.skills.min { $0.name.count < $1.name.count }.map {
        "Work first on \($0.name): missed 3 of 4, one confidently."
      }
      ?? "Then it says what to work on first."
  }
}
