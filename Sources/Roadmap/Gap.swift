import ItemBank
import Psychometrics

/// The status of a skill, judged cautiously, since it may rest on few answers.
public enum GapStatus: String, Sendable, Hashable, CaseIterable {
  /// Probably below the target.
  case gap
  /// Could be either.
  case unclear
  /// Probably at the target.
  case fine

  /// Judges a probability of being at the target: likely is `fine`, unlikely is a `gap`.
  public init(probabilityAtTarget: Double) {
    switch TargetVerdict(probabilityAtTarget: probabilityAtTarget) {
    case .no, .unlikely: self = .gap
    case .unclear: self = .unclear
    case .likely, .yes: self = .fine
    }
  }
}

/// One skill compared with the target.
public struct Gap: Sendable, Identifiable {
  /// The skill, as an index into the framework's skills.
  public var skill: Int
  /// The skill, which has one gap at most.
  public var id: Int { skill }
  /// The posterior of the ability.
  public var estimate: Estimate
  /// The probability of being at the target.
  public var probabilityAtTarget: Double
  /// The skill's share of the knowledge score under the profile, in points of 100.
  public var weight: Double
  /// The number of answers to the skill's own items.
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
  /// True if it is more likely fine than a gap.
  public var leansToFine: Bool { probabilityAtTarget > 0.5 }
  /// The value of closing the gap: the skill's points times the probability of being below the target.
  public var worth: Double { weight * (1 - probabilityAtTarget) }
}

/// All skills compared with the target of a profile.
public struct GapAnalysis: Sendable {
  /// The gaps, in the order of the framework's skills.
  public let gaps: [Gap]
  /// The target, in logits.
  public let target: Double

  /// Compares skill estimates with the target of a profile.
  ///
  /// - Parameters:
  ///   - skills: The posteriors, in the order of the framework's skills.
  ///   - answers: The number of answers to each skill's own items.
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
