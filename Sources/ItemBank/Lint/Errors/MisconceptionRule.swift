/// Typed items must name at least one typical wrong answer, and none that is right.
struct MisconceptionRule: ItemRule {
  let id = "misconceptions"
  let severity = Diagnostic.Severity.error
  let isForFinishedItems = true

  func check(_ item: Item) -> [ItemFinding] {
    let isRight: (String) -> Bool
    switch item.task {
    case .numeric(let key):
      isRight = { text in NumberText.decimal(text).map { abs($0 - key.value) <= key.tolerance } ?? false }
    case .shortText(let answers, let ignoresCase):
      let accepted = Set(answers.map { ignoresCase ? $0.squeezed.lowercased() : $0.squeezed })
      isRight = { accepted.contains(ignoresCase ? $0.squeezed.lowercased() : $0.squeezed) }
    default: return []
    }
    if item.misconceptions.isEmpty {
      return [
        ItemFinding(
          .item, "a typed item names no misconception",
          remedy: "add `misconceptions:` with a typical wrong answer and why")
      ]
    }
    return item.misconceptions.enumerated().filter { isRight($1.answer) }.map { index, misconception in
      ItemFinding(
        .entry("misconceptions", index), "the misconception \(misconception.answer) counts as right",
        remedy: "change it, or narrow the key")
    }
  }
}
