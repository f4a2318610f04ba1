/// The 21 weights of the FSRS-6 model of memory.
///
/// Source: Ye, Su and Cao (2022), "A stochastic shortest path algorithm for optimizing spaced repetition
/// scheduling", and the open-spaced-repetition project, version 6.
public struct MemoryParameters: Sendable, Equatable {
  /// The reason why weights are refused.
  public enum Invalid: Error, Sendable, Equatable {
    /// There are not 21 of them.
    case count(Int)
    /// The weight at this index is outside its bounds.
    case outOfBounds(index: Int)
  }

  /// The weights w0 to w20.
  public let weights: [Double]

  /// The default weights, which fit many people's reviews best on average.
  public static let standard = MemoryParameters(unchecked: [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ])

  /// The lowest value that each weight may have.
  public static let lowerBounds = [
    0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001, 0.001, 0, 0, 0.001,
    0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0, 0.1,
  ]

  /// The highest value that each weight may have.
  public static let upperBounds = [
    100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8,
  ]

  /// Creates a set of weights.
  ///
  /// - Throws: `Invalid` if there are not 21 weights or one is outside its bounds.
  public init(_ weights: [Double]) throws(Invalid) {
    guard weights.count == 21 else { throw .count(weights.count) }
    for index in weights.indices {
      let bounds = Self.lowerBounds[index]...Self.upperBounds[index]
      guard bounds.contains(weights[index]) else { throw .outOfBounds(index: index) }
    }
    self.init(unchecked: weights)
  }

  private init(unchecked weights: [Double]) {
    self.weights = weights
  }

  subscript(index: Int) -> Double { weights[index] }

  /// The exponent of the forgetting curve, below 0.
  var decay: Double { -weights[20] }

  /// The factor that makes the probability of recall 0.9 after the time of one stability.
  var factor: Double { pow(0.9, 1 / decay) - 1 }
}
