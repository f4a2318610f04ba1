/// Every key must rest on a primary document.
struct SourceRule: ItemRule {
  let id = "no-source"
  let severity = Diagnostic.Severity.error
  let isForFinishedItems = true

  func check(_ item: Item) -> [ItemFinding] {
    item.source.isEmpty
      ? [
        ItemFinding(
          .field("source"), "the item has no source", remedy: "name the primary document and its section")
      ] : []
  }
}
