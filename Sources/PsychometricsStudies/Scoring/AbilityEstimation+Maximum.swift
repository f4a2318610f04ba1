import Psychometrics

extension AbilityEstimation {
  /// The highest of the maxima where the gradient changes sign from positive to negative.
  static func maximum(
    search: Search, objective: (Double) -> Double, gradient: (Double) -> Double,
    information: (Double) -> Double
  ) -> PointEstimate {
    guard let theta = highestMaximum(search: search, objective: objective, gradient: gradient) else {
      let rises = objective(search.upper) > objective(search.lower)
      return PointEstimate(
        theta: rises ? .infinity : -.infinity, standardError: .infinity, observedStandardError: .infinity)
    }
    return PointEstimate(
      theta: theta, standardError: 1 / information(theta).squareRoot(),
      observedStandardError: 1 / (-slope(of: gradient, at: theta)).squareRoot())
  }

  private static func highestMaximum(
    search: Search, objective: (Double) -> Double, gradient: (Double) -> Double
  ) -> Double? {
    let brackets = fallingBrackets(search: search, gradient: gradient)
    if brackets.count == 1, gradient(search.lower) > 0, gradient(search.upper) < 0 {
      // There is only one crossing. Use the whole span as bracket, as the programs we compare with do.
      return root(from: search.lower, to: search.upper, tolerance: search.tolerance, of: gradient)
    }
    var best: (theta: Double, value: Double)?
    for bracket in brackets {
      guard
        let theta = root(
          from: bracket.lower, to: bracket.upper, tolerance: search.tolerance, of: gradient)
      else { continue }
      let value = objective(theta)
      if value > best?.value ?? -.infinity { best = (theta, value) }
    }
    // A supremum that is only approached at an end of the span is not a maximum.
    if let best, best.value >= max(objective(search.lower), objective(search.upper)) { return best.theta }
    return nil
  }

  private static func fallingBrackets(
    search: Search, gradient: (Double) -> Double
  ) -> [(lower: Double, upper: Double)] {
    let count = max(2, Int(((search.upper - search.lower) / 0.25).rounded(.up)))
    let width = (search.upper - search.lower) / Double(count)
    var result: [(lower: Double, upper: Double)] = []
    var left = (theta: search.lower, value: gradient(search.lower))
    for index in 1...count {
      let theta = index == count ? search.upper : search.lower + width * Double(index)
      let right = (theta: theta, value: gradient(theta))
      if left.value > 0 && right.value <= 0 { result.append((left.theta, right.theta)) }
      left = right
    }
    return result
  }

  /// The derivative of a smooth function, by fourth-order central differences.
  private static func slope(of function: (Double) -> Double, at x: Double) -> Double {
    let h = 1e-3
    let near = function(x + h) - function(x - h)
    let far = function(x + 2 * h) - function(x - 2 * h)
    return (8 * near - far) / (12 * h)
  }
}
