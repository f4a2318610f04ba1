import Psychometrics
import TextLayout

extension Report {
  /// The report as plain text of at most 80 columns, suitable for a screen reader.
  public func text() -> String {
    var lines: [String] = []
    lines.append("\(assessment.name): where you stand against the \(profile.name) target")
    lines.append(basisSentence)
    if let selection { lines.append("Only \(selection).") }
    lines.append("")
    if exam != nil {
      lines += examLines
      guard hasScore else { return Self.folded(lines) }
      lines.append("")
    }
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
          "  \(skill.name): \(skill.verdict.words), worth \(points(skill.worth))")
      }
      if step.gaps.count > 6 { lines.append("  and \(step.gaps.count - 6) more, below") }
      for action in step.actions.prefix(3) {
        lines.append("  do: \(action.title) (\(hours(action.hours)))")
        lines.append("      proof: \(action.proof)")
        lines += action.links.map { "      see: \($0.title), \($0.url)" }
      }
    }
    lines += ["", "All skills, worth most first"]
    lines += skillsByWorth.map { "  \($0.name): \(known($0))" }
    return Self.folded(lines)
  }

  private static func folded(_ lines: [String]) -> String {
    lines.flatMap { CellText.hanging($0, columns: 80) }.joined(separator: "\n") + "\n"
  }

  /// The explanation of a step's percentage.
  public static let ready =
    "How ready a step is: the share of its points that you have, by what is known of your knowledge and by what you told of evidence."

  /// The explanation of a gap's worth, shown where it first appears.
  public static let worth =
    "The worth of a gap is what closing it would add, of the 100 points of all knowledge; all evidence has 100 points of its own."

  /// The sentence that says which answers the numbers rest on.
  public var basisSentence: String {
    var sentence =
      basis.kind == "attempt"
      ? "From attempt \(basis.attempt ?? 0) alone, \(answers(basis.answers))."
      : basis.attempts == 0 && basis.answers > 0
        ? "From an attempt that \(basis.isOpen ? "isn't finished yet" : "was closed early"), \(answers(basis.answers))."
        : "From \(basis.attempts) attempt\(basis.attempts == 1 ? "" : "s"), \(answers(basis.answers))."
    if basis.rapid > 0 {
      sentence +=
        " \(answers(basis.rapid)) came faster than the item can be read and \(basis.rapid == 1 ? "is" : "are") left out."
    }
    if let note = basis.note { sentence += " " + note }
    return sentence
  }

  /// The estimate of a skill, in words.
  func known(_ skill: Skill) -> String {
    "\(skill.verdict.words), \(percent(skill.measure.probabilityAtTarget)) sure you're at the target, "
      + "worth \(points(skill.worth))"
  }

  /// A step's name with its ready share, the same share as on the screens' meters.
  func title(_ step: Step) -> String {
    // Unmeasured knowledge counts as missing, so the share may jump once it is measured.
    let counted = step.isMeasured || step.knowledgeTotal == 0 ? "" : ", its knowledge not counted yet"
    return step.name + (tellsReadiness ? step.share.map { ", \(percent($0)) ready\(counted)" } ?? "" : "")
  }

  /// The ready part of a step, in words.
  func readiness(_ step: Step) -> String {
    var parts: [String] = []
    if step.knowledgeTotal > 0 {
      parts.append(
        step.isMeasured
          ? "knowledge: \(DecimalText.short(step.knowledgeReady)) of \(points(step.knowledgeTotal)) at the target"
          : "knowledge: too little measured yet of \(points(step.knowledgeTotal))")
    }
    if step.evidenceTotal > 0 {
      parts.append(
        step.evidenceTold > 0
          ? "evidence: \(DecimalText.short(step.evidenceReady)) of \(points(step.evidenceTotal))"
            + (step.evidenceTold < step.evidenceTotal
              ? ", \(DecimalText.short(step.evidenceTotal - step.evidenceTold)) of them not told yet" : "")
          : "evidence: nothing told yet")
    }
    return parts.joined(separator: " · ")
  }

  func percent(_ probability: Double) -> String {
    ReportingScale.percentText(probability, isSpoken: true)
  }

  func points(_ value: Double) -> String {
    let number = DecimalText.short(value)
    return "\(number) point\(number == "1" ? "" : "s")"
  }

  /// The state of an action, in words.
  func state(_ action: Action) -> String {
    action.state == "done" ? "Done" : action.state == "doing" ? "Doing" : "To do"
  }

  func hours(_ value: Double) -> String { "\(DecimalText.short(value)) h" }

  func answers(_ count: Int) -> String { "\(count) answer\(count == 1 ? "" : "s")" }

  func verdict(_ probability: Double) -> String {
    let verdict = TargetVerdict(probabilityAtTarget: probability)
    let chance =
      switch verdict {
      case .yes, .likely: "\(percent(probability)) sure"
      case .unclear, .unlikely: "chance \(percent(probability))"
      case .no: "\(percent(1 - probability)) sure"
      }
    return "\(verdict.word), \(chance)"
  }

  private func row(_ cells: String...) -> String {
    let widths = [18, 14, 14, 14]
    var line = ""
    for (cell, width) in zip(cells, widths) {
      line += cell
      line += String(repeating: " ", count: max(1, width - CellText.width(of: cell)))
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
