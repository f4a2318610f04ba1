import Psychometrics
import QuizEngine
import SextantCore

/// Two attempts compared, as sentences.
enum PlainComparison {
  /// The changes; a domain that one of the two didn't ask about has none.
  static func lines(_ comparison: Comparison, _ days: LocalDays) -> [String] {
    let names = [comparison.before, comparison.after].map { PlainNumbers.name($0, days) }
    let exams = comparison.examSentences(names)
    let better = comparison.better.map { ["A better comparison: \($0.words). compare alone makes it."] } ?? []
    guard comparison.hasScores else { return exams + better + counts(comparison) + shared(comparison) }
    for (name, isCounted) in zip(names, [comparison.isCountedBefore, comparison.isCountedAfter])
    where !isCounted {
      return (comparison.repeats.map { [$0.sentence] } ?? [])
        + ["No answer of the \(name) counts, so there is nothing to compare."] + better
    }
    return exams + [
      "From the \(names[0]) to the \(names[1]). \(comparison.comparable) A change that is not called improved or declined may be chance:"
    ]
      + better
      + (comparison.repeats.map { [$0.sentence] } ?? [])
      + (comparison.isPart
        ? [] : [comparison.claim.sentence(isSpoken: true), row("Overall", comparison.overall, comparison)])
      + zip(comparison.frameworkDomains, comparison.domains).map { domain, change in
        let missing = [
          change.missingBefore.map { "\($0) in the earlier one" },
          change.missingAfter.map { "\($0) in the later one" },
        ].compactMap(\.self)
        guard !missing.isEmpty else { return row(domain.name, change, comparison) }
        let both = change.missingBefore.flatMap { $0 == change.missingAfter ? "\($0) in either" : nil }
        return "  \(PlainText.clean(domain.name)): \(both ?? missing.joined(separator: ", "))"
      }
      + ((comparison.domains + [comparison.overall]).contains {
        comparison.claim(of: $0).doubt != nil || $0.isReal
      }
        ? []
        : [
          "Each of these changes may be chance. From three attempts on, trends shows what all of them say together."
        ]) + skills(comparison) + shared(comparison)
      + (comparison.incomparable.isEmpty ? [] : ["What can't be compared:"])
      + comparison.incomparable.map { "  \(PlainText.clean($0))" }
  }

  /// With fewer skills in common, those that only one attempt asked about are listed too.
  private static let fewSkills = 6
  /// The most of them.
  private static let mostOthers = 12

  /// The skills with both scores; where few are in common, also those that only one attempt asked about.
  private static func skills(_ comparison: Comparison) -> [String] {
    let all = comparison.frameworkDomains.flatMap(\.skills)
    let known = comparison.skills.filter { all.indices.contains($0.skill) }
    let shared = known.filter(\.isInBoth)
    let told =
      shared.count < fewSkills
      ? shared + known.filter { !$0.isInBoth }.prefix(mostOthers) : shared.filter { $0.growth != 0 }
    guard !told.isEmpty else { return [] }
    return ["Skills, each with its score and its right answers:"]
      + told.map { change in
        "\(row(all[change.skill].name, change.row, comparison)); \(count(change.before)) before, \(count(change.after)) after"
      }
  }

  /// The right answers of those given, such as `2 of 3 right`.
  private static func count(_ count: AnswerCount) -> String {
    count.questions == 0 ? "not asked" : count.given == 0 ? "unanswered" : count.words
  }

  /// The right answers by domain, where there are no scores to compare.
  private static func counts(_ comparison: Comparison) -> [String] {
    zip(comparison.frameworkDomains, comparison.domains).filter {
      $0.1.asked.before.questions + $0.1.asked.after.questions > 0
    }.map { domain, row in
      "  \(PlainText.clean(domain.name)): \(count(row.asked.before)) before, \(count(row.asked.after)) after"
    }
  }

  /// What became of the questions that both asked.
  private static func shared(_ comparison: Comparison) -> [String] {
    [comparison.items.isEmpty ? "The two attempts share no question." : comparison.sharedSentence]
  }

  private static func row(_ name: String, _ row: Comparison.Row, _ comparison: Comparison) -> String {
    let claim = comparison.claim(of: row)
    return
      "  \(PlainText.clean(name)): \(ReportingScale.score(row.before)) ± \(ReportingScale.points(row.beforeMargin)) to "
      + "\(ReportingScale.score(row.after)) ± \(ReportingScale.points(row.afterMargin)), "
      + "\(PlainNumbers.changeInWords(from: row.before, to: row.after))\(claim.isReal ? ", \(claim.conclusion)" : "")"
  }
}
