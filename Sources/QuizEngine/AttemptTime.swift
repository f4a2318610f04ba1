import ItemBank

/// How long an attempt is expected to take; the times of single items come from `ExpectedTime`.
public enum AttemptTime {
  /// The seconds to read the explanation that follows an answer in a drill.
  private static let explanation = 20.0

  /// The seconds that an item of an attempt takes a person of average pace; 0 if there is no item.
  ///
  /// - Parameters:
  ///   - mode: The kind of attempt.
  ///   - scope: What the attempt covers.
  public static func secondsPerItem(of mode: Mode, scope: Scope = .all, pool: ItemPool) -> Double {
    let items = pool.indices(in: scope)
    guard !items.isEmpty else { return 0 }
    var (seconds, rates) = (0.0, 0.0)
    for index in items {
      seconds += pool.entries[index].seconds
      rates += 1 / pool.entries[index].seconds
    }
    let count = Double(items.count)
    // Where time counts, quick items are chosen more often, about in proportion to 1 / time; the mean time of those
    // chosen is then the harmonic mean.
    let mean = SelectionRule(mode: mode) == .perSecond ? count / rates : seconds / count
    return mean + (mode.givesFeedback ? explanation : 0)
  }

  /// The minutes that an attempt takes.
  ///
  /// - Parameters:
  ///   - items: The number of items.
  ///   - pace: The person's own pace, see `Pace`.
  public static func minutes(
    of mode: Mode, scope: Scope = .all, items: Int, pool: ItemPool, pace: Double = 1
  ) -> Double {
    pace * Double(items) * secondsPerItem(of: mode, scope: scope, pool: pool) / 60
  }

  /// The number of items that fit into some minutes; at least 1.
  public static func items(
    within minutes: Double, of mode: Mode, scope: Scope = .all, pool: ItemPool, pace: Double = 1
  ) -> Int {
    let seconds = pace * secondsPerItem(of: mode, scope: scope, pool: pool)
    guard seconds > 0, minutes.isFinite else { return 1 }
    return max(1, Int(min(10_000, 60 * minutes / seconds)))
  }
}

extension Attempt {
  /// The person's pace: as it was when the attempt began, corrected by the answers since.
  public var pace: Double {
    Pace.estimate(
      responses.compactMap { response in
        guard !response.isRapid, let entry = response.entry else { return nil }
        return Double(response.milliseconds) / 1000 / pool.entries[entry].seconds
      }, before: plan.pace ?? 1)
  }

  /// The minutes that the rest of the attempt takes, if it doesn't stop early; 0 at its end.
  public var minutesLeft: Double {
    guard let current else { return 0 }
    let after = max(0, plan.itemLimit - responses.count - 1)
    let seconds =
      pool.entries[current.entry].seconds
      + Double(after) * AttemptTime.secondsPerItem(of: plan.mode, scope: plan.scope, pool: pool)
    return pace * seconds / 60
  }
}
