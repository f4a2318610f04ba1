/// Absolutes must not occur in distractors alone, because test-wise people rule those out.
struct AbsolutesRule: ItemRule {
  let id = "absolutes"
  let severity = Diagnostic.Severity.warning

  static let words = WordList("always never only all none every must cannot")

  func check(_ item: Item) -> [ItemFinding] {
    guard case .singleChoice(let options, _) = item.task, let key = item.keyIndex,
      !Self.words.isFound(in: options[key].text)
    else { return [] }
    return options.indices.filter { $0 != key }.compactMap { index in
      guard let word = Self.words.found(in: options[index].text).first else { return nil }
      return ItemFinding(
        .entry("options", index), "of the options only distractors have absolutes: \(word)",
        remedy: "weaken it, or let the key be as absolute where that is true")
    }
  }
}
