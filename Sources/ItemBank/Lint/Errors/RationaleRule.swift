/// Every option, misconception and line note must say why.
struct RationaleRule: ItemRule {
  let id = "no-why"
  let severity = Diagnostic.Severity.error
  let isForFinishedItems = true

  func check(_ item: Item) -> [ItemFinding] {
    var rationales = item.task.options.enumerated().map {
      (ItemPlaces.Part.entry("options", $0), $1.rationale)
    }
    rationales += item.misconceptions.enumerated().map { (.entry("misconceptions", $0), $1.rationale) }
    if case .linePick(_, let notes) = item.task {
      rationales += notes.enumerated().map { (.entry("line-notes", $0), $1.rationale) }
    }
    return rationales.filter { $0.1.isEmpty }.map { part, _ in
      ItemFinding(part, "it has no why", remedy: "say why it is right, or which misconception leads to it")
    }
  }
}
