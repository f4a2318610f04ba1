/// How an ability has changed over all attempts.
///
/// The model is θ(t) = level + drift · (t - t̄) + W(t): a straight line plus a random walk W. Each attempt
/// observes it with that attempt's own error, and enters as the mean and standard deviation of its posterior.
/// The prior N(0, 1) is divided out of each posterior first, because otherwise it would count once per
/// attempt.
///
/// The level is standard normal at t̄, the attempts' centre of precision, where level and drift are
/// independent. Anywhere else, the prior's pull on the level would look like drift. Everything is Gaussian,
/// so the posterior is exact (Harvey, 1989, chapter 2, local linear trend).
///
/// - Complexity: linear in the number of attempts, once they are sorted.
public struct GrowthTrend: Sendable, Equatable {
  /// An ability on one day: the result of one attempt, or the smoothed result of all attempts.
  public struct Point: Sendable, Equatable {
    /// The day of the attempt, in days since any fixed day.
    public var day: Double
    /// The mean of the ability, in logits.
    public var mean: Double
    /// The standard deviation of the ability, in logits.
    public var sd: Double

    /// Creates a point.
    public init(day: Double, mean: Double, sd: Double) {
      self.day = day
      self.mean = mean
      self.sd = sd
    }
  }

  /// What the attempts show together.
  public enum Verdict: String, Sendable, Equatable {
    /// The drift is upward, with the required certainty.
    case improving
    /// The change over all attempts is probably small.
    case steady
    /// The drift is downward, with the required certainty.
    case declining
    /// There are too few attempts, or they are too imprecise.
    case tooEarly
  }

  /// The attempts as measured, in order of days.
  public let attempts: [Point]
  /// The ability on the same days, estimated from all attempts together.
  public let smoothed: [Point]
  /// The drift, in logits per day; the prior if fewer than two attempts carry information.
  public let drift: NormalDistribution
  /// The probability that the drift is upward.
  public let probabilityRising: Double
  /// The conclusion from all attempts.
  public let verdict: Verdict
  /// The probability that the verdict is true; for `tooEarly`, the probability of an upward drift.
  public let verdictProbability: Double
  /// The days between the first and the last attempt that carry information.
  public let span: Double
  /// The assumptions.
  public let settings: Settings

  /// Estimates the trend from attempts, each given as posterior mean and standard deviation in logits under
  /// N(0, 1).
  ///
  /// - Parameters:
  ///   - attempts: the attempts in any order; days may be fractions.
  ///   - settings: the assumptions.
  public init(attempts: [(day: Double, mean: Double, sd: Double)], settings: Settings = .init()) {
    let points = attempts.map { Point(day: $0.day, mean: $0.mean, sd: $0.sd) }.sorted { $0.day < $1.day }
    let process = TrendProcess(attempts: points, settings: settings)
    let drift = process.drift
    let rising = drift.survival(0)
    let change = NormalDistribution(mean: drift.mean * process.span, sd: drift.sd * process.span)
    let small = change.cumulative(settings.steadyMargin) - change.cumulative(-settings.steadyMargin)
    self.attempts = points
    self.settings = settings
    self.drift = drift
    span = process.span
    smoothed = points.map { process.point(atDay: $0.day) }
    probabilityRising = rising
    if process.observationCount < settings.minimumAttempts || process.span <= 0 {
      (verdict, verdictProbability) = (.tooEarly, rising)
    } else if rising >= settings.certainty {
      (verdict, verdictProbability) = (.improving, rising)
    } else if 1 - rising >= settings.certainty {
      (verdict, verdictProbability) = (.declining, 1 - rising)
    } else if small >= settings.steadyCertainty {
      (verdict, verdictProbability) = (.steady, small)
    } else {
      (verdict, verdictProbability) = (.tooEarly, rising)
    }
  }

  /// Estimates the trend from the estimates of attempts.
  public init(attempts: [(day: Double, estimate: Estimate)], settings: Settings = .init()) {
    self.init(attempts: attempts.map { ($0.day, $0.estimate.mean, $0.estimate.sd) }, settings: settings)
  }

  /// Returns the ability on any day, estimated from all attempts together; the day may lie between them or
  /// ahead.
  public func ability(onDay day: Double) -> NormalDistribution {
    let point = TrendProcess(attempts: attempts, settings: settings).point(atDay: day)
    return NormalDistribution(mean: point.mean, sd: point.sd)
  }
}
