/// Options that are numbers stand in their order, and are not shuffled.
struct NumbersInOrderRule: LintRule {
  let id = "numbers-in-order"

  func check(_ item: Item, in context: LintContext) -> [LintFinding] {
    guard case .singleChoice(let options, let shuffled) = item.task else { return [] }
    let numbers = options.compactMap { Double($0.text.filter { $0 != "," && $0 != "%" && $0 != " " }) }
    guard numbers.count == options.count, numbers.count > 1 else { return [] }
    if shuffled { return [LintFinding("numeric options are shuffled", remedy: "add `shuffle: false`")] }
    return numbers == numbers.sorted()
      ? [] : [LintFinding("numeric options are not in ascending order", remedy: "sort them")]
  }
}
