import TextLayout

extension PlanDocument {
  /// The plan as Markdown, with boxes to tick.
  public func markdown() -> String {
    var lines = ["# Plan: \(escaped(assessment.name))"]
    for sentence in sentences { lines += ["", escaped(sentence)] }
    for (index, week) in weeks.enumerated() where index < 2 || !week.isPlain || startsAfterInterview(index) {
      if startsAfterInterview(index) { lines += ["", "## After the interview"] }
      lines += ["", "\(week.isAfterInterview ? "###" : "##") \(escaped(week.heading))", ""]
      lines += week.notes.map { "- \(escaped($0))" }
      lines += week.goingOn.map { "- \(escaped(words($0)))" }
      for action in week.actions { lines += Self.item(action) }
    }
    if !leftOut.isEmpty {
      lines += ["", "## \(escaped(leftOutHeading))", ""] + leftOut.flatMap(Self.item)
    }
    if !done.isEmpty { lines += ["", "## Done", ""] + done.flatMap(Self.item) }
    return lines.map(ForbiddenCharacters.removed).joined(separator: "\n") + "\n"
  }

  private static func item(_ action: Action) -> [String] {
    let box = action.state == "done" ? "x" : " "
    let begun = action.state == "doing" ? ", begun" : ""
    var lines = ["- [\(box)] **\(escaped(action.title))**, \(escaped(action.when))\(begun)"]
    if let priority = action.priority, let reason = action.reason {
      lines.append(
        "  - \(priority.prefix(1).uppercased() + priority.dropFirst()) priority: \(escaped(reason))")
    }
    if action.state != "done" {
      lines += ["  - \(escaped(action.details))", "  - Proof: \(escaped(action.proof))"]
      lines += action.links.map { "  - [\(escaped($0.title))](<\($0.url)>)" }
    }
    if let text = action.shownBy { lines.append("  - Shown by: \(escaped(text))") }
    if let text = action.note { lines.append("  - Note: \(escaped(text))") }
    return lines
  }
}
