/// Options must be of one kind, not code beside sentences.
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
