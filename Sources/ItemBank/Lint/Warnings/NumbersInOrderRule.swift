/// Numeric options must be in ascending order and not shuffled.
struct NumbersInOrderRule: ItemRule {
  let id = "numbers-in-order"
  let severity = Diagnostic.Severity.warning

  func check(_ item: Item) -> [ItemFinding] {
    guard case .singleChoice(let options, let shuffled) = item.task else { return [] }
    let numbers = options.compactMap { OptionNumber($0.text)?.value }
    guard numbers.count == options.count, numbers.count > 1 else { return [] }
    if let index = zip(numbers, numbers.dropFirst()).enumerated().first(where: { $1.0 > $1.1 })?.offset {
      return [
        ItemFinding(
          .entry("options", index + 1), "the numbers are not in ascending order",
          remedy: "sort the options, and add `shuffle: false`")
      ]
    }
    return shuffled
      ? [
        ItemFinding(
          .field("options"), "options that are numbers are shuffled", remedy: "add `shuffle: false`")
      ] : []
  }
}
