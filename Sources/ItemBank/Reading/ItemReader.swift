import Yams

/// Reads item files.
///
/// It refuses what has no meaning, such as an unknown field or a level that isn't a number. The rules of
/// `Lint` decide whether an item is complete and sound, for example whether it has too many keys or no
/// explanation.
enum ItemReader {
  static let fileFields = ["skill", "items"]
  static let itemFields = [
    "id", "revision", "type", "level", "bloom", "stem", "code", "options", "shuffle", "answer", "answers",
    "ignore-case", "steps", "pairs", "extras", "lines", "line-notes", "misconceptions", "explanation",
    "source",
    "checked", "verify", "requires", "family",
  ]
  static let codeFields = ["language", "text"]
  static let misconceptionFields = ["answer", "why"]
  /// The languages of code.
  static let languages = ["python", "sql", "shell", "yaml", "json", "dockerfile", "text"]
  /// What a verification may require.
  static let requirements = [
    "numpy", "pandas", "scikit-learn", "torch", "tensorflow", "keras", "transformers",
  ]

  /// Reads the items of a file; mistakes are reported, and the other items are still read.
  ///
  /// - Parameter variants: The computed variants of the folder's families.
  static func items(
    in text: String, variants: VariantFile = VariantFile(), _ reader: inout Reader
  ) -> [ItemDraft] {
    let (skill, position, nodes) = nodes(in: text, &reader)
    return nodes.map { node in
      var draft = ItemDraft(places: ItemPlaces(start: reader.location(node.position)))
      if let position { draft.places.set(.field("skill"), position) }
      if node[TemplateNode.block] != nil {
        readFamily(node, skill: skill, variants, into: &draft, &reader)
        return draft
      }
      guard let fields = Fields(node, "an item", known: itemFields, &reader) else { return draft }
      for (part, position) in fields.positions { draft.places.set(part, position) }
      draft.id = fields.looseText("id", &reader)
      draft.item = item(fields, id: draft.id, skill: skill, &reader)
      draft.item?.location = draft.places.start
      return draft
    }
  }

  /// The families of a file; mistakes are reported.
  static func families(in text: String, _ reader: inout Reader) -> [FamilySource] {
    let (skill, _, nodes) = nodes(in: text, &reader)
    return nodes.compactMap { node in
      let template = TemplateNode(node: node)
      guard let definition = FamilyReader.definition(template, &reader) else { return nil }
      return FamilySource(
        id: identity(node), skill: skill, template: template, definition: definition, file: reader.file)
    }
  }

  private static func identity(_ node: Node) -> String { node["id"]?.scalar?.string ?? "" }

  private static func readFamily(
    _ node: Node, skill: String?, _ variants: VariantFile, into draft: inout ItemDraft,
    _ reader: inout Reader
  ) {
    draft.id = identity(node)
    let template = TemplateNode(node: node)
    guard let definition = FamilyReader.definition(template, &reader) else { return }
    let source = FamilySource(
      id: draft.id, skill: skill, template: template, definition: definition, file: reader.file)
    let command = "run `sextant bank families build`"
    guard let entry = variants.entries[draft.id] else {
      reader.report(
        "family-variants", "the family has no computed variants", remedy: command, at: node.position)
      return
    }
    guard entry.template == definition.fingerprint, entry.columns == definition.columns else {
      reader.report(
        "family-variants", "the variants are older than the family", remedy: command, at: node.position)
      return
    }
    guard entry.isAsWritten, !entry.variants.isEmpty else {
      reader.report(
        "family-variants", "the variants in \(VariantFile.name) were changed by hand",
        remedy: "change the family, and " + command, at: node.position)
      return
    }
    draft.family = source.family(entry.variants, into: &draft, &reader)
  }

  /// The file's skill, its place, and the nodes of the items.
  private static func nodes(
    in text: String, _ reader: inout Reader
  ) -> (skill: String?, position: Position?, nodes: [Node]) {
    guard let root = reader.compose(text), let file = Fields(root, "an item file", known: fileFields, &reader)
    else { return (nil, nil, []) }
    let skill = file.text("skill", &reader)
    guard let nodes = file.requiredList("items", &reader) else { return (nil, nil, []) }
    if nodes.isEmpty {
      reader.report(
        "empty-field", "the file has no items", remedy: "write one, or remove the file", at: file.position)
    }
    return (skill, file.node("skill")?.position, nodes)
  }

  static func item(_ fields: Fields, id: String, skill: String?, _ reader: inout Reader) -> Item? {
    let revision = fields.integer("revision", in: 1...9999, default: 1, &reader)
    let kind = fields.choice("type", as: ItemKind.self, &reader)
    // Accept any whole number; `LevelRule` checks the range.
    let level = fields.integer("level", in: -9999...9999, &reader)
    let bloom = fields.choice("bloom", as: Bloom.self, &reader)
    let stem = fields.text("stem", &reader)
    let code = code(fields, &reader)
    let task = kind.flatMap { TaskReader.task($0, fields, code: code, &reader) }
    let explanation = fields.looseText("explanation", &reader)
    let source = fields.looseText("source", &reader)
    let checked = month(fields, &reader)
    let misconceptions = misconceptions(fields, &reader)
    let verification = VerificationReader.verification(fields, &reader)
    let requirements = requirements(fields, &reader)
    guard let skill, let revision, let level, let bloom, let stem, let task else { return nil }
    return Item(
      id: id, revision: revision, skill: skill, level: level, bloom: bloom, stem: stem, code: code,
      task: task,
      explanation: explanation, source: source, checked: checked, misconceptions: misconceptions,
      verification: verification, requirements: requirements)
  }

  private static func month(_ fields: Fields, _ reader: inout Reader) -> String? {
    guard let text = fields.optionalText("checked", &reader) else { return nil }
    if YearMonth(text) != nil { return text }
    reader.report(
      "value", "checked must be a year and a month, this is \(text)", remedy: "write it as 2026-11",
      at: fields.node("checked")?.position)
    return nil
  }

  private static func code(_ fields: Fields, _ reader: inout Reader) -> CodeBlock? {
    guard let node = fields.node("code"), let code = Fields(node, "code", known: codeFields, &reader) else {
      return nil
    }
    guard let language = code.text("language", &reader), let text = code.text("text", &reader) else {
      return nil
    }
    if !languages.contains(language) {
      reader.report(
        "value", "language cannot be \(language)", remedy: Suggestion.remedy(for: language, among: languages),
        at: code.node("language")?.position)
    }
    return CodeBlock(language: language, text: text)
  }

  private static func misconceptions(_ fields: Fields, _ reader: inout Reader) -> [Misconception] {
    (fields.list("misconceptions", &reader) ?? []).compactMap { node in
      guard let entry = Fields(node, "a misconception", known: misconceptionFields, &reader),
        let answer = entry.text("answer", &reader)
      else { return nil }
      return Misconception(answer: answer, rationale: entry.looseText("why", &reader))
    }
  }

  private static func requirements(_ fields: Fields, _ reader: inout Reader) -> [String] {
    let names = fields.texts("requires", &reader) ?? []
    for (index, name) in names.enumerated() where !requirements.contains(name) {
      let position = fields.node("requires")?.sequence.flatMap {
        $0.indices.contains(index) ? $0[index].position : nil
      }
      reader.report(
        "value", "requires cannot name \(name)", remedy: Suggestion.remedy(for: name, among: requirements),
        at: position)
    }
    return names
  }
}
