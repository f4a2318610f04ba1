/// The actions of a situation must differ in effectiveness, and at least one must be in the middle.
struct EffectivenessRule: ItemRule {
  let id = "effectiveness-spread"
  let severity = Diagnostic.Severity.error

  func check(_ item: Item) -> [ItemFinding] {
    guard case .situational(let options) = item.task else { return [] }
    let values = Set(options.compactMap(\.effectiveness))
    if values.count >= 3, !values.isDisjoint(with: [2, 3]) { return [] }
    return [
      ItemFinding(
        .field("options"), "a situation needs three different values of effectiveness, one of them 2 or 3",
        remedy: "add an action of middling effect")
    ]
  }
}
