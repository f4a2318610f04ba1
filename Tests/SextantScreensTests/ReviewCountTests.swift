import Foundation
import ItemBank
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// Every place that counts reviews counts the same, and says what it counts.
@Suite struct ReviewCountTests {
  @Test func theCountOfTodayIsWithinTheLimit() {
    for due in 0...6 {
      for done in 0...5 {
        for limit in 0...5 {
          let count = ReviewCount(due: due, done: done, limit: limit)
          #expect(count.forToday <= due && count.forToday + min(done, limit) <= max(limit, done))
          #expect(count.words.hasPrefix("\(due) review\(due == 1 ? "" : "s") due now"))
          #expect(count.words.contains("of them for today") == (count.forToday < due))
        }
      }
    }
    #expect(ReviewCount(due: 27, done: 2, limit: 20).words == "27 reviews due now, 18 of them for today")
    #expect(ReviewCount(due: 7, done: 20, limit: 20).words == "7 reviews due now, none of them for today")
  }

  /// Somebody with more reviews than a day's limit.
  private func behind() throws -> TestApp {
    let app = try TestApp(size: Size(columns: 100, rows: 40))
    app.introduce()
    app.takePlacement(seed: 4, share: 0.1)
    app.press(.escape)
    app.clock.pass(days: 3)
    var settings = try app.workspace.settings()
    settings.reviewLimit = 10
    try app.workspace.save(settings)
    try app.reload()
    return app
  }

  @Test func homeReviewsStartAndPlainModeSayTheSame() throws {
    let app = try behind()
    let schedule = try app.workspace.reviewSchedule()
    let count = schedule.count
    try #require(count.due > 10 && count.forToday == 10)
    #expect(try app.workspace.overview().reviews == count)
    #expect(app.text.contains(count.words), "\(app.text)")
    app.press(.character("v"))
    #expect(app.text.contains("\(count.shortWords) · \(count.progress)"), "\(app.text)")
    #expect(app.text.contains("By day: 10 left for today; at most 10 a day"), "\(app.text)")
    app.press(.escape, .character("t"), .down, .down, .down, .down)
    for _ in 0..<6 where !app.text.contains(count.words) { app.press(.up) }
    #expect(app.text.contains("\(count.words)."), "\(app.text)")
    let said = PlainTalk(app).listen().joined(separator: "\n")
    #expect(said.contains(count.words), "\(said)")
    var plain = PlainReviews()
    #expect(try app.talk(&plain, ["q"]).contains("\(count.words); \(count.progress)."))
  }

  /// The forecast's number of today is that of the header and what comes due later today.
  @Test func theForecastSaysWhatItsFirstNumberCounts() {
    let now = Date(timeIntervalSince1970: 1_777_885_200)
    func entry(_ hours: Double) -> ReviewSchedule.Entry {
      ReviewSchedule.Entry(
        item: "x.\(hours)", due: now.addingTimeInterval(hours * 3600), last: now, recall: 0.9, reviews: 1,
        lapses: 0)
    }
    for (hours, done, wanted) in [
      ([-5.0, -1, 3, 30], 0, "By day: 3 left for today, 1 of them later; at most 20 a day"),
      ([-5, -1], 4, "By day: 2 left for today; at most 20 a day"),
      ([3], 0, "By day: 1 left for today, 1 of them later; at most 20 a day"),
      ([-5, 3], 20, "By day: 0 left for today; at most 20 a day"),
    ] {
      let schedule = ReviewSchedule(hours.map(entry), at: now, doneToday: done, dailyLimit: 20)
      let left = schedule.forecast(days: 1, now: now, in: .utc)[0]
      #expect(schedule.forecastHeading(left: left) == wanted)
    }
  }

  /// On the day of an answer, memory says how it went; "fresh" would be odd for a miss.
  @Test func onTheDayOfAMissItIsCalledMissed() throws {
    let app = try TestApp()
    app.introduce()
    let session = try app.workspace.startAttempt(mode: .drill, scope: .all, length: 4)
    app.hand(.outcome(.attempt(session)))
    var isRight = true
    while app.sitting != nil {
      app.answer(correctly: isRight)
      for _ in 0..<3 where app.sitting != nil { app.press(.enter) }
      isRight.toggle()
    }
    app.press(.escape)
    let schedule = try app.workspace.reviewSchedule()
    let now = app.clock.date
    try #require(!schedule.later.isEmpty)
    for entry in schedule.due + schedule.later {
      #expect(entry.memory(now: now, in: .utc) == (entry.isMissed ? "missed" : "right"))
      #expect(entry.memory(now: now.addingTimeInterval(86_400), in: .utc).hasSuffix("%"))
    }
    app.press(.character("v"))
    try #require(app.top(ReviewsScreen.self) != nil)
    #expect(app.text.contains("you missed it today.") && !app.text.contains("fresh"), "\(app.text)")
    #expect(!app.text.contains("was shown"))
  }
}
