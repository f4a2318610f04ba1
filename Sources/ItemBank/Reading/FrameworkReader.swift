import Yams

/// Reads `assessment.yaml`.
enum FrameworkReader {
  static let rootFields = ["id", "name", "version", "profiles", "domains", "evidence"]
  static let skillFields = ["id", "name", "about", "weight", "steps", "volatility", "bloom"]
  static let evidenceFields = ["id", "name", "about", "weight", "steps", "anchors"]

  static func framework(in text: String, _ reader: inout Reader) -> Framework? {
    guard let root = reader.compose(text),
      let fields = Fields(root, "an assessment", known: rootFields, &reader)
    else {
      return nil
    }
    let id = fields.text("id", &reader)
    let name = fields.text("name", &reader)
    let version = fields.integer("version", in: 1...9999, &reader)
    let domains = (fields.requiredList("domains", &reader) ?? []).compactMap { domain($0, &reader) }
    let profiles = (fields.requiredList("profiles", &reader) ?? []).compactMap {
      profile($0, domains, &reader)
    }
    let evidence = (fields.list("evidence", &reader) ?? []).compactMap { scale($0, &reader) }
    guard let id, let name, let version, !domains.isEmpty, !profiles.isEmpty else { return nil }
    let framework = Framework(
      id: id, name: name, version: version, domains: domains, profiles: profiles, evidence: evidence)
    check(framework, fields, &reader)
    return framework
  }

  private static func domain(_ node: Node, _ reader: inout Reader) -> Domain? {
    guard let fields = Fields(node, "a domain", known: ["id", "name", "short", "weight", "skills"], &reader)
    else { return nil }
    let skills = (fields.requiredList("skills", &reader) ?? []).compactMap { skill($0, &reader) }
    guard let id = fields.text("id", &reader), let name = fields.text("name", &reader),
      let weight = fields.number("weight", &reader)
    else { return nil }
    let short = fields.optionalText("short", &reader) ?? String(name.prefix(14))
    let sum = skills.reduce(0) { $0 + $1.weight }
    if abs(sum - weight) > 1e-6 {
      reader.report(
        "weights", "the skills of \(id) weigh \(sum), the domain \(weight)", remedy: "make the two equal",
        at: fields.node("weight")?.mark)
    }
    if short.count > 14 {
      reader.report(
        "short-name", "the short name \(short) is longer than 14 cells", remedy: "shorten it",
        at: fields.node("short")?.mark)
    }
    for skill in skills where !skill.id.hasPrefix(id + ".") {
      reader.report(
        "skill-id", "the skill \(skill.id) does not begin with \(id).", remedy: "rename it", at: fields.mark)
    }
    return Domain(id: id, name: name, shortName: short, weight: weight, skills: skills)
  }

  private static func skill(_ node: Node, _ reader: inout Reader) -> Skill? {
    guard let fields = Fields(node, "a skill", known: skillFields, &reader) else { return nil }
    guard let id = fields.text("id", &reader), let name = fields.text("name", &reader),
      let about = fields.text("about", &reader), let weight = fields.number("weight", &reader),
      let steps = steps(fields, &reader),
      let volatility = fields.choice("volatility", as: Volatility.self, &reader),
      let bloom = fields.choice("bloom", as: Bloom.self, &reader)
    else { return nil }
    return Skill(
      id: id, name: name, about: about, weight: weight, steps: steps, volatility: volatility, bloom: bloom)
  }

  static func steps(_ fields: Fields, _ reader: inout Reader) -> [Int]? {
    guard let nodes = fields.requiredList("steps", &reader) else { return nil }
    let steps = nodes.compactMap { Fields.scalar($0).flatMap { Int($0) } }
    guard !steps.isEmpty, steps.count == nodes.count, steps.allSatisfy({ (1...9).contains($0) }) else {
      reader.report(
        "range", "steps must hold step numbers", remedy: "write them as [1, 2]",
        at: fields.node("steps")?.mark)
      return nil
    }
    return steps
  }

  private static func profile(_ node: Node, _ domains: [Domain], _ reader: inout Reader) -> Profile? {
    guard let fields = Fields(node, "a profile", known: ["id", "name", "target", "weights"], &reader) else {
      return nil
    }
    guard let id = fields.text("id", &reader), let name = fields.text("name", &reader),
      let target = fields.number("target", &reader)
    else { return nil }
    var weights: [String: Double] = [:]
    if let node = fields.node("weights"),
      let table = Fields(node, "weights", known: domains.map(\.id), &reader)
    {
      for domain in domains { weights[domain.id] = table.number(domain.id, &reader) }
    }
    let sum = weights.values.reduce(0, +)
    if abs(sum - 100) > 1e-6 {
      reader.report(
        "weights", "the weights of the profile \(id) sum to \(sum)", remedy: "make them sum to 100",
        at: fields.node("weights")?.mark)
    }
    return Profile(id: id, name: name, target: target, weights: weights)
  }

  private static func scale(_ node: Node, _ reader: inout Reader) -> EvidenceScale? {
    guard let fields = Fields(node, "an evidence scale", known: evidenceFields, &reader) else { return nil }
    guard let id = fields.text("id", &reader), let name = fields.text("name", &reader),
      let about = fields.text("about", &reader), let weight = fields.number("weight", &reader),
      let steps = steps(fields, &reader), let anchors = fields.texts("anchors", &reader)
    else { return nil }
    if anchors.count < 2 {
      reader.report(
        "anchors", "the scale \(id) has fewer than two anchors", remedy: "describe each level",
        at: fields.mark)
    }
    return EvidenceScale(id: id, name: name, about: about, weight: weight, steps: steps, anchors: anchors)
  }

  private static func check(_ framework: Framework, _ fields: Fields, _ reader: inout Reader) {
    let sum = framework.domains.reduce(0) { $0 + $1.weight }
    if abs(sum - 100) > 1e-6 {
      reader.report(
        "weights", "the domains weigh \(sum) in all", remedy: "make them sum to 100",
        at: fields.node("domains")?.mark)
    }
    var seen: Set<String> = []
    for id in framework.domains.map(\.id) + framework.skills.map(\.id) + framework.evidence.map(\.id)
    where !seen.insert(id).inserted {
      reader.report("duplicate-id", "the id \(id) stands twice", remedy: "rename one", at: fields.mark)
    }
  }
}

/// Reads `roadmap.yaml`.
enum RoadmapReader {
  static let actionFields = ["id", "title", "details", "step", "closes", "hours", "proof", "levels"]

  static func roadmap(in text: String, framework: Framework?, _ reader: inout Reader) -> RoadmapContent? {
    guard let root = reader.compose(text),
      let fields = Fields(root, "a roadmap", known: ["phases", "actions"], &reader)
    else { return nil }
    let phases = (fields.requiredList("phases", &reader) ?? []).compactMap { phase($0, &reader) }
    let roadmap = RoadmapContent(
      phases: phases,
      actions: (fields.requiredList("actions", &reader) ?? []).compactMap {
        action($0, framework, phases, &reader)
      })
    var seen: Set<String> = []
    for action in roadmap.actions where !seen.insert(action.id).inserted {
      reader.report(
        "duplicate-id", "the action \(action.id) stands twice", remedy: "rename one", at: fields.mark)
    }
    if let framework {
      let closed = Set(roadmap.actions.flatMap(\.closes))
      for id in framework.skills.map(\.id) + framework.evidence.map(\.id) where !closed.contains(id) {
        reader.report(
          "no-action", "no action closes \(id)", remedy: "add an action for it",
          at: fields.node("actions")?.mark)
      }
    }
    return phases.isEmpty ? nil : roadmap
  }

  private static func phase(_ node: Node, _ reader: inout Reader) -> RoadmapPhase? {
    guard let fields = Fields(node, "a phase", known: ["name", "steps"], &reader),
      let name = fields.text("name", &reader)
    else { return nil }
    let steps = (fields.requiredList("steps", &reader) ?? []).compactMap { node -> RoadmapStep? in
      guard let step = Fields(node, "a step", known: ["number", "name", "short", "about"], &reader),
        let number = step.integer("number", in: 1...9, &reader), let name = step.text("name", &reader),
        let short = step.text("short", &reader), let about = step.text("about", &reader)
      else { return nil }
      return RoadmapStep(number: number, name: name, shortName: short, about: about)
    }
    return RoadmapPhase(name: name, steps: steps)
  }

  private static func action(
    _ node: Node, _ framework: Framework?, _ phases: [RoadmapPhase], _ reader: inout Reader
  ) -> RoadmapAction? {
    guard let fields = Fields(node, "an action", known: actionFields, &reader) else { return nil }
    guard let id = fields.text("id", &reader), let title = fields.text("title", &reader),
      let details = fields.text("details", &reader), let step = fields.integer("step", in: 1...9, &reader),
      let closes = fields.texts("closes", &reader), let hours = fields.number("hours", &reader),
      let proof = fields.text("proof", &reader), let nodes = fields.requiredList("levels", &reader)
    else { return nil }
    let levels = nodes.compactMap { Fields.scalar($0).flatMap { Int($0) } }
    guard levels.count == 2, levels[0] <= levels[1], (1...5).contains(levels[0]), (1...5).contains(levels[1])
    else {
      reader.report(
        "range", "levels of \(id) must be two levels from 1 to 5", remedy: "write them as [1, 3]",
        at: fields.node("levels")?.mark)
      return nil
    }
    if let framework {
      let known = Set(framework.skills.map(\.id) + framework.evidence.map(\.id))
      for name in closes where !known.contains(name) {
        reader.report(
          "unknown-skill", "\(id) closes \(name), which the framework does not have",
          remedy: Fields.nearest(name, known.sorted()).map { "did you mean \($0)?" }
            ?? "name a skill or an evidence scale",
          at: fields.node("closes")?.mark)
      }
    }
    if !phases.flatMap(\.steps).contains(where: { $0.number == step }) {
      reader.report(
        "range", "\(id) belongs to step \(step), which the roadmap does not have",
        remedy: "name one of its steps", at: fields.node("step")?.mark)
    }
    return RoadmapAction(
      id: id, title: title, details: details, step: step, closes: closes, hours: hours, proof: proof,
      levels: levels[0]...levels[1])
  }
}
