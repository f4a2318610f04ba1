import Psychometrics

extension Report {
  /// The report as plain text of at most 80 columns, fit for a screen reader.
  public func text() -> String {
    var lines: [String] = []
    lines.append("\(assessment.name): where you stand against the \(profile.name) target")
    lines.append(basisSentence)
    if let selection { lines.append("Only \(selection).") }
    lines.append("")
    if overall.answers == 0 {
      lines.append("Nothing is measured yet. `sextant take` begins a placement.")
      return lines.joined(separator: "\n") + "\n"
    }
    if basis.isOfOneDomain {
      lines.append(
        "One domain was asked about, so there is no overall. The target is \(profile.targetScore).")
    } else {
      lines.append("Overall \(overall.score) ± \(overall.margin), \(overall.bandWord).")
      lines.append(
        "\(percent(overall.probabilityAtTarget)) sure that you are at the target of \(profile.targetScore).")
    }
    lines.append("± is a 95 % margin: 19 times out of 20 the true value lies within it.")
    lines.append("")
    lines.append(row("Domain", "Score", "Band", "At the target?"))
    for domain in domains {
      lines.append(
        row(
          domain.shortName,
          domain.measure.answers == 0 ? "not asked" : "\(domain.measure.score) ± \(domain.measure.margin)",
          domain.measure.answers == 0 ? "" : domain.measure.bandWord,
          verdict(domain.measure.probabilityAtTarget)))
    }
    lines.append("")
    lines.append(Self.worth)
    if tellsReadiness { lines.append(Self.ready) }
    for step in steps {
      lines.append("")
      lines.append("Step \(step.number): \(title(step))")
      if tellsReadiness { lines.append("  " + readiness(step)) }
      let skills = skillsByID
      for id in step.gaps.prefix(6) {
        guard let skill = skills[id] else { continue }
        lines.append(
          "  \(skill.status == "gap" ? "gap" : "unclear"): \(skill.name), worth \(points(skill.worth)), "
            + "chance of a gap \(percent(1 - skill.measure.probabilityAtTarget)), "
            + answers(skill.measure.answers))
      }
      if step.gaps.count > 6 { lines.append("  and \(step.gaps.count - 6) more, below") }
      for action in step.actions.prefix(3) {
        lines.append("  do: \(action.title) (\(hours(action.hours)))")
        lines.append("      proof: \(action.proof)")
      }
    }
    lines += ["", "All skills, worth most first"]
    lines += skillsByWorth.map { "  \($0.name): \(known($0))" }
    return lines.flatMap { wrap($0, columns: 80) }.joined(separator: "\n") + "\n"
  }

  /// What the percent of a step is.
  public static let ready =
    "How ready a step is: the share of its points that you have, by what is known of your knowledge and by what you told of evidence."

  /// What the worth of a gap is, told where it comes first.
  public static let worth =
    "The worth of a gap is what closing it would add, of the 100 points of all knowledge; all evidence has 100 points of its own."

  /// What the numbers rest on, as a sentence.
  public var basisSentence: String {
    var sentence =
      basis.kind == "attempt"
      ? "From attempt \(basis.attempt ?? 0) alone, \(answers(basis.answers))."
      : basis.attempts == 0 && basis.answers > 0
        ? "From an attempt that is not over yet, \(answers(basis.answers))."
        : "From \(basis.attempts) attempt\(basis.attempts == 1 ? "" : "s"), \(answers(basis.answers))."
    if basis.rapid > 0 {
      sentence +=
        " \(answers(basis.rapid)) came faster than the item can be read and \(basis.rapid == 1 ? "is" : "are") left out."
    }
    return sentence
  }

  /// What is known of a skill, in words.
  func known(_ skill: Skill) -> String {
    skill.measure.answers == 0
      ? "not asked, worth \(points(skill.worth))"
      : "\(skill.status), worth \(points(skill.worth)), chance of a gap "
        + "\(percent(1 - skill.measure.probabilityAtTarget)), \(answers(skill.measure.answers))"
  }

  /// A step's name with how much of it is ready, the share that the meters of the screens show.
  func title(_ step: Step) -> String {
    // What is not measured counts as nothing, and so the share may jump once it is.
    let counted = step.isMeasured || step.knowledgeTotal == 0 ? "" : ", its knowledge not counted yet"
    return step.name + (tellsReadiness ? step.share.map { ", \(percent($0)) ready\(counted)" } ?? "" : "")
  }

  /// What of a step is ready, in words.
  func readiness(_ step: Step) -> String {
    var parts: [String] = []
    if step.knowledgeTotal > 0 {
      parts.append(
        step.isMeasured
          ? "knowledge: \(decimal(step.knowledgeReady)) of \(points(step.knowledgeTotal)) at the target"
          : "knowledge: too little measured yet of \(points(step.knowledgeTotal))")
    }
    if step.evidenceTotal > 0 {
      parts.append(
        step.evidenceTold > 0
          ? "evidence: \(decimal(step.evidenceReady)) of \(points(step.evidenceTotal))"
            + (step.evidenceTold < step.evidenceTotal
              ? ", \(decimal(step.evidenceTotal - step.evidenceTold)) of them not told yet" : "")
          : "evidence: nothing told yet")
    }
    return parts.joined(separator: " · ")
  }

  func percent(_ probability: Double) -> String {
    // Certainty is never claimed: a posterior that rounds to 0 or 100 is shown as less or more.
    if probability < 0.005 { return "under 1 %" }
    if probability > 0.995 { return "over 99 %" }
    return "\(ReportingScale.percent(probability)) %"
  }

  func points(_ value: Double) -> String {
    let number = decimal(value)
    return "\(number) point\(number == "1" ? "" : "s")"
  }

  /// How far an action is, in words.
  func state(_ action: Action) -> String {
    action.state == "done" ? "Done" : action.state == "doing" ? "Doing" : "To do"
  }

  func hours(_ value: Double) -> String { "\(decimal(value)) h" }

  func answers(_ count: Int) -> String { "\(count) answer\(count == 1 ? "" : "s")" }

  func verdict(_ probability: Double) -> String {
    switch probability {
    case 0.95...: "yes, \(percent(probability)) sure"
    case 0.75..<0.95: "likely, \(percent(probability)) sure"
    case 0.25..<0.75: "unclear, chance \(percent(probability))"
    case 0.05..<0.25: "unlikely, chance \(percent(probability))"
    default: "no, \(percent(1 - probability)) sure"
    }
  }

  private func row(_ cells: String...) -> String {
    let widths = [18, 14, 14, 14]
    var line = ""
    for (cell, width) in zip(cells, widths) {
      line += cell
      line += String(repeating: " ", count: max(1, width - cell.count))
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// One decimal, and none where it is zero.
func decimal(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
}

/// Wraps a line at spaces; what follows is indented like the line and two more.
func wrap(_ line: String, columns: Int) -> [String] {
  guard line.count > columns else { return [line] }
  let indent = String(line.prefix { $0 == " " })
  var lines: [String] = []
  var current = indent
  for word in bound(line.dropFirst(indent.count).split(separator: " ")) {
    let separator = current.allSatisfy { $0 == " " } ? "" : " "
    if current.count + separator.count + word.count > columns, !separator.isEmpty {
      lines.append(current)
      current = indent + "  " + word
    } else {
      current += separator + word
    }
  }
  lines.append(current)
  return lines
}

/// The words of a line; a number stays with its unit and its margin.
private func bound(_ words: [Substring]) -> [String] {
  var found: [String] = []
  for word in words {
    let bare = word.filter { !"().,;:".contains($0) }
    if let last = found.last, ["%", "h", "±"].contains(bare) || last.hasSuffix("±") {
      found[found.count - 1] = last + " " + word
    } else {
      found.append(String(word))
    }
  }
  return found
}
