import Psychometrics

/// How reliably an ability is classified into the band between two cut scores.
///
/// Source: Rudner (2001), "Computing the expected proportions of misclassified examinees".
public struct Classification: Sendable, Equatable {
  /// The probability of each band, from the lowest up; one more than there are cuts.
  public let probabilities: [Double]
  /// The band of the estimate itself, from 0.
  public let band: Int

  /// Classifies an ability with a normally distributed error.
  ///
  /// - Parameters:
  ///   - theta: the estimate, in logits.
  ///   - standardError: its standard error, in logits.
  ///   - cuts: the ascending cut scores, in logits.
  public init(theta: Double, standardError: Double, cuts: [Double]) {
    let normal = NormalDistribution(mean: theta, sd: standardError)
    // Compute each band from its nearer tail, so that small probabilities keep their digits.
    let borders = [-Double.infinity] + cuts + [Double.infinity]
    probabilities = zip(borders, borders.dropFirst()).map { lower, upper in
      if lower > theta { return normal.survival(lower) - normal.survival(upper) }
      return normal.cumulative(upper) - normal.cumulative(lower)
    }
    band = cuts.filter { theta >= $0 }.count
  }

  /// Classifies an ability by its posterior distribution.
  public init(of estimate: Estimate, cuts: [Double]) {
    probabilities = estimate.bandProbabilities(cuts: cuts)
    band = cuts.filter { estimate.mean >= $0 }.count
  }

  /// The probability that the band is right.
  public var accuracy: Double { probabilities[band] }

  /// The probability that two measurements like this one would give the same band.
  public var consistency: Double { probabilities.reduce(0) { $0 + $1 * $1 } }
}
