import Yams

/// Reads the answer part of an item, by its type.
enum TaskReader {
  static let optionFields = ["text", "key", "why"]
  static let actionFields = ["text", "effectiveness", "ratings", "why"]
  static let answerFields = ["value", "tolerance", "unit"]
  static let pairFields = ["left", "right"]
  static let noteFields = ["line", "why"]

  /// The fields that only some types have.
  static let ownFields: [String: [ItemKind]] = [
    "options": [.singleChoice, .multipleChoice, .situational], "shuffle": [.singleChoice, .multipleChoice],
    "answer": [.numeric], "answers": [.shortText], "ignore-case": [.shortText], "steps": [.ordering],
    "pairs": [.matching], "extras": [.matching], "lines": [.linePick], "line-notes": [.linePick],
    "misconceptions": [.numeric, .shortText],
  ]

  static func task(_ kind: ItemKind, _ fields: Fields, code: CodeBlock?, _ reader: inout Reader) -> ItemTask?
  {
    refuseForeignFields(kind, fields, &reader)
    switch kind {
    case .singleChoice:
      let shuffled = fields.flag("shuffle", default: true, &reader)
      return options(fields, &reader).map { .singleChoice(options: $0, shuffled: shuffled) }
    case .multipleChoice:
      let shuffled = fields.flag("shuffle", default: true, &reader)
      return options(fields, &reader).map { .multipleChoice(options: $0, shuffled: shuffled) }
    case .situational: return actions(fields, &reader).map { .situational(options: $0) }
    case .numeric: return numeric(fields, &reader)
    case .shortText:
      let ignoresCase = fields.flag("ignore-case", default: false, &reader)
      return filledTexts("answers", fields, &reader).map { .shortText(answers: $0, ignoresCase: ignoresCase) }
    case .ordering: return filledTexts("steps", fields, &reader).map { .ordering(steps: $0) }
    case .matching: return matching(fields, &reader)
    case .linePick: return linePick(fields, code: code, &reader)
    }
  }

  private static func refuseForeignFields(_ kind: ItemKind, _ fields: Fields, _ reader: inout Reader) {
    for (name, kinds) in ownFields.sorted(by: { $0.key < $1.key })
    where fields.has(name) && !kinds.contains(kind) {
      reader.report(
        "foreign-field", "\(name) does not belong to a \(kind.rawValue) item",
        remedy: "remove it, or change the type to \(kinds.map(\.rawValue).joined(separator: " or "))",
        at: fields.node(name)?.position)
    }
  }

  private static func filledTexts(_ name: String, _ fields: Fields, _ reader: inout Reader) -> [String]? {
    guard fields.requiredNode(name, &reader) != nil, let texts = fields.texts(name, &reader) else {
      return nil
    }
    if !texts.isEmpty { return texts }
    reader.report(
      "empty-field", "\(name) is empty", remedy: "write its entries", at: fields.node(name)?.position)
    return nil
  }

  private static func options(_ fields: Fields, _ reader: inout Reader) -> [Option]? {
    guard let nodes = fields.requiredList("options", &reader) else { return nil }
    let options = nodes.compactMap { node -> Option? in
      guard let option = Fields(node, "an option", known: optionFields, &reader) else { return nil }
      let isKey = option.flag("key", default: false, &reader)
      let rationale = option.looseText("why", &reader)
      return option.text("text", &reader).map { Option(text: $0, isKey: isKey, rationale: rationale) }
    }
    return options.count == nodes.count ? options : nil
  }

  private static func actions(_ fields: Fields, _ reader: inout Reader) -> [Option]? {
    guard let nodes = fields.requiredList("options", &reader) else { return nil }
    let options = nodes.compactMap { node -> Option? in
      guard let option = Fields(node, "an action", known: actionFields, &reader) else { return nil }
      let effectiveness = option.integer("effectiveness", in: 1...4, &reader)
      let ratings = option.has("ratings") ? option.integers("ratings", in: 1...4, &reader) ?? [] : []
      let rationale = option.looseText("why", &reader)
      guard let text = option.text("text", &reader), let effectiveness else { return nil }
      return Option(text: text, effectiveness: effectiveness, ratings: ratings, rationale: rationale)
    }
    return options.count == nodes.count ? options : nil
  }

  private static func numeric(_ fields: Fields, _ reader: inout Reader) -> ItemTask? {
    guard let node = fields.requiredNode("answer", &reader),
      let answer = Fields(node, "an answer", known: answerFields, &reader)
    else { return nil }
    let value = answer.number("value", &reader)
    let tolerance = answer.number("tolerance", in: 0...1e15, &reader)
    let unit = answer.looseText("unit", &reader)
    guard let value, let tolerance else { return nil }
    return .numeric(NumericKey(value: value, tolerance: tolerance, unit: unit))
  }

  private static func matching(_ fields: Fields, _ reader: inout Reader) -> ItemTask? {
    guard let nodes = fields.requiredList("pairs", &reader) else { return nil }
    let pairs = nodes.compactMap { node -> MatchingPair? in
      guard let pair = Fields(node, "a pair", known: pairFields, &reader) else { return nil }
      let left = pair.text("left", &reader)
      guard let right = pair.text("right", &reader), let left else { return nil }
      return MatchingPair(left: left, right: right)
    }
    let extras = fields.texts("extras", &reader) ?? []
    return pairs.count == nodes.count ? .matching(pairs: pairs, extras: extras) : nil
  }

  private static func linePick(_ fields: Fields, code: CodeBlock?, _ reader: inout Reader) -> ItemTask? {
    guard fields.requiredNode("code", &reader) != nil else { return nil }
    let range = 1...max(1, code?.lines.count ?? 9999)
    let lines = fields.integers("lines", in: range, &reader)
    let notes = (fields.list("line-notes", &reader) ?? []).compactMap { node -> LineNote? in
      guard let note = Fields(node, "a line note", known: noteFields, &reader) else { return nil }
      let rationale = note.looseText("why", &reader)
      return note.integer("line", in: range, &reader).map { LineNote(line: $0, rationale: rationale) }
    }
    return code == nil ? nil : lines.map { .linePick(lines: $0, notes: notes) }
  }
}
