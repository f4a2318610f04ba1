/// How many reviews are due now, and how many of them are for today.
///
/// Home, the reviews, the start of a drill, plain mode and the command say it in these words.
package struct ReviewCount: Sendable, Hashable {
  /// The reviews that are due now.
  package var due: Int
  /// The reviews done today.
  package var done: Int
  /// The largest number of reviews per day.
  package var limit: Int

  /// The reviews that are due now and that the day's limit leaves for today.
  package var forToday: Int { min(due, max(0, limit - done)) }

  /// What is due now, such as `27 reviews due now, 18 of them for today`.
  package var words: String { Words.count(due, "review") + " " + split }
  /// The same without the noun, for places that are about reviews.
  package var shortWords: String { "\(due) \(split)" }
  /// How many of the day's reviews are done, such as `8 of 20 done today`.
  package var progress: String { "\(done) of \(limit) done today" }

  private var split: String {
    "due now" + (forToday < due ? ", \(forToday == 0 ? "none" : "\(forToday)") of them for today" : "")
  }
}

extension Overview {
  /// The reviews that are due now.
  package var reviews: ReviewCount {
    ReviewCount(due: dueReviews, done: practice.reviewsToday, limit: settings.reviewLimit)
  }
}
