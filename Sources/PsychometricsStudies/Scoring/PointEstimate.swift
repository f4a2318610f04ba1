import Psychometrics

/// An ability as a single point with its standard errors.
public struct PointEstimate: Sendable, Equatable {
  /// The ability, in logits; infinite if the answers bound it on one side only.
  public var theta: Double
  /// The standard error from the expected (Fisher) information, in logits.
  public var standardError: Double
  /// The standard error from the observed information, the curvature at `theta`, in logits.
  ///
  /// The two standard errors differ if items can be guessed, so always say which one is shown.
  public var observedStandardError: Double

  /// Creates a point estimate.
  public init(theta: Double, standardError: Double, observedStandardError: Double) {
    self.theta = theta
    self.standardError = standardError
    self.observedStandardError = observedStandardError
  }
}
