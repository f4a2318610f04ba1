import ItemBank
import Psychometrics

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
  /// The weight as a multiple of the average skill's.
  public var relativeWeight: Double
  /// What the model says and what the answers say.
  public var verdict: SkillVerdict

  /// True if all answers of the person are hidden, so that no estimate of a skill may be shown yet.
  private var isWithheld: Bool

  /// Creates a gap.
  public init(
    skill: Int, estimate: Estimate, probabilityAtTarget: Double, weight: Double,
    relativeWeight: Double = 1, answers: SkillVerdict.Answers, isWithheld: Bool = false
  ) {
    self.isWithheld = isWithheld
    self.skill = skill
    self.estimate = estimate
    self.probabilityAtTarget = probabilityAtTarget
    self.weight = weight
    self.relativeWeight = relativeWeight
    verdict = SkillVerdict(
      model: isWithheld ? .notSure : SkillVerdict.Model(probabilityAtTarget: probabilityAtTarget),
      answers: answers)
  }

  /// The number of answers to the skill's own items.
  public var answers: Int { verdict.answers.asked }
  /// True if what is known of the skill would tell whether hidden answers were right: all of its own are, or all that the
  /// person gave.
  public var isHidden: Bool { verdict.answers.isHidden || isWithheld }
  /// True if a question of the skill was asked, even if no answer counts or none was given.
  public var isAsked: Bool { answers > 0 || verdict.answers.leftOut.total > 0 }
  /// Both parts of the verdict together, for marks, colours and filters.
  public var status: SkillVerdict.Model { verdict.combined }
  /// True if the skill is a gap: a question is still missed, or it's below the target, asked about or not.
  public var isGap: Bool { verdict.answers.missed > 0 || status == .belowTarget }
  /// True if the answers say something else than the model.
  public var isContradicted: Bool { verdict.isContradicted }
  /// True if the ability is more likely at the target than below it.
  public var leansToTarget: Bool { probabilityAtTarget > 0.5 }
  /// The value of closing the gap: the skill's points times the probability of being below the target.
  public var worth: Double { weight * (1 - probabilityAtTarget) }
  /// How urgent it is to close the gap: it grows with the skill's weight, with the probability of being below the target,
  /// and with the number of the skill's own answers.
  public var urgency: Double { relativeWeight * (1 - probabilityAtTarget) * trust }

  /// How far the skill's own answers are trusted: 0.3 without any, 0.65 after one, towards 1 with many.
  ///
  /// Being confident but wrong says as much as another answer.
  private var trust: Double {
    let count = Double(answers + verdict.answers.confidentButWrong)
    return (count + 0.3) / (count + 1)
  }
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
  ///   - answers: The answers to each skill's own items.
  public init(
    framework: Framework, profile: String, skills: [Estimate], answers: [SkillVerdict.Answers]
  ) {
    let target = framework.target(ofProfile: profile)
    self.target = target
    let weights = framework.skillWeights(ofProfile: profile)
    let areAllHidden =
      answers.contains(where: \.isHidden) && answers.allSatisfy { $0.asked == $0.hidden }
    let average = max(1e-9, weights.reduce(0, +) / Double(max(1, weights.count)))
    gaps = skills.indices.map { index in
      Gap(
        skill: index, estimate: skills[index],
        probabilityAtTarget: skills[index].probability(atLeast: target), weight: weights[index],
        relativeWeight: weights[index] / average,
        answers: answers.indices.contains(index) ? answers[index] : SkillVerdict.Answers(),
        isWithheld: areAllHidden)
    }
  }
}
