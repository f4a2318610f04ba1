/// The key must not share the most words with the other options: distractors derived from the key point back
/// at it.
struct ConvergenceRule: ItemRule {
  let id = "convergence"
  let severity = Diagnostic.Severity.warning

  /// How many more shared words than any distractor make the key stand out.
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

  /// For each text, the number of content words it shares with the others, added up over them.
  static func sharedWords(_ texts: [String]) -> [Int] {
    let words = texts.map { ContentWords.set(of: $0) }
    return words.indices.map { index in
      words.indices.reduce(0) { $1 == index ? $0 : $0 + words[index].intersection(words[$1]).count }
    }
  }
}
