/// How well an item was remembered.
public enum MemoryRating: Int, Sendable, Equatable, CaseIterable {
  /// Forgotten.
  case again = 1
  /// Remembered with effort.
  case hard = 2
  /// Remembered.
  case good = 3
  /// Remembered without effort.
  case easy = 4

  /// Creates the rating of a quiz answer.
  ///
  /// Wrong means forgotten. Right but slow, or right but unsure, means hard. Right and certain means easy.
  ///
  /// - Parameters:
  ///   - isRight: whether the answer earned full credit.
  ///   - certainty: how certain the person said they were, if asked.
  ///   - isSlow: whether the answer took much longer than such an item usually takes.
  public init(isRight: Bool, certainty: Certainty? = nil, isSlow: Bool = false) {
    if !isRight {
      self = .again
    } else if isSlow || certainty == .low {
      self = .hard
    } else {
      self = certainty == .high ? .easy : .good
    }
  }
}
