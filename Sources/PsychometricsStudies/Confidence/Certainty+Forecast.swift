import Psychometrics

extension Certainty {
  /// Returns the expected mark at a probability of being right.
  public func expectedMark(probability: Double) -> Double {
    probability * Double(mark(isRight: true)) + (1 - probability) * Double(mark(isRight: false))
  }

  /// The forecast that a stated certainty stands for, used for the Brier score.
  ///
  /// It is the middle of the probabilities, from one half up, for which this certainty is the best choice.
  public var typicalProbability: Double {
    switch self {
    case .low: 7.0 / 12.0
    case .medium: 11.0 / 15.0
    case .high: 0.9
    }
  }
}
