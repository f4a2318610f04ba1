/// How certain a person says they are of an answer, with marks that reward honesty.
///
/// Source: Gardner-Medwin (1995), certainty-based marking: +1, +2 or +3 if right, 0, -2 or -6 if wrong.
public enum Certainty: Int, Sendable, Equatable, CaseIterable {
  /// Unsure: the best choice below a probability of 2/3.
  case low = 1
  /// Fairly sure: the best choice between 2/3 and 0.8.
  case medium = 2
  /// Certain: the best choice from 0.8.
  case high = 3

  /// The probabilities from which the next higher certainty is the better choice.
  public static let thresholds = [2.0 / 3.0, 0.8]

  /// Returns the mark for an answer.
  public func mark(isRight: Bool) -> Int {
    if isRight { return rawValue }
    switch self {
    case .low: return 0
    case .medium: return -2
    case .high: return -6
    }
  }

  /// Creates the certainty with the highest expected mark for a probability of being right.
  public init(bestFor probability: Double) {
    if probability >= Self.thresholds[1] {
      self = .high
    } else {
      self = probability >= Self.thresholds[0] ? .medium : .low
    }
  }
}
