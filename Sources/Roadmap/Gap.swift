import ItemBank
import Psychometrics

/// What few answers allow to say about a skill.
public enum GapStatus: String, Sendable, Hashable, CaseIterable {
  /// Probably below the target.
  case gap
  /// Could be either.
  case unclear
  /// Probably at the target.
  case fine

  /// Reads a probability of being at the target: what is likely is fine, and what is unlikely is a gap.
  public init(probabilityAtTarget: Double) {
    switch TargetVerdict(probabilityAtTarget: probabilityAtTarget) {
    case .no, .unlikely: self = .gap
    case .unclear: self = .unclear
    case .likely, .yes: self = .fine
    }
  }
}

/// One skill against the target.
public struct Gap: Sendable {
  /// The skill, as an index into the framework's skills.
  public var skill: Int
  /// The posterior of the ability.
  public var estimate: Estimate
  /// The probability of being at the target.
  public var probabilityAtTarget: Double
  /// The skill's share of the knowledge score under the profile, in points of 100.
  public var weight: Double
  /// The number of answers behind it.
  public var answers: Int

  /// Creates a gap.
  public init(
    skill: Int, estimate: Estimate, probabilityAtTarget: Double, weight: Double, answers: Int
  ) {
    self.skill = skill
    self.estimate = estimate
    self.probabilityAtTarget = probabilityAtTarget
    self.weight = weight
    self.answers = answers
  }

  /// Gap, unclear or fine.
  public var status: GapStatus { GapStatus(probabilityAtTarget: probabilityAtTarget) }
  /// True where it is more likely fine than a gap.
  public var leansToFine: Bool { probabilityAtTarget > 0.5 }
  /// What closing it is worth: the skill's points times the probability that they are missing.
  public var worth: Double { weight * (1 - probabilityAtTarget) }
}

/// All skills against the target of a profile.
public struct GapAnalysis: Sendable {
  /// The gaps, in the order of the framework's skills.
  public let gaps: [Gap]
  /// The target, in logits.
  public let target: Double

  /// Reads skill estimates against a profile.
  ///
  /// - Parameters:
  ///   - skills: The posteriors, in the order of the framework's skills.
  ///   - answers: The number of answers behind each.
  public init(framework: Framework, profile: String, skills: [Estimate], answers: [Int]) {
    let target = framework.target(ofProfile: profile)
    self.target = target
    let weights = framework.skillWeights(ofProfile: profile)
    gaps = skills.indices.map { index in
      Gap(
        skill: index, estimate: skills[index],
        probabilityAtTarget: skills[index].probability(atLeast: target), weight: weights[index],
        answers: answers.indices.contains(index) ? answers[index] : 0)
    }
  }
}
