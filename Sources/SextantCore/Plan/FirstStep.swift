import ItemBank
import Journal
import QuizEngine
import Roadmap

/// What to do first: home, the gap report, the plan, results and plain mode all name it in these words.
package struct FirstStep: Sendable, Equatable {
  /// The step itself, such as `Bayes by hand and by simulation, 4 h`.
  package var title: String
  /// What it is good for, such as `helps Probability: missed 3 of 4`; empty if there is nothing to say.
  package var reason = ""
  /// The action of the plan that it is; nil for an attempt.
  package var action: String?

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
        reason: missing * 2 > content.framework.domains.count
          ? "\(missing) of \(Words.count(content.framework.domains.count, "domain")) \(missing == 1 ? "has" : "have") "
            + "no answer that counts yet"
          : "only \(Words.count(answerCount, "answer")) so far")
    }
    guard let next = nextAction else {
      return FirstStep(title: "Retake the placement", reason: "everything on the road is done")
    }
    return FirstStep(
      title: "\(next.action.title), \(Words.decimal(next.action.hours)) h", reason: reason(for: next),
      action: next.action.id)
  }

  /// What an action is good for: the gap that the gap report puts first of those that it helps.
  private func reason(for next: RankedAction) -> String {
    let begun = actions[next.action.id]?.state == .doing ? "begun; " : ""
    let helped = Set(PlanList(self).helpedSkills(by: next.action).map(\.skill))
    guard
      let gap = GapList(self).ordered(GapList.Criteria()).first(where: {
        helped.contains($0.skill) && $0.status != .atTarget
      })
    else { return "\(begun)it adds to what you can show" }
    let skill = content.framework.skills[gap.skill]
    let domain = content.framework.domains.first { $0.skills.contains { $0.id == skill.id } }
    return "\(begun)helps \(skill.name): \(GapSummary.reason(gap, domain: domain?.shortName ?? ""))"
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
