import ItemBank
import Psychometrics
import Roadmap

/// All domains and skills in plain text: where each stands against the target, and the steps of the road.
public struct PlainMap: PlainDialogue, Sendable {
  private var domain: Int?
  /// True where the person has left.
  public private(set) var isOver = false

  /// Begins with the domains.
  public init() {}

  /// The domains, or the skills of one, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    let domains = content.framework.domains
    let standing = overview.standing
    guard let domain else {
      let target = ReportingScale.score(standing.target)
      return ["Map. Target of \(PlainText.clean(overview.profileName)): \(target)."]
        + content.roadmap.steps.map { step in
          let ready = overview.readiness.first { $0.step == step.number }?.overall
          let share = ready.map { "\(Words.percent($0)) ready" } ?? "nothing told or measured yet"
          return "  Step \(step.number), \(PlainText.clean(step.name)): \(share)"
        }
        + domains.enumerated().map { index, domain in
          let estimate = standing.domains[index]
          let answers = overview.answers(inDomain: index)
          guard answers > 0 else { return "  \(index + 1). \(PlainText.clean(domain.name)): not asked yet" }
          let score = Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
          let sure = estimate.probability(atLeast: standing.target)
          let verdict =
            sure >= 0.5
            ? "\(Words.percent(sure)) sure at the target" : "\(Words.percent(1 - sure)) sure below the target"
          return "  \(index + 1). \(PlainText.clean(domain.name)): \(score), \(verdict), "
            + Words.count(answers, "answer")
        } + ["A number for the skills of a domain, q back:"]
    }
    let start = domains[..<domain].reduce(0) { $0 + $1.skills.count }
    return ["\(PlainText.clean(domains[domain].name)):"]
      + domains[domain].skills.enumerated().map { index, skill in
        let gap = overview.gaps.gaps[start + index]
        let verdict =
          gap.answers == 0
          ? "not asked yet"
          : "\(gap.status.rawValue), \(Words.percent(1 - gap.probabilityAtTarget)) sure that it is below the "
            + "target, from \(Words.count(gap.answers, "answer"))"
        return "  \(PlainText.clean(skill.name)): \(verdict), worth \(Words.decimal(gap.worth))"
      } + ["A number for another domain, q back:"]
  }

  /// What can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    []
  }

  /// Takes a line in: what to print, and what the world must do.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let word = PlainText.split(line).word
    if word == "q" || word.isEmpty {
      if domain == nil { isOver = true }
      domain = nil
      return ([], [])
    }
    guard let place = PlainText.place(word, of: content.framework.domains.count) else {
      return (["Type a number from 1 to \(content.framework.domains.count), or q."], [])
    }
    domain = place
    return ([], [])
  }
}
