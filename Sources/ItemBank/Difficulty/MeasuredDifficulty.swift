/// The difficulty of an item as measured by answers or by comparison, in place of the one that its level says.
public struct MeasuredDifficulty: Sendable, Equatable {
  /// What it was measured by; the first of these that an item has is used.
  public enum Source: String, Sendable, Equatable, CaseIterable {
    /// People's answers: `calibration.yaml`.
    case calibration
    /// Judges who ranked items: `difficulty.yaml`.
    case comparison = "difficulty"
  }

  /// What it was measured by.
  public var source: Source
  /// The difficulty on the scale of the levels, in logits; level 3 is 0.
  public var difficulty: Double
  /// Its standard error, in logits.
  public var standardError: Double
  /// The slope, per logit; nil if it wasn't measured.
  public var discrimination: Double?
  /// The probability of guessing right; nil for the one that follows from the type.
  public var guessing: Double?

  /// Creates a measured difficulty.
  public init(
    source: Source, difficulty: Double, standardError: Double, discrimination: Double? = nil,
    guessing: Double? = nil
  ) {
    self.source = source
    self.difficulty = difficulty
    self.standardError = standardError
    self.discrimination = discrimination
    self.guessing = guessing
  }
}
