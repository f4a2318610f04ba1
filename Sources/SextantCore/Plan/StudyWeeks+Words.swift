import QuizEngine
import Roadmap
import TextLayout

/// The plan in words, for screens, plain mode and commands.
extension StudyWeeks {
  /// A time such as `45 min`, `2 h` or `2.5 h`.
  package static func time(_ minutes: Int) -> String { DecimalText.time(minutes: minutes) }

  /// The name of a week: this one, the next one, or its days.
  package func name(ofWeek index: Int, today: CalendarDay) -> String {
    let days = weeks.weeks[index].days
    let isDivided =
      interview.map { days.upperBound.weekStart == $0.weekStart && days.lowerBound > $0 } ?? false
    if !isDivided {
      if days.lowerBound.weekStart == today.weekStart { return "This week" }
      if days.lowerBound == today.weekStart.advanced(by: 7) { return "Next week" }
    }
    return Self.words(days, today: today)
  }

  /// Days such as `14–20 Dec`.
  private static func words(_ days: ClosedRange<CalendarDay>, today: CalendarDay) -> String {
    let (first, last) = (days.lowerBound, days.upperBound)
    if first == last { return last.near(today: today) }
    return first.month == last.month && first.year == last.year
      ? "\(first.day)–\(last.near(today: today))"
      : "\(first.short(today: first)) – \(last.near(today: today))"
  }

  /// How much of a week's time is planned, such as `6 of 10 h`, with reviews, exams and placements.
  package func load(ofWeek index: Int) -> String {
    let week = weeks.weeks[index]
    let planned = week.planned + week.reserved
    let done = index == 0 && doneThisWeek > 0 ? "\(Self.time(doneThisWeek)) done, " : ""
    guard week.minutes > 0 else { return done + "no time left" }
    let (left, right) = (Self.time(planned), Self.time(week.minutes))
    let unit = left.suffix(2) == right.suffix(2) ? String(left.prefix { $0 != " " }) : left
    return "\(done)\(unit) of \(right)\(done.isEmpty ? "" : " left")"
  }

  /// What else a week holds, such as `14 reviews, 10 min`.
  package func notes(ofWeek index: Int) -> [String] {
    var notes: [String] = []
    let days = weeks.weeks[index].days
    let count = reviews.indices.contains(index) ? reviews[index] : 0
    // Later weeks would name only the reviews that are known today.
    if index < 2, count > 0 {
      notes.append(
        "\(Words.count(count, "review")), \(Self.time(Self.minutes(forReviews: count)))"
          + (index == 0 && reviewsPutOff > 0 ? "; \(reviewsPutOff) more wait for the next week" : ""))
    } else if index == 0, reviewsPutOff > 0 {
      notes.append("\(Words.count(reviewsPutOff, "review")) due, without time this week")
    }
    for milestone in milestones where milestone.kind != .interview && days.contains(milestone.day) {
      notes.append(words(milestone) + day(of: milestone))
    }
    return notes
  }

  /// The day of a milestone within its week; empty for what is to be done at any time.
  private func day(of milestone: Milestone) -> String {
    switch milestone.kind {
    case .placement: ""
    case .retake:
      milestone.part > 1
        ? "" : ", from \(milestone.day.weekdayName) \(milestone.day.short(today: milestone.day))"
    case .mock, .interview: ", \(milestone.day.weekdayName) \(milestone.day.short(today: milestone.day))"
    }
  }

  /// What to do on a certain day.
  package func words(_ milestone: Milestone) -> String {
    let isPart = milestone.parts > 1
    let time =
      Self.time(milestone.minutes) + (isPart ? ", part \(milestone.part) of \(milestone.parts)" : "")
    let pace = isAtOwnPace && !isPart ? " at your pace" : ""
    return switch milestone.kind {
    case .placement: "\(milestone.isOpen ? "Finish" : "Take") the placement, \(time)\(pace)"
    case .retake: "Retake the placement, \(time)\(pace)"
    case .mock: "Mock exam, \(time)"
    case .interview: "Interview"
    }
  }

  /// What has a day but no time, as sentences.
  package func missedSentences(minutesAWeek: Int, today: CalendarDay) -> [String] {
    var seen: Set<Milestone.Kind> = []
    return missed.filter { seen.insert($0.kind).inserted }.map { milestone in
      let name = milestone.kind == .mock ? "No mock exam" : "No placement"
      return "\(name): it takes \(Self.time(milestone.minutes)), and no week before has that long."
    }
  }

  /// The heading of the actions that aren't laid out: why they aren't.
  package var leftOutHeading: String {
    weeks.leftOut.contains { $0.reason == .noTime }
      ? "No time is set for these" : "More than \(WeekPlan.horizon / 52) years away"
  }

  /// The number of actions that are begun before the interview and done after it.
  package var halfReady: Int {
    guard let interview else { return 0 }
    return weeks.spans.count { $0.value.first < interview && !ready.contains($0.key) }
  }

  /// The weeks after the interview, as indices.
  package var weeksAfterInterview: Range<Int> {
    guard let interview else { return weeks.weeks.endIndex..<weeks.weeks.endIndex }
    let first = weeks.weeks.firstIndex { $0.days.lowerBound > interview } ?? weeks.weeks.endIndex
    return first..<weeks.weeks.endIndex
  }

  /// When an action ends, such as `by Thu`, or `to 20 Dec` if it takes more than a week.
  package func end(of id: String, today: CalendarDay) -> String? {
    guard let span = entries[id]?.span else { return nil }
    guard let last = endDay(of: id) else { return "ends more than \(WeekPlan.horizon / 52) years from now" }
    let isLong = span.parts > 1
    let isNear = last < today.weekStart.advanced(by: 7)
    let day = last == today ? "today" : isNear ? last.weekdayName : last.near(today: today)
    return last == today ? day : (isLong ? "to " : "by ") + day
  }

  /// The time that an action still takes, such as `6 h`.
  package func time(of id: String) -> String { entries[id].map { Self.time($0.minutes) } ?? "" }

  /// The most parts of an action that are counted; with more of them, it says how many weeks they take.
  package static let mostParts = 4

  /// How long an action takes as it is laid out, such as `about 24 weeks`; nil if its parts are few enough to count.
  ///
  /// They are the weeks from its first to its last, so they agree with its end.
  package func weeksTaken(by id: String) -> String? {
    guard let span = entries[id]?.span, span.parts > Self.mostParts else { return nil }
    guard span.isWhole else { return "more than \(WeekPlan.horizon / 52) years" }
    let weeks = span.first.weekStart.distance(to: span.last.weekStart) / 7 + 1
    return "about \(Words.count(weeks, "week"))"
  }

  /// The first part of an action that takes more than a week, such as `2 h` and `part 1 of 3`, or `10 min` and
  /// `about 36 weeks`; nil for another.
  package func firstPart(of id: String) -> (time: String, part: String)? {
    guard let span = entries[id]?.span, span.parts > 1 else { return nil }
    return weeks.weeks[span.week].shares.first { $0.task == id }.map {
      (Self.time($0.minutes), weeksTaken(by: id) ?? "part 1 of \(span.parts)")
    }
  }

  /// How long an action takes that is longer than a week, as in `about 24 weeks at your pace, 10 min a week`, or
  /// `3 parts, one a week`; nil for another.
  package func spread(of id: String) -> String? {
    guard let span = entries[id]?.span, span.parts > 1 else { return nil }
    return weeksTaken(by: id).map { "\($0) at your pace, \(Self.time(minutesAWeek)) a week" }
      ?? "\(span.parts) parts, one a week"
  }

  /// An action that goes on in a week, having started before.
  package struct Continuation: Sendable, Hashable {
    /// The identity of the action.
    package var id: String
    /// Which part of it falls into the week, such as `part 2 of 4`, or `parts 2 to 3 of 4` over several weeks; `goes on`
    /// if the action has too many to count.
    package var part: String
    /// The time in that week, or in each of the weeks.
    package var time: String
    /// False if it is one of too many parts to count.
    package var isCounted: Bool
  }

  /// The actions that go on in a week.
  package func goingOn(inWeek index: Int) -> [Continuation] {
    weeks.weeks[index].shares.filter { !$0.isStart }.map { share in
      let isCounted = share.parts <= Self.mostParts
      return Continuation(
        id: share.task, part: isCounted ? "part \(share.part) of \(share.parts)" : "goes on",
        time: Self.time(share.minutes), isCounted: isCounted)
    }
  }

  /// A run of weeks that have the same to say.
  package struct Stretch: Sendable {
    /// The weeks, as indices.
    package var weeks: ClosedRange<Int>
    /// The name, such as `This week` or `14 Dec – 24 Jan`.
    package var name: String
    /// What goes on in it.
    package var goingOn: [Continuation]
  }

  /// The weeks as runs: those after the next one in which only the same action goes on are one.
  package func stretches(today: CalendarDay) -> [Stretch] {
    var found: [Stretch] = []
    for (index, week) in weeks.weeks.enumerated() {
      func isPlain(_ index: Int) -> Bool {
        index >= 2 && weeks.weeks[index].shares.count == 1 && weeks.weeks[index].shares[0].isStart == false
          && weeks.weeks[index].slots.isEmpty
      }
      if isPlain(index), let last = found.last, isPlain(last.weeks.lowerBound),
        let share = week.shares.first, let first = weeks.weeks[last.weeks.lowerBound].shares.first,
        first.task == share.task, index != weeksAfterInterview.lowerBound
      {
        let days = weeks.weeks[last.weeks.lowerBound].days.lowerBound...week.days.upperBound
        found[found.count - 1] = Stretch(
          weeks: last.weeks.lowerBound...index, name: Self.words(days, today: today),
          goingOn: [
            Continuation(
              id: share.task,
              part: share.parts <= Self.mostParts
                ? "parts \(first.part) to \(share.part) of \(share.parts)" : "goes on",
              time: "\(Self.time(first.minutes)) a week", isCounted: share.parts <= Self.mostParts)
          ])
      } else {
        found.append(
          Stretch(
            weeks: index...index, name: name(ofWeek: index, today: today), goingOn: goingOn(inWeek: index)))
      }
    }
    return found
  }
}
