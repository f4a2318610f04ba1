import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine

/// Two attempts compared.
public struct Comparison: Sendable {
  /// The earlier attempt.
  public var before: AttemptRecord
  /// The later attempt.
  public var after: AttemptRecord
  /// The overall change.
  public var overall: Row
  /// The change of each domain; meaningful only for domains that both attempts asked about.
  public var domains: [Row]
  /// The skills that at least one attempt asked about, those that both asked about first.
  public var skills: [SkillChange] = []
  /// The number of skills that each of them asked about.
  package var skillsAsked: (before: Int, after: Int) = (0, 0)
  /// Two attempts that make a better comparison; nil if these are the best.
  package var better: Better?
  /// The questions that both attempts asked.
  public var items: [SharedItem]
  /// The results of the two attempts as exams; nil for other modes.
  public var exams: (before: ExamResult?, after: ExamResult?) = (nil, nil)
  /// How the questions of the two were answered.
  package var efforts: (before: ChangeClaim.Effort, after: ChangeClaim.Effort) = (.init(), .init())
  /// The number of items of the later attempt that were answered before it, in drills or attempts other than
  /// the earlier one.
  public var practised: Int
  /// The answers of the later attempt to questions that were answered shortly before it; nil if there are none.
  public var repeats: Repeats?
  /// The domains, in the order of the framework.
  public var frameworkDomains: [Domain]
  /// The target, in logits.
  public var target: Double

  /// One measured change.
  public struct Row: Sendable {
    /// The mean before, in logits.
    public var before: Double
    /// The margin of error before: half the 95 % interval.
    public var beforeMargin: Double
    /// The mean after.
    public var after: Double
    /// The margin of error after.
    public var afterMargin: Double
    /// The change with its uncertainty.
    public var change: ReliableChange
    /// The number of answers before and after that count.
    public var answers: (before: Int, after: Int)
    /// All questions before and after, with those whose answers don't count.
    public var asked: (before: AnswerCount, after: AnswerCount) = (AnswerCount(), AnswerCount())
    /// The probability of being at the target now.
    public var probabilityAtTarget: Double

    /// True if the change is more than noise.
    public var isReal: Bool { change.verdict != .notDistinguishable }
    /// True if both attempts have an answer that counts.
    public var isInBoth: Bool { answers.before > 0 && answers.after > 0 }
    /// The change in points, as the two scores show it.
    package var points: Int { ReportingScale.score(after) - ReportingScale.score(before) }

  }

  /// What both attempts say about one skill.
  public struct SkillChange: Sendable {
    /// The skill, as an index into the framework's skills.
    public var skill: Int
    /// The two estimates; that of an attempt that didn't ask about the skill comes from the skill's domain.
    public var row: Row

    /// True if both attempts asked about it.
    public var isInBoth: Bool { row.isInBoth }
    /// The questions whose answers count, in the earlier attempt.
    package var before: AnswerCount { row.asked.before }
    /// The same in the later attempt.
    package var after: AnswerCount { row.asked.after }

    /// How much the share of right answers grew; 0 if only one attempt asked about the skill.
    package var growth: Double {
      isInBoth ? Double(after.right) / Double(after.given) - Double(before.right) / Double(before.given) : 0
    }
  }

  /// A question that both attempts asked.
  public struct SharedItem: Sendable, Hashable {
    /// The item's identity.
    public var item: String
    /// The credit before.
    public var before: Double
    /// The credit after.
    public var after: Double
    /// True if one of the two left it without an answer, so that there is nothing to compare.
    public var isOpen = false
  }
}

extension Comparison.Row {
  /// Compares two estimates.
  ///
  /// - Parameter sds: Their standard deviations without the error that all levels of a domain share.
  init(
    _ before: Estimate, _ sds: (before: Double, after: Double), _ after: Estimate,
    answers: (before: Int, after: Int), asked: (before: AnswerCount, after: AnswerCount), target: Double
  ) {
    self.init(
      before: before.mean, beforeMargin: (before.upper95 - before.lower95) / 2, after: after.mean,
      afterMargin: (after.upper95 - after.lower95) / 2,
      change: ReliableChange(
        from: (mean: before.mean, sd: sds.before), to: (mean: after.mean, sd: sds.after)),
      answers: answers, asked: asked, probabilityAtTarget: after.probability(atLeast: target))
  }

  /// What stands in place of the earlier score; nil if there is one.
  package var missingBefore: String? { Self.missing(answers.before, of: asked.before) }
  /// What stands in place of the later score; nil if there is one.
  package var missingAfter: String? { Self.missing(answers.after, of: asked.after) }

  private static func missing(_ counted: Int, of asked: AnswerCount) -> String? {
    counted > 0
      ? nil
      : asked.given > 0
        ? SkillVerdict.LeftOut.notCounted : asked.unanswered > 0 ? "unanswered" : "not asked"
  }
}

extension Comparison {
  /// True if an answer of the earlier attempt counts.
  public var isCountedBefore: Bool { domains.contains { $0.answers.before > 0 } }
  /// True if an answer of the later attempt counts.
  public var isCountedAfter: Bool { domains.contains { $0.answers.after > 0 } }
  /// The skills that both attempts asked about.
  package var sharedSkills: [SkillChange] { skills.filter(\.isInBoth) }
}
