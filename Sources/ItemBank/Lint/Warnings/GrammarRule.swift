/// The stem's grammar must fit every option, and a number in the stem must match the number of keys.
struct GrammarRule: ItemRule {
  let id = "grammar"
  let severity = Diagnostic.Severity.warning

  private static let numbers = ["one": 1, "two": 2, "three": 3, "four": 4]

  func check(_ item: Item) -> [ItemFinding] { articles(item) + counts(item) }

  /// `a ___` and `an ___`: the article must not rule options out.
  private func articles(_ item: Item) -> [ItemFinding] {
    let words = item.stem.squeezed.split(separator: " ").map(String.init)
    guard item.task.kind == .singleChoice,
      let blank = words.firstIndex(where: { $0.hasPrefix("___") }), blank > 0,
      ["a", "an"].contains(words[blank - 1].lowercased())
    else { return [] }
    let wantsVowel = words[blank - 1].lowercased() == "an"
    return item.task.options.enumerated().compactMap { index, option in
      guard let first = option.text.lowercased().first(where: \.isLetter) else { return nil }
      let isPlural = !option.text.contains(" ") && option.text.hasSuffix("s") && !option.text.hasSuffix("ss")
      if "aeiou".contains(first) == wantsVowel, !isPlural { return nil }
      return ItemFinding(
        .entry("options", index), "\(words[blank - 1]) before the blank does not fit \(option.text)",
        remedy: "write a(n) before the blank, or move the article into the options")
    }
  }

  /// `Which two …`: there must be as many keys.
  private func counts(_ item: Item) -> [ItemFinding] {
    guard case .multipleChoice(let options, _) = item.task else { return [] }
    let words = item.stem.lowercased().split(whereSeparator: { !$0.isLetter }).map(String.init)
    let keys = options.filter(\.isKey).count
    for (verb, number) in zip(words, words.dropFirst())
    where ["which", "select", "choose", "pick"].contains(verb) {
      if let wanted = Self.numbers[number], wanted != keys {
        return [
          ItemFinding(
            .field("stem"), "the stem asks for \(number), the key has \(keys)", remedy: "make the two agree")
        ]
      }
    }
    return []
  }
}
