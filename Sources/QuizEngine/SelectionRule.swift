import ItemBank

/// What the selection of items counts as the cost of an item.
public enum SelectionRule: String, Sendable, Hashable, CaseIterable {
  /// The item's expected time, with a mix of types like the bank's.
  ///
  /// Only studies use it: after 15 minutes it knows more than the other, but after 30 items it still knows less.
  case perSecond = "per-second"
  /// One for every item, whatever its type and length: the rule of people's attempts.
  case perItem = "per-item"
}

/// Keeps a placement's mix of item types like the bank's, and its beginning easy to handle.
struct TypeMix: Sendable {
  /// How far the share of a type may be from its share of the bank.
  static let tolerance = 0.1
  /// The number of items at the start that are single choices of a middle level.
  static let openingLength = 2
  /// The levels of the first items.
  static let openingLevels = 2...3
  /// Types that take many steps to answer; two of them never follow each other.
  static let laborious: Set<ItemKind> = [.matching, .ordering]

  /// The share of each type of the bank.
  private let shares: [ItemKind: Double]

  init(_ pool: ItemPool) {
    var counts: [ItemKind: Int] = [:]
    for entry in pool.entries { counts[entry.kind, default: 0] += 1 }
    shares = counts.mapValues { Double($0) / Double(max(1, pool.entries.count)) }
  }

  /// What may come next: conditions from the strictest to the loosest; the first that an item fulfils holds.
  func steps(
    at position: Int, after last: ItemKind?, served: [ItemKind: Int]
  ) -> [(ItemPool.Entry) -> Bool] {
    let mayBeLaborious = last.map { !Self.laborious.contains($0) } ?? true
    let isHandy = { (entry: ItemPool.Entry) in mayBeLaborious || !Self.laborious.contains(entry.kind) }
    guard position >= Self.openingLength else {
      return [
        { $0.kind == .singleChoice && Self.openingLevels.contains($0.level) },
        { $0.kind == .singleChoice }, isHandy,
      ]
    }
    let count = position + 1
    let wanting = Set(shares.keys.filter { served[$0, default: 0] < least(of: $0, among: count) })
    let full = Set(shares.keys.filter { served[$0, default: 0] >= most(of: $0, among: count) })
    let isOpen = { (entry: ItemPool.Entry) in isHandy(entry) && !full.contains(entry.kind) }
    return (wanting.isEmpty ? [] : [{ isOpen($0) && wanting.contains($0.kind) }]) + [isOpen, isHandy]
  }

  /// How many items may differ from the bank's share among so many.
  private func slack(_ count: Int) -> Double { max(1, Self.tolerance * Double(count)) }

  /// The most items of a type among the first so many.
  private func most(of kind: ItemKind, among count: Int) -> Int {
    Int(Double(count) * shares[kind, default: 0] + slack(count) + 1e-9)
  }

  /// The least items of a type among the first so many.
  private func least(of kind: ItemKind, among count: Int) -> Int {
    Int((Double(count) * shares[kind, default: 0] - slack(count) - 1e-9).rounded(.up))
  }
}
