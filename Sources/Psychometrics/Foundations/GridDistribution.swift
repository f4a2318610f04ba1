/// A continuous distribution recovered from masses on a grid.
///
/// The masses are the density at the nodes times the step. At the cell borders, the distribution function is
/// their running sum with the first Euler-Maclaurin term. That term removes the variance that spreading each
/// mass evenly over its cell would add (Sheppard, 1898). Inside a cell the function is a monotone cubic
/// (Fritsch and Carlson, 1980).
struct GridDistribution: Sendable, Equatable {
  let lowerBorder: Double
  let step: Double
  /// The distribution function at the borders of the cells: one more than there are nodes.
  let cumulative: [Double]
  /// The density at the borders times the step.
  let slopes: [Double]

  init(masses: [Double], grid: Grid) {
    let count = masses.count
    lowerBorder = grid.nodes[0] - 0.5 * grid.step
    step = grid.step
    func mass(_ index: Int) -> Double { index < 0 || index >= count ? 0 : masses[index] }
    var cumulative = [0.0]
    var slopes = [0.0]
    cumulative.reserveCapacity(count + 1)
    slopes.reserveCapacity(count + 1)
    var running = 0.0
    for border in 1..<count {
      running += masses[border - 1]
      let corrected = running + (masses[border] - masses[border - 1]) / 24
      cumulative.append(min(1, max(cumulative[border - 1], corrected)))
      let near = masses[border - 1] + masses[border]
      slopes.append(max(0, (9 * near - mass(border - 2) - mass(border + 1)) / 16))
    }
    cumulative.append(1)
    slopes.append(0)
    self.cumulative = cumulative
    self.slopes = slopes
  }

  /// The probability of a value of at most `x`.
  func cumulative(at x: Double) -> Double {
    let position = (x - lowerBorder) / step
    guard position > 0 else { return 0 }
    guard position < Double(cumulative.count - 1) else { return 1 }
    let cell = Int(position)
    return interpolated(cell: cell, fraction: position - Double(cell))
  }

  /// The value below which `probability` of the distribution lies.
  func quantile(_ probability: Double) -> Double {
    let last = cumulative.count - 2
    var cell = 0
    while cell < last && cumulative[cell + 1] < probability { cell += 1 }
    var low = 0.0
    var high = 1.0
    for _ in 0..<45 {
      let middle = 0.5 * (low + high)
      if interpolated(cell: cell, fraction: middle) < probability { low = middle } else { high = middle }
    }
    return lowerBorder + (Double(cell) + 0.5 * (low + high)) * step
  }

  private func interpolated(cell: Int, fraction t: Double) -> Double {
    let start = cumulative[cell]
    let rise = cumulative[cell + 1] - start
    // Slopes of at most three times the rise keep the cubic monotone.
    let left = min(slopes[cell], 3 * rise)
    let right = min(slopes[cell + 1], 3 * rise)
    let quadratic = 3 * rise - 2 * left - right
    let cubic = left + right - 2 * rise
    return start + t * (left + t * (quadratic + t * cubic))
  }
}
