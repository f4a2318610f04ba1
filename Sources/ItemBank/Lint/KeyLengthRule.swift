/// The key must not give itself away by its length.
struct KeyLengthRule: LintRule {
  let id = "key-length"

  func check(_ item: Item, in context: LintContext) -> [LintFinding] {
    guard let (key, distractors) = item.singleChoice, key.text.count > 20 else { return [] }
    let mean = Double(distractors.reduce(0) { $0 + $1.text.count }) / Double(max(1, distractors.count))
    if Double(key.text.count) > 1.5 * mean {
      return [
        LintFinding(
          "the key is more than 1.5 times as long as the mean distractor",
          remedy: "write the distractors as careful as the key")
      ]
    }
    let longest = distractors.map(\.text.count).max() ?? 0
    // A difference of a few characters tells a reader nothing.
    return key.text.count > longest + 8
      ? [LintFinding("the key is clearly the longest option", remedy: "shorten it, or lengthen a distractor")]
      : []
  }
}
