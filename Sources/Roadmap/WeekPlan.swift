import QuizEngine

/// Work laid out over weeks: what to do when, with the time there is.
///
/// It is computed from what is still open, so work that was missed moves on by itself. The same input gives the
/// same weeks.
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

  /// The part of a task that falls into one week.
  public struct Share: Sendable, Equatable {
    /// The identity of the task.
    public var task: String
    /// The time in this week, in minutes.
    public var minutes: Int
    /// True in the week in which the task starts.
    public var isStart: Bool
    /// True in the week in which the task ends.
    public var isEnd: Bool
    /// The first day of the share.
    public var first: CalendarDay
    /// The last day of the share.
    public var last: CalendarDay
  }

  /// A week, Monday to Sunday; the first one starts today, and the last one may end before a deadline.
  public struct Week: Sendable, Equatable {
    /// The days that are left of it.
    public var days: ClosedRange<CalendarDay>
    /// The time there is, in minutes.
    public var minutes: Int
    /// How much of it is kept for other things, in minutes.
    public var reserved: Int
    /// The work, in order.
    public var shares: [Share]

    /// The time of its work, in minutes.
    public var planned: Int { shares.reduce(0) { $0 + $1.minutes } }
  }

  /// When a task starts and ends.
  public struct Span: Sendable, Equatable {
    /// The week of its start, as an index.
    public var week: Int
    /// Its first day.
    public var first: CalendarDay
    /// Its last day.
    public var last: CalendarDay
  }

  /// The weeks, from this one to the last one with work, or to the deadline.
  public let weeks: [Week]
  /// The tasks that don't fit, in order.
  public let leftOut: [String]
  /// The time that all tasks take, in minutes.
  public let needed: Int
  /// The time until the deadline without what is reserved, in minutes; nil without a deadline.
  public let available: Int?
  /// When each task that is laid out starts and ends.
  public let spans: [String: Span]

  /// The most weeks that are laid out: ten years.
  public static let mostWeeks = 520
  /// The largest share of a week that may be reserved: work must go on.
  private static let mostReserved = 0.5

  /// Lays tasks out.
  ///
  /// The first task in the list that may start gets the next free time. A task that fits into one week stays in
  /// one week; if too little is left of this week, a later task may use that time. A longer one starts with
  /// what is left and goes on in the following weeks. A task that can't end before the deadline is left out,
  /// with all that need it.
  ///
  /// - Parameters:
  ///   - tasks: The tasks, most important first.
  ///   - minutesAWeek: The time in a whole week, in minutes; of the present week only the days that are left
  ///     count.
  ///   - today: The person's present day.
  ///   - deadline: The day before which everything must end.
  ///   - spent: How much of this week's time is used up, in minutes.
  ///   - reserved: Returns how many minutes of a week are kept for other things.
  public init(
    tasks: [Task], minutesAWeek: Int, today: CalendarDay, deadline: CalendarDay? = nil, spent: Int = 0,
    reserved: (ClosedRange<CalendarDay>) -> Int = { _ in 0 }
  ) {
    var layout = Layout(tasks)
    needed = layout.tasks.reduce(0) { $0 + $1.minutes }
    var weeks = Self.weeks(
      minutesAWeek: minutesAWeek, today: today, deadline: deadline, spent: spent, reserved: reserved)
    let free = weeks.map { $0.minutes - $0.reserved }
    available = deadline.map { _ in free.reduce(0, +) }
    for index in weeks.indices where !layout.isOver { layout.fill(&weeks[index], at: index, free: free) }
    let last = weeks.lastIndex { !$0.shares.isEmpty }
    self.weeks = deadline == nil ? Array(weeks.prefix((last ?? 0) + 1)) : weeks
    leftOut = layout.tasks.map(\.id).filter { layout.spans[$0] == nil }
    spans = layout.spans
  }

  /// The weeks to fill.
  private static func weeks(
    minutesAWeek: Int, today: CalendarDay, deadline: CalendarDay?, spent: Int,
    reserved: (ClosedRange<CalendarDay>) -> Int
  ) -> [Week] {
    var weeks: [Week] = []
    var first = today
    while weeks.count < mostWeeks, deadline.map({ first < $0 }) ?? true {
      let sunday = first.weekStart.advanced(by: 6)
      let last = deadline.map { min(sunday, $0.advanced(by: -1)) } ?? sunday
      // The last day that can be written down: after it no week begins.
      guard last >= first, sunday.advanced(by: 1) > sunday else { break }
      let days = first.distance(to: last) + 1
      let whole = max(0, minutesAWeek)
      let minutes =
        weeks.isEmpty
        ? max(0, min(whole * days / 7, whole - max(0, spent)))
        : whole * days / 7
      let kept = min(max(0, reserved(first...last)), Int(Double(minutes) * mostReserved))
      weeks.append(Week(days: first...last, minutes: minutes, reserved: kept, shares: []))
      first = sunday.advanced(by: 1)
    }
    return weeks
  }
}

/// The state of laying out.
private struct Layout {
  /// The tasks in an order in which none comes before one that it needs.
  let tasks: [WeekPlan.Task]
  /// The positions in `tasks` of what each task needs.
  private let needs: [[Int]]
  /// When each task starts and ends; those that run on have no end yet.
  private(set) var spans: [String: WeekPlan.Span] = [:]
  private var isDone: [Bool]
  private var waiting: [Int]
  /// The task that runs on into the next week, and its remaining minutes.
  private var current: (task: Int, left: Int)?

  var isOver: Bool { waiting.isEmpty && current == nil }

  init(_ given: [WeekPlan.Task]) {
    var seen: Set<String> = []
    let given = given.filter { seen.insert($0.id).inserted }
    let place = Dictionary(
      given.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var order: [Int] = []
    var isVisited = Array(repeating: false, count: given.count)
    // What a task needs comes right before it. The stack holds a task twice: before and after its needs.
    var stack: [(task: Int, isReady: Bool)] = given.indices.reversed().map { ($0, false) }
    while let (task, isReady) = stack.popLast() {
      if isReady {
        order.append(task)
      } else if !isVisited[task] {
        isVisited[task] = true
        stack.append((task, true))
        for need in given[task].after.reversed() {
          if let need = place[need], !isVisited[need] { stack.append((need, false)) }
        }
      }
    }
    tasks = order.map { given[$0] }
    var position = Array(repeating: 0, count: given.count)
    for (index, task) in order.enumerated() { position[task] = index }
    needs = tasks.map { task in task.after.compactMap { place[$0].map { position[$0] } } }
    isDone = Array(repeating: false, count: tasks.count)
    waiting = Array(tasks.indices)
  }

  /// Fills a week as far as it goes.
  ///
  /// - Parameters:
  ///   - index: The position of the week.
  ///   - free: The free minutes of all weeks.
  mutating func fill(_ week: inout WeekPlan.Week, at index: Int, free: [Int]) {
    var left = free[index]
    if let (task, rest) = current {
      place(task, min(rest, left), of: rest, isStart: false, in: &week, at: index, whole: free[index])
      left -= min(rest, left)
    }
    while left > 0, current == nil {
      guard let (place, minutes) = next(left: left, at: index, free: free) else { return }
      let task = waiting.remove(at: place)
      self.place(
        task, minutes, of: tasks[task].minutes, isStart: true, in: &week, at: index, whole: free[index])
      left -= minutes
    }
  }

  /// The position in `waiting` of the task that gets the next free time, and how much of it.
  private func next(left: Int, at index: Int, free: [Int]) -> (place: Int, minutes: Int)? {
    let following = index + 1 < free.count ? free[index + 1] : 0
    var mustFit = false
    for (place, task) in waiting.enumerated() where needs[task].allSatisfy({ isDone[$0] }) {
      let minutes = tasks[task].minutes
      if minutes <= left { return (place, minutes) }
      if mustFit { continue }
      if tasks[task].isBegun, isRoom(for: minutes, left: left, after: index, free: free) {
        return (place, left)
      }
      if minutes <= following {
        // It waits for the next week; only what ends today in the time left may come before it.
        mustFit = true
      } else if left * 4 < following, isRoom(for: minutes, left: 0, after: index, free: free) {
        // A few minutes at the end of a week are no start.
        mustFit = true
      } else if isRoom(for: minutes, left: left, after: index, free: free) {
        return (place, left)
      }
    }
    return nil
  }

  private func isRoom(for minutes: Int, left: Int, after index: Int, free: [Int]) -> Bool {
    var room = left
    for week in free[(index + 1)...] where room < minutes { room += week }
    return room >= minutes
  }

  private mutating func place(
    _ task: Int, _ minutes: Int, of rest: Int, isStart: Bool, in week: inout WeekPlan.Week, at index: Int,
    whole: Int
  ) {
    let isEnd = minutes == rest
    current = isEnd ? nil : (task, rest - minutes)
    if isEnd { isDone[task] = true }
    guard minutes > 0 else { return }
    // The work is spread evenly over the days that are left.
    let count = week.days.lowerBound.distance(to: week.days.upperBound) + 1
    let before = week.planned
    let first = min(count - 1, before * count / max(1, whole))
    let last = isEnd ? min(count - 1, ((before + minutes) * count - 1) / max(1, whole)) : count - 1
    let share = WeekPlan.Share(
      task: tasks[task].id, minutes: minutes, isStart: isStart, isEnd: isEnd,
      first: week.days.lowerBound.advanced(by: first),
      last: week.days.lowerBound.advanced(by: max(first, last)))
    week.shares.append(share)
    var span =
      spans[share.task] ?? WeekPlan.Span(week: index, first: share.first, last: share.last)
    span.last = share.last
    spans[share.task] = span
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
}
