/// A left and a right side that belong together.
public struct MatchingPair: Sendable, Equatable {
  /// The fixed side.
  public var left: String
  /// The side that is chosen.
  public var right: String

  /// Creates a pair.
  public init(left: String, right: String) {
    self.left = left
    self.right = right
  }
}
