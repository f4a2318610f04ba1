/// How much an old answer still counts for today's ability.
public enum ResponseAge {
  /// Returns the weight of an answer by its age: 1 when fresh, half as much after each half-life.
  ///
  /// The weight is the power of the likelihood in `CompetencyPosterior.observe`, so old answers act as a
  /// power prior (Ibrahim and Chen, 2000). An answer dated in the future counts as fresh.
  ///
  /// - Parameters:
  ///   - days: the age of the answer, in days.
  ///   - halfLife: the age at which an answer counts half, in days, above 0.
  public static func weight(afterDays days: Double, halfLife: Double = 180) -> Double {
    pow(2, -max(0, days) / halfLife)
  }
}
