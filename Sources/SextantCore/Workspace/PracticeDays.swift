import Foundation
import Journal
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
    let today = answersToday > 0 ? "\(Words.count(answersToday, "answer")) today" : ""
    let row = inARow > 1 ? "\(inARow) days in a row" : ""
    // The first `joined` of a program takes a third of a millisecond, and home says this with every picture.
    return today.isEmpty || row.isEmpty ? today + row : "\(today) · \(row)"
  }
}

/// What was done on the last days, with what it depends on besides the journal.
struct DatedPractice: Sendable, Hashable {
  /// What was done.
  var practice: PracticeDays
  /// The number of the person's day.
  var today: Int
  /// The earliest answer that was looked at, and the moment of looking, in seconds since 1970.
  var first: Double
  var last: Double
  /// The digest of the zone's offsets between these; see `LocalDays.digest`.
  var zone: UInt64

  /// True if the same answers come to the same on the present day in the present zone.
  func holds(days: LocalDays, now: Date) -> Bool {
    days.day(of: now).number == today && days.digest(from: first, through: last) == zone
  }
}

extension DatedPractice {
  /// Reads what was done today, and on how many days in a row.
  ///
  /// - Throws: `JournalError`.
  init(journal: Journal, assessment: String, days: LocalDays, now: Date) throws {
    let today = days.day(of: now)
    var practice = PracticeDays()
    var known: Set<Int> = []
    var first = now.timeIntervalSince1970
    // From the newest attempt back, until a day without an answer ends the row.
    try journal.answerTimes(assessment: assessment) { times in
      first = min(first, times.min() ?? first)
      let numbers = times.map { days.day(at: $0).number }
      known.formUnion(numbers)
      practice.answersToday += numbers.count { $0 == today.number }
      let start = today.number - PracticeDays.row(known, today: today.number)
      return (numbers.min() ?? start) >= start
    }
    practice.inARow = PracticeDays.row(known, today: today.number)
    if practice.answersToday > 0 {
      practice.reviewsToday = try journal.reviewCount(
        assessment: assessment, mode: Mode.drill.rawValue, since: days.start(of: today))
    }
    let last = now.timeIntervalSince1970
    self.init(
      practice: practice, today: today.number, first: first, last: last,
      zone: days.digest(from: first, through: last))
  }
}

extension Workspace {
  /// What was done today, and on how many days in a row.
  ///
  /// - Parameter early: What was read before; it is used if it still holds.
  /// - Throws: `JournalError`.
  func practiceDays(now: Date, early: DatedPractice? = nil) throws -> PracticeDays {
    let days = environment.days()
    if let early, early.holds(days: days, now: now) { return early.practice }
    return try DatedPractice(journal: journal, assessment: framework.id, days: days, now: now).practice
  }
}
