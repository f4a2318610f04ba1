import Psychometrics

extension ReliableChange {
  /// Returns the smallest change that two equally precise measurements can distinguish from noise at 95 %.
  ///
  /// Two-sided: 1.96 √2 SE (Weir, 2005).
  ///
  /// - Parameter standardError: the standard error of each measurement, in logits.
  public static func minimalDetectableChange95(standardError: Double) -> Double {
    ReportingScale.marginDeviations * 2.0.squareRoot() * standardError
  }
}
