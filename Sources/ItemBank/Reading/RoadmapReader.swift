import TextLayout
import Yams

/// Reads `roadmap.yaml` and checks it against the framework.
enum RoadmapReader {
  static let rootFields = ["phases", "actions"]
  static let phaseFields = ["name", "steps"]
  static let stepFields = ["number", "name", "short", "about"]
  static let actionFields = [
    "id", "title", "details", "step", "closes", "hours", "proof", "levels", "told", "links", "after",
  ]
  static let linkFields = ["title", "url", "checked"]
  /// The most links of an action.
  static let mostLinks = 3
  /// The widest title of a link, in cells.
  static let linkCells = 76
  /// The widest short name of a step, in cells.
  static let shortNameCells = 12

  static func roadmap(in text: String, framework: Framework?, _ reader: inout Reader) -> RoadmapContent? {
    guard let root = reader.compose(text), let fields = Fields(root, "a roadmap", known: rootFields, &reader)
    else { return nil }
    let phases = (fields.requiredList("phases", &reader) ?? []).compactMap { phase($0, &reader) }
    checkNumbers(phases, fields, &reader)
    let known = framework.map { Set($0.skills.map(\.id) + $0.evidence.map(\.id)) }
    let scales = framework.map {
      Dictionary($0.evidence.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    var identities = IdentityCheck()
    var closed: Set<String> = []
    var actions: [RoadmapAction] = []
    let numbers = Set(phases.flatMap(\.steps).map(\.number))
    for node in fields.requiredList("actions", &reader) ?? [] {
      guard let fields = Fields(node, "an action", known: actionFields, &reader) else { continue }
      // An action with a mistake elsewhere still counts as closing what it names.
      closed.formUnion(
        (fields.node("closes")?.sequence.map { Array($0) } ?? []).compactMap { $0.scalar?.string })
      if let action = action(fields, known: known, scales: scales, steps: numbers, &identities, &reader) {
        actions.append(action)
      }
    }
    checkOrder(of: actions, fields, &reader)
    if let framework {
      checkCover(of: framework, by: closed, steps: numbers, fields, &reader)
      checkLevels(of: framework, actions, fields, &reader)
    }
    return phases.isEmpty ? nil : RoadmapContent(phases: phases, actions: actions)
  }

  private static func phase(_ node: Node, _ reader: inout Reader) -> RoadmapPhase? {
    guard let fields = Fields(node, "a phase", known: phaseFields, &reader) else { return nil }
    let name = fields.text("name", &reader)
    let steps = (fields.requiredList("steps", &reader) ?? []).compactMap { step($0, &reader) }
    return name.map { RoadmapPhase(name: $0, steps: steps) }
  }

  private static func step(_ node: Node, _ reader: inout Reader) -> RoadmapStep? {
    guard let fields = Fields(node, "a step", known: stepFields, &reader) else { return nil }
    let number = fields.integer("number", in: 1...9, &reader)
    let name = fields.text("name", &reader)
    let short = fields.text("short", &reader)
    let about = fields.text("about", &reader)
    if let short, CellText.width(of: short) > shortNameCells {
      reader.report(
        "short-name", "the short name is wider than \(shortNameCells) cells", remedy: "shorten it",
        at: fields.node("short")?.position)
    }
    guard let number, let name, let short, let about else { return nil }
    return RoadmapStep(number: number, name: name, shortName: short, about: about)
  }

  /// Checks that steps are numbered 1, 2, 3 … through all phases.
  private static func checkNumbers(_ phases: [RoadmapPhase], _ fields: Fields, _ reader: inout Reader) {
    let numbers = phases.flatMap(\.steps).map(\.number)
    if numbers.isEmpty || numbers != Array(1...max(1, numbers.count)) {
      reader.report(
        "step-number", "the steps must be numbered 1, 2, 3 … from the first phase to the last",
        remedy: "number them in order", at: fields.node("phases")?.position)
    }
  }

  private static func action(
    _ fields: Fields, known: Set<String>?, scales: [String: EvidenceScale]?, steps: Set<Int>,
    _ identities: inout IdentityCheck, _ reader: inout Reader
  ) -> RoadmapAction? {
    let id = identities.identity(fields, &reader)
    let title = fields.text("title", &reader)
    let details = fields.text("details", &reader)
    let step = fields.integer("step", in: 1...9, &reader)
    let closes = closes(fields, known: known, &reader)
    let hours = fields.number("hours", in: 0.1...10_000, &reader)
    let proof = fields.text("proof", &reader)
    let levels = fields.integers("levels", in: 1...5, &reader)
    if let levels, levels.count != 2 || levels[0] > levels[1] {
      reader.report(
        "range", "levels must be the lowest and the highest level", remedy: "write them as [1, 3]",
        at: fields.node("levels")?.position)
      return nil
    }
    let told = told(fields, closes: closes, scales: scales, &reader)
    let links = links(fields, &reader)
    if let step, !steps.contains(step) {
      reader.report(
        "step-number", "the roadmap has no step \(step)", remedy: "name one of its steps",
        at: fields.node("step")?.position)
    }
    guard let id, let title, let details, let step, let hours, let proof, let levels else { return nil }
    return RoadmapAction(
      id: id, title: title, details: details, step: step, closes: closes, hours: hours, proof: proof,
      levels: levels[0]...levels[1], told: told, links: links, after: after(fields, id: id, &reader))
  }

  /// The evidence levels that an action is for, by scale.
  private static func told(
    _ fields: Fields, closes: [String], scales: [String: EvidenceScale]?, _ reader: inout Reader
  ) -> [String: ClosedRange<Int>] {
    guard let node = fields.node("told") else { return [:] }
    let named = closes.filter { scales?[$0] != nil || scales == nil }
    guard let ranges = Fields(node, "told", known: named, &reader) else { return [:] }
    var found: [String: ClosedRange<Int>] = [:]
    for scale in named where ranges.has(scale) {
      // From the highest level, no action leads further.
      let highest = max(0, (scales?[scale]?.anchors.count ?? 10) - 2)
      guard let levels = ranges.integers(scale, in: 0...highest, &reader) else { continue }
      if levels.count == 2, levels[0] <= levels[1] {
        found[scale] = levels[0]...levels[1]
      } else {
        reader.report(
          "range", "\(scale) must be the lowest and the highest told level", remedy: "write them as [0, 2]",
          at: ranges.node(scale)?.position)
      }
    }
    return found
  }

  /// The actions that come before this one; whether they exist is checked when all are read.
  private static func after(_ fields: Fields, id: String, _ reader: inout Reader) -> [String] {
    var names: [String] = []
    for node in fields.list("after", &reader) ?? [] {
      guard let name = Fields.text(node, "after", &reader) else { continue }
      if name == id || names.contains(name) {
        reader.report(
          "duplicate-id", name == id ? "\(id) comes after itself" : "after names \(name) twice",
          remedy: name == id ? "remove it" : "name it once", at: node.position)
        continue
      }
      names.append(name)
    }
    return names
  }

  /// Checks that what comes first exists, and that no action comes, through others, after itself.
  private static func checkOrder(
    of actions: [RoadmapAction], _ fields: Fields, _ reader: inout Reader
  ) {
    let byName = Dictionary(actions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func position(_ id: String) -> Position? {
      let node = (fields.node("actions")?.sequence.map { Array($0) } ?? []).first {
        $0.mapping?["id"]?.scalar?.string == id
      }
      return node?.mapping?["after"]?.position ?? fields.node("actions")?.position
    }
    // An action that couldn't be read has its own message, so don't call its name unknown.
    let written = Set(
      (fields.node("actions")?.sequence.map { Array($0) } ?? []).compactMap {
        $0.mapping?["id"]?.scalar?.string
      })
    for action in actions {
      for name in action.after where !written.contains(name) {
        reader.report(
          "unknown-action", "there is no action \(name) to come first",
          remedy: Suggestion.remedy(
            for: name, among: written.sorted(), otherwise: "name one of the roadmap's"),
          at: position(action.id))
      }
    }
    // What can be done one after the other is taken away; the rest stands in a circle or behind one.
    var left = byName
    while true {
      let ready = left.values.filter { $0.after.allSatisfy { left[$0] == nil } }
      if ready.isEmpty { break }
      for action in ready { left[action.id] = nil }
    }
    guard !left.isEmpty else { return }
    let circle = actions.filter { left[$0.id] != nil }.map(\.id)
    reader.report(
      "circular-order", "these actions wait for one another: \(circle.joined(separator: ", "))",
      remedy: "remove one of their `after`", at: circle.first.flatMap(position))
  }

  /// The links of an action; one with a mistake is left out.
  private static func links(_ fields: Fields, _ reader: inout Reader) -> [RoadmapAction.Link] {
    let nodes = fields.list("links", &reader) ?? []
    if nodes.count > mostLinks {
      reader.report(
        "entry-count", "an action has at most \(mostLinks) links, this one has \(nodes.count)",
        remedy: "keep the best", at: fields.node("links")?.position)
    }
    var links: [RoadmapAction.Link] = []
    for node in nodes {
      guard let link = Fields(node, "a link", known: linkFields, &reader) else { continue }
      let title = link.text("title", &reader)
      let address = link.text("url", &reader)
      let checked = link.text("checked", &reader)
      if let title, CellText.width(of: title) > linkCells {
        reader.report(
          "link", "the title is wider than \(linkCells) cells", remedy: "shorten it",
          at: link.node("title")?.position)
      }
      if let address, !isAddress(address) {
        reader.report(
          "link", "url must be an address that begins with https:// and has no spaces",
          remedy: "write it as https://example.org/page", at: link.node("url")?.position)
      } else if let address, links.contains(where: { $0.address == address }) {
        reader.report(
          "duplicate-id", "the action names \(address) twice", remedy: "name it once",
          at: link.node("url")?.position)
      }
      if let checked, YearMonth(checked) == nil {
        reader.report(
          "value", "checked must be a year and a month, this is \(checked)", remedy: "write it as 2026-11",
          at: link.node("checked")?.position)
      }
      guard let title, let address, let checked else { continue }
      links.append(RoadmapAction.Link(title: title, address: address, checked: checked))
    }
    return links
  }

  /// True for an address in printable ASCII with a host: anything else could be shown or opened as something else.
  static func isAddress(_ text: String) -> Bool {
    let scheme = "https://"
    guard text.hasPrefix(scheme), text.utf8.count <= 300,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Array("\"<>\\^`{|}".utf8).contains($0) })
    else { return false }
    let host = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let known = Array("abcdefghijklmnopqrstuvwxyz0123456789.-".utf8)
    return host.contains(".") && !host.hasPrefix(".") && !host.hasSuffix(".")
      && host.utf8.allSatisfy(known.contains)
  }

  /// Checks that some action leads on from every level of every scale.
  private static func checkLevels(
    of framework: Framework, _ actions: [RoadmapAction], _ fields: Fields, _ reader: inout Reader
  ) {
    for scale in framework.evidence {
      let serving = actions.filter { $0.closes.contains(scale.id) }
      guard !serving.isEmpty else { continue }
      for level in 0..<max(0, scale.anchors.count - 1)
      where !serving.contains(where: { $0.told[scale.id]?.contains(level) ?? true }) {
        reader.report(
          "no-action", "no action leads on from level \(level) of \(scale.id)",
          remedy: "widen the range of one in `told`, or add one", at: fields.node("actions")?.position)
      }
    }
  }

  private static func closes(_ fields: Fields, known: Set<String>?, _ reader: inout Reader) -> [String] {
    guard let nodes = fields.requiredList("closes", &reader) else { return [] }
    if nodes.isEmpty {
      reader.report(
        "empty-field", "closes is empty", remedy: "name the skills and scales that it helps",
        at: fields.node("closes")?.position)
    }
    var names: [String] = []
    for node in nodes {
      guard let name = Fields.text(node, "closes", &reader) else { continue }
      if let known, !known.contains(name) {
        reader.report(
          "unknown-skill", "the framework has no skill or evidence scale \(name)",
          remedy: Suggestion.remedy(
            for: name, among: known.sorted(), otherwise: "name one of the framework's"), at: node.position)
      } else if names.contains(name) {
        reader.report("duplicate-id", "closes names \(name) twice", remedy: "name it once", at: node.position)
      }
      names.append(name)
    }
    return names
  }

  /// Checks that every skill and scale has an action and an existing step.
  private static func checkCover(
    of framework: Framework, by closed: Set<String>, steps: Set<Int>, _ fields: Fields, _ reader: inout Reader
  ) {
    let parts = framework.skills.map { ($0.id, $0.steps) } + framework.evidence.map { ($0.id, $0.steps) }
    for (id, wanted) in parts {
      if !closed.contains(id) {
        reader.report(
          "no-action", "no action closes \(id)", remedy: "add one that names it in `closes`",
          at: fields.node("actions")?.position)
      }
      for step in wanted where !steps.contains(step) {
        reader.report(
          "step-number", "\(id) belongs to step \(step), which the roadmap does not have",
          remedy: "change its steps in assessment.yaml, or add the step", at: fields.node("phases")?.position)
      }
    }
  }
}
