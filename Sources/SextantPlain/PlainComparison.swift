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
    guard comparison.hasScores else { return exams + better }
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
      + (comparison.isPart ? [] : [row("Overall", comparison.overall)])
      + zip(comparison.frameworkDomains, comparison.domains).map { domain, change in
        let missing = [
          change.missingBefore.map { "\($0) in the earlier one" },
          change.missingAfter.map { "\($0) in the later one" },
        ].compactMap(\.self)
        guard !missing.isEmpty else { return row(domain.name, change) }
        let both = change.missingBefore.flatMap { $0 == change.missingAfter ? "\($0) in either" : nil }
        return "  \(PlainText.clean(domain.name)): \(both ?? missing.joined(separator: ", "))"
      }
      + (comparison.domains.contains { $0.isReal } || comparison.overall.isReal
        ? []
        : [
          "Each of these changes may be chance. From three attempts on, trends shows what all of them say together."
        ]) + skills(comparison)
      + (comparison.incomparable.isEmpty ? [] : ["What can't be compared:"])
      + comparison.incomparable.map { "  \(PlainText.clean($0))" }
  }

  /// The skills whose share of right answers changed.
  private static func skills(_ comparison: Comparison) -> [String] {
    let all = comparison.frameworkDomains.flatMap(\.skills)
    let changed = comparison.skills.filter { $0.growth != 0 && all.indices.contains($0.skill) }
    guard !changed.isEmpty else { return [] }
    return ["Skills asked about in both, right answers before and after:"]
      + changed.map {
        "  \(PlainText.clean(all[$0.skill].name)): \($0.before.right) of \($0.before.asked), then "
          + "\($0.after.right) of \($0.after.asked)"
      }
  }

  private static func row(_ name: String, _ row: Comparison.Row) -> String {
    "  \(PlainText.clean(name)): \(ReportingScale.score(row.before)) ± \(ReportingScale.points(row.beforeMargin)) to "
      + "\(ReportingScale.score(row.after)) ± \(ReportingScale.points(row.afterMargin)), "
      + "\(PlainNumbers.changeInWords(from: row.before, to: row.after))\(row.isReal ? ", \(row.verdict)" : "")"
  }
}
