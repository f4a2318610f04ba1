import QuizEngine
import Roadmap

/// The plan in few numbers. All places that sum it up use these, so that hours, weeks and dates agree.
extension StudyWeeks {
  /// What a part of the plan comes to.
  package struct Total: Sendable, Equatable {
    /// The number of actions.
    package var actions: Int
    /// The time that they still take, in minutes.
    package var minutes: Int
    /// The last day of the week in which the last one ends; nil if that is after the last week that is laid out.
    package var end: CalendarDay?
    /// The weeks up to then, this one included; nil without an end.
    package var weeks: Int?

    /// The total in words, such as `12 actions, 140 h, until 5 Apr 2028`.
    package func words(today: CalendarDay) -> String {
      let until = end.map { "until \($0.near(today: today))" } ?? "more than \(WeekPlan.horizon / 52) years"
      return "\(short), \(until)"
    }

    /// The same without the end.
    package var short: String { "\(Words.count(actions, "action")), \(Self.time(minutes))" }

    /// The time, in whole hours from ten on.
    static func time(_ minutes: Int) -> String {
      StudyWeeks.time(minutes < 600 ? minutes : (minutes + 30) / 60 * 60)
    }
  }

  /// All of the plan.
  package var total: Total {
    let end = entries.values.allSatisfy { $0.span?.isWhole ?? false } ? lastDay : nil
    return Total(
      actions: entries.count, minutes: entries.values.reduce(0) { $0 + $1.minutes },
      end: end, weeks: end.map(weekCount(until:)))
  }

  /// What is laid out after the weeks that come soon; nil if nothing is.
  package var later: Total? {
    let shares = weeks.weeks.dropFirst(near + 1).flatMap(\.shares)
    guard !shares.isEmpty else { return nil }
    let end = shares.allSatisfy { weeks.spans[$0.task]?.isWhole ?? false } ? lastDay : nil
    return Total(
      actions: Set(shares.map(\.task)).count, minutes: shares.reduce(0) { $0 + $1.minutes }, end: end,
      weeks: end.map(weekCount(until:)))
  }

  /// What isn't laid out: actions without a week, and what is left of those that go on after the last week; nil if all
  /// is laid out.
  package var beyond: Total? {
    let left = entries.filter { !($0.value.span?.isWhole ?? false) }
    guard !left.isEmpty else { return nil }
    let laidOut = weeks.weeks.flatMap(\.shares).filter { left[$0.task] != nil }.reduce(0) { $0 + $1.minutes }
    return Total(
      actions: left.values.count { $0.span == nil },
      minutes: left.values.reduce(0) { $0 + $1.minutes } - laidOut)
  }

  /// The actions that aren't laid out, in short; nil if all are.
  package var leftOut: String? { beyond.flatMap { $0.actions == 0 ? nil : $0.short } }

  /// The day on which an action ends; nil if it isn't laid out to its end.
  ///
  /// Of work over several weeks it is the last day of the last week: no plan knows it more exactly.
  package func endDay(of id: String) -> CalendarDay? {
    guard let span = entries[id]?.span, let end = span.end else { return nil }
    guard span.parts > 1 else { return end }
    return weeks.weeks.first { $0.days.contains(end) }?.days.upperBound ?? end
  }

  /// The last day of the last week with work; nil if there is none.
  private var lastDay: CalendarDay? { weeks.weeks.last { !$0.shares.isEmpty }?.days.upperBound }

  /// The weeks from the first one to that of a day.
  private func weekCount(until day: CalendarDay) -> Int {
    (weeks.weeks.first?.days.lowerBound.weekStart).map { $0.distance(to: day.weekStart) / 7 + 1 } ?? 0
  }
}

/// How a change of evidence changed the plan.
struct PlanChange: Sendable {
  /// The plan before.
  let before: StudyWeeks.Total

  /// What changed, in a sentence; nil if nothing did.
  func sentence(after: StudyWeeks.Total, today: CalendarDay) -> String? {
    guard before.actions != after.actions || before.minutes != after.minutes else { return nil }
    func more(_ difference: Int, _ words: (Int) -> String) -> String? {
      difference == 0 ? nil : "\(words(abs(difference))) \(difference > 0 ? "more" : "less")"
    }
    let parts = [
      more(after.actions - before.actions) { Words.count($0, "action") },
      more(after.minutes - before.minutes, StudyWeeks.time),
    ].compactMap(\.self)
    return
      "Your evidence changed the plan: \(parts.joined(separator: ", ")). It's \(after.words(today: today)) now."
  }
}
