/// The number of options, steps or pairs must suit a person and a terminal.
struct EntryCountRule: ItemRule {
  let id = "entry-count"
  let severity = Diagnostic.Severity.error
  let isForFinishedItems = true

  static let options = 3...5
  static let actions = 3...5
  static let steps = 4...6
  static let pairs = 3...5

  func check(_ item: Item) -> [ItemFinding] {
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      return finding("options", options.count, Self.options)
    case .situational(let options): return finding("options", options.count, Self.actions)
    case .ordering(let steps): return finding("steps", steps.count, Self.steps)
    case .matching(let pairs, _): return finding("pairs", pairs.count, Self.pairs)
    case .numeric, .shortText, .linePick: return []
    }
  }

  private func finding(_ name: String, _ count: Int, _ range: ClosedRange<Int>) -> [ItemFinding] {
    if range.contains(count) { return [] }
    return [
      ItemFinding(
        .field(name),
        "an item of this type has \(range.lowerBound) to \(range.upperBound) \(name), this has \(count)",
        remedy: count < range.lowerBound ? "add some" : "drop or join some")
    ]
  }
}
