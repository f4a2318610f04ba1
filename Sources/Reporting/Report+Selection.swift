extension Report {
  /// A part of a report, chosen by step, domain or skill; several criteria narrow it further.
  public struct Part: Sendable, Hashable {
    /// The number of a step; nil for all.
    public var step: Int?
    /// The identity of a domain; nil for all.
    public var domain: String?
    /// The identity of a skill; nil for all.
    public var skill: String?
    /// The identities of the skills that a list was filtered to; nil for all.
    public var skills: Set<String>?

    /// Creates a part; without arguments it is the whole report.
    public init(
      step: Int? = nil, domain: String? = nil, skill: String? = nil, skills: Set<String>? = nil
    ) {
      self.skills = skills
      self.step = step
      self.domain = domain
      self.skill = skill
    }
  }

  /// The report reduced to a part: its skills, their gaps, and the actions that close them.
  public func selecting(_ part: Part) -> Report {
    var report = self
    let words = [
      part.step.flatMap { number in steps.first { $0.number == number }.map { "step \(number), \($0.name)" }
      },
      part.domain.flatMap { id in domains.first { $0.id == id }?.name },
      part.skill.flatMap { skillsByID[$0]?.name },
      part.skills.map { "\($0.count) skills of a filtered list" },
    ].compactMap { $0 }
    report.selection = words.isEmpty ? nil : words.joined(separator: "; ")
    func isIn(_ skill: Skill, of domain: Domain) -> Bool {
      (part.domain == nil || part.domain == domain.id) && (part.skill == nil || part.skill == skill.id)
        && (part.step == nil || skill.steps.first == part.step)
        && (part.skills?.contains(skill.id) ?? true)
    }
    report.domains = domains.compactMap { domain in
      var domain = domain
      let whole = domain
      domain.skills = whole.skills.filter { isIn($0, of: whole) }
      return domain.skills.isEmpty && part != Part()
        ? nil : domain
    }
    let known = Set(report.domains.flatMap(\.skills).map(\.id))
    let isWholeStep = part.domain == nil && part.skill == nil && part.skills == nil
    // A skill that was asked for by name is included, gap or not.
    let asked = part.skill.flatMap { id in
      report.domains.flatMap(\.skills).first { $0.id == id && $0.measure.answers > 0 }
    }
    report.showsSteps = isWholeStep
    guard part != Part() else { return report }
    // The line, what looks fine and what is next are about everything.
    report.history = nil
    report.rest = nil
    report.interview = nil
    report.next = []
    report.plan = nil
    report.first = first.filter { known.contains($0.skill) }
    report.misconceptions = misconceptions.filter { known.contains($0.skill) }
    report.evidence = isWholeStep ? evidence.filter { $0.step == part.step } : []
    report.done = done.filter { !known.isDisjoint(with: $0.closes) }
    report.steps = steps.filter { part.step == nil || $0.number == part.step }.compactMap { step in
      var step = step
      step.gaps = step.gaps.filter { known.contains($0) }
      if let asked, step.gaps.isEmpty, asked.steps.first == step.number { step.gaps = [asked.id] }
      if !isWholeStep {
        step.actions = step.actions.filter { !known.isDisjoint(with: $0.closes) }
        if step.gaps.isEmpty, step.actions.isEmpty { return nil }
      }
      return step
    }
    return report
  }
}
