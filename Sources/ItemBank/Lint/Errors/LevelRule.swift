/// Levels must lie between 1 and 5.
struct LevelRule: ItemRule {
  let id = "level-range"
  let severity = Diagnostic.Severity.error

  func check(_ item: Item) -> [ItemFinding] {
    if (1...5).contains(item.level) { return [] }
    return [
      ItemFinding(
        .field("level"), "level must be from 1 to 5, this is \(item.level)",
        remedy: "write 1 for what nearly everyone knows, 3 for entry level, 5 for experts")
    ]
  }
}
