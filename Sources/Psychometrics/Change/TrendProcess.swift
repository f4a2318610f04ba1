/// The posterior of a straight line with a random walk, given the attempts.
///
/// The walk starts at the centre and goes both ways with independent steps, so the pair (ability, drift) is a
/// Markov chain along the days. A forward filter and a backward smoother give the exact posterior (Kalman,
/// 1960; Rauch, Tung and Striebel, 1965), at a cost linear in the number of attempts, not cubic.
struct TrendProcess {
  /// The means and covariances of ability and drift per day, on one day.
  private struct State {
    var ability: Double
    var drift: Double
    var abilityVariance: Double
    var covariance: Double
    var driftVariance: Double

    /// The predicted state some days later, or earlier if `days` is negative.
    func moved(days: Double, walkVariance: Double) -> State {
      var state = self
      state.ability += days * drift
      state.abilityVariance +=
        2 * days * covariance + days * days * driftVariance + walkVariance * abs(days)
      state.covariance += days * driftVariance
      return state
    }

    /// The state after observing the ability.
    func observing(_ value: Double, variance: Double) -> State {
      let total = abilityVariance + variance
      let gain = abilityVariance / total
      let driftGain = covariance / total
      let surprise = value - ability
      return State(
        ability: ability + gain * surprise, drift: drift + driftGain * surprise,
        abilityVariance: gain * variance, covariance: driftGain * variance,
        driftVariance: driftVariance - driftGain * covariance)
    }

    /// This filtered state, smoothed by the smoothed state of a later day.
    func smoothed(by later: State, days: Double, walkVariance: Double) -> State {
      let predicted = moved(days: days, walkVariance: walkVariance)
      let determinant =
        predicted.abilityVariance * predicted.driftVariance - predicted.covariance * predicted.covariance
      guard determinant > 0 else { return later.moved(days: -days, walkVariance: walkVariance) }
      // The smoother gain: the covariance of this pair with the later one, times the inverse of the later
      // one's.
      let abilityAcross = abilityVariance + days * covariance
      let driftAcross = covariance + days * driftVariance
      let g11 =
        (abilityAcross * predicted.driftVariance - covariance * predicted.covariance) / determinant
      let g12 =
        (covariance * predicted.abilityVariance - abilityAcross * predicted.covariance) / determinant
      let g21 =
        (driftAcross * predicted.driftVariance - driftVariance * predicted.covariance) / determinant
      let g22 =
        (driftVariance * predicted.abilityVariance - driftAcross * predicted.covariance) / determinant
      let ability = later.ability - predicted.ability
      let drift = later.drift - predicted.drift
      let d11 = later.abilityVariance - predicted.abilityVariance
      let d12 = later.covariance - predicted.covariance
      let d22 = later.driftVariance - predicted.driftVariance
      return State(
        ability: self.ability + g11 * ability + g12 * drift,
        drift: self.drift + g21 * ability + g22 * drift,
        abilityVariance: abilityVariance + g11 * g11 * d11 + 2 * g11 * g12 * d12 + g12 * g12 * d22,
        covariance: covariance + g11 * g21 * d11 + (g11 * g22 + g12 * g21) * d12 + g12 * g22 * d22,
        driftVariance: driftVariance + g21 * g21 * d11 + 2 * g21 * g22 * d12 + g22 * g22 * d22)
    }
  }

  /// The number of attempts that carry information.
  let observationCount: Int
  /// The days between the first and the last observation.
  let span: Double
  private let walkVariance: Double
  /// The days of the observations and the centre, ascending.
  private let days: [Double]
  /// The states given the attempts up to each day.
  private let filtered: [State]
  private let smoothed: [State]

  init(attempts: [GrowthTrend.Point], settings: GrowthTrend.Settings) {
    // Divide the prior out: the remaining precision is 1/sd² - 1, with the mean that gives the posterior mean
    // back.
    var observations = attempts.compactMap { point -> (day: Double, value: Double, variance: Double)? in
      let precision = 1 / (point.sd * point.sd) - 1
      guard precision > 1e-3 else { return nil }
      return (point.day, point.mean / (point.sd * point.sd) / precision, 1 / precision)
    }
    observationCount = observations.count
    let total = observations.reduce(0) { $0 + 1 / $1.variance }
    let centre = total > 0 ? observations.reduce(0) { $0 + $1.day / $1.variance } / total : 0
    let first = observations.map(\.day).min() ?? 0
    let last = observations.map(\.day).max() ?? 0
    let perDay = last > first ? settings.driftOverSpan / (last - first) : settings.driftOverSpan
    span = last - first
    walkVariance = settings.walkVariance
    // The prior of the level acts like one more observation at the centre, of 0 with variance 1. With it, the
    // ability before the first observation can start unknown.
    observations.append((day: centre, value: 0, variance: 1))
    observations.sort { $0.day < $1.day }
    days = observations.map(\.day)
    var forward = [
      State(
        ability: observations[0].value, drift: 0, abilityVariance: observations[0].variance, covariance: 0,
        driftVariance: perDay * perDay)
    ]
    forward.reserveCapacity(observations.count)
    for index in observations.indices.dropFirst() {
      let step = observations[index].day - observations[index - 1].day
      forward.append(
        forward[index - 1].moved(days: step, walkVariance: walkVariance)
          .observing(observations[index].value, variance: observations[index].variance))
    }
    var backward = forward
    for index in observations.indices.dropLast().reversed() {
      backward[index] = forward[index].smoothed(
        by: backward[index + 1], days: days[index + 1] - days[index], walkVariance: walkVariance)
    }
    filtered = forward
    smoothed = backward
  }

  /// The posterior of the drift, in logits per day.
  var drift: NormalDistribution {
    // The last day's filtered state already depends on all days, so it needs no smoothing.
    let state = smoothed[smoothed.count - 1]
    return NormalDistribution(mean: state.drift, sd: max(state.driftVariance, 0).squareRoot())
  }

  /// The posterior of the ability on a day: on, between, before or after the attempts.
  func point(atDay day: Double) -> GrowthTrend.Point {
    let state = state(atDay: day)
    return GrowthTrend.Point(day: day, mean: state.ability, sd: max(state.abilityVariance, 0).squareRoot())
  }

  private func state(atDay day: Double) -> State {
    // Find the first day that is not before this one.
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    if low < days.count, days[low] == day { return smoothed[low] }
    if low == 0 { return smoothed[0].moved(days: day - days[0], walkVariance: walkVariance) }
    let before = filtered[low - 1].moved(days: day - days[low - 1], walkVariance: walkVariance)
    guard low < days.count else { return before }
    return before.smoothed(by: smoothed[low], days: days[low] - day, walkVariance: walkVariance)
  }
}
