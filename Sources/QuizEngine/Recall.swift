import Psychometrics

/// Rates from an answer how well the item was remembered, which determines its next review.
public enum Recall {
  /// True if an answer took much longer than such an item usually takes.
  ///
  /// Careful reading is about 200 words per minute, plus half a minute for thinking. Three times that is
  /// slow.
  public static func isSlow(milliseconds: Int, words: Int) -> Bool {
    milliseconds > 3 * (30_000 + 300 * words)
  }

  /// The rating of an answer; nil if it came too fast to mean anything.
  public static func rating(of response: Attempt.Response, words: Int) -> MemoryRating? {
    guard !response.isRapid else { return nil }
    return MemoryRating(
      isRight: response.score.isCorrect, certainty: response.confidence.flatMap(Certainty.init(rawValue:)),
      isSlow: isSlow(milliseconds: response.milliseconds, words: words))
  }
}
