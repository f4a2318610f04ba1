import ItemBank

/// What the selection of items counts as the cost of an item.
public enum SelectionRule: String, Sendable, Hashable, CaseIterable {
  /// The item's expected time, with a mix of types like the bank's.
  case perSecond = "per-second"
  /// One for every item, whatever its type and length.
  case perItem = "per-item"

  /// The rule of people's attempts of a kind.
  ///
  /// Who measures pays in minutes. In a drill it counts what there is to learn, not how quickly it's answered.
  public init(mode: Mode) {
    self = mode == .placement || mode == .focus ? .perSecond : .perItem
  }
}

/// Keeps the mix of item types like that of the items at hand, and a placement's beginning easy to handle.
package struct TypeMix: Sendable {
  /// How far the share of a type may be from its share of the items.
  static let tolerance = 0.1
  /// The number of items at the start of a placement that are single choices of a middle level.
  package static let openingLength = 2
  /// The levels of the first items.
  package static let openingLevels = 2...3
  /// Types that take many steps to answer; two of them never follow each other.
  package static let laborious: Set<ItemKind> = [.matching, .ordering]

  /// The share of each type of the items.
  private let shares: [ItemKind: Double]
  /// The number of items that begin the attempt in an easy way.
  private let opening: Int

  /// The mix for an attempt.
  init(mode: Mode, scope: Scope, pool: ItemPool) {
    let items = pool.indices(in: scope)
    var counts: [ItemKind: Int] = [:]
    for index in items { counts[pool.entries[index].kind, default: 0] += 1 }
    shares = counts.mapValues { Double($0) / Double(max(1, items.count)) }
    opening = mode == .placement ? Self.openingLength : 0
  }

  /// What may come next: conditions from the strictest to the loosest; the first that an item fulfils holds.
  func steps(
    at position: Int, after last: ItemKind?, served: [ItemKind: Int]
  ) -> [(ItemPool.Entry) -> Bool] {
    let mayBeLaborious = last.map { !Self.laborious.contains($0) } ?? true
    let isHandy = { (entry: ItemPool.Entry) in mayBeLaborious || !Self.laborious.contains(entry.kind) }
    guard position >= opening else {
      return [
        { $0.kind == .singleChoice && Self.openingLevels.contains($0.level) },
        { $0.kind == .singleChoice }, isHandy,
      ]
    }
    let count = position + 1
    let wanting = wanting(among: count, served: served)
    let full = Set(shares.keys.filter { served[$0, default: 0] >= most(of: $0, among: count) })
    let isOpen = { (entry: ItemPool.Entry) in isHandy(entry) && !full.contains(entry.kind) }
    return (wanting.isEmpty ? [] : [{ isOpen($0) && wanting.contains($0.kind) }]) + [isOpen, isHandy]
  }

  /// The types of which one must come next, or some type would have too few items soon.
  ///
  /// Several types may run short at the same length, so it looks ahead: if the next n places are all needed, one of the
  /// types that need them comes now.
  private func wanting(among count: Int, served: [ItemKind: Int]) -> Set<ItemKind> {
    for ahead in 0..<ItemKind.allCases.count {
      let missing = shares.keys.map { ($0, least(of: $0, among: count + ahead) - served[$0, default: 0]) }
        .filter { $0.1 > 0 }
      if missing.reduce(0, { $0 + $1.1 }) > ahead { return Set(missing.map(\.0)) }
    }
    return []
  }

  /// How many items may differ from the share among so many.
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
