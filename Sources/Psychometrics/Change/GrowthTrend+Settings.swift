extension GrowthTrend {
  /// The assumptions of a trend.
  public struct Settings: Sendable, Equatable {
    /// How far ability wanders without any drift: the standard deviation after 30 days, in logits.
    public var wanderPerMonth: Double
    /// The prior standard deviation of the change over the whole span of attempts, in logits.
    ///
    /// It refers to the span so that attempts within a week and attempts within a year are judged by the same
    /// standard.
    public var driftOverSpan: Double
    /// The probability from which the drift counts as upward or downward.
    public var certainty: Double
    /// The change over the span, in logits, below which ability counts as steady.
    public var steadyMargin: Double
    /// The probability from which ability counts as steady.
    public var steadyCertainty: Double
    /// The number of attempts below which the verdict is always `tooEarly`.
    public var minimumAttempts: Int

    /// Creates settings; with the defaults a false "improving" is rarer than one in twenty.
    public init(
      wanderPerMonth: Double = 0.06, driftOverSpan: Double = 4, certainty: Double = ReliableChange.certainty,
      steadyMargin: Double = 0.5, steadyCertainty: Double = 0.8, minimumAttempts: Int = 3
    ) {
      self.wanderPerMonth = wanderPerMonth
      self.driftOverSpan = driftOverSpan
      self.certainty = certainty
      self.steadyMargin = steadyMargin
      self.steadyCertainty = steadyCertainty
      self.minimumAttempts = minimumAttempts
    }

    /// The variance that the random walk gains per day.
    var walkVariance: Double { wanderPerMonth * wanderPerMonth / 30 }
  }
}
