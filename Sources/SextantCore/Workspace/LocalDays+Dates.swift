import Foundation
import QuizEngine

/// The days of dates, which are instants.
extension LocalDays {
  /// The day of an instant.
  package func day(of instant: Date) -> CalendarDay { day(at: instant.timeIntervalSince1970) }

  /// The day that begins so many days after the day of an instant; negative numbers go back.
  package func day(_ days: Int, after instant: Date) -> CalendarDay { day(of: instant).advanced(by: days) }

  /// The days of the calendar from one instant to another, negative where the second comes first.
  package func days(from start: Date, to end: Date) -> Int { day(of: start).distance(to: day(of: end)) }

  /// The first instant of a day; see `firstMoment(of:)`.
  package func start(of day: CalendarDay) -> Date { Date(timeIntervalSince1970: firstMoment(of: day)) }

  /// The hour and minute that a clock on the wall shows at an instant.
  package func time(of instant: Date) -> (hour: Int, minute: Int) {
    let minutes = fields(at: instant.timeIntervalSince1970).second / 60
    return (minutes / 60, minutes % 60)
  }
}
