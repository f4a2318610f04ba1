import Psychometrics

/// An ability as a single point with its standard errors.
public struct PointEstimate: Sendable, Equatable {
  /// The ability, in logits; infinite where the answers bound it on one side only.
  public var theta: Double
  /// The standard error from the expected (Fisher) information, in logits.
  public var standardError: Double
  /// The standard error from the observed information, the curvature at `theta`, in logits.
  ///
  /// The two differ where items can be guessed; the program says which it shows.
  public var observedStandardError: Double

  /// Creates a point estimate.
  public init(theta: Double, standardError: Double, observedStandardError: Double) {
    self.theta = theta
    self.standardError = standardError
    self.observedStandardError = observedStandardError
  }
}
