import Psychometrics

/// Simulates how often the trend says "improving", rightly and wrongly.
///
/// For comparison, it also runs the likelihood-ratio test of a linear change on the single answers, which is
/// the best that these data allow.
public struct GrowthStudy: Sendable, Equatable {
  /// The number of attempts of each person.
  public var attemptCount: Int
  /// The number of items of each attempt.
  public var itemCount: Int
  /// The days between attempts.
  public var gap: Double
  /// The true gain from one attempt to the next, in logits.
  public var gain: Double
  /// The probability of guessing an item.
  public var guessing: Double
  /// The settings of the trend.
  public var settings: GrowthTrend.Settings

  /// Creates a study; by default nobody changes.
  public init(
    attemptCount: Int = 5, itemCount: Int = 30, gap: Double = 30, gain: Double = 0, guessing: Double = 0.2,
    settings: GrowthTrend.Settings = .init()
  ) {
    self.attemptCount = attemptCount
    self.itemCount = itemCount
    self.gap = gap
    self.gain = gain
    self.guessing = guessing
    self.settings = settings
  }

  /// The shares of the simulated persons by verdict.
  public struct Result: Sendable, Equatable {
    /// The share for which the trend says improving.
    public let improving: Double
    /// The share for which the trend says declining.
    public let declining: Double
    /// The share for which the trend says steady.
    public let steady: Double
    /// The share for which the one-sided likelihood-ratio test at 5 % says improving.
    public let likelihoodRatio: Double
    /// The share whose last ability lies inside its smoothed 95 % interval.
    public let coverage: Double
  }

  /// Simulates persons whose abilities are standard normal in the middle of their attempts.
  ///
  /// Items have a discrimination of 1.2 and normally distributed difficulties.
  public func run(persons: Int, using random: inout SeededGenerator) -> Result {
    var verdicts: [GrowthTrend.Verdict: Int] = [:]
    var ratio = 0
    var covered = 0
    for _ in 0..<persons {
      let middle = random.normal()
      let attempts = (0..<attemptCount).map { index in
        let theta = middle + gain * (Double(index) - 0.5 * Double(attemptCount - 1))
        return SimulatedAttempt(theta: theta, items: itemCount, guessing: guessing, using: &random)
      }
      let trend = GrowthTrend(
        attempts: attempts.enumerated().map { (gap * Double($0.offset), $0.element.mean, $0.element.sd) },
        settings: settings)
      verdicts[trend.verdict, default: 0] += 1
      if signedRoot(attempts) >= ReliableChange.criticalValue { ratio += 1 }
      if let last = trend.smoothed.last, let truth = attempts.last?.theta,
        abs(last.mean - truth) <= ReportingScale.marginDeviations * last.sd
      {
        covered += 1
      }
    }
    func share(_ count: Int?) -> Double { Double(count ?? 0) / Double(max(1, persons)) }
    return Result(
      improving: share(verdicts[.improving]), declining: share(verdicts[.declining]),
      steady: share(verdicts[.steady]), likelihoodRatio: share(ratio), coverage: share(covered))
  }

  /// The signed root of the likelihood ratio of a linear change against no change.
  private func signedRoot(_ attempts: [SimulatedAttempt]) -> Double {
    let constant = maximum(of: attempts, withSlope: false)
    let line = maximum(of: attempts, withSlope: true)
    let root = (2 * max(0, line.value - constant.value)).squareRoot()
    return line.slope >= 0 ? root : -root
  }

  /// The maximum of the likelihood, by Fisher scoring with step halving.
  private func maximum(of attempts: [SimulatedAttempt], withSlope: Bool) -> (value: Double, slope: Double) {
    let places = attempts.indices.map { Double($0) - 0.5 * Double(attempts.count - 1) }
    func value(_ level: Double, _ slope: Double) -> Double {
      zip(attempts, places).reduce(0) { $0 + $1.0.logLikelihood(at: level + slope * $1.1) }
    }
    var level = 0.0
    var slope = 0.0
    var best = value(level, slope)
    for _ in 0..<50 {
      var gradient = (0.0, 0.0)
      var information = (1e-9, 0.0, 1e-9)
      for (attempt, place) in zip(attempts, places) {
        let local = attempt.score(at: level + slope * place)
        gradient.0 += local.gradient
        gradient.1 += local.gradient * place
        information.0 += local.information
        information.1 += local.information * place
        information.2 += local.information * place * place
      }
      var step = (gradient.0 / information.0, 0.0)
      if withSlope {
        let determinant = information.0 * information.2 - information.1 * information.1
        step.0 = (information.2 * gradient.0 - information.1 * gradient.1) / determinant
        step.1 = (information.0 * gradient.1 - information.1 * gradient.0) / determinant
      }
      var scale = 1.0
      var next = value(level + step.0, slope + step.1)
      while next < best && scale > 1e-4 {
        scale /= 2
        next = value(level + scale * step.0, slope + scale * step.1)
      }
      guard next >= best else { break }
      level += scale * step.0
      slope += scale * step.1
      let isDone = next - best < 1e-9
      best = next
      if isDone { break }
    }
    return (best, slope)
  }
}
