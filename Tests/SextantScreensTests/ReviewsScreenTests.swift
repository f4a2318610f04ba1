import Foundation
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// The reviews: one notion of what is due, and what comes on the next days.
@Suite struct ReviewsScreenTests {
  private func drilled() throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    let session = try app.workspace.startAttempt(mode: .drill, scope: .all, length: 3)
    app.hand(.outcome(.attempt(session)))
    while app.sitting != nil {
      app.answer(correctly: false)
      for _ in 0..<3 where app.sitting != nil { app.press(.enter) }
    }
    app.press(.escape)
    return app
  }

  @Test func nothingIsDueBeforeItsTimeInHeaderRowsAndPane() throws {
    let app = try drilled()
    app.press(.character("v"))
    #expect(app.top(ReviewsScreen.self) != nil)
    let schedule = try app.workspace.reviewSchedule()
    let first = try #require(schedule.later.first?.due)
    #expect(schedule.due.isEmpty && app.text.contains("nothing due · next in "), "\(app.text)")
    #expect(!app.text.contains(" now "), "\(app.text)")
    #expect(app.text.contains("Due in ") && !app.text.contains("Due now"))
    // A minute before, and then the moment itself, with the screen still open.
    let wait = first.timeIntervalSince(app.clock.date)
    app.clock.pass(milliseconds: Int(wait * 1000) - 30_000)
    #expect(app.text.contains("nothing due · next in 1 min") && app.text.contains("▸ in 1 min"))
    app.clock.pass(milliseconds: 30_001)
    app.press(.up)
    #expect(app.text.contains("1 due now · 0 of 20 done today"), "\(app.text)")
    #expect(app.text.contains("▸ now") && app.text.contains("Due now"))
    // Plain mode and the schedule say the same.
    let now = app.clock.date
    let plain = PlainReviews.lines(
      schedule.at(now), stems: [:], now: now, days: app.workspace.environment.days())
    #expect(plain.first == "1 review due now; 0 of 20 done today.")
  }

  @Test func theForecastCountsEachReviewOnItsDay() throws {
    let now = Date(timeIntervalSince1970: 1_777_885_200)
    func entry(_ days: Double) -> ReviewSchedule.Entry {
      ReviewSchedule.Entry(
        item: "x.\(days)", due: now.addingTimeInterval(days * 86_400), last: now, recall: 0.9, reviews: 1,
        lapses: 0)
    }
    let schedule = ReviewSchedule(
      [-9, -0.1, 0.2, 1, 1.2, 4, 13, 14, 60].map(entry), at: now, doneToday: 3, dailyLimit: 20)
    let counts = schedule.forecast(days: 14, now: now, in: .utc)
    #expect(counts == [3, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect(schedule.summaries(now: now, in: .utc)[0] == "2 due now · 3 of 20 done today")
    let lines = ReviewForecast.lines(counts, today: LocalDays.utc.day(of: now), rows: 2)
    #expect(lines.count == 4)
    let texts = lines.map { $0.runs.map(\.text).joined() }
    #expect(texts[3].hasPrefix("today  Tue  Wed"), "4 May 2026 is a Monday")
    #expect(texts[2].hasPrefix("3      2    ·    ·    1"))
    // The largest day reaches the top, and the smallest is still seen.
    #expect(texts[0].hasPrefix("███") && texts[1].hasPrefix("███"))
    #expect(Array(texts[1])[22] != " " && Array(texts[0])[22] == " ")
    #expect(
      ReviewForecast.words(counts, today: LocalDays.utc.day(of: now), columns: 40)
        == "Coming: tomorrow 2 · Fri 1 · Sun 1")
  }

  @Test func theForecastSpreadsWhatIsAboveTheDailyLimit() throws {
    let now = Date(timeIntervalSince1970: 1_777_885_200)
    let entries = (0..<29).map { place in
      ReviewSchedule.Entry(
        item: "x.\(place)", due: now.addingTimeInterval(-60), last: now, recall: 0.9, reviews: 1, lapses: 0)
    }
    for (done, limit, wanted) in [
      (0, 20, [20, 9, 0]), (8, 20, [12, 17, 0]), (25, 20, [0, 20, 9]), (0, 40, [29, 0, 0]),
      (0, 0, [0, 0, 0]),
      (0, 5, [5, 5, 5]),
    ] {
      let schedule = ReviewSchedule(entries, at: now, doneToday: done, dailyLimit: limit)
      #expect(schedule.forecast(days: 3, now: now, in: .utc) == wanted, "\(done) of \(limit)")
    }
    let plain = PlainReviews.lines(
      ReviewSchedule(entries, at: now, doneToday: 0, dailyLimit: 20), stems: [:], now: now, days: .utc)
    #expect(plain.last == "In the next week: tomorrow 9.", "\(plain)")
  }

  @Test func noLineIsCutAndNoQuestionIsFlattened() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.3)
    app.press(.escape)
    app.clock.pass(days: 2)
    app.press(.character("v"))
    for columns in stride(from: 80, through: 140, by: 4) {
      app.send(.resize(Size(columns: columns, rows: 30)))
      #expect(!app.text.contains("…"), "\(columns) columns:\n\(app.text)")
    }
    // Code has rows of its own.
    app.send(.resize(Size(columns: 120, rows: 45)))
    let count = try app.workspace.reviewSchedule().due.count
    var seen = 0
    for _ in 0..<count {
      if app.text.contains("1 │ fs = [lambda: i") {
        #expect(app.text.contains("2 │ print("))
        seen += 1
      }
      app.press(.down)
    }
    #expect(seen > 0)
  }
}
