import QuizEngine

/// The state of laying out tasks, week by week.
struct WeekLayout {
  /// The tasks in an order in which none comes before one that it needs.
  let tasks: [WeekPlan.Task]
  /// The positions in `tasks` of what each task needs.
  private let needs: [[Int]]
  /// The positions of the urgent task and of all that it needs.
  private let urgent: Set<Int>
  /// When each task starts and ends, as far as it is laid out.
  private(set) var spans: [String: WeekPlan.Span] = [:]
  private var isDone: [Bool]
  private var waiting: [Int]
  /// The tasks that run on into the next week, and their remaining minutes: at most two.
  private var running: [(task: Int, left: Int)] = []
  /// True after the first week with time.
  private var hasStarted = false
  /// The fewest minutes of a part that doesn't end its task.
  private let leastSession: Int

  var isOver: Bool { waiting.isEmpty && running.isEmpty }

  init(_ given: [WeekPlan.Task], urgent id: String?, leastSession: Int) {
    self.leastSession = leastSession
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
    let tasks = order.map { given[$0] }
    self.tasks = tasks
    var position = Array(repeating: 0, count: given.count)
    for (index, task) in order.enumerated() { position[task] = index }
    let needs = tasks.enumerated().map { index, task in
      // In a circle, what comes later can't be waited for.
      task.after.compactMap { place[$0].map { position[$0] } }.filter { $0 < index }
    }
    self.needs = needs
    var found: Set<Int> = []
    var open = tasks.indices.filter { tasks[$0].id == id }
    while let task = open.popLast() {
      if found.insert(task).inserted { open += needs[task] }
    }
    urgent = found
    isDone = Array(repeating: false, count: tasks.count)
    waiting = Array(tasks.indices)
  }

  /// The spans, with the number of parts of the tasks that go on after the last week.
  func spans(wholeWeek: Int) -> [String: WeekPlan.Span] {
    var spans = spans
    for (task, left) in running where left > 0 {
      spans[tasks[task].id]?.isWhole = false
      spans[tasks[task].id]?.parts += (left + wholeWeek - 1) / wholeWeek
    }
    return spans
  }

  /// Fills a week as far as it goes.
  ///
  /// - Parameters:
  ///   - index: The position of the week.
  ///   - following: The free minutes of the week after it.
  mutating func fill(_ week: inout WeekPlan.Week, at index: Int, following: Int) {
    let free = week.minutes - week.reserved
    var left = free
    guard left > 0, !isOver else { return }
    let isFirst = !hasStarted
    if isFirst {
      hasStarted = true
      // What is begun goes on, and what is urgent begins beside it if there is time for both.
      let isTight = left < 2 * leastSession
      if let first = waiting.first, !isTight || urgent.isEmpty || tasks[first].isBegun { begin(first) }
      if let next = waiting.first(where: urgent.contains),
        running.first.map({ !urgent.contains($0.task) && !isTight }) ?? true
      {
        begin(next)
      }
    }
    for (task, wanted, rest) in shared(left, isFirst: isFirst) {
      let minutes = session(wanted, of: rest)
      place(task, minutes, of: rest, in: &week, at: index, whole: free)
      left -= minutes
    }
    while left > 0, running.isEmpty {
      guard let (task, wanted) = next(left: left, free: free, following: following) else { return }
      let minutes = session(wanted, of: tasks[task].minutes)
      begin(task)
      place(task, minutes, of: tasks[task].minutes, in: &week, at: index, whole: free)
      left -= minutes
    }
  }

  private mutating func begin(_ task: Int) {
    waiting.removeAll { $0 == task }
    running.append((task, tasks[task].minutes))
  }

  /// As much of the wanted time as makes a session; 0 if it is too short for one.
  private func session(_ wanted: Int, of rest: Int) -> Int {
    wanted < leastSession && wanted < rest ? 0 : WeekPlan.part(of: rest, in: wanted, least: leastSession)
  }

  /// How much of a week each running task gets.
  ///
  /// In the first week two share it, so that both are begun. From then on the one that is done sooner comes first:
  /// one finished piece of work is worth more than two halves.
  private func shared(_ left: Int, isFirst: Bool) -> [(task: Int, minutes: Int, rest: Int)] {
    guard let first = running.first else { return [] }
    let second = running.count > 1 ? running[1].left : 0
    let minutes =
      isFirst
      ? min(first.left, max(left / 2, left - second))
      : second > 0 && second < first.left ? min(first.left, max(0, left - second)) : min(first.left, left)
    return [(first.task, minutes, first.left)]
      + running.dropFirst().map { ($0.task, min($0.left, left - minutes), $0.left) }
  }

  /// The task that gets the next free time, and how much of it.
  private func next(left: Int, free: Int, following: Int) -> (task: Int, minutes: Int)? {
    // All that the first one needs comes before it, so it may start.
    guard let first = waiting.first else { return nil }
    let minutes = tasks[first].minutes
    let isSession = left >= leastSession
    if minutes <= left || left == free || (tasks[first].isBegun && isSession) {
      return (first, min(minutes, left))
    }
    let isWorthAStart = isSession && (left >= WeekPlan.leastPart || left * 4 >= following)
    if isWorthAStart, minutes > following || left * 2 >= free { return (first, left) }
    // It waits for the next week; only what ends today in the time left may come before it.
    return waiting.first { task in
      tasks[task].minutes <= left && needs[task].allSatisfy { isDone[$0] }
    }.map { ($0, tasks[$0].minutes) }
  }

  private mutating func place(
    _ task: Int, _ minutes: Int, of rest: Int, in week: inout WeekPlan.Week, at index: Int, whole: Int
  ) {
    guard minutes > 0 else { return }
    let isEnd = minutes == rest
    running.removeAll { isEnd && $0.task == task }
    if let place = running.firstIndex(where: { $0.task == task }) { running[place].left = rest - minutes }
    if isEnd { isDone[task] = true }
    // The work is spread evenly over the days that are left.
    let count = week.days.lowerBound.distance(to: week.days.upperBound) + 1
    let before = week.planned
    let first = min(count - 1, before * count / max(1, whole))
    let last = isEnd ? min(count - 1, ((before + minutes) * count - 1) / max(1, whole)) : count - 1
    let id = tasks[task].id
    let start = week.days.lowerBound.advanced(by: first).workday(in: week.days)
    let end = max(start, week.days.lowerBound.advanced(by: last)).workday(in: start...week.days.upperBound)
    let days = (start, end)
    var span =
      spans[id] ?? WeekPlan.Span(week: index, first: days.0, last: days.1, parts: 0, isWhole: true)
    span.last = days.1
    span.parts += 1
    spans[id] = span
    week.shares.append(
      WeekPlan.Share(
        task: id, minutes: minutes, part: span.parts, parts: span.parts, isEnd: isEnd, first: days.0,
        last: days.1))
  }
}
