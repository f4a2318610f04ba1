import Foundation
import Journal
import QuizEngine
import Synchronization
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// Days are those of the person, on days on which the clock changes and when the person travels.
@Suite struct LocalDayTests {
  /// Where the person is.
  private final class Traveller: Sendable {
    private let zone: Mutex<TimeZone>

    init(_ name: String) throws { zone = Mutex(try #require(TimeZone(identifier: name))) }

    func go(to name: String) throws {
      let there = try #require(TimeZone(identifier: name))
      zone.withLock { $0 = there }
    }

    var days: LocalDays {
      let zone = zone.withLock { $0 }
      return LocalDays { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) }
    }

    /// The first instant of a day there, by Foundation's calendar.
    func midnight(_ text: String, after days: Int = 0) throws -> Date {
      let day = try #require(CalendarDay(iso: text)).advanced(by: days)
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = zone.withLock { $0 }
      let noon = DateComponents(year: day.year, month: day.month, day: day.day, hour: 12)
      return calendar.startOfDay(for: try #require(calendar.date(from: noon)))
    }
  }

  /// A person with a placement behind them, of which most was missed.
  private func measured(_ traveller: Traveller) throws -> TestApp {
    let app = try TestApp(days: { traveller.days })
    app.introduce()
    app.takePlacement(seed: 1, share: 0.3)
    app.press(.escape)
    return app
  }

  private func wait(_ app: TestApp, until date: Date) {
    app.clock.pass(milliseconds: Int(date.timeIntervalSince(app.clock.date) * 1000))
  }

  /// Answers the first item of a drill, or the one that is named.
  @discardableResult
  private func review(_ app: TestApp, asking id: String? = nil) throws -> String {
    var session = try app.workspace.startAttempt(mode: .drill, scope: .all, asking: id.map { [$0] })
    let item = try #require(session.item)
    try answer(&session, app)
    try app.workspace.journal.finish(attempt: session.record.id, at: app.clock.date, reason: "allAnswered")
    return item.id
  }

  /// Answers the item that a session waits at.
  private func answer(_ session: inout AttemptSession, _ app: TestApp) throws {
    let item = try #require(session.item)
    let effects = session.attempt.handle(
      .answered(.unknown, score: Score(category: 1, of: 2), confidence: 2, milliseconds: 20_000))
    guard case .record(let answered, let position, let next)? = effects.first else {
      Issue.record("nothing to store")
      return
    }
    try app.workspace.record(
      Recording(
        attempt: session.record.id, response: answered, skill: item.skill, position: position, next: next,
        activeMilliseconds: 20_000, isFlagged: false, note: ""))
  }

  static let clockChanges = [
    ("America/Los_Angeles", "2026-11-01", 25.0), ("America/Los_Angeles", "2027-03-14", 23),
    ("Australia/Lord_Howe", "2026-10-04", 23.5), ("Australia/Lord_Howe", "2027-04-04", 24.5),
    ("Asia/Kathmandu", "2026-11-01", 24), ("UTC", "2026-11-01", 24),
  ]

  @Test(arguments: clockChanges)
  func aReviewCountsFromMidnightToMidnight(zone: String, day: String, hours: Double) throws {
    let traveller = try Traveller(zone)
    let app = try measured(traveller)
    let midnight = try traveller.midnight(day)
    wait(app, until: midnight + 60)
    let item = try review(app)
    func done() throws -> Int { try app.workspace.reviewSchedule().doneToday }
    func last() -> String { traveller.days.ago(midnight + 60, now: app.clock.date) }
    #expect(try done() == 1)
    wait(app, until: midnight + hours * 3600 - 60)
    #expect(try done() == 1 && last() == "today")
    wait(app, until: midnight + hours * 3600)
    #expect(try done() == 0 && last() == "yesterday")
    let session = try app.workspace.startAttempt(mode: .drill, scope: .all, asking: [item])
    #expect(session.reasons[item]?.contains("last seen yesterday") ?? false, "\(session.reasons)")
  }

  @Test func reviewsOfTodayAreThoseSinceMidnightWhereThePersonIs() throws {
    let traveller = try Traveller("Asia/Tokyo")
    let app = try measured(traveller)
    // 08:50 on 7 May in Tokyo, 16:50 on 6 May in Los Angeles.
    let done = try #require(Timestamps.date("2026-05-06T23:50:00Z"))
    wait(app, until: done)
    try review(app)
    func count() throws -> Int { try app.workspace.reviewSchedule().doneToday }
    #expect(try count() == 1)
    try traveller.go(to: "America/Los_Angeles")
    #expect(try count() == 1)
    // In Tokyo the day has hours to go; in Los Angeles it ends.
    wait(app, until: done + 7 * 3600 + 600)
    #expect(try count() == 0)
    try traveller.go(to: "Asia/Tokyo")
    #expect(try count() == 1)
  }

  @Test func answersOfADrillThatBeganDaysBeforeCountOnTheirOwnDay() throws {
    let traveller = try Traveller("Asia/Kathmandu")
    let app = try measured(traveller)
    let midnight = try traveller.midnight("2026-05-09")
    wait(app, until: midnight - 3 * 86_400)
    let due = Array(try app.workspace.reviewSchedule().due.prefix(2).map(\.item))
    var session = try app.workspace.startAttempt(mode: .drill, scope: .all, asking: due)
    func done() throws -> Int { try app.workspace.reviewSchedule().doneToday }
    try answer(&session, app)
    #expect(try done() == 1)
    wait(app, until: midnight + 60)
    #expect(try done() == 0)
    session = try app.workspace.resumeAttempt(id: session.record.id)
    try answer(&session, app)
    #expect(try done() == 1)
  }

  @Test func aDueDateIsTheSameDayEverywhere() throws {
    let traveller = try Traveller("Pacific/Kiritimati")
    let app = try TestApp(days: { traveller.days })
    app.introduce()
    let action = try #require(try app.workspace.overview().plan.ranked.first?.action.id)
    let day = try #require(CalendarDay(iso: "2026-05-06"))
    try app.workspace.editAction(action, .date(day))
    for zone in ["Pacific/Kiritimati", "Asia/Kathmandu", "UTC", "America/Los_Angeles", "Pacific/Pago_Pago"] {
      try traveller.go(to: zone)
      #expect(try app.workspace.overview().actions[action]?.due == day, "\(zone)")
    }
    // It is late from the start of 7 May on, wherever the person is then.
    wait(app, until: try traveller.midnight("2026-05-07") - 1)
    #expect(try app.workspace.overview().overdue.isEmpty)
    try traveller.go(to: "Asia/Kathmandu")
    #expect(try app.workspace.overview().overdue.map(\.id) == [action])
    try traveller.go(to: "Pacific/Pago_Pago")
    wait(app, until: app.clock.date + 1)
    #expect(try app.workspace.overview().overdue.map(\.id) == [action])
  }

  @Test func theDayOnWhichAnActionWasDoneStays() throws {
    let traveller = try Traveller("America/Los_Angeles")
    let app = try TestApp(days: { traveller.days })
    let action = try #require(try app.workspace.overview().plan.ranked.first?.action.id)
    // 17:05 on 4 May in Los Angeles.
    wait(app, until: try #require(Timestamps.date("2026-05-05T00:05:00Z")))
    try app.workspace.setAction(action, to: .done)
    for zone in ["America/Los_Angeles", "Asia/Tokyo", "UTC"] {
      try traveller.go(to: zone)
      let record = try #require(try app.workspace.overview().actions[action])
      #expect(record.done(in: traveller.days)?.iso == "2026-05-04", "\(zone)")
    }
  }

  @Test func anInstantOfAnEarlierVersionHasItsLocalDay() throws {
    let traveller = try Traveller("America/Los_Angeles")
    var record = ActionRecord(
      assessment: "ml-engineer", action: "x", state: .done, updatedAt: .distantPast)
    record.doneAt = Timestamps.date("2026-05-05T00:05:00Z")
    #expect(record.done(in: traveller.days)?.iso == "2026-05-04")
    record.doneAt = Timestamps.date("2026-05-05")
    #expect(record.done(in: traveller.days)?.iso == "2026-05-05", "a day that was typed")
  }

  @Test(arguments: clockChanges)
  func itemsRestByDaysOfTheCalendar(zone: String, day: String, hours: Double) throws {
    let traveller = try Traveller(zone)
    let app = try measured(traveller)
    let rest = Int(try app.workspace.settings().coolDownDays)
    // Just after midnight thirty days earlier, an item is drilled and the correct answer of another is read.
    let first = try traveller.midnight(day, after: -rest)
    wait(app, until: first + 60)
    // Those of the last measurements rest anyway.
    let measured = try app.workspace.journal.itemsOfLastAttempts(
      2, assessment: "ml-engineer", modes: [Mode.placement.rawValue])
    let fresh = app.workspace.pool.entries.map(\.id).filter { !measured.contains($0) }
    let (drilled, read) = (try #require(fresh.first), try #require(fresh.last))
    try review(app, asking: drilled)
    try app.workspace.noteKeyRead(read)
    func resting() throws -> Set<String> {
      Set(try app.workspace.restingItems(try app.workspace.settings(), now: app.clock.date))
    }
    wait(app, until: try traveller.midnight(day, after: 1) - 1)
    #expect(try resting().isSuperset(of: [drilled, read]))
    wait(app, until: app.clock.date + 1)
    #expect(try resting().isDisjoint(with: [drilled, read]))
  }

  @Test func aTimestampHasTheOffsetOfItsZone() throws {
    let instant = try #require(Timestamps.date("2026-05-05T00:05:09Z"))
    let expected = [
      "UTC": "2026-05-05T00:05:09Z", "America/Los_Angeles": "2026-05-04T17:05:09-07:00",
      "Asia/Kathmandu": "2026-05-05T05:50:09+05:45", "Australia/Lord_Howe": "2026-05-05T10:35:09+10:30",
    ]
    for (zone, text) in expected {
      #expect(Timestamps.text(instant, in: try Traveller(zone).days) == text)
    }
    #expect(Timestamps.text(instant) == "2026-05-05T00:05:09Z")
  }
}
