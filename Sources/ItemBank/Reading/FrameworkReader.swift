import TextLayout
import Yams

/// Reads `assessment.yaml`.
enum FrameworkReader {
  static let rootFields = ["id", "name", "version", "draft", "alignment", "profiles", "domains", "evidence"]
  static let domainFields = ["id", "name", "short", "weight", "alignment", "skills"]
  static let skillFields = ["id", "name", "about", "weight", "steps", "volatility", "bloom", "alignment"]
  static let profileFields = ["id", "name", "target", "cut", "weights"]
  static let evidenceFields = ["id", "name", "about", "weight", "steps", "anchors"]
  /// The widest short name of a domain, in cells.
  static let shortNameCells = 14
  private static let points = 0.0...100.0
  /// Cuts that don't get a warning, in percent; guessing alone gets about 25 % of single choices right.
  private static let sensibleCuts = 40...90

  static func framework(in text: String, _ reader: inout Reader) -> Framework? {
    guard let root = reader.compose(text),
      let fields = Fields(root, "an assessment", known: rootFields, &reader)
    else { return nil }
    var identities = IdentityCheck()
    // An assessment may have the same identity as one of its parts, so check its identity separately.
    var own = IdentityCheck()
    let id = own.identity(fields, &reader)
    let name = fields.text("name", &reader)
    let version = fields.integer("version", in: 1...9999, &reader)
    let isDraft = fields.flag("draft", default: false, &reader)
    let alignment = AlignmentReader.alignments(fields, &reader)
    let domainNodes = fields.requiredList("domains", &reader) ?? []
    let domains = domainNodes.compactMap { domain($0, &identities, &reader) }
    let profileNodes = fields.requiredList("profiles", &reader) ?? []
    let isWhole = domains.count == domainNodes.count
    let profiles = profileNodes.compactMap { profile($0, isWhole ? domains : nil, &identities, &reader) }
    let evidenceNodes = fields.list("evidence", &reader) ?? []
    let evidence = evidenceNodes.compactMap { scale($0, &identities, &reader) }
    if isWhole {
      checkSum(domains.map(\.weight), to: 100, "the domains' weights", fields.node("domains"), &reader)
    }
    if !evidenceNodes.isEmpty, evidence.count == evidenceNodes.count {
      checkSum(
        evidence.map(\.weight), to: 100, "the evidence scales' weights", fields.node("evidence"), &reader)
    }
    for (list, nodes) in [("domains", domainNodes), ("profiles", profileNodes)]
    where fields.has(list) && nodes.isEmpty {
      reader.report(
        "empty-field", "\(list) is empty", remedy: "write at least one", at: fields.node(list)?.position)
    }
    guard let id, let name, let version, !domains.isEmpty, !profiles.isEmpty else { return nil }
    var framework = Framework(
      id: id, name: name, version: version, domains: domains, profiles: profiles, evidence: evidence)
    framework.isDraft = isDraft
    framework.alignment = alignment
    return framework
  }

  private static func domain(_ node: Node, _ identities: inout IdentityCheck, _ reader: inout Reader)
    -> Domain?
  {
    guard let fields = Fields(node, "a domain", known: domainFields, &reader) else { return nil }
    let id = identities.identity(fields, &reader)
    let name = fields.text("name", &reader)
    let short = fields.text("short", &reader)
    let weight = fields.number("weight", in: points, &reader)
    let alignment = AlignmentReader.alignments(fields, &reader)
    let nodes = fields.requiredList("skills", &reader) ?? []
    let skills = nodes.compactMap { skill($0, domain: id, &identities, &reader) }
    if let short, CellText.width(of: short) > shortNameCells {
      reader.report(
        "short-name", "the short name is wider than \(shortNameCells) cells", remedy: "shorten it",
        at: fields.node("short")?.position)
    }
    guard let id, let name, let short, let weight else { return nil }
    if skills.count == nodes.count {
      checkSum(
        skills.map(\.weight), to: weight, "the weights of the skills of \(id)", fields.node("weight"), &reader
      )
    }
    return Domain(
      id: id, name: name, shortName: short, weight: weight, skills: skills, alignment: alignment)
  }

  private static func skill(
    _ node: Node, domain: String?, _ identities: inout IdentityCheck, _ reader: inout Reader
  ) -> Skill? {
    guard let fields = Fields(node, "a skill", known: skillFields, &reader) else { return nil }
    let id = identities.identity(fields, &reader)
    let name = fields.text("name", &reader)
    let about = fields.text("about", &reader)
    let weight = fields.number("weight", in: points, &reader)
    let steps = fields.integers("steps", in: 1...9, &reader)
    let volatility = fields.choice("volatility", as: Volatility.self, &reader)
    let bloom = fields.choice("bloom", as: Bloom.self, &reader)
    let alignment = AlignmentReader.alignments(fields, &reader)
    if let id, let domain, !id.hasPrefix(domain + ".") || id.count == domain.count + 1 {
      reader.report(
        "skill-id", "the skill \(id) must be named \(domain). and a name", remedy: "rename it",
        at: fields.node("id")?.position)
    }
    guard let id, let name, let about, let weight, let steps, let volatility, let bloom else { return nil }
    return Skill(
      id: id, name: name, about: about, weight: weight, steps: steps, volatility: volatility, bloom: bloom,
      alignment: alignment)
  }

  private static func profile(
    _ node: Node, _ domains: [Domain]?, _ identities: inout IdentityCheck, _ reader: inout Reader
  ) -> Profile? {
    guard let fields = Fields(node, "a profile", known: profileFields, &reader) else { return nil }
    let id = identities.identity(fields, &reader)
    let name = fields.text("name", &reader)
    let target = fields.number("target", in: -6...6, &reader)
    let cut = fields.integer("cut", in: 1...100, default: Profile.usualCut, &reader)
    if let cut, !sensibleCuts.contains(cut) {
      reader.report(
        "cut",
        cut < sensibleCuts.lowerBound
          ? "a cut of \(cut) % is near what guessing gives" : "a cut of \(cut) % fails people over one slip",
        remedy: "choose \(sensibleCuts.lowerBound) to \(sensibleCuts.upperBound), or leave it out for "
          + "\(Profile.usualCut)",
        at: fields.node("cut")?.position, severity: .warning)
    }
    var weights: [String: Double] = [:]
    if let domains, let node = fields.requiredNode("weights", &reader),
      let table = Fields(node, "weights", known: domains.map(\.id), &reader)
    {
      for domain in domains { weights[domain.id] = table.number(domain.id, in: points, &reader) }
      if weights.count == domains.count {
        // In the order of the domains, because the sum of doubles depends on it.
        let values = domains.compactMap { weights[$0.id] }
        checkSum(values, to: 100, "the weights of the profile \(id ?? "")", node, &reader)
      }
    }
    guard let id, let name, let target, let cut else { return nil }
    return Profile(id: id, name: name, target: target, weights: weights, cut: cut)
  }

  private static func scale(_ node: Node, _ identities: inout IdentityCheck, _ reader: inout Reader)
    -> EvidenceScale?
  {
    guard let fields = Fields(node, "an evidence scale", known: evidenceFields, &reader) else { return nil }
    let id = identities.identity(fields, &reader)
    let name = fields.text("name", &reader)
    let about = fields.text("about", &reader)
    let weight = fields.number("weight", in: points, &reader)
    let steps = fields.integers("steps", in: 1...9, &reader)
    let anchors = fields.requiredNode("anchors", &reader) == nil ? nil : fields.texts("anchors", &reader)
    if let anchors, !(2...9).contains(anchors.count) {
      reader.report(
        "anchors", "a scale has 2 to 9 anchors, this has \(anchors.count)",
        remedy: "describe each level once",
        at: fields.node("anchors")?.position)
    }
    guard let id, let name, let about, let weight, let steps, let anchors else { return nil }
    return EvidenceScale(id: id, name: name, about: about, weight: weight, steps: steps, anchors: anchors)
  }

  private static func checkSum(
    _ weights: [Double], to wanted: Double, _ what: String, _ node: Node?, _ reader: inout Reader
  ) {
    let sum = weights.reduce(0, +)
    guard abs(sum - wanted) > 1e-6 else { return }
    reader.report(
      "weights", "\(what) sum to \(Self.short(sum)), not to \(Self.short(wanted))",
      remedy: "change them until they do",
      at: node?.position)
  }

  /// A number with at most four decimals, without trailing zeros.
  private static func short(_ value: Double) -> String {
    let rounded = DecimalText.rounded(value)
    return rounded == rounded.rounded() && abs(rounded) < 1e9 ? String(Int(rounded)) : String(rounded)
  }
}
