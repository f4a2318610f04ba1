/// Every item must have an explanation.
struct ExplanationRule: ItemRule {
  let id = "no-explanation"
  let severity = Diagnostic.Severity.error
  let isForFinishedItems = true

  func check(_ item: Item) -> [ItemFinding] {
    item.explanation.isEmpty
      ? [
        ItemFinding(
          .field("explanation"), "the item has no explanation", remedy: "add two to five sentences that teach"
        )
      ]
      : []
  }
}
