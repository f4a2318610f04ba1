import QuizEngine
import Roadmap

/// The plan in words, for screens, plain mode and commands.
extension StudyWeeks {
  /// A time such as `45 min`, `2 h` or `2.5 h`.
  package static func time(_ minutes: Int) -> String {
    minutes < 60 ? "\(minutes) min" : "\(Words.decimal((Double(minutes) / 6).rounded() / 10)) h"
  }

  /// The name of a week: this one, the next one, or its days.
  package func name(ofWeek index: Int, today: CalendarDay) -> String {
    if index == 0 { return "This week" }
    if index == 1 { return "Next week" }
    let days = weeks.weeks[index].days
    let (first, last) = (days.lowerBound, days.upperBound)
    return first.month == last.month
      ? "\(first.day)–\(last.near(today: today))"
      : "\(first.short(today: first)) – \(last.near(today: today))"
  }

  /// How much of a week's time is planned, such as `6 of 10 h`.
  package func load(ofWeek index: Int) -> String {
    let week = weeks.weeks[index]
    let planned = week.planned + week.reserved
    let done = index == 0 && doneThisWeek > 0 ? "\(Self.time(doneThisWeek)) done, " : ""
    let (left, right) = (Self.time(planned), Self.time(week.minutes))
    let unit = left.suffix(2) == right.suffix(2) ? String(left.prefix { $0 != " " }) : left
    return "\(done)\(unit) of \(right)\(done.isEmpty ? "" : " left")"
  }

  /// What else a week holds, such as `14 reviews, 10 min`.
  package func notes(ofWeek index: Int) -> [String] {
    var notes: [String] = []
    let days = weeks.weeks[index].days
    // Later weeks would name only the reviews that are known today.
    if index < 2, reviews[index] > 0 {
      notes.append(
        "\(Words.count(reviews[index], "review")), \(Self.time(Self.minutes(forReviews: reviews[index])))")
    }
    for milestone in milestones where days.contains(milestone.day) {
      notes.append(
        "\(words(milestone)), \(milestone.day.weekdayName) \(milestone.day.short(today: milestone.day))")
    }
    return notes
  }

  /// What to do on a certain day.
  package func words(_ milestone: Milestone) -> String {
    switch milestone.kind {
    case .retake: "Retake the placement, \(Self.time(milestone.minutes))"
    case .mock: "Mock exam, \(Self.time(milestone.minutes))"
    case .interview: "Interview"
    }
  }

  /// The weeks after the next one in short, such as `23 actions, 96 h, until 20 Jun`; nil if there are none.
  package func later(today: CalendarDay, isShort: Bool = false) -> String? {
    let later = entries.values.filter { ($0.span?.week ?? 0) >= 2 }
    guard let end = later.compactMap(\.span?.last).max() else { return nil }
    let minutes = later.reduce(0) { $0 + $1.minutes }
    return "\(Words.count(later.count, "action")), \(Self.time(minutes))"
      + (isShort ? "" : ", until \(end.near(today: today))")
  }

  /// The actions that don't fit, in short; nil if all fit.
  package var leftOut: String? {
    let minutes = entries.values.filter { $0.span == nil }.reduce(0) { $0 + $1.minutes }
    return weeks.leftOut.isEmpty
      ? nil : "\(Words.count(weeks.leftOut.count, "action")), \(Self.time(minutes))"
  }

  /// When an action ends, such as `by Thu`, or `to 20 Dec` if it takes more than a week.
  package func end(of id: String, today: CalendarDay) -> String? {
    guard let span = entries[id]?.span else { return nil }
    let isLong = span.first.weekStart != span.last.weekStart
    let isNear = span.last < today.weekStart.advanced(by: 7)
    let day =
      span.last == today ? "today" : isNear ? span.last.weekdayName : span.last.near(today: today)
    return span.last == today ? day : (isLong ? "to " : "by ") + day
  }

  /// The time that an action still takes, such as `6 h`.
  package func time(of id: String) -> String { entries[id].map { Self.time($0.minutes) } ?? "" }

  /// The actions that go on in a week, having started before, with their time in it.
  package func goingOn(inWeek index: Int) -> [(id: String, time: String)] {
    weeks.weeks[index].shares.filter { !$0.isStart }.map { ($0.task, Self.time($0.minutes)) }
  }
}

extension Overview {
  /// What to know about the whole plan, as a sentence, and whether it asks for a decision; nil if nothing does.
  package var planNotice: (text: String, isCaution: Bool)? {
    let weeks = weeks
    if let day = weeks.interview, let available = weeks.weeks.available {
      let (needed, left) = (StudyWeeks.time(weeks.weeks.needed), StudyWeeks.time(available))
      let date = day.near(today: today)
      return weeks.weeks.leftOut.isEmpty
        ? ("Ready by \(date): \(needed) needed, \(left) left until then.", false)
        : (
          "\(needed) needed, \(left) left until \(date). Left out: "
            + "\(Words.count(weeks.weeks.leftOut.count, "action")), listed last.", true
        )
    }
    if let day = settings.interview {
      return (
        day == today
          ? "Your interview is today. Good luck!"
          : "Your interview was on \(day.short(today: today)). Set another date or remove it.", false
      )
    }
    if answerCount == 0 {
      return ("Nothing is measured yet: take the placement, and the plan fits you.", false)
    }
    return nil
  }

  /// How many open actions aren't in the plan, as a sentence; nil if all are.
  package var unplannedSentence: String? {
    let count = weeks.others.count
    guard count > 0 else { return nil }
    let isUntold = content.framework.evidence.contains { levels[$0.id] == nil }
    return "Not planned: \(Words.count(count, "action")) of low priority."
      + (isUntold ? " Say in evidence what you have; then the plan can build on it." : "")
  }

  /// What an action is for and how urgent it is, such as `high priority: Probability, missed 3 of 4`.
  package func reason(of id: String) -> ActionReason? {
    if let entry = weeks.entries[id] { return entry.reason }
    return content.roadmap.actions.first { $0.id == id }.map { ActionReasons(self).reason(of: $0) }
  }
}
