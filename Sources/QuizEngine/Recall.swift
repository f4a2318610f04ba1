import Psychometrics

/// Turns an answer into how well the item was remembered, for the time of its next review.
public enum Recall {
  /// True where an answer took much longer than such an item takes.
  ///
  /// Careful reading is some 200 words a minute, and half a minute goes to thinking; three times that is slow.
  public static func isSlow(milliseconds: Int, words: Int) -> Bool {
    milliseconds > 3 * (30_000 + 300 * words)
  }

  /// The rating of an answer; nil where it came too fast to mean anything.
  public static func rating(of response: Attempt.Response, words: Int) -> MemoryRating? {
    guard !response.isRapid else { return nil }
    return MemoryRating(
      isRight: response.score.isCorrect, certainty: response.confidence.flatMap(Certainty.init(rawValue:)),
      isSlow: isSlow(milliseconds: response.milliseconds, words: words))
  }
}
