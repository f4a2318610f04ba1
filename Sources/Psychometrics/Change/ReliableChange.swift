/// Whether the difference between two measurements is more than noise.
///
/// z = (θ₂ - θ₁) / √(SE₁² + SE₂²). Sources: Jacobson and Truax (1991); with the standard errors of item
/// response theory: Wang and Weiss (2018).
public struct ReliableChange: Sendable, Equatable {
  /// The conclusion from two measurements.
  public enum Verdict: Sendable, Equatable {
    /// Better beyond noise: z is at least 1.645, which happens by chance once in twenty.
    case improved
    /// Worse beyond noise: z is at most -1.645.
    case declined
    /// Within the noise, which is not the same as no change.
    case notDistinguishable
  }

  /// The z from which a change counts: the one-sided 95 % point of the normal distribution.
  public static let criticalValue = 1.645
  /// The probability that corresponds to `criticalValue`.
  public static let certainty = 0.95

  /// The second measurement minus the first, in logits.
  public let difference: Double
  /// The standard error of the difference, in logits.
  public let standardError: Double

  /// Compares two measurements, each given as mean and standard error in logits.
  public init(from first: (mean: Double, sd: Double), to second: (mean: Double, sd: Double)) {
    difference = second.mean - first.mean
    standardError = (first.sd * first.sd + second.sd * second.sd).squareRoot()
  }

  /// Compares two estimates.
  public init(from first: Estimate, to second: Estimate) {
    self.init(from: (first.mean, first.sd), to: (second.mean, second.sd))
  }

  /// Compares two weighted means.
  public init(from first: WeightedEstimate, to second: WeightedEstimate) {
    self.init(from: (first.mean, first.sd), to: (second.mean, second.sd))
  }

  /// The difference in units of its standard error.
  public var z: Double { difference / standardError }

  /// The probability that the second ability is higher.
  public var probabilityImproved: Double { NormalDistribution().cumulative(z) }

  /// The conclusion from the two measurements.
  public var verdict: Verdict {
    if z >= Self.criticalValue { return .improved }
    return z <= -Self.criticalValue ? .declined : .notDistinguishable
  }

  /// The probability of an improvement, as shown beside the verdict.
  ///
  /// It never rounds up to a percentage that would claim a change while the verdict is `notDistinguishable`.
  public var shownProbability: Double {
    guard verdict == .notDistinguishable else { return probabilityImproved }
    let most = Self.certainty - 0.006
    return min(most, max(1 - most, probabilityImproved))
  }

  /// The smallest observed gain that would count as a change for this pair of measurements, in logits.
  public var smallestDetectable: Double { Self.criticalValue * standardError }

  /// Returns the probability that a pair of measurements like this one detects a real gain.
  ///
  /// - Parameter gain: the true gain, in logits.
  public func power(forGain gain: Double) -> Double {
    NormalDistribution().cumulative(gain / standardError - Self.criticalValue)
  }
}
