/// A single choice, reduced to what a bot sees.
struct AuditItem: Sendable {
  var domain: String
  var stem: String
  var options: [String]
  var key: Int
  /// The part of an item that it stands for: less than 1 for a variant of a family.
  var weight = 1.0

  /// Creates one from a single choice; nil for other types.
  init?(_ item: Item, weight: Double = 1) {
    guard case .singleChoice(let options, _) = item.task, let key = options.firstIndex(where: \.isKey) else {
      return nil
    }
    domain = item.domain
    self.weight = weight
    stem = item.stem
    self.options = options.map(\.text)
    self.key = key
  }

  /// The expected credit of a blind choice.
  var chance: Double { 1 / Double(options.count) }
}
