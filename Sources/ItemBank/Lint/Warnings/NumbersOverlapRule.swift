/// Numeric options and ranges must not overlap, so that only one can be right.
struct NumbersOverlapRule: ItemRule {
  let id = "numbers-overlap"
  let severity = Diagnostic.Severity.warning

  func check(_ item: Item) -> [ItemFinding] {
    guard case .singleChoice(let options, _) = item.task else { return [] }
    let ranges = options.compactMap { OptionNumber.range($0.text) }
    guard ranges.count == options.count else { return [] }
    return ranges.indices.dropFirst().compactMap { index in
      guard let other = ranges[..<index].firstIndex(where: { $0.overlaps(ranges[index]) }) else { return nil }
      return ItemFinding(
        .entry("options", index), "\(options[index].text) overlaps \(options[other].text)",
        remedy: "choose ranges that share no value")
    }
  }
}
