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
          })
      }
      minutes = [0, 10, 30, 120, 600, 6000].randomElement(using: &generator) ?? 120
      today = WeekPlanTests.monday.advanced(by: Int.random(in: -400...400, using: &generator))
      deadline =
        Bool.random(using: &generator) ? today.advanced(by: Int.random(in: -3...200, using: &generator)) : nil
      spent = [0, 0, 60, 10_000].randomElement(using: &generator) ?? 0
      reserved = [0, 0, 20, 10_000].randomElement(using: &generator) ?? 0
    }

    func plan() -> WeekPlan {
      WeekPlan(
        tasks: tasks, minutesAWeek: minutes, today: today, deadline: deadline, spent: spent
      ) { _ in reserved }
    }
  }

  @Test(arguments: (0..<400).map { Case(seed: $0) })
  func everyPlanKeepsItsPromises(given: Case) {
    let plan = given.plan()
    #expect(plan == given.plan(), "the same input gives the same plan")
    var share: [String: Int] = [:]
    var ends: [String: (week: Int, place: Int)] = [:]
    var starts: [String: (week: Int, place: Int)] = [:]
    for (index, week) in plan.weeks.enumerated() {
      #expect(week.planned + week.reserved <= week.minutes, "week \(index) is over its hours")
      #expect(week.days.lowerBound >= given.today, "a past day")
      #expect(week.days.upperBound.weekday == 6 || week.days.upperBound.advanced(by: 1) == given.deadline)
      #expect(week.days.lowerBound == given.today || week.days.lowerBound.weekday == 0)
      if let deadline = given.deadline { #expect(week.days.upperBound < deadline) }
      if index > 0 {
        #expect(plan.weeks[index - 1].days.upperBound.advanced(by: 1) == week.days.lowerBound)
      }
      for (place, part) in week.shares.enumerated() {
        #expect(part.minutes > 0 && part.first <= part.last)
        #expect(week.days.contains(part.first) && week.days.contains(part.last))
        if place > 0 { #expect(week.shares[place - 1].first <= part.first) }
        #expect(part.isStart == (share[part.task] == nil), "\(part.task) starts twice or never")
        share[part.task, default: 0] += part.minutes
        if part.isStart { starts[part.task] = (index, place) }
        if part.isEnd {
          #expect(ends[part.task] == nil, "\(part.task) ends twice")
          ends[part.task] = (index, place)
        }
      }
    }
    let placed = Set(share.keys)
    let all = given.tasks.map(\.id)
    #expect(placed.isDisjoint(with: plan.leftOut) && placed.count + plan.leftOut.count == all.count)
    #expect(placed.union(plan.leftOut) == Set(all), "nothing is lost")
    #expect(Set(plan.spans.keys) == placed)
    for task in given.tasks where placed.contains(task.id) {
      #expect(share[task.id] == task.minutes && ends[task.id] != nil, "\(task.id) is done in full")
      for need in task.after where all.contains(need) {
        let (end, start) = (ends[need], starts[task.id])
        if let end, let start {
          #expect((end.week, end.place) < (start.week, start.place), "\(task.id) before \(need)")
        } else {
          Issue.record("\(task.id) is laid out without \(need)")
        }
      }
    }
    // A task in one week takes several only if it is longer than the week that follows.
    for (index, week) in plan.weeks.enumerated() {
      for part in week.shares where part.isStart && !part.isEnd {
        let whole = given.tasks.first { $0.id == part.task }?.minutes ?? 0
        let following = plan.weeks.indices.contains(index + 1) ? plan.weeks[index + 1] : nil
        #expect(
          whole > (following.map { $0.minutes - $0.reserved } ?? 0), "\(part.task) is split for no reason")
      }
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

  @Test func whatDoesNotFitBeforeTheDeadlineIsLeftOutWithWhatNeedsIt() {
    let plan = WeekPlan(
      tasks: [
        WeekPlan.Task(id: "a", minutes: 100), WeekPlan.Task(id: "big", minutes: 500),
        WeekPlan.Task(id: "after big", minutes: 10, after: ["big"]), WeekPlan.Task(id: "b", minutes: 90),
      ], minutesAWeek: 100, today: Self.monday, deadline: Self.monday.advanced(by: 14))
    #expect(weeks(plan) == [["a"], ["b"]])
    #expect(plan.leftOut == ["big", "after big"] && plan.needed == 700 && plan.available == 200)
    let none = WeekPlan(
      tasks: [WeekPlan.Task(id: "a", minutes: 1)], minutesAWeek: 100, today: Self.monday,
      deadline: Self.monday)
    #expect(none.weeks.isEmpty && none.leftOut == ["a"] && none.available == 0)
  }

  @Test func whatIsReservedLeavesHalfOfAWeekAtLeast() {
    let plan = WeekPlan(
      tasks: [WeekPlan.Task(id: "a", minutes: 100)], minutesAWeek: 100, today: Self.monday
    ) { _ in 90 }
    #expect(plan.weeks.map(\.reserved) == [50, 50] && plan.weeks.map(\.planned) == [50, 50])
  }

  @Test func weeksBeginOnMonday() {
    for offset in -20...20 {
      let day = Self.monday.advanced(by: offset)
      #expect(day.weekStart.weekday == 0 && (0...6).contains(day.weekStart.distance(to: day)))
    }
    #expect(Self.monday.iso == "2026-11-30" && Self.monday.weekday == 0)
    #expect(CalendarDay(number: -1).weekday == 2, "31 December 1969 was a Wednesday")
  }
}
