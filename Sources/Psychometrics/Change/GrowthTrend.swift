/// How an ability has moved over all attempts.
///
/// θ(t) = level + drift · (t - t̄) + W(t): a straight line with a random walk W around it, observed at every
/// attempt with that attempt's own error. Each attempt enters by the mean and the standard deviation of its
/// posterior, from which the prior N(0, 1) is divided out again, or it would count once an attempt. The
/// level is standard normal at the attempts' centre of precision t̄, where level and drift are independent:
/// elsewhere the prior's pull on the level would look like drift. Everything is Gaussian, so the posterior is
/// exact (Harvey, 1989, chapter 2, local linear trend).
///
/// - Complexity: proportional to the number of attempts, once they are in order.
public struct GrowthTrend: Sendable, Equatable {
  /// The result of one attempt, and then what all attempts together say about it.
  public struct Point: Sendable, Equatable {
    /// When the attempt was, in days since any fixed day.
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

  /// What the attempts together say.
  public enum Verdict: String, Sendable, Equatable {
    /// The drift is upwards with the required certainty.
    case improving
    /// The change over all attempts is small with good probability.
    case steady
    /// The drift is downwards with the required certainty.
    case declining
    /// The attempts are too few or too imprecise to say.
    case tooEarly
  }

  /// The attempts as they came in, by day.
  public let attempts: [Point]
  /// The same days with the ability as all attempts together see it.
  public let smoothed: [Point]
  /// The drift, in logits per day; the prior where fewer than two attempts inform.
  public let drift: NormalDistribution
  /// The probability that the drift is upwards.
  public let probabilityRising: Double
  /// What may be said.
  public let verdict: Verdict
  /// The probability that the verdict is true; for `tooEarly` that of an upward drift.
  public let verdictProbability: Double
  /// The days between the first and the last attempt that inform.
  public let span: Double
  /// The assumptions.
  public let settings: Settings

  /// Judges the results of attempts: posterior means and standard deviations, in logits, under N(0, 1).
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

  /// Judges the estimates of attempts.
  public init(attempts: [(day: Double, estimate: Estimate)], settings: Settings = .init()) {
    self.init(attempts: attempts.map { ($0.day, $0.estimate.mean, $0.estimate.sd) }, settings: settings)
  }

  /// Returns the ability on any day as all attempts together see it: between them or ahead.
  public func ability(onDay day: Double) -> NormalDistribution {
    let point = TrendProcess(attempts: attempts, settings: settings).point(atDay: day)
    return NormalDistribution(mean: point.mean, sd: point.sd)
  }
}
