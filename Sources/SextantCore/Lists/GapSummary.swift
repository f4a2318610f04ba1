import ItemBank
import Psychometrics
import Reporting
import Roadmap

/// The gap report in short: what to work on first, what looks fine, and what wasn't asked.
package struct GapSummary: Sendable {
  /// A skill to work on, with the reason.
  package struct First: Sendable {
    /// The skill compared with the target.
    package var gap: Gap
    /// The skill's name.
    package var name: String
    /// Why it is listed, such as `missed 3 of 4, one confidently`.
    package var reason: String
    /// How urgent it is.
    package var priority: Priority
  }

  /// The skills that come first, most urgent first.
  package let first: [First]
  /// The asked skills that are at the target with nothing missed, the surest first.
  package let fine: [Gap]
  /// The skills without an answer, in the order of the framework.
  package let notAsked: [Gap]
  /// The skills that were asked about although no answer counts.
  package let leftOut: [Gap]
  /// The steps of the road.
  package let steps: [Step]
  /// The number of answers of an open attempt: whether they were right is hidden until it ends.
  package let hidden: Int
  /// The kind of the open attempt.
  private let openMode: String
  private let framework: Framework
  private let domains: [Int]

  /// The number of skills that come first.
  package static let firstCount = 5

  /// Sums a person's gaps up.
  package init(_ overview: Overview) {
    framework = overview.content.framework
    domains = framework.domains.enumerated().flatMap { domain in
      domain.element.skills.map { _ in domain.offset }
    }
    let gaps = overview.gaps.gaps
    let asked = gaps.filter { $0.answers > 0 }
    fine = asked.filter { $0.status == .atTarget }.sorted {
      ($1.probabilityAtTarget, $0.skill) < ($0.probabilityAtTarget, $1.skill)
    }
    notAsked = gaps.filter { !$0.isAsked }
    leftOut = gaps.filter { $0.isAsked && $0.answers == 0 }
    first = Self.first(overview)
    steps = Self.steps(overview)
    hidden = gaps.reduce(0) { $0 + $1.verdict.answers.hidden }
    openMode = overview.open?.modeName ?? "attempt"
  }

  /// The skills to work on first, most urgent first, of those that are wanted.
  static func first(_ overview: Overview, where isWanted: (Gap) -> Bool = { _ in true }) -> [First] {
    // Without an answer that may be shown, every skill is a guess, or would give a hidden one away.
    guard overview.gaps.gaps.contains(where: { $0.answers > $0.verdict.answers.hidden }) else { return [] }
    let framework = overview.content.framework
    let domains = framework.domains.flatMap { domain in domain.skills.map { _ in domain.shortName } }
    return GapList(overview).ordered(GapList.Criteria()).filter { $0.isGap && isWanted($0) }
      .prefix(firstCount).map { gap in
        First(
          gap: gap, name: framework.skills[gap.skill].name, reason: reason(gap, domain: domains[gap.skill]),
          priority: priority(gap))
      }
  }

  /// Why a skill deserves work, from its own answers if there are any.
  package static func reason(_ gap: Gap, domain: String) -> String {
    let answers = gap.verdict.answers
    let shown = answers.asked - answers.hidden
    guard answers.asked > 0 else {
      if gap.isAsked { return answers.leftOut.words }
      return gap.status == .belowTarget
        ? "not asked; \(domain) looks weak so far" : "not asked; \(domain) leaves it open"
    }
    guard shown > 0 else { return "\(Words.count(answers.hidden, "answer")) hidden until the attempt ends" }
    guard answers.missed > 0 else {
      let open = answers.leftOut.unanswered
      return "\(answers.right) of \(shown) right"
        + (open > 0
          ? ", \(open) left unanswered"
          : gap.status == .belowTarget ? ", but \(domain) is weak" : ": too few to tell")
    }
    let sure =
      switch answers.confidentButWrong {
      case 0: ""
      case answers.missed where answers.missed == 1: ", confidently"
      case 1: ", one confidently"
      default: ", \(answers.confidentButWrong) confidently"
      }
    // A question that was asked again may have been missed before: then both counts are needed.
    guard answers.missed + answers.right == shown else {
      return
        "\(answers.right) of \(shown) right, \(Words.count(answers.missed, "question")) still missed\(sure)"
    }
    return "missed \(answers.missed) of \(shown)\(sure)"
  }

  /// What looks fine and how sure that is, as a sentence.
  package var fineSentence: String {
    guard let best = fine.first, let least = fine.last else {
      return "Nothing yet: no skill with answers is at the target for sure."
    }
    let (low, high) = (Words.percent(least.probabilityAtTarget), Words.percent(best.probabilityAtTarget))
    return
      "\(Words.count(fine.count, "skill")), \(low == high ? low : "\(low) to \(high)") sure you're at the target"
      + (fine.count == 1 ? "." : " in each.")
  }

  /// That it is hidden whether answers were right, and until when, as a sentence; nil if none is hidden.
  package var hiddenSentence: String? { hiddenWays.first }

  /// The same from the fullest words to the shortest; empty if no answer is hidden.
  package var hiddenWays: [String] {
    hidden == 0
      ? []
      : [
        "Right and missed show when the \(openMode) ends. It has \(Words.count(hidden, "answer")) so far.",
        "Right and missed show when the \(openMode) ends.", "Misses show when the \(openMode) ends.",
      ]
  }

  /// What is said in place of skills to work on, if there are none.
  package var nothingFirst: String { hidden > 0 ? Report.noKnownGaps : Report.noGaps }

  /// What wasn't asked, as a sentence.
  package var notAskedSentence: String {
    let left = leftOutSentence.map { " \($0)" } ?? ""
    guard !notAsked.isEmpty else { return "Nothing: every skill has an answer.\(left)" }
    var counts: [Int: Int] = [:]
    for gap in notAsked { counts[domains[gap.skill], default: 0] += 1 }
    let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map {
      framework.domains[$0.key].shortName
    }
    return "\(Words.count(notAsked.count, "skill")), \(counts.count > 3 ? "most in" : "in") "
      + most.joined(separator: ", ") + ".\(left)"
  }

  /// Which skills were asked about without an answer that counts, and why; nil if there are none.
  private var leftOutSentence: String? {
    var sum = SkillVerdict.LeftOut()
    for gap in leftOut { sum += gap.verdict.answers.leftOut }
    return leftOut.isEmpty ? nil : "\(leftOut.count) more \(sum.words)."
  }
}
