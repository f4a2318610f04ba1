import QuizEngine

/// Work laid out over weeks: what to do when, with the time there is.
///
/// It is computed from what is still open, so work that was missed moves on by itself. The same input gives the
/// same weeks. What is most important comes first, also when there is little time: work that is longer than a
/// week is done in parts, and nothing is dropped because it is long.
public struct WeekPlan: Sendable, Equatable {
  /// Work to lay out.
  public struct Task: Sendable, Equatable {
    /// The identity.
    public var id: String
    /// The time it takes, in minutes.
    public var minutes: Int
    /// The identities of the tasks that must be finished before it starts; those that aren't laid out count as
    /// finished.
    public var after: [String]
    /// True if it has been started: it goes on at once and may be split between weeks.
    public var isBegun: Bool

    /// Creates a task.
    public init(id: String, minutes: Int, after: [String] = [], isBegun: Bool = false) {
      self.id = id
      self.minutes = max(1, minutes)
      self.after = after
      self.isBegun = isBegun
    }
  }

  /// Something to do on a certain day, such as an exam; it takes its time before the tasks do.
  public struct Appointment: Sendable, Equatable {
    /// The identity.
    public var id: String
    /// The day.
    public var day: CalendarDay
    /// The time it takes, in minutes.
    public var minutes: Int
    /// True if it may be interrupted and goes on in the following weeks.
    ///
    /// Otherwise it moves to an earlier week if its own is too short.
    public var isDividable: Bool
    /// True if it may take all of the first week, because no work makes sense before it.
    public var comesFirst: Bool

    /// Creates an appointment.
    public init(
      id: String, day: CalendarDay, minutes: Int, isDividable: Bool = false, comesFirst: Bool = false
    ) {
      self.id = id
      self.day = day
      self.minutes = max(1, minutes)
      self.isDividable = isDividable
      self.comesFirst = comesFirst
    }
  }

  /// The part of an appointment that falls into one week.
  public struct Slot: Sendable, Equatable {
    /// The identity of the appointment.
    public var id: String
    /// The day.
    public var day: CalendarDay
    /// The time in this week, in minutes.
    public var minutes: Int
    /// Which part of the appointment this is, from 1.
    public var part: Int
    /// The number of its parts.
    public var parts: Int
  }

  /// The part of a task that falls into one week.
  public struct Share: Sendable, Equatable {
    /// The identity of the task.
    public var task: String
    /// The time in this week, in minutes.
    public var minutes: Int
    /// Which part of the task this is, from 1.
    public var part: Int
    /// The number of its parts, with those after the last week.
    public var parts: Int
    /// True in the week in which the task ends.
    public var isEnd: Bool
    /// The first day of the share.
    public var first: CalendarDay
    /// The last day of the share.
    public var last: CalendarDay

    /// True in the week in which the task starts.
    public var isStart: Bool { part == 1 }
  }

  /// A week, Monday to Sunday; the first one starts today.
  ///
  /// A deadline divides its week into the days before it and those after it.
  public struct Week: Sendable, Equatable {
    /// The days that are left of it.
    public var days: ClosedRange<CalendarDay>
    /// The time there is, in minutes.
    public var minutes: Int
    /// What has a day, in order.
    public var slots: [Slot] = []
    /// How much of it is kept for what recurs, in minutes.
    public var upkeep = 0
    /// The work, in order.
    public var shares: [Share] = []

    /// The time of its work, in minutes.
    public var planned: Int { shares.reduce(0) { $0 + $1.minutes } }
    /// The time of all else, in minutes.
    public var reserved: Int { slots.reduce(upkeep) { $0 + $1.minutes } }
  }

  /// When a task starts and ends.
  public struct Span: Sendable, Equatable {
    /// The week of its start, as an index.
    public var week: Int
    /// Its first day.
    public var first: CalendarDay
    /// Its last day, or the last day that is laid out.
    public var last: CalendarDay
    /// The number of its parts, one a week.
    public var parts: Int
    /// False if it goes on after the last week that is laid out.
    public var isWhole: Bool

    /// The day on which it is done; nil if that is out of sight.
    public var end: CalendarDay? { isWhole ? last : nil }
  }

  /// Why something isn't laid out.
  public enum Reason: Sendable, Hashable {
    /// There is no time at all.
    case noTime
    /// It would start after the last week that is laid out.
    case tooFarOff
    /// No week up to its day has enough time.
    case tooLong
  }

  /// Something that isn't laid out.
  public struct LeftOut: Sendable, Equatable {
    /// The identity.
    public var id: String
    /// Why.
    public var reason: Reason
  }

  /// The weeks, from this one to the last one with work; after it only those with an appointment.
  public let weeks: [Week]
  /// The tasks and appointments that aren't laid out, tasks first, each in order.
  public let leftOut: [LeftOut]
  /// The time that all tasks take, in minutes.
  public let needed: Int
  /// The time for tasks until the deadline, in minutes; nil without a deadline.
  public let available: Int?
  /// When each task that is laid out starts and ends.
  public let spans: [String: Span]

  /// How many weeks are laid out: two years, as work further off isn't a plan.
  public static let horizon = 104
  /// The most weeks that are laid out, with those up to a late deadline: ten years.
  public static let mostWeeks = 520
  /// A part shorter than this is no start, unless the week has nothing else; in minutes.
  static let leastPart = 15
  /// No part is shorter than this, unless it ends its task or the whole week is shorter; in minutes.
  public static let leastSession = 10

  /// Lays tasks out.
  ///
  /// In every week, what recurs comes first, then what has a day, then the tasks in their order. What recurs leaves
  /// time for a session of work, unless the week is shorter than two. A session takes ten minutes at least, and none is
  /// on New Year's Day or at Christmas. A task that fits into the next week stays in one week if less than half of this
  /// one is left; a later one may use that time. All others start with what is left and go on in the following weeks, so no
  /// week before the last is empty. The first week always works on `urgent`, or on what that needs first, unless
  /// something is begun and there is no time for both.
  ///
  /// - Parameters:
  ///   - tasks: The tasks, most important first.
  ///   - minutesAWeek: The time in a whole week, in minutes; of the present week only the days that are left
  ///     count.
  ///   - today: The person's present day.
  ///   - deadline: A day on which nothing is done; the weeks go on after it.
  ///   - spent: How much of this week's time is used up, in minutes.
  ///   - urgent: The task to begin in the first week, also beside one that is begun.
  ///   - appointments: What has a day, most important first.
  ///   - upkeep: Receives the days of a week and the most minutes that it may use; returns those that it uses. It is
  ///     called for one week after the other.
  public init(
    tasks: [Task], minutesAWeek: Int, today: CalendarDay, deadline: CalendarDay? = nil, spent: Int = 0,
    urgent: String? = nil, appointments: [Appointment] = [],
    upkeep: (ClosedRange<CalendarDay>, Int) -> Int = { _, _ in 0 }
  ) {
    var layout = WeekLayout(tasks, urgent: urgent, leastSession: min(Self.leastSession, max(1, minutesAWeek)))
    needed = layout.tasks.reduce(0) { $0 + $1.minutes }
    var weeks = Self.weeks(minutesAWeek: minutesAWeek, today: today, deadline: deadline, spent: spent)
    for index in weeks.indices {
      let minutes = weeks[index].minutes
      let most = minutes < 2 * Self.leastSession ? minutes : minutes - Self.leastSession
      weeks[index].upkeep = min(max(0, upkeep(weeks[index].days, most)), most)
    }
    let missed = Self.place(appointments, in: &weeks)
    let lastSlot = weeks.lastIndex { !$0.slots.isEmpty } ?? -1
    func isBefore(_ week: Week) -> Bool { deadline.map { week.days.upperBound < $0 } ?? false }
    for index in weeks.indices {
      guard !layout.isOver || index <= lastSlot || isBefore(weeks[index]) else { break }
      let following = weeks.indices.contains(index + 1) ? weeks[index + 1] : nil
      layout.fill(
        &weeks[index], at: index, following: following.map { $0.minutes - $0.reserved } ?? 0)
    }
    available = deadline.map { _ in
      weeks.filter(isBefore).reduce(0) { $0 + $1.minutes - $1.reserved }
    }
    spans = layout.spans(wholeWeek: max(1, minutesAWeek))
    for index in weeks.indices {
      for place in weeks[index].shares.indices {
        weeks[index].shares[place].parts = spans[weeks[index].shares[place].task]?.parts ?? 1
      }
    }
    let end = weeks.lastIndex { !$0.shares.isEmpty } ?? 0
    self.weeks = weeks.enumerated().filter { $0.offset <= end || !$0.element.slots.isEmpty }.map(\.element)
    let reason: Reason = weeks.allSatisfy { $0.minutes == 0 } ? .noTime : .tooFarOff
    leftOut =
      layout.tasks.filter { layout.spans[$0.id] == nil }.map { LeftOut(id: $0.id, reason: reason) }
      + missed.map { LeftOut(id: $0, reason: reason == .noTime ? reason : .tooLong) }
  }

  /// The weeks to fill.
  private static func weeks(
    minutesAWeek: Int, today: CalendarDay, deadline: CalendarDay?, spent: Int
  ) -> [Week] {
    let whole = max(0, minutesAWeek)
    let deadline = deadline.flatMap { $0 > today ? $0 : nil }
    let toDeadline = deadline.map { today.distance(to: $0) / 7 + 1 + horizon / 2 } ?? 0
    let count = min(mostWeeks, max(horizon, toDeadline))
    var weeks: [Week] = []
    var first = today
    while weeks.count < count {
      let sunday = first.weekStart.advanced(by: 6)
      // The last day that can be written down: after it no week begins.
      guard sunday.advanced(by: 1) > sunday else { break }
      var used = weeks.isEmpty ? max(0, spent) : 0
      for half in [first...sunday].flatMap({ divided($0, by: deadline) }) {
        let days = half.lowerBound.distance(to: half.upperBound) + 1
        // Whole minutes by the day would be 1 of 10 on a Sunday; nobody plans for that.
        let share =
          days == 7 ? whole : max((whole * days / 7 + 4) / 5 * 5, min(whole, leastSession))
        let left = max(0, min(share, whole - used))
        // What is too short for a session is no time.
        let minutes = left < min(whole, leastSession) ? 0 : left
        used += minutes
        weeks.append(Week(days: half, minutes: minutes))
      }
      first = sunday.advanced(by: 1)
    }
    return weeks
  }

  /// The days before a deadline and those after it.
  private static func divided(
    _ days: ClosedRange<CalendarDay>, by deadline: CalendarDay?
  ) -> [ClosedRange<CalendarDay>] {
    guard let deadline, days.contains(deadline) else { return [days] }
    return (deadline > days.lowerBound ? [days.lowerBound...deadline.advanced(by: -1)] : [])
      + (deadline < days.upperBound ? [deadline.advanced(by: 1)...days.upperBound] : [])
  }

  /// How much of a rest is done in a week: what is left of it is a session too, if that is possible.
  static func part(of rest: Int, in room: Int, least: Int) -> Int {
    let left = rest - min(rest, room)
    guard left > 0, left < least, room - (least - left) >= least else { return min(rest, room) }
    return room - (least - left)
  }

  /// Gives appointments their time; returns those for which there is none.
  private static func place(_ appointments: [Appointment], in weeks: inout [Week]) -> [String] {
    let opening = weeks.firstIndex { $0.minutes > 0 }
    var missed: [String] = []
    for given in appointments {
      /// The time that an appointment may take in a week: in the first one some is left for work.
      func room(_ index: Int) -> Int {
        let week = weeks[index]
        let kept =
          index == opening && !given.comesFirst
          ? max(min(leastSession, week.minutes - week.upkeep), (week.minutes - week.upkeep) / 4) : 0
        return max(0, week.minutes - week.reserved - kept)
      }
      guard let start = weeks.lastIndex(where: { $0.days.lowerBound <= given.day }) else {
        missed.append(given.id)
        continue
      }
      var parts: [(week: Int, minutes: Int)] = []
      if given.isDividable {
        var rest = given.minutes
        for index in weeks.indices[start...] where rest > 0 && room(index) >= min(rest, leastSession) {
          let part = part(of: rest, in: room(index), least: leastSession)
          parts.append((index, part))
          rest -= part
        }
        if rest > 0 { parts = [] }
      } else if let index = weeks.indices[...start].last(where: { room($0) >= given.minutes }) {
        parts = [(index, given.minutes)]
      }
      for (number, part) in parts.enumerated() {
        let days = weeks[part.week].days
        let day = min(max(given.day, days.lowerBound), days.upperBound).workday(in: days)
        weeks[part.week].slots.append(
          Slot(id: given.id, day: day, minutes: part.minutes, part: number + 1, parts: parts.count))
        weeks[part.week].slots.sort { $0.day < $1.day }
      }
      if parts.isEmpty { missed.append(given.id) }
    }
    return missed
  }
}

extension CalendarDay {
  /// The Monday of its week.
  package var weekStart: CalendarDay { advanced(by: -weekday) }

  /// The day of the week: 0 is Monday, 6 is Sunday.
  package var weekday: Int {
    // 1 January 1970 was a Thursday.
    let days = (number + 3) % 7
    return days < 0 ? days + 7 : days
  }

  /// True on New Year's Day and at Christmas, when nobody plans to study.
  package var isHoliday: Bool { day == 1 && month == 1 || (25...26).contains(day) && month == 12 }

  /// The day itself, or the next one in a range that isn't a holiday, or the last one before it.
  package func workday(in days: ClosedRange<CalendarDay>) -> CalendarDay {
    guard isHoliday, days.contains(self) else { return self }
    return (self...days.upperBound).first { !$0.isHoliday }
      ?? (days.lowerBound...self).last { !$0.isHoliday } ?? self
  }
}
