/// Options must not use frequency words that people understand differently.
struct VagueFrequencyRule: ItemRule {
  let id = "vague-frequency"
  let severity = Diagnostic.Severity.warning

  private static let words: Set<String> = [
    "often", "usually", "sometimes", "frequently", "rarely", "occasionally", "seldom", "regularly",
  ]
  /// After these words it is a comparison, as in "more often".
  private static let comparing: Set<String> = ["how", "more", "most", "less", "least", "too", "as"]

  func check(_ item: Item) -> [ItemFinding] {
    guard item.task.kind == .singleChoice || item.task.kind == .multipleChoice else { return [] }
    return item.task.options.enumerated().compactMap { index, option in
      let words = option.text.lowercased().split(whereSeparator: { !$0.isLetter }).map(String.init)
      let vague = words.indices.first { place in
        Self.words.contains(words[place]) && (place == 0 || !Self.comparing.contains(words[place - 1]))
      }
      return vague.map {
        ItemFinding(
          .entry("options", index), "“\(words[$0])” says how often in no number",
          remedy: "say when, or how often")
      }
    }
  }
}
