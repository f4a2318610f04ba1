import ItemBank
import Psychometrics
import QuizEngine
import Roadmap
import SextantCore

/// All domains and skills in plain text: their scores against the target, and how to measure or practise
/// them.
public struct PlainMap: PlainDialogue, Sendable {
  private var domain: Int?
  /// The open skill, within its domain.
  private var skill: Int?
  /// True once the person has left.
  public private(set) var isOver = false

  /// Starts with the domains.
  public init() {}

  /// The domains, the skills of one, or one skill, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    let domains = content.framework.domains
    guard let domain else {
      return head(content, overview)
        + domains.indices.map { "  \($0 + 1). \(state(ofDomain: $0, content, overview))" }
        + ["A number for a domain with its skills, help, q back:"]
    }
    let name = PlainText.clean(domains[domain].name)
    if let skill {
      let open = domains[domain].skills[skill]
      let state = PlainText.ended(state(ofSkill: skill, in: domain, content, overview))
      return ["\(state) \(PlainText.ended(PlainText.clean(open.about)))"]
        + ["practise or measure this skill, help, q back:"]
    }
    return ["\(name).", PlainMeaning.priority, PlainMeaning.verdict]
      + domains[domain].skills.indices.map {
        "  \($0 + 1). \(state(ofSkill: $0, in: domain, content, overview))"
      } + [
        "A number for a skill, practise or measure all of this domain, help, q back:"
      ]
  }

  private func head(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    let target = ReportingScale.score(overview.standing.target)
    return ["Map. Target of \(PlainText.clean(overview.profileName)): \(target)."]
      + zip(content.roadmap.steps, GapSummary.steps(overview)).map { step, covered in
        "  Step \(step.number), \(PlainText.clean(step.name)): \(covered.words)"
      } + [PlainMeaning.step] + [GapSummary(overview).hiddenSentence].compactMap { $0 }
  }

  private func state(ofDomain index: Int, _ content: AssessmentContent, _ overview: Overview) -> String {
    let name = PlainText.clean(content.framework.domains[index].name)
    let answers = overview.answers(inDomain: index)
    guard answers > 0 else { return "\(name): \(overview.leftOut(inDomain: index).words)" }
    if let words = overview.hiddenWords(inDomain: index) { return "\(name): \(words)" }
    let estimate = overview.standing.domains[index]
    let score = Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
    let sure = estimate.probability(atLeast: overview.standing.target)
    return "\(name): \(score), \(Words.verdict(sure, isSpoken: true)), " + Words.count(answers, "answer")
  }

  private func state(
    ofSkill index: Int, in domain: Int, _ content: AssessmentContent, _ overview: Overview
  ) -> String {
    let start = content.framework.domains[..<domain].reduce(0) { $0 + $1.skills.count }
    return PlainText.gap(overview.gaps.gaps[start + index], content.framework)
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    guard domain != nil else { return ["a number, or open and a number: that domain with its skills"] }
    let what = skill == nil ? "this domain" : "this skill"
    return (skill == nil ? ["a number, or open and a number: that skill"] : []) + [
      "practise: a drill of \(what), with the explanation after each answer",
      "measure: questions about \(what) alone; they count for your score",
    ]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    let domains = content.framework.domains
    if PlainText.leadsBack(word) {
      if skill != nil { skill = nil } else if domain != nil { domain = nil } else { isOver = true }
      return ([], [])
    }
    guard let domain else {
      guard let place = PlainText.opened(word, rest).flatMap({ PlainText.place($0, of: domains.count) })
      else {
        return (["Type a number from 1 to \(domains.count), or q."], [])
      }
      self.domain = place
      return ([], [])
    }
    let skills = domains[domain].skills
    let scope = skill.map { Scope.skill(skills[$0].id) } ?? .domain(domains[domain].id)
    if let mode = PlainText.mode(word) { return ([], [.startAttempt(mode, scope)]) }
    guard skill == nil,
      let place = PlainText.opened(word, rest).flatMap({ PlainText.place($0, of: skills.count) })
    else {
      return (
        [
          skill == nil
            ? "Type a number from 1 to \(skills.count), practise, measure, or q."
            : "Type practise, measure, or q."
        ], []
      )
    }
    skill = place
    return ([], [])
  }
}

extension PlainText {
  /// The kind of attempt that a word asks for; nil for any other word.
  static func mode(_ word: String) -> Mode? {
    switch word {
    case "practise", "practice", "drill": .drill
    case "measure", "focus": .focus
    default: nil
    }
  }

  /// A skill against the target, in one line.
  static func gap(_ gap: Gap, _ framework: Framework) -> String {
    let name = clean(framework.skills[gap.skill].name)
    let priority =
      gap.isHidden || gap.status == .atTarget && gap.isAsked ? "" : ", \(GapSummary.priority(gap).rawValue)"
    let sure = Words.sureness(gap, isSpoken: true).map { ", \($0)" } ?? ""
    return "\(name): \(gap.verdict.words)\(sure)\(priority)"
  }
}
