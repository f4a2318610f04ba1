import Psychometrics

/// Finds a root of a continuous function between two points where it has different signs.
///
/// Brent (1973), "Algorithms for minimization without derivatives", chapter 4: inverse quadratic
/// interpolation guarded by bisection. A coarse tolerance is useful too: it reproduces published values that
/// were computed with one.
///
/// - Returns: a point within `tolerance` of the root; nil if the signs don't differ.
func root(
  from lower: Double, to upper: Double, tolerance: Double, of function: (Double) -> Double
) -> Double? {
  var previous = Point(x: lower, y: function(lower))
  var best = Point(x: upper, y: function(upper))
  guard previous.y == 0 || best.y == 0 || previous.isPositive != best.isPositive else { return nil }
  var opposite = previous
  for _ in 0..<500 {
    let lastStep = best.x - previous.x
    if abs(opposite.y) < abs(best.y) { (previous, best, opposite) = (best, opposite, best) }
    let precision = 2 * Double.ulpOfOne * abs(best.x) + tolerance / 2
    let half = (opposite.x - best.x) / 2
    if abs(half) <= precision || best.y == 0 { return best.x }
    var step = half
    if abs(lastStep) >= precision && abs(previous.y) > abs(best.y) {
      let trial = interpolatedStep(previous: previous, best: best, opposite: opposite)
      // Accept the step only if it stays well inside the bracket and at least halves the step before last.
      let isInside = trial.rise < 1.5 * half * trial.run - abs(precision * trial.run) / 2
      if isInside && trial.rise < abs(lastStep * trial.run / 2) { step = trial.rise / trial.run }
    }
    if abs(step) < precision { step = step > 0 ? precision : -precision }
    previous = best
    best = Point(x: best.x + step, y: function(best.x + step))
    if best.isPositive == opposite.isPositive { opposite = previous }
  }
  return best.x
}

private struct Point {
  var x: Double
  var y: Double
  var isPositive: Bool { y > 0 }
}

/// The interpolated step to the root, as a fraction with a numerator of at least 0.
private func interpolatedStep(previous: Point, best: Point, opposite: Point) -> (rise: Double, run: Double) {
  let span = opposite.x - best.x
  let toPrevious = best.y / previous.y
  var rise: Double
  var run: Double
  if previous.x == opposite.x {
    rise = span * toPrevious
    run = 1 - toPrevious
  } else {
    let ends = previous.y / opposite.y
    let toOpposite = best.y / opposite.y
    rise = toPrevious * (span * ends * (ends - toOpposite) - (best.x - previous.x) * (toOpposite - 1))
    run = (ends - 1) * (toOpposite - 1) * (toPrevious - 1)
  }
  if rise > 0 { run = -run } else { rise = -rise }
  return (rise, run)
}
