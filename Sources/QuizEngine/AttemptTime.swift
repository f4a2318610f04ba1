import ItemBank

/// How long an attempt is expected to take, before it begins.
public enum AttemptTime {
  /// The minutes that a placement takes a person of average pace.
  ///
  /// The mix of types is the bank's. Within a type, items are drawn by what they tell for each second, so quick ones
  /// come more often: the mean time of those drawn is about the harmonic mean.
  public static func minutes(ofPlacementWith items: Int, pool: ItemPool) -> Double {
    guard !pool.entries.isEmpty else { return 0 }
    var kinds: [ItemKind: (count: Double, rates: Double)] = [:]
    for entry in pool.entries {
      kinds[entry.kind, default: (0, 0)].count += 1
      kinds[entry.kind, default: (0, 0)].rates += 1 / entry.seconds
    }
    // In a fixed order, because the sum of doubles depends on it.
    let seconds = ItemKind.allCases.reduce(0.0) { sum, kind in
      guard let found = kinds[kind] else { return sum }
      return sum + found.count * (found.count / found.rates)
    }
    return Double(items) * seconds / Double(pool.entries.count) / 60
  }
}
