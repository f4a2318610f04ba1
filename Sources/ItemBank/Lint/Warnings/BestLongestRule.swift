/// The best action of a situation must not be the longest.
struct BestLongestRule: ItemRule {
  let id = "best-longest"
  let severity = Diagnostic.Severity.warning

  func check(_ item: Item) -> [ItemFinding] {
    guard case .situational(let options) = item.task, let best = options.compactMap(\.effectiveness).max(),
      let longest = options.map(\.text.count).max()
    else { return [] }
    let others = options.filter { $0.effectiveness != best }.map(\.text.count)
    guard let index = options.firstIndex(where: { $0.effectiveness == best && $0.text.count == longest }),
      others.allSatisfy({ $0 < longest })
    else { return [] }
    return [
      ItemFinding(
        .entry("options", index), "the best action is also the longest",
        remedy: "shorten it, or lengthen another")
    ]
  }
}
