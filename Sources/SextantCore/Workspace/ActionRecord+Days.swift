import Foundation
import Journal
import QuizEngine
import Roadmap

/// The days of an action.
///
/// A due date is a calendar day, and travelling must not change it. So the journal stores midnight of that
/// day in Greenwich, wherever the person is.
extension ActionRecord {
  /// The day by which the action should be done.
  package var due: CalendarDay? {
    get { dueOn.map(LocalDays.utc.day) }
    set { dueOn = newValue.map(LocalDays.utc.start) }
  }

  /// The day on which it was done.
  ///
  /// - Parameter days: The person's time zone; journals of earlier versions store the instant at which it was
  ///   marked.
  package func done(in days: LocalDays) -> CalendarDay? {
    guard let doneAt else { return nil }
    let day = LocalDays.utc.day(of: doneAt)
    return LocalDays.utc.start(of: day) == doneAt ? day : days.day(of: doneAt)
  }

  /// Sets the day on which it was done.
  package mutating func setDone(_ day: CalendarDay?) { doneAt = day.map(LocalDays.utc.start) }

  /// True if the plan gave the date when the action was begun: the Sunday of the week in which it ends.
  ///
  /// The person's own dates stay as they are; these move with the time per week.
  package var isDatedByPlan: Bool { state == .doing && due?.weekday == 6 }

  /// The date that the person set; nil if the plan did.
  package var ownDue: CalendarDay? { isDatedByPlan ? nil : due }

  /// True from the day after the due date.
  package func isLate(today: CalendarDay) -> Bool { state != .done && (due.map { $0 < today } ?? false) }
}
