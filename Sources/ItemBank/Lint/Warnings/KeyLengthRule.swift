/// The key must not reveal itself by being much longer than the mean distractor.
struct KeyLengthRule: ItemRule {
  let id = "key-length"
  let severity = Diagnostic.Severity.warning

  /// Up to this length, in characters, a single digit more would already exceed the ratio.
  static let shortest = 12
  static let ratio = 1.5

  func check(_ item: Item) -> [ItemFinding] {
    guard let (key, distractors) = item.singleChoice, let index = item.keyIndex, !distractors.isEmpty else {
      return []
    }
    let mean = Double(distractors.reduce(0) { $0 + $1.text.count }) / Double(distractors.count)
    guard key.text.count > Self.shortest, Double(key.text.count) > Self.ratio * mean else { return [] }
    return [
      ItemFinding(
        .entry("options", index), "the key is more than \(Self.ratio) times as long as the mean distractor",
        remedy: "write the distractors as long and as careful as the key")
    ]
  }
}
