import Psychometrics
import QuizEngine
import SextantCore

/// Two attempts compared, as sentences.
enum PlainComparison {
  /// The changes; a domain that one of the two didn't ask about has none.
  static func lines(_ comparison: Comparison, _ days: LocalDays) -> [String] {
    let names = [comparison.before, comparison.after].map { PlainNumbers.name($0, days) }
    let exams = comparison.examSentences(names)
    guard comparison.hasScores else { return exams }
    for (name, isCounted) in zip(names, [comparison.isCountedBefore, comparison.isCountedAfter])
    where !isCounted {
      return (comparison.repeats.map { [$0.sentence] } ?? [])
        + ["No answer of \(name) counts, so there is nothing to compare."]
    }
    return exams + [
      "From \(names[0]) to \(names[1]). A change that is not called improved or declined may be chance:"
    ]
      + (comparison.repeats.map { [$0.sentence] } ?? [])
      + [row("Overall", comparison.overall)]
      + zip(comparison.frameworkDomains, comparison.domains).map { domain, change in
        guard change.answers.before > 0, change.answers.after > 0 else {
          let which =
            change.answers.before > 0
            ? "in the later one" : change.answers.after > 0 ? "in the earlier one" : "in either"
          return "  \(PlainText.clean(domain.name)): no answer that counts \(which)"
        }
        return row(domain.name, change)
      }
      + (comparison.domains.contains { $0.isReal } || comparison.overall.isReal
        ? []
        : [
          "None of these changes is told from chance by these two attempts alone; from three attempts on, trends tells what all of them show."
        ])
  }

  private static func row(_ name: String, _ row: Comparison.Row) -> String {
    "  \(PlainText.clean(name)): \(ReportingScale.score(row.before)) ± \(ReportingScale.points(row.beforeMargin)) to "
      + "\(ReportingScale.score(row.after)) ± \(ReportingScale.points(row.afterMargin)), "
      + "\(PlainNumbers.changeInWords(from: row.before, to: row.after))\(row.isReal ? ", \(row.verdict)" : "")"
  }
}
