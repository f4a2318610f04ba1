/// What became of one item's verification.
public struct VerificationResult: Sendable, Equatable {
  /// What a run says of a key.
  public enum Outcome: Sendable, Equatable {
    /// The program gave what the key says.
    case confirmed
    /// It gave something else, or failed; the reason.
    case refuted(String)
    /// It could not run here; what is missing.
    case skipped(String)
  }

  /// The item's identity.
  public var item: String
  /// What became of it.
  public var outcome: Outcome
  /// The seconds that the program took.
  public var seconds: Double

  /// Creates a result.
  public init(item: String, outcome: Outcome, seconds: Double) {
    self.item = item
    self.outcome = outcome
    self.seconds = seconds
  }
}
