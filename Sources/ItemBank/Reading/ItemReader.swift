import Yams

/// Reads item files.
enum ItemReader {
  static let fileFields = ["skill", "items"]
  static let itemFields = [
    "id", "revision", "type", "level", "bloom", "stem", "code", "options", "shuffle", "answer", "answers",
    "ignore-case", "steps", "pairs", "extras", "lines", "line-notes", "misconceptions", "explanation",
    "source",
    "checked", "verify", "requires",
  ]

  /// The items of a file; mistakes are reported and the other items still read.
  static func items(in text: String, _ reader: inout Reader) -> [Item] {
    guard let root = reader.compose(text), let file = Fields(root, "an item file", known: fileFields, &reader)
    else { return [] }
    guard let skill = file.text("skill", &reader), let nodes = file.requiredList("items", &reader) else {
      return []
    }
    return nodes.compactMap { item($0, skill: skill, &reader) }
  }

  private static func item(_ node: Node, skill: String, _ reader: inout Reader) -> Item? {
    guard let fields = Fields(node, "an item", known: itemFields, &reader) else { return nil }
    let before = reader.diagnostics.count
    let id = fields.text("id", &reader)
    let kind = fields.choice("type", as: ItemKind.self, &reader)
    let level = fields.integer("level", in: 1...5, &reader)
    let bloom = fields.choice("bloom", as: Bloom.self, &reader)
    let revision = fields.integer("revision", in: 1...9999, default: 1, &reader)
    let stem = fields.text("stem", &reader)
    let explanation = fields.text("explanation", &reader)
    let source = fields.text("source", &reader)
    let checked = checkedMonth(fields, &reader)
    let code = codeBlock(fields, &reader)
    let misconceptions = misconceptions(fields, &reader)
    let verification = VerificationReader.verification(fields, &reader)
    let requirements = fields.texts("requires", &reader) ?? []
    let task = kind.flatMap { TaskReader.task($0, fields, code: code, &reader) }
    if let id {
      checkIdentity(id, skill: skill, fields, &reader)
      for index in before..<reader.diagnostics.count { reader.diagnostics[index].item = id }
    }
    let isBroken = reader.diagnostics[before...].contains { $0.severity == .error }
    guard !isBroken, let id, let level, let bloom, let revision, let stem, let explanation, let source,
      let task
    else { return nil }
    return Item(
      id: id, revision: revision, skill: skill, level: level, bloom: bloom, stem: stem, code: code,
      task: task,
      explanation: explanation, source: source, checked: checked, misconceptions: misconceptions,
      verification: verification, requirements: requirements, location: reader.location(fields.mark))
  }

  private static func checkIdentity(_ id: String, skill: String, _ fields: Fields, _ reader: inout Reader) {
    let slug = id.dropFirst(skill.count + 1)
    let isSound =
      id.hasPrefix(skill + ".") && !slug.isEmpty
      && slug.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    if !isSound {
      reader.report(
        "item-id", "the id \(id) must be \(skill). and a name of small letters, digits and hyphens",
        remedy: "write \(skill).some-name", at: fields.node("id")?.mark)
    }
  }

  private static func checkedMonth(_ fields: Fields, _ reader: inout Reader) -> String? {
    guard let text = fields.optionalText("checked", &reader) else { return nil }
    let parts = text.split(separator: "-").map { Int($0) }
    guard parts.count == 2, let year = parts[0], let month = parts[1], (2000...2999).contains(year),
      (1...12).contains(month)
    else {
      reader.report(
        "value", "checked must be a year and a month", remedy: "write it as 2026-11",
        at: fields.node("checked")?.mark)
      return nil
    }
    return text
  }

  private static func codeBlock(_ fields: Fields, _ reader: inout Reader) -> CodeBlock? {
    guard let node = fields.node("code"),
      let code = Fields(node, "code", known: ["language", "text"], &reader)
    else { return nil }
    guard let language = code.text("language", &reader), let text = code.text("text", &reader) else {
      return nil
    }
    return CodeBlock(language: language, text: text)
  }

  private static func misconceptions(_ fields: Fields, _ reader: inout Reader) -> [Misconception] {
    (fields.list("misconceptions", &reader) ?? []).compactMap { node in
      guard let entry = Fields(node, "a misconception", known: ["answer", "why"], &reader),
        let answer = entry.text("answer", &reader), let why = entry.text("why", &reader)
      else { return nil }
      return Misconception(answer: answer, rationale: why)
    }
  }
}
