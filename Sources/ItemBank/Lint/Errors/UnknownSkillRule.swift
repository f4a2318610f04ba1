/// Items must measure skills of the framework.
struct UnknownSkillRule: LintRule {
  let id = "unknown-skill"
  let severity = Diagnostic.Severity.error

  func check(_ context: LintContext) -> [LintFinding] {
    guard let framework = context.framework else { return [] }
    let skills = framework.skills.map(\.id)
    let known = Set(skills)
    var told: Set<SourceLocation> = []
    return context.entries.enumerated().compactMap { index, entry in
      // Report a file's skill once, however many items the file has.
      guard !known.contains(entry.item.skill), told.insert(entry.places[.field("skill")]).inserted else {
        return nil
      }
      let remedy = Suggestion.remedy(
        for: entry.item.skill, among: skills, otherwise: "name one of the framework's skills")
      return LintFinding(
        entry: index,
        ItemFinding(.field("skill"), "the framework has no skill \(entry.item.skill)", remedy: remedy))
    }
  }
}
