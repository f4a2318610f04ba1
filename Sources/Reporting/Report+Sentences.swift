extension Report {
  /// The report as sentences, one per line, so that nothing has to be seen as a table.
  public func sentences() -> [String] {
    var lines = [
      "\(assessment.name): where you stand against the \(profile.name) target of \(profile.targetScore).",
      basisSentence,
    ]
    if let exam {
      lines += exam.sentences
      lines += exam.domains.filter { $0.total > 0 }.map { "\($0.name): \($0.right) of \($0.total) right." }
      lines += exam.whyNoScore.map { [$0] } ?? []
    }
    guard hasScore else { return lines }
    guard overall.answers > 0 else { return lines + ["Nothing is measured yet."] }
    lines.append(
      "Overall \(overall.score) ± \(overall.margin), \(spoken(overall.bandWord)); "
        + "\(percent(overall.probabilityAtTarget)) sure that you are at the target.")
    lines.append("± is a 95 % margin: 19 times out of 20 the true value lies within it.")
    lines += domains.map { domain in
      let measure = domain.measure
      guard measure.answers > 0 else { return "\(domain.name): not asked." }
      return
        "\(domain.name): \(measure.score) ± \(measure.margin), \(spoken(measure.bandWord)); at the target: "
        + "\(verdict(measure.probabilityAtTarget)); \(answers(measure.answers))."
    }
    if steps.contains(where: { !$0.gaps.isEmpty }) { lines.append(Self.worth) }
    let skills = skillsByID
    for step in steps {
      let ready = tellsReadiness ? readiness(step).replacing(" · ", with: "; ") + "." : ""
      lines.append(
        "Step \(step.number), \(title(step)). \(ready.prefix(1).uppercased())\(ready.dropFirst())")
      lines += step.gaps.prefix(6).compactMap { skills[$0] }.map { skill in
        "  \(skill.name): \(skill.verdict.words), "
          + "\(percent(skill.measure.probabilityAtTarget)) sure you're at the target, worth \(points(skill.worth))."
      }
      if step.gaps.count > 6 { lines.append("  And \(step.gaps.count - 6) more; the gap report lists them.") }
      lines += step.actions.prefix(3).map { action in
        "  \(state(action)): \(action.title), \(hours(action.hours)). Proof: \(action.proof)"
      }
    }
    return lines
  }

  /// The text that stands for the band within a sentence.
  private func spoken(_ band: String) -> String {
    ["few answers": "too few answers for a band", "wide margin": "a margin too wide for a band"][band] ?? band
  }
}
