import Psychometrics

extension Certainty {
  /// Returns the mark to be expected with a probability of being right.
  public func expectedMark(probability: Double) -> Double {
    probability * Double(mark(isRight: true)) + (1 - probability) * Double(mark(isRight: false))
  }

  /// A probability in the middle of those for which this certainty is best, from even chances up.
  ///
  /// What a stated certainty means as a forecast, for the Brier score.
  public var typicalProbability: Double {
    switch self {
    case .low: 7.0 / 12.0
    case .medium: 11.0 / 15.0
    case .high: 0.9
    }
  }
}
