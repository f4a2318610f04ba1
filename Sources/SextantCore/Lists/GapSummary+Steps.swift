import Reporting
import Roadmap

extension GapSummary {
  /// How far a step of the road is covered: skills and evidence, which are counted apart.
  package struct Step: Sendable, Equatable {
    /// The number of the step.
    package var number: Int
    /// Its short name.
    package var name: String
    /// Its skills, by what is known of them.
    package var skills: Report.Step.Skills
    /// The areas of evidence that the person reported.
    package var reported: Int
    /// The areas of evidence of the step.
    package var areas: Int

    /// The skills in words, such as `12 of 18 skills at target`; nil if the step has none.
    package var skillWords: String? { skills.total == 0 ? nil : skills.words }
    /// The evidence in words, such as `evidence 1 of 4`; nil if the step has none.
    package var evidenceWords: String? { areas == 0 ? nil : "evidence \(reported) of \(areas)" }
    /// Both, such as `12 of 18 skills at target, evidence 1 of 4`.
    package var words: String { [skillWords, evidenceWords].compactMap { $0 }.joined(separator: ", ") }
    /// What there is, from the fullest words to the shortest, such as `12 of 18`.
    package var ways: [String] {
      let least = skills.total == 0 ? nil : "\(skills.atTarget) of \(skills.total)"
      return [words, skillWords, least, evidenceWords].compactMap { $0 }
    }
    /// The share of its skills that are at the target; nil if it has none.
    package var share: Double? {
      skills.total == 0 ? nil : Double(skills.atTarget) / Double(skills.total)
    }
  }

  /// How far each step of the road is covered.
  package static func steps(_ overview: Overview) -> [Step] {
    let list = GapList(overview)
    var skills: [Int: Report.Step.Skills] = [:]
    for gap in overview.gaps.gaps {
      guard let step = list.step(of: gap.skill) else { continue }
      var counts = skills[step] ?? Report.Step.Skills(atTarget: 0, notSure: 0, below: 0, notAsked: 0)
      if !gap.isAsked {
        counts.notAsked += 1
      } else if gap.answers == 0 || gap.status == .notSure {
        counts.notSure += 1
      } else if gap.status == .atTarget {
        counts.atTarget += 1
      } else {
        counts.below += 1
      }
      skills[step] = counts
    }
    return overview.content.roadmap.steps.map { step in
      let areas = overview.content.framework.evidence.filter { $0.steps.first == step.number }
      return Step(
        number: step.number, name: step.shortName,
        skills: skills[step.number] ?? Report.Step.Skills(atTarget: 0, notSure: 0, below: 0, notAsked: 0),
        reported: areas.count { overview.levels[$0.id] != nil }, areas: areas.count)
    }
  }
}
