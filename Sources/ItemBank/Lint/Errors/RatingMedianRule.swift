/// The effectiveness of a rated action is the median of its ratings.
struct RatingMedianRule: ItemRule {
  let id = "rating-median"
  let severity = Diagnostic.Severity.error

  func check(_ item: Item) -> [ItemFinding] {
    guard case .situational(let options) = item.task else { return [] }
    return options.enumerated().compactMap { index, option in
      guard let median = Self.median(option.ratings), option.effectiveness != median else { return nil }
      return ItemFinding(
        .entry("options", index),
        "the effectiveness is \(option.effectiveness ?? 0), the median of the ratings is \(median)",
        remedy: "write the median, or have the action rated again")
    }
  }

  /// The lower median; nil if there are no ratings.
  static func median(_ ratings: [Int]) -> Int? {
    ratings.isEmpty ? nil : ratings.sorted()[(ratings.count - 1) / 2]
  }
}
