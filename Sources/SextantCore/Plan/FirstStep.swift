import ItemBank
import Journal
import QuizEngine
import Roadmap

/// What to do first: home, the gap report, the plan, results and plain mode all name it in these words.
package struct FirstStep: Sendable, Equatable {
  /// The step itself, such as `Bayes by hand and by simulation, 4 h`.
  package var title: String
  /// What it is good for, from the fullest words to the shortest, such as `helps Probability: missed 3 of 4`; empty if
  /// there is nothing to say.
  package var reasons: [String] = []
  /// The action of the plan that it is; nil for an attempt.
  package var action: String?

  /// What it is good for, in full; empty if there is nothing to say.
  package var reason: String { reasons.first ?? "" }
  /// Both, as a sentence.
  package var sentence: String { title + (reason.isEmpty ? "." : "; \(reason).") }
}

extension Overview {
  /// What to do first: go on with what is open, measure if too little is known, then the first action of the plan.
  package var firstStep: FirstStep {
    if let open { return FirstStep(title: "Go on with your \(open.modeName)") }
    if wantsPlacement {
      let missing = unaskedDomains.count
      return FirstStep(
        title: "Take the placement",
        reasons: [
          missing * 2 > content.framework.domains.count
            ? "\(missing) of \(Words.count(content.framework.domains.count, "domain")) \(missing == 1 ? "has" : "have") "
              + "no answer that counts yet"
            : "only \(Words.count(answerCount, "answer")) so far"
        ])
    }
    guard let next = nextAction else {
      return FirstStep(title: "Retake the placement", reasons: ["everything on the road is done"])
    }
    return FirstStep(
      title: Self.title(next.action), reasons: reasons(for: next.action), action: next.action.id)
  }

  /// What to do first about a skill: the first action of the plan that helps it or that such an action needs; without one
  /// in the plan, the best that is open; nil if nothing is.
  package func firstStep(forSkill skill: Int) -> FirstStep? {
    let id = content.framework.skills[skill].id
    let leading = actionsLeading(toSkill: skill)
    guard let first = weeks.order.first(where: leading.contains).flatMap(planned) else {
      return plan.actions(closing: id).first.map {
        FirstStep(title: Self.title($0.action), action: $0.action.id)
      }
    }
    let needing =
      first.closes.contains(id)
      ? nil
      : (weeks.entries[first.id]?.neededFor
        ?? weeks.order.first { planned($0)?.closes.contains(id) ?? false }).flatMap(planned)
    return FirstStep(
      title: Self.title(first), reasons: needing.map { ["needed before “\($0.title)”"] } ?? [],
      action: first.id)
  }

  /// The actions of the plan that help a skill, and those that they need.
  func actionsLeading(toSkill skill: Int) -> Set<String> {
    let id = content.framework.skills[skill].id
    var open = weeks.order.filter { planned($0)?.closes.contains(id) ?? false }
    var leading = Set(open)
    while let next = open.popLast().flatMap(planned) {
      for need in next.after where planned(need) != nil && leading.insert(need).inserted { open.append(need) }
    }
    return leading
  }

  /// An action of the plan; nil for any other.
  private func planned(_ id: String) -> RoadmapAction? {
    weeks.entries[id].map { content.roadmap.actions[$0.place] }
  }

  /// The action for a skill: what the plan does first for it, otherwise the best that is open.
  package func action(forSkill skill: Int) -> RoadmapAction? {
    let id = content.framework.skills[skill].id
    let actions = content.roadmap.actions
    let planned = weeks.order.lazy.compactMap { weeks.entries[$0]?.place }.first {
      actions[$0].closes.contains(id)
    }
    return planned.map { actions[$0] } ?? plan.actions(closing: id).first?.action
  }

  private static func title(_ action: RoadmapAction) -> String {
    "\(action.title), \(Words.decimal(action.hours)) h"
  }

  /// What an action is good for: the gap that the gap report puts first of those that it helps, or what needs it.
  private func reasons(for action: RoadmapAction) -> [String] {
    let begun = actions[action.id]?.state == .doing ? "begun; " : ""
    let urgent = priority(ofPlanned: action.id) == .low ? urgentAction : nil
    let needingID =
      weeks.entries[action.id]?.neededFor
      ?? urgent.flatMap { $0.leading.contains(action.id) ? $0.id : nil }
    if let needing = needingID.flatMap({ weeks.entries[$0] }) {
      let target = content.roadmap.actions[needing.place]
      let why = "\(begun)needed before “\(target.title)”"
      return [helped(by: target).map { "\(why), which helps \($0)" }, why, "\(begun)needed first"].compactMap
      { $0 }
    }
    return ["\(begun)\(helped(by: action).map { "helps \($0)" } ?? "it adds to what you can show")"]
  }

  /// The most urgent skill that an action helps, with the reason.
  private func helped(by action: RoadmapAction) -> String? {
    let gap = PlanList(self).helpedSkills(by: action).filter { $0.status != .atTarget }.min {
      GapSummary.order($0) < GapSummary.order($1)
    }
    guard let gap else { return nil }
    let skill = content.framework.skills[gap.skill]
    let domain = content.framework.domains.first { $0.skills.contains { $0.id == skill.id } }
    return "\(skill.name): \(GapSummary.reason(gap, domain: domain?.shortName ?? ""))"
  }

  /// True if all of the plan is done before the interview.
  package var fitsInterview: Bool { measureFirst == nil && weeks.ready.count == weeks.entries.count }

  /// The interview and whether the plan gets there, in words from long to short; nil without one to come.
  package var interviewWays: [String]? {
    guard let day = weeks.interview else { return nil }
    let days = today.distance(to: day)
    let left = days < 14 ? Words.count(days, "day") : Words.count(days / 7, "week")
    let (done, all) = (weeks.ready.count, weeks.entries.count)
    let fits =
      measureFirst != nil
      ? "measure first"
      : done == all
        ? "the plan fits" : "the plan doesn't fit, \(done) of \(Words.count(all, "action")) by then"
    let (long, short) = (day.long, day.near(today: today))
    return [
      "Interview on \(long), in \(left): \(fits)", "Interview \(short), in \(left): \(fits)",
      "Interview \(short): "
        + (fitsInterview ? "plan fits" : measureFirst == nil ? "plan doesn't fit" : "measure first"),
      "Interview \(short)",
    ]
  }
}
