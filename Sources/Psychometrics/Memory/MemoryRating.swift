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
  /// Wrong is forgotten; right but slow, or right and unsure, was hard; right and certain was easy.
  ///
  /// - Parameters:
  ///   - isRight: whether the answer earned full credit.
  ///   - certainty: what the person said of it, if they were asked.
  ///   - isSlow: whether it took much longer than such an item takes.
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
