/// The result of one item's verification.
public struct VerificationResult: Sendable, Equatable {
  /// The conclusion of a run about a key.
  public enum Outcome: Sendable, Equatable {
    /// The program's result matches the key.
    case confirmed
    /// The result differs or the program failed; with the reason.
    case refuted(String)
    /// It can't run here; with what is missing.
    case skipped(String)
  }

  /// The item's identity.
  public var item: String
  /// The conclusion.
  public var outcome: Outcome
  /// The seconds that the program ran.
  public var seconds: Double

  /// Creates a result.
  public init(item: String, outcome: Outcome, seconds: Double) {
    self.item = item
    self.outcome = outcome
    self.seconds = seconds
  }
}
