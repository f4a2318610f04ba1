/// The key must not be the longest option.
///
/// A difference of three characters, or any among short options, reveals nothing to a reader; the audit
/// counts those too.
struct KeyLongestRule: ItemRule {
  let id = "key-longest"
  let severity = Diagnostic.Severity.warning

  static let shortest = 20
  static let difference = 3

  func check(_ item: Item) -> [ItemFinding] {
    guard let (key, distractors) = item.singleChoice, let index = item.keyIndex,
      let longest = distractors.map(\.text.count).max()
    else { return [] }
    guard key.text.count > Self.shortest, key.text.count > longest + Self.difference else { return [] }
    return [
      ItemFinding(
        .entry("options", index),
        "the key has \(key.text.count) characters, the longest distractor \(longest)",
        remedy: "shorten the key, or lengthen a distractor")
    ]
  }
}
