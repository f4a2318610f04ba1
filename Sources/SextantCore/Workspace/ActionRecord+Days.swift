import Foundation
import Journal
import QuizEngine

/// The days of an action. A due date is a day of the calendar, and travelling doesn't move it: the journal holds the
/// midnight of that day in Greenwich, wherever the person is.
extension ActionRecord {
  /// The day by which the action is to be done.
  package var due: CalendarDay? {
    get { dueOn.map(LocalDays.utc.day) }
    set { dueOn = newValue.map(LocalDays.utc.start) }
  }

  /// The day on which it was done.
  ///
  /// - Parameter days: The person's zone: journals of earlier versions hold the instant at which it was marked.
  package func done(in days: LocalDays) -> CalendarDay? {
    guard let doneAt else { return nil }
    let day = LocalDays.utc.day(of: doneAt)
    return LocalDays.utc.start(of: day) == doneAt ? day : days.day(of: doneAt)
  }

  /// Sets the day on which it was done.
  package mutating func setDone(_ day: CalendarDay?) { doneAt = day.map(LocalDays.utc.start) }

  /// True from the day after the one by which it was to be done.
  package func isLate(today: CalendarDay) -> Bool { state != .done && (due.map { $0 < today } ?? false) }
}
