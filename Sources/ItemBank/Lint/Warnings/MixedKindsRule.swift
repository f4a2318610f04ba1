/// Options are of one kind: not code beside sentences.
struct MixedKindsRule: ItemRule {
  let id = "mixed-kinds"
  let severity = Diagnostic.Severity.warning

  func check(_ item: Item) -> [ItemFinding] {
    guard item.task.kind == .singleChoice || item.task.kind == .multipleChoice else { return [] }
    let kinds = item.task.options.map { OptionShape(of: $0.text) }
    let code = kinds.indices.filter { kinds[$0] == .code }
    let prose = kinds.indices.filter { kinds[$0] == .prose }
    guard !code.isEmpty, !prose.isEmpty else { return [] }
    let isFewCode = code.count <= prose.count
    return (isFewCode ? code : prose).map {
      ItemFinding(
        .entry("options", $0),
        "the option is \(isFewCode ? "code" : "prose") among \(isFewCode ? "prose" : "code")",
        remedy: "write all options as code, or all as prose")
    }
  }
}

/// What an option looks like.
enum OptionShape {
  /// A piece of code, such as `df.loc[0]`.
  case code
  /// A sentence or most of one.
  case prose
  /// A name, a number, or both of the others.
  case other

  init(of text: String) {
    let words = text.split(separator: " ")
    let plain = words.filter { $0.count > 1 && $0.allSatisfy { $0.isLetter || ",.;:'-".contains($0) } }
    let signs = text.filter { "()[]{}=<>_|\\$`".contains($0) }.count
    if signs == 0, plain.count >= 4 {
      self = .prose
    } else if signs >= 2, plain.count <= 1 {
      self = .code
    } else {
      self = .other
    }
  }
}
