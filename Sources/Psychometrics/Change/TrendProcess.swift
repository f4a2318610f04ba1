/// The Gaussian process of a line with a random walk, given the attempts.
struct TrendProcess {
  private let days: [Double]
  private let centre: Double
  private let driftVariance: Double
  private let walkVariance: Double
  private let factor: CholeskyFactor?
  /// The inverse of the observations' covariance times the observations.
  private let weights: [Double]
  /// The days between the first and the last observation.
  let span: Double

  init(attempts: [GrowthTrend.Point], settings: GrowthTrend.Settings) {
    // Bare of the prior: precision 1/sd² - 1 and the mean that gives the posterior mean back with it.
    let observations = attempts.compactMap { point -> (day: Double, value: Double, variance: Double)? in
      let precision = 1 / (point.sd * point.sd) - 1
      guard precision > 1e-3 else { return nil }
      return (point.day, point.mean / (point.sd * point.sd) / precision, 1 / precision)
    }
    let total = observations.reduce(0) { $0 + 1 / $1.variance }
    let centre = total > 0 ? observations.reduce(0) { $0 + $1.day / $1.variance } / total : 0
    let first = observations.map(\.day).min() ?? 0
    let last = observations.map(\.day).max() ?? 0
    let perDay = last > first ? settings.driftOverSpan / (last - first) : settings.driftOverSpan
    span = last - first
    days = observations.map(\.day)
    self.centre = centre
    driftVariance = perDay * perDay
    walkVariance = settings.walkVariance
    let covariance = observations.map { left in
      observations.map { right in
        Self.covariance(
          left.day - centre, right.day - centre, driftVariance: perDay * perDay,
          walkVariance: settings.walkVariance)
      }
    }
    var noisy = covariance
    for index in observations.indices { noisy[index][index] += observations[index].variance }
    factor = CholeskyFactor(noisy)
    weights = factor?.solve(observations.map(\.value)) ?? []
  }

  /// The number of attempts that say anything.
  var observationCount: Int { days.count }

  /// The posterior of the drift, in logits per day.
  var drift: NormalDistribution {
    posterior(covariances: days.map { driftVariance * ($0 - centre) }, variance: driftVariance)
  }

  /// The posterior of the ability on a day.
  func point(atDay day: Double) -> GrowthTrend.Point {
    let here = day - centre
    let normal = posterior(
      covariances: days.map { covariance(here, $0 - centre) }, variance: covariance(here, here))
    return GrowthTrend.Point(day: day, mean: normal.mean, sd: normal.sd)
  }

  private func posterior(covariances: [Double], variance: Double) -> NormalDistribution {
    guard let factor, !weights.isEmpty else { return NormalDistribution(mean: 0, sd: variance.squareRoot()) }
    let explained = factor.whiten(covariances).reduce(0) { $0 + $1 * $1 }
    return NormalDistribution(
      mean: dot(covariances, weights), sd: max(variance - explained, 1e-12 * variance).squareRoot())
  }

  private func covariance(_ left: Double, _ right: Double) -> Double {
    Self.covariance(left, right, driftVariance: driftVariance, walkVariance: walkVariance)
  }

  /// The prior covariance of the abilities at two distances from the centre, in days.
  private static func covariance(
    _ left: Double, _ right: Double, driftVariance: Double, walkVariance: Double
  ) -> Double {
    // The walk starts at the centre and goes both ways, so its two sides share nothing.
    let shared = left * right > 0 ? min(abs(left), abs(right)) : 0
    return 1 + driftVariance * left * right + walkVariance * shared
  }
}
