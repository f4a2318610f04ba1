import Psychometrics
import TextLayout

/// The words of the report.
extension Report {
  /// What is said if there is nothing to work on.
  public static let noGaps = "Nothing: no question is still missed, and no skill is below the target."

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
    "\(sureness(overall)) sure you're at the \(profile.name.lowercased()) target of \(profile.targetScore)."
  }

  /// How sure it is that a score is at the target, at the beginning of a sentence.
  func sureness(_ measure: Measure) -> String {
    let text = percent(measure.probabilityAtTarget)
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Whether the target is reached, and how sure it is that it is, such as `at target, 84 % sure`.
  func verdict(_ probability: Double) -> String {
    "\(SkillVerdict.Model(probabilityAtTarget: probability).words), \(percent(probability)) sure"
  }

  /// A probability in whole percent, to be read aloud.
  func percent(_ probability: Double) -> String {
    ReportingScale.percentText(probability, isSpoken: true)
  }

  /// A number of hours.
  func hours(_ value: Double) -> String { "\(DecimalText.short(value)) h" }

  /// A number of answers.
  func answers(_ count: Int) -> String { "\(count) answer\(count == 1 ? "" : "s")" }
}
