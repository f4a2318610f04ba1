/// Encodes framework and roadmap for the compiled index.
enum ContentCoding {
  static func write(_ content: AssessmentContent, to writer: inout ByteWriter) {
    let framework = content.framework
    writer.put(framework.id)
    writer.put(framework.name)
    writer.put(framework.version)
    writer.put(framework.domains) { writer, domain in
      writer.put(domain.id)
      writer.put(domain.name)
      writer.put(domain.shortName)
      writer.put(domain.weight)
      writer.put(domain.skills) { writer, skill in
        writer.put(skill.id)
        writer.put(skill.name)
        writer.put(skill.about)
        writer.put(skill.weight)
        writer.put(skill.steps) { $0.put($1) }
        writer.put(choice: skill.volatility)
        writer.put(choice: skill.bloom)
        put(skill.alignment, to: &writer)
      }
      put(domain.alignment, to: &writer)
    }
    writer.put(framework.profiles) { writer, profile in
      writer.put(profile.id)
      writer.put(profile.name)
      writer.put(profile.target)
      writer.put(profile.weights.sorted { $0.key < $1.key }) { writer, entry in
        writer.put(entry.key)
        writer.put(entry.value)
      }
      writer.put(profile.cut)
    }
    writer.put(framework.evidence) { writer, scale in
      writer.put(scale.id)
      writer.put(scale.name)
      writer.put(scale.about)
      writer.put(scale.weight)
      writer.put(scale.steps) { $0.put($1) }
      writer.put(scale.anchors) { $0.put($1) }
    }
    // A deviation that the bank doesn't state is written as a negative number.
    writer.put(framework.levelDeviation ?? -1)
    writer.put(framework.isDraft ? 1 : 0)
    put(framework.alignment, to: &writer)
    writer.put(content.roadmap.phases) { writer, phase in
      writer.put(phase.name)
      writer.put(phase.steps) { writer, step in
        writer.put(step.number)
        writer.put(step.name)
        writer.put(step.shortName)
        writer.put(step.about)
      }
    }
    writer.put(content.roadmap.actions) { writer, action in
      writer.put(action.id)
      writer.put(action.title)
      writer.put(action.details)
      writer.put(action.step)
      writer.put(action.closes) { $0.put($1) }
      writer.put(action.hours)
      writer.put(action.proof)
      writer.put(action.levels.lowerBound)
      writer.put(action.levels.upperBound)
      writer.put(action.told.sorted { $0.key < $1.key }) { writer, entry in
        writer.put(entry.key)
        writer.put(entry.value.lowerBound)
        writer.put(entry.value.upperBound)
      }
      writer.put(action.links) { writer, link in
        writer.put(link.title)
        writer.put(link.address)
        writer.put(link.checked)
      }
      writer.put(action.after) { $0.put($1) }
    }
  }

  static func read(_ reader: inout ByteReader) throws(IndexDamage) -> AssessmentContent {
    let id = try reader.text()
    let name = try reader.text()
    let version = try reader.int()
    let domains = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      let id = try reader.text()
      let name = try reader.text()
      let short = try reader.text()
      let weight = try reader.double()
      return Domain(
        id: id, name: name, shortName: short, weight: weight, skills: try reader.list(skill),
        alignment: try alignments(&reader))
    }
    let profiles = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      let id = try reader.text()
      let name = try reader.text()
      let target = try reader.double()
      let weights = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
        (try reader.text(), try reader.double())
      }
      return Profile(
        id: id, name: name, target: target,
        weights: Dictionary(weights, uniquingKeysWith: { first, _ in first }), cut: try reader.int())
    }
    let evidence = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      EvidenceScale(
        id: try reader.text(), name: try reader.text(), about: try reader.text(), weight: try reader.double(),
        steps: try numbers(&reader), anchors: try texts(&reader))
    }
    let deviation = try reader.double()
    let isDraft = try reader.int() != 0
    let alignment = try alignments(&reader)
    let phases = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      RoadmapPhase(
        name: try reader.text(),
        steps: try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
          RoadmapStep(
            number: try reader.int(), name: try reader.text(), shortName: try reader.text(),
            about: try reader.text())
        })
    }
    let actions = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try action(&reader) }
    var framework = Framework(
      id: id, name: name, version: version, domains: domains, profiles: profiles, evidence: evidence,
      levelDeviation: deviation < 0 ? nil : deviation)
    framework.isDraft = isDraft
    framework.alignment = alignment
    return AssessmentContent(
      framework: framework, roadmap: RoadmapContent(phases: phases, actions: actions))
  }

  private static func skill(_ reader: inout ByteReader) throws(IndexDamage) -> Skill {
    let id = try reader.text()
    let name = try reader.text()
    let about = try reader.text()
    let weight = try reader.double()
    let steps = try numbers(&reader)
    let volatility = try reader.choice(Volatility.self)
    let bloom = try reader.choice(Bloom.self)
    return Skill(
      id: id, name: name, about: about, weight: weight, steps: steps, volatility: volatility, bloom: bloom,
      alignment: try alignments(&reader))
  }

  private static func put(_ alignment: [Alignment], to writer: inout ByteWriter) {
    writer.put(alignment) { writer, entry in
      writer.put(entry.name)
      writer.put(entry.address)
    }
  }

  private static func alignments(_ reader: inout ByteReader) throws(IndexDamage) -> [Alignment] {
    try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      Alignment(name: try reader.text(), address: try reader.text())
    }
  }

  private static func action(_ reader: inout ByteReader) throws(IndexDamage) -> RoadmapAction {
    let id = try reader.text()
    let title = try reader.text()
    let details = try reader.text()
    let step = try reader.int()
    let closes = try texts(&reader)
    let hours = try reader.double()
    let proof = try reader.text()
    let levels = try range(&reader)
    let told = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      (try reader.text(), try range(&reader))
    }
    let links = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      RoadmapAction.Link(
        title: try reader.text(), address: try reader.text(), checked: try reader.text())
    }
    let after = try texts(&reader)
    return RoadmapAction(
      id: id, title: title, details: details, step: step, closes: closes, hours: hours, proof: proof,
      levels: levels, told: Dictionary(told, uniquingKeysWith: { first, _ in first }), links: links,
      after: after)
  }

  private static func range(_ reader: inout ByteReader) throws(IndexDamage) -> ClosedRange<Int> {
    let lower = try reader.int()
    let upper = try reader.int()
    guard lower <= upper else { throw IndexDamage() }
    return lower...upper
  }

  private static func numbers(_ reader: inout ByteReader) throws(IndexDamage) -> [Int] {
    try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try reader.int() }
  }

  private static func texts(_ reader: inout ByteReader) throws(IndexDamage) -> [String] {
    try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try reader.text() }
  }
}
