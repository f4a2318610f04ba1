import Yams

/// Reads the `family:` block of an item.
enum FamilyReader {
  static let fields = ["draw", "compute", "where", "show"]
  static let drawFields = ["from", "to", "step", "pick", "count", "distinct"]
  /// The largest number of values in a drawn list.
  static let longestList = 100

  /// Reads the block of an item's node; nil with a report if it has mistakes.
  static func definition(_ item: TemplateNode, _ reader: inout Reader) -> FamilyDefinition? {
    guard let node = item.node[TemplateNode.block] else { return nil }
    let before = reader.diagnostics.count
    if let position = item.unquoted {
      reader.report(
        "family", "a placeholder stands here without quotes", remedy: "write it as \"{{name}}\"", at: position
      )
    }
    guard let block = Fields(node, "a family", known: fields, &reader) else { return nil }
    let draws = draws(block, &reader)
    let conditions = conditions(block, &reader)
    let shown = block.has("show") ? block.integer("show", in: 3...5, &reader) : nil
    let placeholders = item.placeholders
    if placeholders.isEmpty {
      reader.report(
        "family", "no text of the item has a placeholder", remedy: "write {{name}} where variants differ",
        at: block.position)
    }
    let definition = FamilyDefinition(
      draws: draws, conditions: conditions, program: program(block, &reader), shown: shown,
      placeholders: placeholders, fingerprint: item.fingerprint)
    return reader.diagnostics.count == before ? definition : nil
  }

  private static func program(_ block: Fields, _ reader: inout Reader) -> FamilyDefinition.Placed? {
    guard let node = block.node("compute"), let text = block.optionalText("compute", &reader) else {
      return nil
    }
    return .init(text: text, position: node.position, isBlock: node.scalar?.style == .literal)
  }

  private static func conditions(_ block: Fields, _ reader: inout Reader) -> [FamilyDefinition.Placed] {
    guard let node = block.node("where") else { return [] }
    if node.scalar != nil {
      return block.optionalText("where", &reader).map { [.init(text: $0, position: node.position)] } ?? []
    }
    return (block.list("where", &reader) ?? []).compactMap { entry in
      Fields.text(entry, "where", &reader).map { .init(text: $0, position: entry.position) }
    }
  }

  private static func draws(_ block: Fields, _ reader: inout Reader) -> [FamilyDefinition.Draw] {
    guard let node = block.requiredNode("draw", &reader) else { return [] }
    guard let mapping = node.mapping, !mapping.isEmpty else {
      reader.report(
        "type", "draw must be a mapping of names", remedy: "write `name: {from: 1, to: 9}` lines",
        at: node.position)
      return []
    }
    return mapping.compactMap { key, value in
      let name = key.scalar?.string ?? ""
      guard isName(name) else {
        reader.report(
          "family", "\(name.isEmpty ? "this" : name) can't be the name of a value",
          remedy: "use letters, digits and _, and no word of Python", at: key.position)
        return nil
      }
      return draw(name, value, &reader)
    }
  }

  private static func draw(_ name: String, _ node: Node, _ reader: inout Reader) -> FamilyDefinition.Draw? {
    guard let fields = Fields(node, name, known: drawFields, &reader) else { return nil }
    let count = fields.has("count") ? fields.integer("count", in: 1...longestList, &reader) : nil
    let isDistinct = fields.flag("distinct", default: true, &reader)
    if fields.has("pick") == fields.has("from") {
      reader.report(
        "family", "\(name) needs either `from:` and `to:`, or `pick:`",
        remedy: "write {from: 1, to: 9} or {pick: [a, b, c]}", at: node.position)
      return nil
    }
    let values = fields.has("pick") ? picked(fields, name, &reader) : range(fields, name, &reader)
    guard let (values, number) = values else { return nil }
    if let count, isDistinct, count > number {
      reader.report(
        "family", "\(name) has \(number) values, too few for \(count) distinct ones",
        remedy: "widen it, or add `distinct: false`", at: node.position)
      return nil
    }
    return .init(name: name, values: values, count: count, isDistinct: isDistinct)
  }

  private static func range(
    _ fields: Fields, _ name: String, _ reader: inout Reader
  ) -> (FamilyDefinition.Draw.Values, Int)? {
    guard let low = fields.number("from", &reader), let high = fields.number("to", &reader) else {
      return nil
    }
    let step = fields.has("step") ? fields.number("step", &reader) : 1
    guard let step else { return nil }
    guard low < high, step > 0, (high - low) / step < 1e9 else {
      reader.report(
        "range", "\(name) must go up from `from` to `to` in steps above 0",
        remedy: "write {from: 10, to: 90, step: 5}", at: fields.position)
      return nil
    }
    func text(_ field: String) -> String { fields.node(field)?.scalar?.string ?? "1" }
    return (
      .range(from: text("from"), to: text("to"), step: text("step")), Int((high - low) / step + 1e-9) + 1
    )
  }

  private static func picked(
    _ fields: Fields, _ name: String, _ reader: inout Reader
  ) -> (FamilyDefinition.Draw.Values, Int)? {
    guard let nodes = fields.list("pick", &reader) else { return nil }
    let values = nodes.compactMap { value($0, &reader) }
    guard values.count == nodes.count else { return nil }
    guard values.count > 1, values.indices.allSatisfy({ !values[..<$0].contains(values[$0]) }) else {
      reader.report(
        "family", "pick needs at least two different values", remedy: "add values, or write the text out",
        at: fields.node("pick")?.position)
      return nil
    }
    return (.pick(values), values.count)
  }

  private static func value(_ node: Node, _ reader: inout Reader) -> FamilyValue? {
    if let sequence = node.sequence {
      let values = sequence.compactMap { value($0, &reader) }
      return values.count == sequence.count ? .list(values) : nil
    }
    if let mapping = node.mapping {
      var fields: [String: FamilyValue] = [:]
      for (key, entry) in mapping {
        guard let name = key.scalar?.string, let value = value(entry, &reader) else { return nil }
        fields[name] = value
      }
      return .fields(fields)
    }
    guard let text = Fields.text(node, "pick", &reader) else { return nil }
    guard node.scalar?.style == .plain else { return .text(text) }
    if NumberText.decimal(text) != nil { return .number(text) }
    switch text {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null": return .nothing
    default: return .text(text)
    }
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.first, Placeholder.isLetter(first) else { return false }
    return text.allSatisfy { Placeholder.isLetter($0) || $0.isASCII && $0.isNumber }
      && !reserved.contains(text)
  }

  /// Names that mean something else in the program that computes.
  private static let reserved: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "math",
    "statistics", "itertools", "fractions", "np", "pd", "run", "run_sql", "code",
  ]
}
