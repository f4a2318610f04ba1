/// Writes items as YAML that reads back as the same items.
package enum ItemText {
  /// The entry of an item in the list of its file.
  ///
  /// - Parameters:
  ///   - item: The item; of a family, the texts of its variant.
  ///   - assumed: The fields whose values nobody stated; they are marked.
  ///   - origin: Where the item comes from; nil for nothing to say.
  package static func entry(_ item: Item, assumed: Set<String> = [], origin: String? = nil) -> String {
    var lines: [String] = []
    if let origin { lines.append("  # from \(origin)") }
    lines.append("  - id: \(item.id)")
    func add(_ name: String, _ value: String) {
      lines.append("    \(name): \(value)" + (assumed.contains(name) ? "  # assumed" : ""))
    }
    add("revision", "\(item.revision)")
    add("type", item.task.kind.rawValue)
    add("level", "\(item.level)")
    add("bloom", item.bloom.rawValue)
    add("stem", text(item.stem, indent: 6))
    if let code = item.code {
      lines.append("    code:")
      lines.append("      language: \(code.language)")
      lines.append("      text: \(text(code.text, indent: 8))")
    }
    lines += task(item.task)
    if !item.misconceptions.isEmpty {
      lines.append("    misconceptions:")
      for slip in item.misconceptions {
        lines.append("      - answer: \(quoted(slip.answer))")
        if !slip.rationale.isEmpty { lines.append("        why: \(text(slip.rationale, indent: 10))") }
      }
    }
    if !item.explanation.isEmpty { add("explanation", text(item.explanation, indent: 6)) }
    if !item.source.isEmpty { add("source", text(item.source, indent: 6)) }
    if let checked = item.checked { add("checked", checked) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func task(_ task: ItemTask) -> [String] {
    switch task {
    case .singleChoice(let options, let shuffled), .multipleChoice(let options, let shuffled):
      return ["    options:"] + options.flatMap(option) + (shuffled ? [] : ["    shuffle: false"])
    case .situational(let options): return ["    options:"] + options.flatMap(option)
    case .numeric(let key):
      var lines = [
        "    answer:", "      value: \(number(key.value))", "      tolerance: \(number(key.tolerance))",
      ]
      if !key.unit.isEmpty { lines.append("      unit: \(quoted(key.unit))") }
      return lines
    case .shortText(let answers, let ignoresCase):
      return ["    answers:"] + answers.map { "      - \(text($0, indent: 8))" }
        + (ignoresCase ? ["    ignore-case: true"] : [])
    case .ordering(let steps): return ["    steps:"] + steps.map { "      - \(text($0, indent: 8))" }
    case .matching(let pairs, let extras):
      let lines = pairs.flatMap {
        ["      - left: \(text($0.left, indent: 10))", "        right: \(text($0.right, indent: 10))"]
      }
      return ["    pairs:"] + lines
        + (extras.isEmpty ? [] : ["    extras:"] + extras.map { "      - \(text($0, indent: 8))" })
    case .linePick(let keys, let notes):
      let lines = notes.flatMap {
        ["      - line: \($0.line)", "        why: \(text($0.rationale, indent: 10))"]
      }
      return ["    lines: [\(keys.map(String.init).joined(separator: ", "))]"]
        + (notes.isEmpty ? [] : ["    line-notes:"] + lines)
    }
  }

  private static func option(_ option: Option) -> [String] {
    var lines = ["      - text: \(text(option.text, indent: 10))"]
    if option.isKey { lines.append("        key: true") }
    if let effectiveness = option.effectiveness { lines.append("        effectiveness: \(effectiveness)") }
    if !option.ratings.isEmpty {
      lines.append("        ratings: [\(option.ratings.map(String.init).joined(separator: ", "))]")
    }
    if !option.rationale.isEmpty { lines.append("        why: \(text(option.rationale, indent: 10))") }
    return lines
  }

  /// A number that the reader takes for the same value.
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// A text of several lines as a block, any other in quotes.
  static func text(_ value: String, indent: Int) -> String {
    guard value.contains("\n"), !value.hasSuffix("\n") else { return quoted(value) }
    let lines = value.split(separator: "\n", omittingEmptySubsequences: false)
    // A line of nothing but spaces, or spaces at its end, would be hard to see; quotes keep them.
    guard !lines.contains(where: { $0.last == " " }), lines[0].contains(where: { $0 != " " }) else {
      return quoted(value)
    }
    let space = String(repeating: " ", count: indent)
    // A block whose first line is indented must say by how much the block is.
    let mark = lines[0].first == " " ? "|2-" : "|-"
    return mark + "\n" + lines.map { $0.isEmpty ? "" : space + $0 }.joined(separator: "\n")
  }

  /// A text in double quotes.
  package static func quoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
