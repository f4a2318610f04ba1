import TextLayout

extension Report {
  /// The report as Markdown.
  public func markdown() -> String {
    var lines: [String] = []
    lines.append("# \(escaped(assessment.name)): where you stand")
    lines.append("")
    lines.append(
      "Target: \(escaped(profile.name)), \(profile.targetScore). \(basisSentence) Made on \(generatedHere ?? generated)."
    )
    lines.append("")
    lines += examMarkdown
    guard hasScore else { return lines.dropLast().joined(separator: "\n") + "\n" }
    lines.append(
      basis.isOfOneDomain
        ? "One domain was asked about, so there is no overall."
        : "**Overall \(overall.score) ± \(overall.margin), \(overall.bandWord)**; "
          + "\(percent(overall.probabilityAtTarget)) sure that you are at the target. "
          + "± is a 95 % margin: 19 times out of 20 the true value lies within it.")
    lines.append("")
    if let selection { lines += ["Only \(escaped(selection)).", ""] }
    lines.append("| Domain | Score | Band | At the target? |")
    lines.append("|---|---:|---|---|")
    for domain in domains {
      lines.append(
        "| \(escaped(domain.name)) | \(domain.measure.score) ± \(domain.measure.margin) "
          + "| \(domain.measure.bandWord) | \(verdict(domain.measure.probabilityAtTarget)) |")
    }
    lines += ["", Self.worth + (tellsReadiness ? " " + Self.ready : "")]
    let skills = skillsByID
    for step in steps {
      lines.append("")
      lines.append("## Step \(step.number): \(escaped(title(step)))")
      if tellsReadiness { lines += ["", readiness(step) + "."] }
      if !step.gaps.isEmpty {
        lines.append("")
        lines.append("| Skill | Worth | Sure at target | Verdict |")
        lines.append("|---|---:|---:|---|")
        for id in step.gaps {
          guard let skill = skills[id] else { continue }
          lines.append(
            "| \(escaped(skill.name)) | \(DecimalText.short(skill.worth)) "
              + "| \(percent(skill.measure.probabilityAtTarget)) | \(skill.verdict.words) |")
        }
      }
      if !step.actions.isEmpty {
        lines.append("")
        for action in step.actions {
          let box = action.state == "done" ? "x" : " "
          let begun = action.state == "doing" ? ", begun" : ""
          lines.append(
            "- [\(box)] \(escaped(action.title)) (\(hours(action.hours))\(begun)). Proof: \(escaped(action.proof))"
          )
          lines += action.links.map { "  - [\(escaped($0.title))](<\($0.url)>)" }
        }
      }
    }
    lines += ["", "## All skills", "", "| Skill | Standing |", "|---|---|"]
    lines += skillsByWorth.map { "| \(escaped($0.name)) | \(known($0)) |" }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Escapes characters that Markdown or HTML would read as markup.
func escaped(_ text: String) -> String {
  var result = ""
  for character in text {
    switch character {
    case "\n", "\r\n", "\r": result += " "
    case "\\", "`", "*", "_", "[", "]", "|", "#": result += "\\" + String(character)
    case "<": result += "&lt;"
    case "&": result += "&amp;"
    default: result.append(character)
    }
  }
  return result
}
