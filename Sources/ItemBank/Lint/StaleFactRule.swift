/// A fact that ages is checked again in time.
struct StaleFactRule: LintRule {
  let id = "stale-fact"

  func check(_ item: Item, in context: LintContext) -> [LintFinding] {
    guard let checked = item.checked,
      let volatility = context.framework.skills.first(where: { $0.id == item.skill })?.volatility
    else { return [] }
    let parts = checked.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2 else { return [] }
    let age = (context.today.year - parts[0]) * 12 + context.today.month - parts[1]
    return age > volatility.months
      ? [
        LintFinding(
          "its facts were checked \(age) months ago", remedy: "check them, and set `checked` to this month")
      ] : []
  }
}
