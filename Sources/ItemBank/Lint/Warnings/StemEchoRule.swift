/// No content word of the stem may occur in the key alone.
struct StemEchoRule: ItemRule {
  let id = "stem-echo"
  let severity = Diagnostic.Severity.warning

  func check(_ item: Item) -> [ItemFinding] {
    guard let (key, distractors) = item.singleChoice, let index = item.keyIndex else { return [] }
    let others = distractors.reduce(into: Set<String>()) { $0.formUnion(ContentWords.set(of: $1.text)) }
    let echo = ContentWords.set(of: item.stem).intersection(ContentWords.set(of: key.text)).subtracting(
      others
    ).sorted()
    guard !echo.isEmpty else { return [] }
    return [
      ItemFinding(
        .entry("options", index),
        "of the options only the right one repeats the stem's \(echo.map { "“\($0)”" }.joined(separator: ", "))",
        remedy: "use the word in a distractor too, or another one in the right option")
    ]
  }
}
