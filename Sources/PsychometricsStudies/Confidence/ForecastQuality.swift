import Psychometrics

/// How well stated probabilities agree with what happened.
public struct ForecastQuality: Sendable, Equatable {
  /// The mean squared difference between forecast and outcome; 0 is perfect, less is better.
  ///
  /// Source: Brier (1950). It equals `reliability - resolution + uncertainty`.
  public let brierScore: Double
  /// How far the forecasts are from the frequencies observed after them; less is better.
  public let reliability: Double
  /// How far those frequencies are from the overall frequency; more is better.
  public let resolution: Double
  /// The variance of the outcomes, which no forecaster can change.
  public let uncertainty: Double
  /// The mean absolute distance between forecast and frequency (Naeini and others, 2015).
  public let expectedCalibrationError: Double
  /// The mean negative logarithm of the probability given to the actual outcome, in nats.
  public let logLoss: Double
  /// The mean forecast minus the mean outcome: above 0 means overconfidence.
  public let bias: Double

  /// Judges forecasts by their outcomes; nil if there are none.
  ///
  /// Equal forecasts form a group. The decomposition is that of Murphy (1973).
  ///
  /// - Parameter forecasts: the stated probability and the outcome of each forecast.
  public init?(_ forecasts: [(probability: Double, happened: Bool)]) {
    guard !forecasts.isEmpty else { return nil }
    let count = Double(forecasts.count)
    var groups: [Double: (count: Double, happened: Double)] = [:]
    var brier = 0.0
    var loss = 0.0
    var happened = 0.0
    var stated = 0.0
    for forecast in forecasts {
      let outcome = forecast.happened ? 1.0 : 0.0
      brier += squared(forecast.probability - outcome)
      loss -= flooredLog(forecast.happened ? forecast.probability : 1 - forecast.probability)
      happened += outcome
      stated += forecast.probability
      var group = groups[forecast.probability, default: (0, 0)]
      group.count += 1
      group.happened += outcome
      groups[forecast.probability] = group
    }
    let base = happened / count
    var reliability = 0.0
    var resolution = 0.0
    var distance = 0.0
    // Sorted, so that equal inputs give exactly equal results.
    for (probability, group) in groups.sorted(by: { $0.key < $1.key }) {
      let frequency = group.happened / group.count
      reliability += group.count * squared(probability - frequency)
      resolution += group.count * squared(frequency - base)
      distance += group.count * abs(probability - frequency)
    }
    brierScore = brier / count
    logLoss = loss / count
    bias = (stated - happened) / count
    self.reliability = reliability / count
    self.resolution = resolution / count
    uncertainty = base * (1 - base)
    expectedCalibrationError = distance / count
  }
}
