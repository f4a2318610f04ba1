extension GrowthTrend {
  /// When another attempt could show something.
  public struct Retake: Sendable, Equatable {
    /// The days to wait from the last attempt until an attempt of the given length could show a change;
    /// nil where none within two years could.
    public let days: Int?
    /// The items that an attempt of today, or of the given day, would need; nil where no number up to 500
    /// would do.
    public let items: Int?
    /// The gain, in logits, that an attempt of the given length has to observe to count as a change.
    public let smallestDetectable: Double
  }

  /// Returns after how many days, or with how many items, a change since the last attempt could be seen.
  ///
  /// "Could be seen" means that the comparison of the two attempts (`ReliableChange`) says "improved" with at
  /// least the probability `power`, if the drift goes on as it is known so far. Without an upward drift no
  /// waiting and no length makes that likely.
  ///
  /// - Parameters:
  ///   - itemCount: the number of items of the attempt to plan.
  ///   - standardError: the standard error that an attempt of that many items has, in logits, below 1.
  ///   - today: the days since the last attempt, for the number of items; at least 0.
  ///   - driftPerDay: a rate to plan with in the place of the estimated drift, in logits per day.
  ///   - power: the probability with which the change is to be seen.
  public func nextWorthwhileRetake(
    itemCount: Int, standardError: Double, today: Double = 0, driftPerDay: Double? = nil, power: Double = 0.5
  ) -> Retake {
    let rate = driftPerDay.map { NormalDistribution(mean: $0, sd: 0) } ?? drift
    let before = min(attempts.last?.sd ?? 1, 1)
    let after = min(standardError, 1)
    func chance(days: Double, error: Double) -> Double {
      chanceOfImproved(days: days, rate: rate, before: before, after: error)
    }
    let days = (0...730).first { chance(days: Double($0), error: after) >= power }
    let items = (1...500).first { count in
      // The precision beyond the prior's grows with the number of items.
      let precision = (1 / (after * after) - 1) * Double(count) / Double(max(1, itemCount))
      return chance(days: today, error: 1 / (1 + precision).squareRoot()) >= power
    }
    return Retake(
      days: days, items: items,
      smallestDetectable: ReliableChange(from: (0, before), to: (0, after)).smallestDetectable)
  }

  /// The probability that two attempts some days apart compare as "improved".
  private func chanceOfImproved(
    days: Double, rate: NormalDistribution, before: Double, after: Double
  ) -> Double {
    // Posterior means are drawn towards the prior: of a true gain they show this share.
    let share = 1 - after * after
    let gain = share * rate.mean * days
    let noise = before * before * (1 - before * before) + after * after * share
    let doubt = share * share * (rate.sd * rate.sd * days * days + settings.walkVariance * days)
    let threshold = ReliableChange(from: (0, before), to: (0, after)).smallestDetectable
    let spread = (noise + doubt).squareRoot()
    return spread > 0 ? NormalDistribution().cumulative((gain - threshold) / spread) : 0
  }
}
