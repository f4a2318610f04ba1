import Foundation
import Journal
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// There is one score: every place shows the number that `ScoreEstimates` says today.
@Suite struct OneScoreTests {
  /// A journal at random, with attempts over two years, given up ones and rapid guesses; see `SeededJournals`.
  private static func app(_ seed: Int) throws -> TestApp {
    let app = try SeededJournals.app(seed: seed, open: seed % 3 == 0 ? .placement : nil)
    try app.reload()
    app.introduce()
    return app
  }

  private static func text(_ estimate: WeightedEstimate) -> String {
    Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
  }

  @Test(arguments: 0..<16)
  func everyPlaceShowsTheSameNumber(seed: Int) throws {
    let app = try Self.app(seed)
    let space = app.workspace
    let overview = try space.overview()
    guard overview.answerCount > 0 else { return }
    let (overall, domains) = (overview.standing.overall, overview.standing.domains)
    let score = Self.text(overall)
    // The function itself, from the rows of the journal.
    let rows = try space.journal.countableResponses(assessment: space.framework.id).map(
      CountedResponses.Row.init)
    let again = ScoreEstimates(
      try space.counted(rows, now: app.clock.date), pool: space.pool, profile: overview.settings.profile)
    #expect(Self.text(again.overall) == score)
    // The history: its line, its list, its files.
    let history = try space.history()
    let last = try #require(history.points(domain: nil, through: overview).last)
    #expect(last.value == ScoreLine.Value(overview.standing) && last.day == overview.today)
    for index in domains.indices where overview.answers(inDomain: index) > 0 {
      let last = try #require(history.points(domain: index, through: overview).last)
      #expect(last.value == ScoreLine.Value(overview.standing, domain: index))
    }
    let table = HistoryTable.rows(history, overview)
    let today = try #require(table.last)
    #expect(today.mode == "today" && today.score?.score == ReportingScale.score(overall.mean))
    let csv = HistoryTable.csv(table, domains: space.framework.domains.map(\.id))
    #expect(csv.allSatisfy { $0.count == csv[0].count })
    #expect(csv.last?[7] == "\(ReportingScale.score(overall.mean))")
    // The report, in every form.
    let report = try space.report()
    #expect(report.overall.score == ReportingScale.score(overall.mean))
    #expect(report.text().contains("\(score)"))
    #expect(try report.json().contains("\"score\" : \(ReportingScale.score(overall.mean))"))
    // The screens.
    let home = app.text.split(separator: " ").joined(separator: " ")
    #expect(home.contains("Overall \(score)"), "home: \(app.text)")
    app.press(.character("H"))
    if !history.entries.isEmpty {
      #expect(app.text.contains(score) && app.text.contains("Your score today"), "history")
    }
    app.press(.escape)
    if let id = overview.lastAttempt?.id {
      let result = try space.result(ofAttempt: id)
      app.press(.character("L"))
      let headline = result.headline(overview)
      let shown = Words.score(mean: headline.mean, lower: headline.lower, upper: headline.upper)
      // An exam with too few answers for a score shows today's in its last sentence.
      if result.hasScore || result.countedAnswers > 0 && overview.answerCount > result.countedAnswers {
        let words = app.text.split(whereSeparator: { $0.isWhitespace || $0 == "┃" || $0 == "│" }).joined(
          separator: " ")
        #expect(words.contains(shown), "result: \(app.text)")
        if case .all = result.scope { #expect(shown == score) }
        #expect(
          PlainResult(result).summary(overview).contains {
            $0.contains("our score today: \(shown)") || $0.contains("our score today, \(shown)")
          })
      }
    }
    // Plain mode.
    let menu = PlainTalk(app).listen()
    #expect(menu.contains { $0.contains("overall \(score)") }, "the menu of plain mode")
    var dialogue = PlainHistory()
    let said = try app.talk(&dialogue, ["q"])
    if !history.entries.isEmpty {
      #expect(said.contains { $0.hasPrefix("Your score today, from ") && $0.hasSuffix(": \(score).") })
    }
  }

  /// A point of the line is what home would have said on the evening of its day.
  @Test(arguments: 0..<8)
  func theLineIsWhatHomeSaidOnEachDay(seed: Int) throws {
    let app = try SeededJournals.app(seed: seed, open: nil)
    let space = app.workspace
    let days = space.environment.days()
    let profile = try space.settings().profile
    let rows = try space.journal.countableResponses(assessment: space.framework.id).map(
      CountedResponses.Row.init)
    let today = days.day(of: app.clock.date)
    let line = try space.scoreLine()
    #expect(line.points.count > 0 || rows.isEmpty || rows.allSatisfy { !CountedResponses.counts($0) })
    for point in line.points where point.day < today.number {
      let known = rows.filter { days.day(at: $0.answeredAt).number <= point.day }
      let then = ScoreEstimates(
        CountedResponses(known, pool: space.pool, today: point.day, restDays: 30) { days.day(at: $0).number },
        pool: space.pool, profile: profile)
      #expect(abs(then.overall.mean - point.overall.mean) < 1e-9)
      #expect(
        abs(then.withoutShift.overall.sd - point.overall.sd) < 1e-9 && then.overall.sd > point.overall.sd)
      #expect(zip(then.domains, point.domains).allSatisfy { abs($0.mean - $1.mean) < 1e-9 })
    }
  }

  /// A line that is continued equals one that is computed from the beginning, and an older change is noticed.
  @Test(arguments: 0..<6)
  func aContinuedLineIsTheSame(seed: Int) throws {
    let app = try SeededJournals.app(seed: seed, open: nil)
    let space = app.workspace
    let days = space.environment.days()
    let rows = try space.journal.countableResponses(assessment: space.framework.id).map(
      CountedResponses.Row.init)
    let today = days.day(of: app.clock.date).number
    func counted(_ rows: [CountedResponses.Row]) -> CountedResponses {
      CountedResponses(rows, pool: space.pool, today: today, restDays: 30) { days.day(at: $0).number }
    }
    let all = counted(rows).line(pool: space.pool, profile: "entry")
    for cut in stride(from: 0, to: rows.count, by: 4) {
      let part = counted(Array(rows[..<cut])).line(pool: space.pool, profile: "entry")
      #expect(counted(rows).line(continuing: part, pool: space.pool, profile: "entry") == all)
      #expect(
        counted(Array(rows[..<cut])).line(continuing: all, pool: space.pool, profile: "entry") == part)
    }
  }

  @Test func aStoredLineIsUsedAndNeverWhereAnythingChanged() throws {
    let app = try SeededJournals.app(seed: 4, open: nil)
    var space = app.workspace
    let fresh = try space.scoreLine()
    #expect(fresh.points.count > 1)
    space.cache = app.folder.appendingPathComponent("cache")
    #expect(try space.scoreLine() == fresh)
    let cache = LineCache(
      folder: app.folder.appendingPathComponent("cache"), assessment: space.framework.id,
      bank: space.bank.contentKey, settings: try space.settings())
    var stored = try #require(cache.load(space.pool))
    #expect(stored.line == fresh)
    stored.line.points[0].overall.mean = 9
    cache.save(stored)
    #expect(try space.scoreLine().points[0].overall.mean == 9, "it is read, not computed")
    stored.zone ^= 1
    stored.line.points[0].digest ^= 1
    cache.save(stored)
    #expect(try space.scoreLine() == fresh)
  }
}
