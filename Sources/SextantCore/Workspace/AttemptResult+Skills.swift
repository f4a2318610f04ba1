import Roadmap

extension AttemptResult {
  /// What `skillsToLookAt` lists.
  package var skillsHeading: String {
    if case .skill = scope { return "This skill, from all your answers" }
    return "Skills you missed a question in, from all your answers"
  }

  /// The skills of this attempt's misses, and the skill it was about, each with its verdict from all answers.
  ///
  /// The least probably at the target comes first. Practice and excluded attempts say nothing about skills, so they
  /// have none.
  package func skillsToLookAt(_ overview: Overview) -> [Gap] {
    guard mode.measures, record.exclusion == nil else { return [] }
    var ids = Set(answers.filter { $0.isCounted && $0.response.outcome.isMissed }.map(\.response.skill))
    if case .skill(let id) = scope { ids.insert(id) }
    let skills = overview.content.framework.skills
    return overview.gaps.gaps.filter { ids.contains(skills[$0.skill].id) && $0.answers > 0 }.sorted {
      ($0.probabilityAtTarget, $0.skill) < ($1.probabilityAtTarget, $1.skill)
    }
  }
}
