/// No two options, steps or right-hand sides may be the same.
struct AlikeRule: ItemRule {
  let id = "options-alike"
  let severity = Diagnostic.Severity.error

  func check(_ item: Item) -> [ItemFinding] {
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _), .situational(let options):
      return repeated(options.enumerated().map { (.entry("options", $0), $1.text) }, "two options")
    case .ordering(let steps):
      return repeated(steps.enumerated().map { (.entry("steps", $0), $1) }, "two steps")
    case .matching(let pairs, let extras):
      let rights = pairs.enumerated().map { (ItemPlaces.Part.entry("pairs", $0), $1.right) }
      let others = extras.enumerated().map { (ItemPlaces.Part.entry("extras", $0), $1) }
      let lefts = pairs.enumerated().map { (ItemPlaces.Part.entry("pairs", $0), $1.left) }
      return repeated(rights + others, "two right-hand sides") + repeated(lefts, "two left-hand sides")
    case .numeric, .shortText, .linePick: return []
    }
  }

  private func repeated(_ texts: [(ItemPlaces.Part, String)], _ what: String) -> [ItemFinding] {
    var seen: Set<String> = []
    return texts.compactMap { part, text in
      if seen.insert(text.squeezed).inserted { return nil }
      return ItemFinding(part, "\(what) are alike: \(text.squeezed)", remedy: "change or drop one")
    }
  }
}
