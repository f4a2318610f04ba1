import Psychometrics
import QuizEngine
import Testing

@testable import Roadmap

/// What must hold of any laid-out plan, over many seeds, and the rules one by one.
@Suite struct WeekPlanTests {
  /// Monday, 30 November 2026.
  static let monday = CalendarDay(number: 20_787)

  struct Case: CustomTestStringConvertible {
    var seed: UInt64
    var tasks: [WeekPlan.Task]
    var minutes: Int
    var today: CalendarDay
    var deadline: CalendarDay?
    var spent: Int
    var reserved: Int
    var urgent: String?
    var appointments: [WeekPlan.Appointment]
    var testDescription: String { "seed \(seed)" }

    init(seed: UInt64) {
      self.seed = seed
      var generator = SeededGenerator(seed: seed)
      let count = Int.random(in: 0...30, using: &generator)
      tasks = (0..<count).map { index in
        WeekPlan.Task(
          id: "t\(index)",
          minutes: Int.random(in: 1...(Bool.random(using: &generator) ? 300 : 4000), using: &generator),
          // Also names that aren't laid out, and, now and then, circles.
          after: (0..<Int.random(in: 0...2, using: &generator)).map { _ in
            let other = Int.random(in: 0...(count + 2), using: &generator)
            return "t\(Int.random(in: 0..<10, using: &generator) == 0 ? other : max(other, index + 1))"
          }, isBegun: Int.random(in: 0..<6, using: &generator) == 0)
      }
      minutes = [0, 1, 10, 30, 120, 600, 6000].randomElement(using: &generator) ?? 120
      let today = WeekPlanTests.monday.advanced(by: Int.random(in: -400...400, using: &generator))
      self.today = today
      deadline =
        Bool.random(using: &generator) ? today.advanced(by: Int.random(in: -3...200, using: &generator)) : nil
      spent = [0, 0, 60, 10_000].randomElement(using: &generator) ?? 0
      let recurring = [0, 0, 20, 10_000].randomElement(using: &generator) ?? 0
      // A week without time for two sessions would be for what recurs alone, for ever.
      reserved = minutes < 2 * WeekPlan.leastSession ? 0 : recurring
      urgent = tasks.randomElement(using: &generator)?.id
      appointments = (0..<Int.random(in: 0...3, using: &generator)).map { number in
        WeekPlan.Appointment(
          id: "a\(number)", day: today.advanced(by: Int.random(in: 0...90, using: &generator)),
          minutes: Int.random(in: 1...90, using: &generator), isDividable: Bool.random(using: &generator))
      }
    }

    func plan() -> WeekPlan {
      WeekPlan(
        tasks: tasks, minutesAWeek: minutes, today: today, deadline: deadline, spent: spent, urgent: urgent,
        appointments: appointments
      ) { _, _ in reserved }
    }

    /// All that a task needs, directly or not.
    func needs(_ id: String) -> Set<String> {
      var (found, open): (Set<String>, [String]) = ([], [id])
      while let next = open.popLast() {
        for need in tasks.first(where: { $0.id == next })?.after ?? [] where found.insert(need).inserted {
          open.append(need)
        }
      }
      return found
    }
  }

  @Test(arguments: (0..<600).map { Case(seed: $0) })
  func everyPlanKeepsItsPromises(given: Case) throws {
    let plan = given.plan()
    #expect(plan == given.plan(), "the same input gives the same plan")
    var share: [String: Int] = [:]
    var parts: [String: Int] = [:]
    var slots: [String: Int] = [:]
    var ends: [String: (week: Int, place: Int)] = [:]
    var starts: [String: (week: Int, place: Int)] = [:]
    let last = plan.weeks.lastIndex { !$0.shares.isEmpty } ?? -1
    for (index, week) in plan.weeks.enumerated() {
      #expect(week.planned + week.reserved <= week.minutes, "week \(index) is over its hours")
      #expect(
        week.minutes <= given.minutes && week.upkeep <= max(0, week.minutes - WeekPlan.leastSession)
          || week.minutes < 2 * WeekPlan.leastSession)
      #expect(week.days.lowerBound >= given.today, "a past day")
      if let deadline = given.deadline, deadline > given.today {
        #expect(!week.days.contains(deadline), "the day of the deadline is for nothing else")
      }
      // Monday to Sunday, but for today and the deadline.
      let (first, end) = (week.days.lowerBound, week.days.upperBound)
      #expect(end.weekday == 6 || end.advanced(by: 1) == given.deadline)
      #expect(first == given.today || first.weekday == 0 || first.advanced(by: -1) == given.deadline)
      if index > 0, index <= last {
        let gap = plan.weeks[index - 1].days.upperBound.distance(to: first)
        #expect(gap == 1 || gap == 2 && first.advanced(by: -1) == given.deadline, "no week is skipped")
      }
      // Every week with time has something, and no big piece of it is left.
      if index < last, week.minutes > week.reserved {
        let free = week.minutes - week.reserved
        #expect(
          !week.shares.isEmpty || free < WeekPlan.leastSession && !week.slots.isEmpty,
          "week \(index) is empty")
        let following =
          plan.weeks[index + 1].minutes - plan.weeks[index + 1].slots.reduce(0) { $0 + $1.minutes }
        let left = free - week.planned
        #expect(
          left * 2 < free || left < WeekPlan.leastSession
            || left < WeekPlan.leastPart && left * 4 < following, "\(left) of \(free) is left")
      }
      if index > last { #expect(index == 0 || !week.slots.isEmpty, "an empty week after the end") }
      for slot in week.slots {
        #expect(week.days.contains(slot.day) && slot.minutes > 0)
        slots[slot.id, default: 0] += slot.minutes
      }
      for (place, part) in week.shares.enumerated() {
        #expect(part.minutes > 0 && part.first <= part.last)
        // No slivers: only the end of something, or a whole week, is shorter than a session.
        #expect(
          part.isEnd || part.minutes >= min(WeekPlan.leastSession, given.minutes),
          "\(part.minutes) minutes of \(part.task)")
        #expect(
          !part.first.isHoliday && !part.last.isHoliday || week.days.allSatisfy(\.isHoliday)
            || week.days.upperBound.isHoliday, "\(part.first.iso) to \(part.last.iso)")
        #expect(week.days.contains(part.first) && week.days.contains(part.last))
        if place > 0 { #expect(week.shares[place - 1].first <= part.first) }
        parts[part.task, default: 0] += 1
        #expect(part.part == parts[part.task] && part.part <= part.parts)
        share[part.task, default: 0] += part.minutes
        if part.isStart { starts[part.task] = (index, place) }
        if part.isEnd {
          #expect(ends[part.task] == nil && part.part == part.parts, "\(part.task) ends twice or too early")
          ends[part.task] = (index, place)
        }
      }
    }
    // Everything appears once, or is named with a reason.
    let placed = Set(share.keys).union(slots.keys)
    let all = given.tasks.map(\.id) + given.appointments.map(\.id)
    let left = plan.leftOut.map(\.id)
    #expect(Set(left).count == left.count && placed.isDisjoint(with: left))
    #expect(placed.union(left) == Set(all), "nothing is lost")
    #expect(Set(plan.spans.keys) == Set(share.keys))
    for appointment in given.appointments where placed.contains(appointment.id) {
      #expect(slots[appointment.id] == appointment.minutes)
    }
    for task in given.tasks {
      guard let span = plan.spans[task.id] else { continue }
      #expect(span.isWhole == (ends[task.id] != nil))
      if span.isWhole {
        #expect(share[task.id] == task.minutes && span.parts == parts[task.id], "\(task.id) is done in full")
      } else {
        #expect(share[task.id, default: 0] < task.minutes && span.parts > parts[task.id, default: 0])
        #expect(plan.weeks.count >= WeekPlan.horizon, "only what goes beyond the last week has no end")
      }
      // What needs one another can't be done in order.
      for need in task.after where all.contains(need) && !given.needs(need).contains(task.id) {
        let start = try #require(starts[task.id])
        let end = try #require(ends[need], "\(task.id) is laid out without \(need)")
        #expect((end.week, end.place) < (start.week, start.place), "\(task.id) before \(need)")
      }
    }
    // Something is left out only where two years are full, and the most urgent is in the first week with time.
    if !left.filter({ $0.hasPrefix("t") }).isEmpty {
      #expect(given.minutes == 0 || plan.weeks.count >= WeekPlan.horizon)
    }
    // What recurs may take a short first week whole.
    if let urgent = given.urgent, let first = plan.weeks.first(where: { $0.minutes > $0.upkeep }) {
      let chain = given.needs(urgent).union([urgent])
      // What is begun goes on alone if the week has no time for two.
      let isAlone =
        first.minutes - first.reserved < 2 * WeekPlan.leastSession
        && given.tasks.contains { task in task.isBegun && first.shares.contains { $0.task == task.id } }
      #expect(isAlone || first.shares.contains { chain.contains($0.task) }, "\(urgent) waits")
    }
  }

  private func weeks(_ plan: WeekPlan) -> [[String]] { plan.weeks.map { $0.shares.map(\.task) } }

  @Test func whatFitsIsDoneInOrderAndAnotherFillsTheRest() {
    let plan = WeekPlan(
      tasks: [("a", 70), ("b", 60), ("c", 40), ("d", 20)].map { WeekPlan.Task(id: $0.0, minutes: $0.1) },
      minutesAWeek: 100, today: Self.monday)
    // b waits for a whole week's time; d and not c fits into what is left.
    #expect(weeks(plan) == [["a", "d"], ["b", "c"]])
    #expect(plan.leftOut.isEmpty && plan.needed == 190 && plan.available == nil)
  }

  @Test func whatComesFirstIsPulledForwardWithWhatNeedsIt() {
    let plan = WeekPlan(
      tasks: [
        WeekPlan.Task(id: "a", minutes: 60, after: ["c"]), WeekPlan.Task(id: "b", minutes: 60),
        WeekPlan.Task(id: "c", minutes: 60),
      ], minutesAWeek: 120, today: Self.monday)
    #expect(weeks(plan) == [["c", "a"], ["b"]])
  }

  @Test func aLongTaskRunsOverWeeksAndEndsOnTheDayThatItsTimeSays() throws {
    let plan = WeekPlan(
      tasks: [WeekPlan.Task(id: "long", minutes: 250), WeekPlan.Task(id: "next", minutes: 30)],
      minutesAWeek: 100, today: Self.monday)
    #expect(weeks(plan) == [["long"], ["long"], ["long", "next"]])
    let span = try #require(plan.spans["long"])
    #expect(span.week == 0 && span.first == Self.monday)
    // Half of the third week: its fourth day.
    #expect(span.last == Self.monday.advanced(by: 14 + 3))
  }

  @Test func aMissedWeekMovesEverythingByAWeek() {
    let tasks = (0..<6).map { WeekPlan.Task(id: "t\($0)", minutes: 100) }
    let before = WeekPlan(tasks: tasks, minutesAWeek: 100, today: Self.monday)
    let after = WeekPlan(tasks: tasks, minutesAWeek: 100, today: Self.monday.advanced(by: 7))
    #expect(weeks(before) == weeks(after))
    for task in tasks {
      #expect(before.spans[task.id]?.last.advanced(by: 7) == after.spans[task.id]?.last)
    }
  }

  @Test func ofTheFirstWeekOnlyTheDaysThatAreLeftCount() {
    let task = [WeekPlan.Task(id: "t", minutes: 700)]
    let friday = WeekPlan(tasks: task, minutesAWeek: 700, today: Self.monday.advanced(by: 4))
    #expect(friday.weeks.map(\.minutes) == [300, 700])
    let done = WeekPlan(tasks: task, minutesAWeek: 700, today: Self.monday, spent: 500)
    #expect(done.weeks.first?.minutes == 200)
  }

  @Test func whatIsNotDoneBeforeTheDeadlineComesAfterItInTheSameOrder() throws {
    let deadline = Self.monday.advanced(by: 14)
    let plan = WeekPlan(
      tasks: [
        WeekPlan.Task(id: "a", minutes: 100), WeekPlan.Task(id: "big", minutes: 250),
        WeekPlan.Task(id: "after big", minutes: 10, after: ["big"]), WeekPlan.Task(id: "b", minutes: 90),
      ], minutesAWeek: 100, today: Self.monday, deadline: deadline)
    #expect(weeks(plan) == [["a"], ["big"], ["big"], ["big", "after big"], ["b"]])
    #expect(plan.leftOut.isEmpty && plan.needed == 450 && plan.available == 200)
    // The day of the deadline is nobody's, and its week goes on after it.
    #expect(plan.weeks[2].days == deadline.advanced(by: 1)...deadline.advanced(by: 6))
    #expect(plan.weeks[2].minutes == 85)
    let parts = plan.weeks.flatMap(\.shares).filter { $0.task == "big" }
    #expect(parts.map(\.part) == [1, 2, 3] && parts.allSatisfy { $0.parts == 3 })
    let none = WeekPlan(tasks: [WeekPlan.Task(id: "a", minutes: 1)], minutesAWeek: 0, today: Self.monday)
    #expect(none.leftOut == [.init(id: "a", reason: .noTime)] && none.weeks.count == 1)
  }

  @Test func tenMinutesAWeekAreWorkInEveryWeekFromTheFirst() {
    // A Sunday.
    let plan = WeekPlan(
      tasks: [WeekPlan.Task(id: "a", minutes: 360), WeekPlan.Task(id: "b", minutes: 20)], minutesAWeek: 10,
      today: Self.monday.advanced(by: 6), urgent: "a")
    #expect(plan.weeks.map(\.planned) == Array(repeating: 10, count: 38))
    #expect(plan.weeks.first?.shares.first?.parts == 36 && plan.leftOut.isEmpty)
  }

  @Test func whatIsLeftOfATaskIsASessionToo() {
    let plan = WeekPlan(
      tasks: [WeekPlan.Task(id: "a", minutes: 205), WeekPlan.Task(id: "b", minutes: 300)],
      minutesAWeek: 100, today: Self.monday)
    // Five minutes alone are no session, and nothing else is begun in the five that are left of the second week.
    #expect(plan.weeks.prefix(3).map { $0.shares.first?.minutes } == [100, 95, 10])
    #expect(plan.weeks[1].planned == 95)
    // What recurs doesn't leave a sliver either.
    let small = WeekPlan(
      tasks: [WeekPlan.Task(id: "a", minutes: 40)], minutesAWeek: 25, today: Self.monday
    ) { _, most in most }
    #expect(small.weeks.map(\.planned) == [10, 10, 10, 10] && small.weeks.allSatisfy { $0.upkeep == 15 })
  }

  @Test func aPlacementThatComesFirstTakesTheFirstWeeksWhole() {
    let plan = WeekPlan(
      tasks: [WeekPlan.Task(id: "a", minutes: 30)], minutesAWeek: 10, today: Self.monday,
      appointments: [
        .init(id: "x", day: Self.monday, minutes: 20, isDividable: true, comesFirst: true)
      ])
    #expect(plan.weeks.prefix(3).map { $0.slots.map(\.minutes) } == [[10], [10], []])
    #expect(plan.weeks.map(\.planned) == [0, 0, 10, 10, 10])
  }

  @Test func nothingIsPlannedForNewYearsDayOrChristmas() throws {
    for (year, month, day) in [(2027, 1, 1), (2026, 12, 25), (2026, 12, 26)] {
      let holiday = try #require(CalendarDay(year: year, month: month, day: day))
      let monday = holiday.weekStart
      for minutes in stride(from: 10, through: 700, by: 30) {
        let plan = WeekPlan(
          tasks: [WeekPlan.Task(id: "a", minutes: minutes), WeekPlan.Task(id: "b", minutes: 120)],
          minutesAWeek: 700, today: monday,
          appointments: [.init(id: "x", day: holiday, minutes: 20)])
        for week in plan.weeks {
          #expect(week.slots.allSatisfy { !$0.day.isHoliday })
          #expect(week.shares.allSatisfy { !$0.first.isHoliday && !$0.last.isHoliday })
        }
      }
    }
  }

  @Test func whatGoesBeyondTwoYearsBeginsAndWhatWouldBeginLaterIsNamed() {
    let plan = WeekPlan(
      tasks: [WeekPlan.Task(id: "a", minutes: 5000), WeekPlan.Task(id: "b", minutes: 20)], minutesAWeek: 10,
      today: Self.monday)
    #expect(plan.weeks.count == WeekPlan.horizon && plan.weeks.allSatisfy { $0.planned == 10 })
    #expect(plan.spans["a"]?.end == nil && plan.spans["a"]?.parts == 500)
    #expect(plan.leftOut == [.init(id: "b", reason: .tooFarOff)])
  }

  @Test func theUrgentBeginsBesideWhatIsBegun() {
    let plan = WeekPlan(
      tasks: [
        WeekPlan.Task(id: "begun", minutes: 300, isBegun: true), WeekPlan.Task(id: "later", minutes: 50),
        WeekPlan.Task(id: "urgent", minutes: 120, after: ["basis"]), WeekPlan.Task(id: "basis", minutes: 40),
      ], minutesAWeek: 100, today: Self.monday, urgent: "urgent")
    #expect(plan.weeks.first?.shares.map(\.task) == ["begun", "basis"], "what it needs comes first")
    #expect(plan.weeks.first?.shares.map(\.minutes) == [60, 40])
  }

  @Test func anExamTakesItsTimeAndMovesToAnEarlierWeekThatHasIt() {
    let work = [WeekPlan.Task(id: "a", minutes: 250)]
    func plan(_ minutes: Int, dividable: Bool = false, weekly: Int = 100) -> WeekPlan {
      WeekPlan(
        tasks: work, minutesAWeek: weekly, today: Self.monday, deadline: Self.monday.advanced(by: 16),
        appointments: [
          .init(id: "x", day: Self.monday.advanced(by: 15), minutes: minutes, isDividable: dividable)
        ])
    }
    // Of its own week, two days before the deadline, there are 30 minutes.
    let exam = plan(60)
    #expect(exam.weeks.map(\.reserved).prefix(3) == [0, 60, 0] && exam.weeks[1].planned == 40)
    #expect(exam.weeks[1].slots.first?.day == Self.monday.advanced(by: 13), "its last day")
    #expect(plan(30).weeks[2].slots.first?.day == Self.monday.advanced(by: 15))
    // The first week keeps a quarter for work.
    #expect(plan(101).leftOut == [.init(id: "x", reason: .tooLong)])
    let parts = plan(60, dividable: true, weekly: 30).weeks.flatMap(\.slots)
    #expect(parts.map(\.minutes) == [10, 20, 30] && parts.map(\.part) == [1, 2, 3])
  }

  @Test func weeksBeginOnMonday() {
    for offset in -20...20 {
      let day = Self.monday.advanced(by: offset)
      #expect(day.weekStart.weekday == 0 && (0...6).contains(day.weekStart.distance(to: day)))
    }
    #expect(Self.monday.iso == "2026-11-30" && Self.monday.weekday == 0)
    #expect(CalendarDay(number: -1).weekday == 2, "31 December 1969 was a Wednesday")
  }

  @Test func whatRecursComesFirstAndLeavesTimeForOneSession() {
    func plan(_ minutes: Int, due: Int) -> WeekPlan {
      var left = due
      return WeekPlan(
        tasks: [WeekPlan.Task(id: "t", minutes: 60)], minutesAWeek: minutes, today: Self.monday,
        appointments: [WeekPlan.Appointment(id: "a", day: Self.monday, minutes: 20, isDividable: true)]
      ) { _, room in
        let taken = min(left, room)
        left -= taken
        return taken
      }
    }
    // Short weeks are for what recurs alone, as long as there is some; then come the appointment and the work.
    let short = plan(10, due: 25)
    #expect(short.weeks.map(\.upkeep).prefix(4) == [10, 10, 5, 0] && short.weeks[0].shares.isEmpty)
    #expect(short.weeks.allSatisfy { $0.planned + $0.reserved <= 10 } && short.leftOut.isEmpty)
    let long = plan(100, due: 95)
    #expect(long.weeks[0].upkeep == 90 && long.weeks[0].shares.map(\.minutes) == [10])
  }
}
