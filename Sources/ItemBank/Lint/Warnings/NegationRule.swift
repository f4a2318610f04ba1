/// A NOT that reverses the question must be in capitals, because readers overlook it.
struct NegationRule: ItemRule {
  let id = "negation"
  let severity = Diagnostic.Severity.warning

  private static let verbs: Set<String> = [
    "is", "are", "was", "were", "does", "do", "did", "would", "should", "can", "could", "will", "must", "has",
    "have",
  ]
  /// After these words, the sentence says when or why, not what.
  private static let clauses: Set<String> = [
    "if", "when", "that", "who", "because", "although", "where", "after", "so", "while", "once", "whose",
    "with",
  ]

  func check(_ item: Item) -> [ItemFinding] {
    guard item.task.kind == .singleChoice || item.task.kind == .multipleChoice else { return [] }
    let sentences = item.stem.squeezed.split(whereSeparator: { ".?!:".contains($0) }).map { sentence in
      sentence.split(whereSeparator: { !$0.isLetter && $0 != "'" }).map(String.init)
    }
    for words in sentences where ["Which", "What"].contains(words.first ?? "") {
      let question = words.dropFirst().prefix { !Self.clauses.contains($0) }
      for (before, word) in zip(words.prefix(1) + question, question) {
        let isNot = word == "not" && Self.verbs.contains(before)
        guard isNot || word == "except" || (word.hasSuffix("n't") && word != "don't") else { continue }
        return [
          ItemFinding(
            .field("stem"), "the \(word) of the question is easily overlooked",
            remedy: "write NOT, or ask positively")
        ]
      }
    }
    return []
  }
}
