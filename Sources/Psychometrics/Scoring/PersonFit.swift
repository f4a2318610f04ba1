/// How well a person's answers fit the models.
public enum PersonFit {
  /// Returns the standardised log-likelihood lz of the answers at an ability; nil if it has no variance.
  ///
  /// Values near 0 are expected. Values below about -2 are surprising: easy items missed and hard ones
  /// solved, as with guessing, carelessness or a gap inside the domain. At an estimated ability, above all
  /// with few items, the spread of lz is below 1, so it flags too few people rather than too many. Source:
  /// Drasgow, Levine and Williams (1985), which covers partial credit too.
  ///
  /// - Parameters:
  ///   - responses: the answers.
  ///   - theta: the ability, in logits.
  public static func standardisedLogLikelihood(of responses: [ScoredResponse], at theta: Double) -> Double? {
    standardisedLogLikelihood(of: responses.map { ($0, theta) })
  }

  /// Returns lz if each answer depends on its own ability, in logits; nil if it has no variance.
  public static func standardisedLogLikelihood(
    of responses: [(response: ScoredResponse, theta: Double)]
  ) -> Double? {
    var observed = 0.0
    var expected = 0.0
    var variance = 0.0
    for (response, theta) in responses {
      observed += response.logLikelihood(at: theta)
      var mean = 0.0
      var square = 0.0
      for probability in response.model.probabilities(at: theta) {
        let logarithm = flooredLog(probability)
        mean += probability * logarithm
        square += probability * logarithm * logarithm
      }
      expected += mean
      variance += square - mean * mean
    }
    return variance > 1e-12 ? (observed - expected) / variance.squareRoot() : nil
  }
}
