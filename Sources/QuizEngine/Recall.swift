import Psychometrics

/// Rates from an answer how well the item was remembered, which determines its next review.
public enum Recall {
  /// Schedules reviews: an item that was remembered over a night is asked again after days, not minutes.
  public static let scheduler = MemoryScheduler(stepsEndAfter: Seconds.perDay / 2)

  /// True if an answer took much longer than such an item usually takes.
  ///
  /// Careful reading is about 200 words per minute, plus half a minute for thinking. Three times that is
  /// slow. With more than twenty times that the person was away, which says nothing about the answer.
  public static func isSlow(milliseconds: Int, words: Int) -> Bool {
    let usual = 30_000 + 300 * words
    return milliseconds > 3 * usual && milliseconds <= 20 * usual
  }

  /// The rating of an answer; nil if it came too fast to mean anything.
  public static func rating(of response: Attempt.Response, words: Int) -> MemoryRating? {
    guard !response.isRapid else { return nil }
    return MemoryRating(
      isRight: response.score.isCorrect, certainty: response.confidence.flatMap(Certainty.init(rawValue:)),
      isSlow: isSlow(milliseconds: response.milliseconds, words: words))
  }
}
