import Foundation
import ItemBank
import Journal
import QuizEngine
import Roadmap

/// A person's plan by weeks: which actions to do when, up to an interview if there is one.
package struct StudyWeeks: Sendable {
  /// An action of the plan.
  package struct Entry: Sendable {
    /// The position of the action in the roadmap.
    package var place: Int
    /// Why it is in the plan.
    package var reason: ActionReason
    /// The minutes that it still takes.
    package var minutes: Int
    /// When it is laid out; nil if it doesn't fit before the interview.
    package var span: WeekPlan.Span?
  }

  /// Something else to do on a certain day.
  package struct Milestone: Sendable, Hashable {
    /// What it is.
    package enum Kind: String, Sendable, Hashable {
      /// Another placement, because it could show a change.
      case retake
      /// A mock exam before the interview.
      case mock
      /// The interview.
      case interview
    }
    /// What it is.
    package var kind: Kind
    /// Its day.
    package var day: CalendarDay
    /// How long it takes, in minutes.
    package var minutes: Int
  }

  /// The weeks.
  package let weeks: WeekPlan
  /// The actions of the plan by their identity.
  package let entries: [String: Entry]
  /// The identities of the actions in the order of the plan, those that don't fit last.
  package let order: [String]
  /// What else there is to do, by day.
  package let milestones: [Milestone]
  /// The reviews that are due in each week.
  package let reviews: [Int]
  /// The interview, if it is still to come.
  package let interview: CalendarDay?
  /// The identities of the open actions that aren't in the plan, because their priority is low.
  package let others: [String]
  /// The time for the actions done this week, in minutes.
  package let doneThisWeek: Int

  /// The number of actions that a gap of each priority gets at once: after them it is time to measure again.
  private static func most(for priority: GapSummary.Priority) -> Int { priority == .high ? 2 : 1 }
  /// The minutes that a placement takes.
  private static let placementMinutes = 20
  /// The days before the interview on which a mock exam is due.
  private static let mockDays = [14, 3]

  /// Lays a person's plan out from today.
  ///
  /// - Parameter reviewTimes: When each question is due for review.
  init(_ overview: Overview, reviewTimes: [Date]) {
    let roadmap = overview.content.roadmap.actions
    let today = overview.today
    let monday = today.weekStart
    let places = Dictionary(
      roadmap.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let interview = overview.settings.interview.flatMap { $0 > today ? $0 : nil }
    self.interview = interview
    let (chosen, others) = Self.chosen(overview, places)
    self.others = others
    doneThisWeek = overview.actions.values.reduce(0) { sum, record in
      guard record.state == .done, let day = record.done(in: overview.days), day >= monday,
        let place = places[record.action]
      else { return sum }
      return sum + Self.minutes(roadmap[place].hours)
    }
    var milestones: [Milestone] = []
    if let interview {
      milestones = Self.mockDays.map { interview.advanced(by: -$0) }.filter { $0 > today }.map {
        Milestone(
          kind: .mock, day: $0,
          minutes: overview.settings.examMinutes == 0 ? 60 : overview.settings.examMinutes)
      }
      milestones.append(Milestone(kind: .interview, day: interview, minutes: 0))
    }
    if let days = overview.retake?.days {
      let day = today.advanced(by: days)
      // So close to the interview there is no time left to use what it shows.
      if interview.map({ day.distance(to: $0) >= 7 }) ?? true {
        milestones.append(Milestone(kind: .retake, day: day, minutes: Self.placementMinutes))
      }
    }
    milestones.sort { $0.day < $1.day }
    self.milestones = milestones

    var finder = LocalDays.Finder(overview.days)
    // What is overdue is due today.
    let dueDays = reviewTimes.map { max(today, finder.day(at: $0.timeIntervalSince1970)) }
    func reviews(_ days: ClosedRange<CalendarDay>) -> Int {
      min(
        dueDays.count(where: days.contains),
        overview.settings.reviewLimit * (days.lowerBound.distance(to: days.upperBound) + 1))
    }
    let tasks = chosen.map { entry -> WeekPlan.Task in
      let action = roadmap[entry.place]
      return WeekPlan.Task(
        id: action.id, minutes: entry.minutes, after: action.after,
        isBegun: overview.actions[action.id]?.state == .doing)
    }
    let plan = WeekPlan(
      tasks: tasks, minutesAWeek: overview.settings.minutesAWeek, today: today, deadline: interview,
      spent: doneThisWeek
    ) { days in
      Self.minutes(forReviews: reviews(days))
        + milestones.filter { days.contains($0.day) }.reduce(0) { $0 + $1.minutes }
    }
    weeks = plan
    self.reviews = plan.weeks.map { reviews($0.days) }
    var entries: [String: Entry] = [:]
    for var entry in chosen {
      let id = roadmap[entry.place].id
      entry.span = plan.spans[id]
      entries[id] = entry
    }
    self.entries = entries
    var seen: Set<String> = []
    order = (plan.weeks.flatMap { $0.shares.map(\.task) } + plan.leftOut).filter { seen.insert($0).inserted }
  }

  /// The minutes that a number of reviews takes.
  package static func minutes(forReviews count: Int) -> Int { (count * 2 + 2) / 3 }

  static func minutes(_ hours: Double) -> Int { max(1, Int((hours * 60).rounded())) }
}

extension StudyWeeks {
  /// The actions of the plan, most important first, and the identities of the others.
  ///
  /// What is begun or has a date comes first. Then every gap of high priority gets two actions and every one of
  /// medium priority gets one, those with the most value per hour. Low priorities are planned only if there is
  /// nothing else.
  private static func chosen(
    _ overview: Overview, _ places: [String: Int]
  ) -> (chosen: [Entry], others: [String]) {
    let reasons = ActionReasons(overview)
    let actions = overview.content.roadmap.actions
    let ranked = overview.plan.ranked.compactMap { ranked -> (entry: Entry, suits: Bool, worth: Double)? in
      guard let place = places[ranked.action.id] else { return nil }
      return (
        Entry(
          place: place, reason: reasons.reason(of: ranked.action),
          minutes: minutesLeft(of: ranked.action, overview)),
        ranked.suits, ranked.worth
      )
    }
    var chosen: Set<Int> = []
    var cover: [String: Int] = [:]
    func choose(_ place: Int) {
      guard chosen.insert(place).inserted else { return }
      for id in actions[place].closes { cover[id, default: 0] += 1 }
    }
    func record(_ entry: Entry) -> ActionRecord? { overview.actions[actions[entry.place].id] }
    for candidate in ranked {
      let record = record(candidate.entry)
      if record?.state == .doing || record?.due != nil { choose(candidate.entry.place) }
    }
    let urgent = ranked.contains { $0.entry.reason.priority != .low }
    for priority in urgent ? [.high, .medium] : GapSummary.Priority.allCases {
      // Actions of another level only for a gap that would have none.
      for mustSuit in [true, false] {
        for (entry, suits, worth) in ranked
        where entry.reason.priority == priority && worth > 0 && (suits || !mustSuit) {
          let most = mustSuit ? most(for: priority) : 1
          if entry.reason.causes.contains(where: { cover[$0, default: 0] < most }) { choose(entry.place) }
        }
      }
    }
    // What comes first belongs to the plan too, unless the person knows it.
    let isOpen = Set(ranked.map(\.entry.place))
    var stack = Array(chosen)
    while let place = stack.popLast() {
      for id in actions[place].after {
        guard let first = places[id], isOpen.contains(first), !chosen.contains(first),
          isNeeded(actions[first], overview)
        else { continue }
        choose(first)
        stack.append(first)
      }
    }
    func rank(_ offset: Int, _ entry: Entry) -> (Int, Int, Int, Int) {
      let record = record(entry)
      return (
        record?.state == .doing ? 0 : 1, record?.due?.number ?? .max, entry.reason.priority.rank, offset
      )
    }
    let order = ranked.enumerated().filter { chosen.contains($0.element.entry.place) }
      .map { (rank($0.offset, $0.element.entry), $0.element.entry) }.sorted { $0.0 < $1.0 }.map(\.1)
    return (
      order,
      ranked.filter { !chosen.contains($0.entry.place) }.map { actions[$0.entry.place].id }
    )
  }

  /// The minutes that an action still takes.
  ///
  /// What is begun goes on at the person's pace until its date, so the date stays where it is as the weeks pass.
  /// After that day it needs one more week.
  private static func minutesLeft(of action: RoadmapAction, _ overview: Overview) -> Int {
    let whole = minutes(action.hours)
    guard let record = overview.actions[action.id], record.state == .doing, let due = record.due else {
      return whole
    }
    let days = max(7, overview.today.distance(to: due) + 1)
    return max(1, min(whole, overview.settings.minutesAWeek * days / 7))
  }

  /// True if an action that comes first teaches something that the person probably lacks.
  private static func isNeeded(_ action: RoadmapAction, _ overview: Overview) -> Bool {
    let skills = overview.content.framework.skills
    return skills.indices.contains {
      action.closes.contains(skills[$0].id) && overview.gaps.gaps[$0].status != .atTarget
        && !overview.gaps.gaps[$0].leansToTarget
    }
  }
}

extension CalendarDay {
  /// The day of the week, such as `Thu`.
  package var weekdayName: String { ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday] }
}
