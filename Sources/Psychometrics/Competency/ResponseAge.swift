/// How much an old answer still says of ability now.
public enum ResponseAge {
  /// Returns the weight of an answer by its age: 1 when fresh, a half after each half-life.
  ///
  /// The weight is the power of the likelihood in `CompetencyPosterior.observe`, which makes the old answers a
  /// power prior (Ibrahim and Chen, 2000). An answer from the future counts as fresh.
  ///
  /// - Parameters:
  ///   - days: the age of the answer, in days.
  ///   - halfLife: the age at which it counts a half, in days, above 0.
  public static func weight(afterDays days: Double, halfLife: Double = 180) -> Double {
    pow(2, -max(0, days) / halfLife)
  }
}
