import Foundation
import Journal
import Psychometrics
import QuizEngine
import Roadmap

/// The days of an action.
///
/// A due date is a calendar day, and travelling must not change it. So the journal stores midnight of that
/// day in Greenwich, wherever the person is. A date that the plan gave is stored as noon, to tell it from the person's
/// own: it moves with the time per week.
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
  package var isDatedByPlan: Bool {
    guard state == .doing, let due, let dueOn else { return false }
    return LocalDays.utc.start(of: due) != dueOn
  }

  /// Sets the date that the plan gives.
  package mutating func setPlanned(_ day: CalendarDay?) {
    dueOn = day.map { LocalDays.utc.start(of: $0).addingTimeInterval(Seconds.perDay / 2) }
  }

  /// The date that the person set; nil if the plan did.
  package var ownDue: CalendarDay? { isDatedByPlan ? nil : due }

  /// True from the day after the due date.
  package func isLate(today: CalendarDay) -> Bool { state != .done && (due.map { $0 < today } ?? false) }
}
