import Foundation
import QuizEngine

/// Days of `Date` values.
extension LocalDays {
  /// The day of an instant.
  package func day(of instant: Date) -> CalendarDay { day(at: instant.timeIntervalSince1970) }

  /// The day a number of days after the day of an instant; negative numbers go back.
  package func day(_ days: Int, after instant: Date) -> CalendarDay { day(of: instant).advanced(by: days) }

  /// The calendar days from one instant to another; negative if the second is earlier.
  package func days(from start: Date, to end: Date) -> Int { day(of: start).distance(to: day(of: end)) }

  /// The first instant of a day; see `firstMoment(of:)`.
  package func start(of day: CalendarDay) -> Date { Date(timeIntervalSince1970: firstMoment(of: day)) }

  /// The hour and minute of an instant in local time.
  package func time(of instant: Date) -> (hour: Int, minute: Int) {
    let minutes = fields(at: instant.timeIntervalSince1970).second / 60
    return (minutes / 60, minutes % 60)
  }
}
