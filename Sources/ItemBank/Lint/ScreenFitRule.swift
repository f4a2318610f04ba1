/// An item fits a terminal of 80 columns and 24 rows.
struct ScreenFitRule: LintRule {
  let id = "screen-fit"

  func check(_ item: Item, in context: LintContext) -> [LintFinding] {
    var findings: [LintFinding] = []
    let stem = item.stem.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + max(1, ($1.count + 75) / 76) }
    let code = item.code?.lines ?? []
    if stem + code.count > 14 {
      findings.append(
        LintFinding("stem and code take \(stem + code.count) rows", remedy: "keep them within 12"))
    }
    if let widest = code.map(\.count).max(), widest > 72 {
      findings.append(
        LintFinding("a line of code has \(widest) columns", remedy: "break it before column 72"))
    }
    for option in item.task.options where option.text.count > 210 {
      findings.append(
        LintFinding(
          "an option has \(option.text.count) characters", remedy: "keep it within three rows of 70"))
    }
    return findings
  }
}
