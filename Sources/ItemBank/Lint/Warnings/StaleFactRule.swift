/// Facts that age must be checked again every 6, 12 or 24 months, by their skill's volatility.
struct StaleFactRule: LintRule {
  let id = "stale-fact"
  let severity = Diagnostic.Severity.warning

  func check(_ context: LintContext) -> [LintFinding] {
    var months: [String: Int] = [:]
    for skill in context.framework?.skills ?? [] { months[skill.id] = skill.volatility.months }
    let today = YearMonth(year: context.today.year, month: context.today.month)
    return context.entries.enumerated().compactMap { index, entry in
      guard let checked = entry.item.checked.flatMap({ YearMonth($0) }), let limit = months[entry.item.skill]
      else { return nil }
      let age = checked.months(until: today)
      if age < 0 {
        let finding = ItemFinding(
          .field("checked"), "it was checked in the future", remedy: "write the month of the check")
        return LintFinding(entry: index, finding)
      }
      guard age > limit else { return nil }
      let finding = ItemFinding(
        .field("checked"), "its facts were checked \(age) months ago, the skill allows \(limit)",
        remedy: "check them, and write this month")
      return LintFinding(entry: index, finding)
    }
  }
}
