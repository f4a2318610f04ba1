/// The key does not share most words with the other options: distractors made by changing the key point back at it.
struct ConvergenceRule: ItemRule {
  let id = "convergence"
  let severity = Diagnostic.Severity.warning

  /// How many shared words more than any distractor's the key must have to stand out.
  static let lead = 4

  func check(_ item: Item) -> [ItemFinding] {
    guard case .singleChoice(let options, _) = item.task, let key = item.keyIndex, options.count > 2 else {
      return []
    }
    let shared = Self.sharedWords(options.map(\.text))
    let others = shared.indices.filter { $0 != key }.map { shared[$0] }
    guard let most = others.max(), shared[key] >= most + Self.lead else { return [] }
    return [
      ItemFinding(
        .entry("options", key),
        "the key shares \(shared[key]) words with the other options, no distractor more than \(most)",
        remedy: "let distractors share words among themselves, or reword the key")
    ]
  }

  /// For each text, the content words that it shares with each other one, added up.
  static func sharedWords(_ texts: [String]) -> [Int] {
    let words = texts.map { ContentWords.set(of: $0) }
    return words.indices.map { index in
      words.indices.reduce(0) { $1 == index ? $0 : $0 + words[index].intersection(words[$1]).count }
    }
  }
}
