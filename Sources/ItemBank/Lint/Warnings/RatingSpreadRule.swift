/// The ratings of an action come from enough people and lie close together.
struct RatingSpreadRule: ItemRule {
  let id = "rating-spread"
  let severity = Diagnostic.Severity.warning

  /// The least number of independent ratings.
  static let least = 7

  func check(_ item: Item) -> [ItemFinding] {
    guard case .situational(let options) = item.task else { return [] }
    return options.enumerated().compactMap { index, option in
      guard let low = option.ratings.min(), let high = option.ratings.max() else { return nil }
      if high - low > 1 {
        return ItemFinding(
          .entry("options", index), "the ratings go from \(low) to \(high)",
          remedy: "state in the stem what decides, or rewrite the action, and have it rated again")
      }
      guard option.ratings.count < Self.least else { return nil }
      return ItemFinding(
        .entry("options", index), "only \(option.ratings.count) people rated the action",
        remedy: "ask at least \(Self.least) people who don't know each other's ratings")
    }
  }
}
