/// The key of a numeric item.
public struct NumericKey: Sendable, Equatable {
  /// The right value.
  public var value: Double
  /// The distance from the value that still counts as right, in the same unit.
  public var tolerance: Double
  /// The unit shown beside the field; empty if there is none.
  public var unit: String

  /// Creates a key.
  public init(value: Double, tolerance: Double, unit: String = "") {
    self.value = value
    self.tolerance = tolerance
    self.unit = unit
  }
}
