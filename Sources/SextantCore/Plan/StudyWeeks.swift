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
    /// When it is laid out; nil if it isn't.
    package var span: WeekPlan.Span?
    /// The action of the plan that needs it, if that is why it comes so early.
    package var neededFor: String?
  }

  /// Something else to do on a certain day.
  package struct Milestone: Sendable, Hashable {
    /// What it is.
    package enum Kind: String, Sendable, Hashable {
      /// The first placement: before it, nobody knows what to work on.
      case placement
      /// Another placement.
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
    /// How long it takes on that day, in minutes.
    package var minutes: Int
    /// Which part of it this is, from 1, and the number of its parts.
    package var part = 1
    package var parts = 1
    /// True for a placement that is begun.
    package var isOpen = false
  }

  /// The weeks.
  package let weeks: WeekPlan
  /// The time per week, in minutes.
  package let minutesAWeek: Int
  /// The actions of the plan by their identity.
  package let entries: [String: Entry]
  /// The identities of the actions in the order of the plan, those that aren't laid out last.
  package let order: [String]
  /// What else there is to do, by day.
  package let milestones: [Milestone]
  /// What else there would be to do, if a week had the time.
  package let missed: [Milestone]
  /// The reviews that each week has time for.
  package let reviews: [Int]
  /// The reviews that are due this week and don't fit into it.
  package let reviewsPutOff: Int
  /// The interview, if it is still to come.
  package let interview: CalendarDay?
  /// The identities of the open actions that aren't in the plan, because their priority is low.
  package let others: [String]
  /// The time for the actions done this week, in minutes.
  package let doneThisWeek: Int
  /// The last week of those that come soon, as an index: the next week, or the first in which an action begins.
  package let near: Int
  /// True if the minutes of placements are those at the person's own pace.
  let isAtOwnPace: Bool
  /// The identities of the actions that are done before the interview, or all that are laid out without one.
  package let ready: Set<String>

  /// The number of actions that a gap of each priority gets at once: after them it is time to measure again.
  private static func most(for priority: GapSummary.Priority) -> Int { priority == .high ? 2 : 1 }
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
    minutesAWeek = max(1, overview.settings.minutesAWeek)
    let done = overview.actions.values.reduce(0) { sum, record in
      guard record.state == .done, let day = record.done(in: overview.days), day >= monday,
        let place = places[record.action]
      else { return sum }
      return sum + Self.minutes(roadmap[place].hours)
    }
    doneThisWeek = done

    let wanted = Self.milestones(overview, interview)
    let appointments = wanted.enumerated().map {
      WeekPlan.Appointment(
        id: "\($0.offset)", day: $0.element.day, minutes: $0.element.minutes,
        // A placement can be paused, an exam can't.
        isDividable: $0.element.kind != .mock, comesFirst: $0.element.kind == .placement)
    }
    var finder = LocalDays.Finder(overview.days)
    let dueDays = reviewTimes.map { finder.day(at: $0.timeIntervalSince1970) }.sorted()
    func layOut(_ chosen: [Entry]) -> (plan: WeekPlan, reviews: [Int], putOff: Int) {
      let tasks = chosen.map { entry -> WeekPlan.Task in
        let action = roadmap[entry.place]
        return WeekPlan.Task(
          id: action.id, minutes: entry.minutes, after: action.after,
          isBegun: overview.actions[action.id]?.state == .doing)
      }
      // What a week has no time for is due in the next one.
      var (reviews, reviewed, putOff): ([CalendarDay: Int], Int, Int?) = ([:], 0, nil)
      let plan = WeekPlan(
        tasks: tasks, minutesAWeek: overview.settings.minutesAWeek, today: today, deadline: interview,
        spent: done, urgent: Self.urgent(chosen, overview), appointments: appointments
      ) { days, room in
        let due = dueDays.prefix { $0 <= days.upperBound }.count - reviewed
        let count = min(
          due, overview.settings.reviewLimit * (days.lowerBound.distance(to: days.upperBound) + 1),
          Self.reviews(inMinutes: room))
        reviews[days.lowerBound] = count
        reviewed += count
        putOff = putOff ?? due - count
        return Self.minutes(forReviews: count)
      }
      return (plan, plan.weeks.map { reviews[$0.days.lowerBound] ?? 0 }, putOff ?? 0)
    }
    var (chosen, others) = Self.chosen(overview, places)
    var (plan, reviews, putOff) = layOut(chosen)
    // What is left of the time until an interview goes to more of the same, the best first.
    if let interview, let available = plan.available,
      plan.leftOut.isEmpty, plan.spans.values.allSatisfy({ $0.end.map { $0 < interview } ?? false })
    {
      var spare = available - plan.needed
      let more = Self.ranked(overview, places).filter { entry, suits, worth in
        let action = roadmap[entry.place]
        guard suits, worth > 0, entry.minutes <= spare, others.contains(action.id),
          action.after.allSatisfy({ need in !others.contains(need) })
        else { return false }
        spare -= entry.minutes
        return true
      }.map(\.entry)
      if !more.isEmpty {
        chosen += more
        let ids = Set(more.map { roadmap[$0.place].id })
        others.removeAll(where: ids.contains)
        (plan, reviews, putOff) = layOut(chosen)
      }
    }
    weeks = plan
    isAtOwnPace = overview.pace != nil
    near = max(1, plan.spans.values.map(\.week).min() ?? 1)
    self.others = others
    self.reviews = reviews
    reviewsPutOff = putOff
    milestones =
      (plan.weeks.flatMap(\.slots).compactMap { slot in
        Int(slot.id).map {
          Milestone(
            kind: wanted[$0].kind, day: slot.day, minutes: slot.minutes, part: slot.part, parts: slot.parts,
            isOpen: wanted[$0].isOpen)
        }
      } + (interview.map { [Milestone(kind: .interview, day: $0, minutes: 0)] } ?? [])).sorted {
        $0.day < $1.day
      }
    missed = plan.leftOut.compactMap { left in Int(left.id).map { wanted[$0] } }
    var entries: [String: Entry] = [:]
    for var entry in chosen {
      let id = roadmap[entry.place].id
      entry.span = plan.spans[id]
      entries[id] = entry
    }
    self.entries = entries
    ready = Set(
      plan.spans.filter { span in
        span.value.end.map { end in interview.map { end < $0 } ?? true } ?? false
      }.keys)
    var seen: Set<String> = []
    order = (plan.weeks.flatMap { $0.shares.map(\.task) } + plan.leftOut.map(\.id)).filter {
      entries[$0] != nil && seen.insert($0).inserted
    }
  }

  /// What has a day: measuring first if too little is known, exams before an interview, and the next placement.
  private static func milestones(_ overview: Overview, _ interview: CalendarDay?) -> [Milestone] {
    var found: [Milestone] = []
    if overview.retake == nil || overview.open?.mode == Mode.placement.rawValue {
      found.append(
        Milestone(
          kind: .placement, day: overview.today, minutes: overview.placementMinutes,
          isOpen: overview.open?.mode == Mode.placement.rawValue))
    } else if let days = overview.retake?.days {
      found.append(
        Milestone(
          kind: .retake, day: overview.today.advanced(by: max(0, days)), minutes: overview.placementMinutes))
    }
    guard let interview else { return found }
    let minutes = overview.settings.examMinutes == 0 ? 60 : overview.settings.examMinutes
    return found
      + mockDays.map { interview.advanced(by: -$0) }.filter { $0 > overview.today }.map {
        Milestone(kind: .mock, day: $0, minutes: minutes)
      }
  }

  /// The action with which the first gap is begun, or goes on if it is begun.
  private static func urgent(_ chosen: [Entry], _ overview: Overview) -> String? {
    guard let first = GapSummary.first(overview).first else { return nil }
    let skill = overview.content.framework.skills[first.gap.skill].id
    let actions = overview.content.roadmap.actions
    return chosen.first { actions[$0.place].closes.contains(skill) }.map { actions[$0.place].id }
  }

  /// The number of reviews that fit into a time.
  private static func reviews(inMinutes minutes: Int) -> Int { max(0, minutes) * 3 / 2 }
  /// The minutes that a number of reviews takes.
  package static func minutes(forReviews count: Int) -> Int { (count * 2 + 2) / 3 }

  static func minutes(_ hours: Double) -> Int { max(1, Int((hours * 60).rounded())) }
}

extension StudyWeeks {
  /// The open actions with their reasons, the most value for the hours first.
  private static func ranked(
    _ overview: Overview, _ places: [String: Int]
  ) -> [(entry: Entry, suits: Bool, worth: Double)] {
    let reasons = ActionReasons(overview)
    return overview.plan.ranked.compactMap { ranked in
      guard let place = places[ranked.action.id] else { return nil }
      return (
        Entry(
          place: place, reason: reasons.reason(of: ranked.action),
          minutes: minutesLeft(of: ranked.action, overview)),
        ranked.suits, ranked.worth
      )
    }
  }

  /// The actions of the plan, most important first, and the identities of the others.
  ///
  /// What is begun or has a date comes first. Then every gap of high priority gets two actions and every one of
  /// medium priority gets one, those with the most value per hour. Low priorities are planned only if there is
  /// nothing else.
  private static func chosen(
    _ overview: Overview, _ places: [String: Int]
  ) -> (chosen: [Entry], others: [String]) {
    let actions = overview.content.roadmap.actions
    let ranked = ranked(overview, places)
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
        where worth > 0 && (suits || !mustSuit) {
          let most = mustSuit ? most(for: priority) : 1
          let causes = entry.reason.causes[priority] ?? []
          if causes.contains(where: { cover[$0, default: 0] < most }) { choose(entry.place) }
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
    // The gaps come in the order of the gap report, and each one's actions by their value for the hours.
    let skills = overview.content.framework.skills
    let order = Dictionary(
      GapList(overview).ordered(GapList.Criteria()).filter { $0.status != .atTarget }
        .enumerated().map { (skills[$1.skill].id, $0) },
      uniquingKeysWith: { first, _ in first })
    func rank(_ offset: Int, _ entry: Entry) -> (Int, Int, Int, Int, Int) {
      let record = record(entry)
      return (
        record?.state == .doing ? 0 : 1, record?.due?.number ?? .max, entry.reason.priority.rank,
        entry.reason.causes.values.joined().compactMap { order[$0] }.min() ?? .max, offset
      )
    }
    let entries = ranked.enumerated().filter { chosen.contains($0.element.entry.place) }
      .map { (rank($0.offset, $0.element.entry), $0.element.entry) }.sorted { $0.0 < $1.0 }.map(\.1)
    return (
      withNeeds(entries, actions),
      ranked.filter { !chosen.contains($0.entry.place) }.map { actions[$0.entry.place].id }
    )
  }

  /// The minutes that an action still takes.
  ///
  /// What is begun goes on at the person's pace until the date that the plan gave it, so the date stays where it is as
  /// the weeks pass. After that day it needs one more week. A date that the person wrote changes no hours: work doesn't
  /// get shorter because it should be done sooner.
  private static func minutesLeft(of action: RoadmapAction, _ overview: Overview) -> Int {
    let whole = minutes(action.hours)
    guard let record = overview.actions[action.id], record.isDatedByPlan, let due = record.due else {
      return whole
    }
    let days = max(7, overview.today.distance(to: due) + 1)
    // Whole sessions, so that no minutes are left for the last week.
    let session = WeekPlan.leastSession
    return max(1, min(whole, (overview.minutesOfDates * days / 7 + session / 2) / session * session))
  }

  /// The actions with the more important ones that need them; what is needed is as urgent as what needs it.
  private static func withNeeds(_ entries: [Entry], _ actions: [RoadmapAction]) -> [Entry] {
    var entries = entries
    let positions = Dictionary(
      entries.enumerated().map { (actions[$1.place].id, $0) }, uniquingKeysWith: { first, _ in first })
    for root in entries.indices {
      var open = [root]
      while let position = open.popLast() {
        let needing = actions[entries[position].place]
        for need in needing.after.compactMap({ positions[$0] })
        where need > root && entries[need].neededFor == nil {
          entries[need].neededFor = needing.id
          let reason = entries[need].reason
          if reason.priority.rank > entries[root].reason.priority.rank {
            entries[need].reason = ActionReason(
              priority: entries[root].reason.priority, sentence: "needed before “\(needing.title)”",
              causes: reason.causes)
          }
          open.append(need)
        }
      }
    }
    return entries
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
