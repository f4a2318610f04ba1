/// A single choice must have exactly one key; a multiple choice at least one key and one distractor.
struct KeyCountRule: ItemRule {
  let id = "key-count"
  let severity = Diagnostic.Severity.error

  func check(_ item: Item) -> [ItemFinding] {
    switch item.task {
    case .singleChoice(let options, _):
      let keys = options.indices.filter { options[$0].isKey }
      if keys.isEmpty {
        return [
          ItemFinding(
            .field("options"), "a single choice has exactly one key, this has none",
            remedy: "mark the right option with `key: true`")
        ]
      }
      // Point at each key after the first, because one of them is the mistake.
      return keys.dropFirst().map {
        ItemFinding(
          .entry("options", $0), "a single choice has exactly one key, this has \(keys.count)",
          remedy: "keep `key: true` at one option, or make it a multiple-choice item")
      }
    case .multipleChoice(let options, _):
      let keys = options.filter(\.isKey).count
      if keys > 0, keys < options.count { return [] }
      return [
        ItemFinding(
          .field("options"), "a multiple choice has at least one key and one distractor",
          remedy: "mark the right options, and only those, with `key: true`")
      ]
    default: return []
    }
  }
}
