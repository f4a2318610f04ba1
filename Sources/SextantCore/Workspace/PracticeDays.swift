import Foundation
import QuizEngine

/// What the person did today, and on how many days in a row: home says it, and says nothing when there is nothing.
public struct PracticeDays: Sendable, Hashable {
  /// The number of answers of today.
  public var answersToday = 0
  /// The number of reviews done today.
  public var reviewsToday = 0
  /// The days in a row with an answer, up to today; a day that isn't over yet doesn't end the row.
  public var inARow = 0

  /// Nothing was done.
  public init() {}

  /// The row of days that ends today or yesterday, in days of practice.
  static func row(_ days: Set<Int>, today: Int) -> Int {
    var day = days.contains(today) ? today : today - 1
    var count = 0
    while days.contains(day) {
      count += 1
      day -= 1
    }
    return count
  }

  /// Today's work in words, such as `12 answers today · 5 days in a row`; empty if there is nothing to say.
  package var words: String {
    [
      answersToday > 0 ? "\(Words.count(answersToday, "answer")) today" : "",
      inARow > 1 ? "\(inARow) days in a row" : "",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension Workspace {
  /// Reads what was done today, and on how many days in a row.
  ///
  /// - Throws: `JournalError`.
  func practiceDays(now: Date) throws -> PracticeDays {
    let days = environment.days()
    let today = days.day(of: now)
    var practice = PracticeDays()
    var known: Set<Int> = []
    // From the newest attempt back, until a day without an answer ends the row.
    try journal.answerTimes(assessment: framework.id) { times in
      let numbers = times.map { days.day(at: $0).number }
      known.formUnion(numbers)
      practice.answersToday += numbers.count { $0 == today.number }
      let start = today.number - PracticeDays.row(known, today: today.number)
      return (numbers.min() ?? start) >= start
    }
    practice.inARow = PracticeDays.row(known, today: today.number)
    guard practice.answersToday > 0 else { return practice }
    practice.reviewsToday = try journal.reviewCount(
      assessment: framework.id, mode: Mode.drill.rawValue, since: days.start(of: today))
    return practice
  }
}
