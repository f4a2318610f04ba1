/// A normal distribution, by its mean and standard deviation.
public struct NormalDistribution: Sendable, Equatable {
  /// The mean.
  public var mean: Double
  /// The standard deviation, above zero.
  public var sd: Double

  /// Creates a normal distribution; without arguments, the standard one.
  public init(mean: Double = 0, sd: Double = 1) {
    self.mean = mean
    self.sd = sd
  }

  /// Returns the density at `x`.
  public func density(at x: Double) -> Double {
    let z = (x - mean) / sd
    return exp(-0.5 * z * z) / (sd * (2 * Double.pi).squareRoot())
  }

  /// Returns the probability of a value of at most `x`.
  public func cumulative(_ x: Double) -> Double {
    0.5 * erfc((mean - x) / (sd * 2.0.squareRoot()))
  }

  /// Returns the probability of a value of at least `x`, precise in the far tail.
  public func survival(_ x: Double) -> Double {
    0.5 * erfc((x - mean) / (sd * 2.0.squareRoot()))
  }

  /// Returns the value below which `probability` of the distribution lies; infinite at 0 and 1.
  ///
  /// Newton's method on the complementary error function, starting from the logistic approximation of the
  /// tail.
  public func quantile(_ probability: Double) -> Double {
    guard probability > 0 else { return -.infinity }
    guard probability < 1 else { return .infinity }
    if probability == 0.5 { return mean }
    // Solved in the lower tail, where the function loses no digits.
    let tail = min(probability, 1 - probability)
    var z = -(-2 * log(2 * tail)).squareRoot()
    let standard = NormalDistribution()
    for _ in 0..<60 {
      // On the logarithm, Newton's method converges even from a start far away.
      let value = standard.cumulative(z)
      let step = (log(value) - log(tail)) * value / standard.density(at: z)
      z -= step
      if abs(step) < 1e-15 * max(1, abs(z)) { break }
    }
    return mean + sd * (probability < 0.5 ? z : -z)
  }
}
