import Psychometrics

extension MemoryScheduler {
  /// Returns the range, in days, over which an interval may be spread so that items learned together drift
  /// apart.
  ///
  /// If the interval is too short to be spread, the range has one value.
  public func fuzzRange(days: Int) -> ClosedRange<Int> {
    let interval = Double(days)
    guard interval >= 2.5 else { return days...days }
    let middle = max(0, min(interval, 20) - 7)
    let spread = 1 + 0.15 * (min(interval, 7) - 2.5) + 0.10 * middle + 0.05 * max(0, interval - 20)
    let highest = min(Int((interval + spread).rounded(.toNearestOrEven)), maximumInterval)
    let lowest = max(2, Int((interval - spread).rounded(.toNearestOrEven)))
    return min(lowest, highest)...highest
  }

  /// Returns the card after an answer; an interval of days is spread at random.
  public func reviewed(
    _ card: MemoryCard, rating: MemoryRating, at moment: Double, fuzz random: inout SeededGenerator
  ) -> MemoryCard {
    var result = reviewed(card, rating: rating, at: moment)
    guard result.phase == .review, let state = result.state else { return result }
    let range = fuzzRange(days: intervalDays(stability: state.stability))
    let days = range.lowerBound + Int(random.uniform() * Double(range.count))
    result.due = moment + Double(days) * Seconds.perDay
    return result
  }
}
