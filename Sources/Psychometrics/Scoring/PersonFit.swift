/// Whether the answers of a person hang together as the models say they should.
public enum PersonFit {
  /// Returns the standardised log-likelihood lz of the answers at an ability, or nil without variance.
  ///
  /// Near 0 for answers as expected; below about -2 for surprising ones: easy items missed and hard ones
  /// solved, as by guessing, carelessness or a gap inside the domain. At an estimated ability, and above all
  /// with few items, its spread is below 1, so it accuses too seldom rather than too often. Source:
  /// Drasgow, Levine and Williams (1985), which covers partial credit too.
  ///
  /// - Parameters:
  ///   - responses: the answers.
  ///   - theta: the ability, in logits.
  public static func standardisedLogLikelihood(of responses: [ScoredResponse], at theta: Double) -> Double? {
    standardisedLogLikelihood(of: responses.map { ($0, theta) })
  }

  /// Returns lz where each answer depends on an ability of its own, in logits; nil without variance.
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
