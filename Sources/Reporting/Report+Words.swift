import Psychometrics
import TextLayout

/// The words of the report.
extension Report {
  /// What is said if there is nothing to work on.
  public static let noGaps = "Nothing: no question is still missed, and no skill is below the target."

  /// What is said if nothing is known to work on, because it is hidden whether answers were right.
  public static let noKnownGaps = "Nothing can be said yet."

  /// True if there is a score; an exam with too few answers has none.
  public var hasScore: Bool { exam?.whyNoScore == nil }

  /// The heading of the whole report.
  var title: String { "\(assessment.name): where you stand" }

  /// The day and the target, as a sentence.
  var occasion: String {
    "\(generatedHere ?? generated). Compared with the \(profile.name.lowercased()) target of \(profile.targetScore)."
  }

  /// The sentence that says which answers the numbers rest on.
  public var basisSentence: String {
    var sentence =
      basis.kind == "attempt"
      ? "From attempt \(basis.attempt ?? 0) on its own, \(answers(basis.answers))."
      : basis.attempts == 0 && basis.answers > 0
        ? "From an attempt that \(basis.isOpen ? "isn't finished yet" : "was closed early"), \(answers(basis.answers))."
        : "From \(basis.attempts) attempt\(basis.attempts == 1 ? "" : "s"), \(answers(basis.answers))."
    if basis.rapid > 0 {
      sentence +=
        " \(answers(basis.rapid)) came faster than the question can be read and \(basis.rapid == 1 ? "is" : "are") left out."
    }
    if let note = basis.note { sentence += " " + note }
    return sentence
  }

  /// How sure it is that the person is at the target, as a sentence.
  var surenessSentence: String {
    Self.sentence(
      SkillVerdict.Model.sureness(
        overall.probabilityAtTarget, of: "the \(profile.name.lowercased()) target of \(profile.targetScore)",
        isSpoken: true))
  }

  /// How sure it is on which side of the target a skill is, as a sentence; empty while its answers are hidden.
  func sureness(_ skill: Skill) -> String {
    skill.verdict.answers.isHidden
      ? ""
      : Self.sentence(
        SkillVerdict.Model.sureness(
          skill.measure.probabilityAtTarget, as: skill.verdict.combined, isSpoken: true))
  }

  private static func sentence(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst() + "."
  }

  /// Whether the target is reached, and how sure that is, such as `at target, 84 % sure`.
  func verdict(_ probability: Double) -> String { SkillVerdict.Model.words(probability, isSpoken: true) }

  /// A probability in whole percent, to be read aloud.
  func percent(_ probability: Double) -> String {
    ReportingScale.percentText(probability, isSpoken: true)
  }

  /// A number of hours.
  func hours(_ value: Double) -> String { "\(DecimalText.short(value)) h" }

  /// A number of answers.
  func answers(_ count: Int) -> String { "\(count) answer\(count == 1 ? "" : "s")" }
}
