extension GrowthTrend {
  /// When another attempt could show a change.
  public struct Retake: Sendable, Equatable {
    /// The days to wait after the last attempt until an attempt of the planned length could show a change;
    /// nil if none within two years could.
    public let days: Int?
    /// The number of items an attempt needs, today or on the given day, to show a change; nil if even 500 are
    /// too few.
    public let items: Int?
    /// The smallest observed gain, in logits, that counts as a change for an attempt of the planned length.
    public let smallestDetectable: Double
  }

  /// Returns after how many days, or with how many items, another attempt could show a change.
  ///
  /// "Could show" means: if the drift goes on as estimated, the comparison of the two attempts
  /// (`ReliableChange`) says "improved" with at least the probability `power`. Without an upward drift,
  /// neither waiting nor more items make that likely.
  ///
  /// - Parameters:
  ///   - itemCount: the number of items of the planned attempt.
  ///   - standardError: the standard error of an attempt with that many items, in logits, below 1.
  ///   - today: the days since the last attempt, at least 0; used for the number of items.
  ///   - driftPerDay: a drift to plan with instead of the estimated one, in logits per day.
  ///   - power: the probability with which the attempt should show the change.
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
      // The precision beyond the prior's grows in proportion to the number of items.
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
    // Posterior means shrink towards the prior, so they show only this share of a true gain.
    let share = 1 - after * after
    let gain = share * rate.mean * days
    let noise = before * before * (1 - before * before) + after * after * share
    let doubt = share * share * (rate.sd * rate.sd * days * days + settings.walkVariance * days)
    let threshold = ReliableChange(from: (0, before), to: (0, after)).smallestDetectable
    let spread = (noise + doubt).squareRoot()
    return spread > 0 ? NormalDistribution().cumulative((gain - threshold) / spread) : 0
  }
}
