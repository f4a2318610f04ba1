import Foundation
import Journal
import Psychometrics
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// An attempt with only too-fast answers has no score anywhere.
@Suite struct TooFastTests {
  /// A placement with thirty answers within 0.2 seconds each.
  private static func hurried() throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    app.takeHurriedPlacement()
    return app
  }

  @Test func itHasNoScoreAnywhere() throws {
    let app = try Self.hurried()
    let space = app.workspace
    let overview = try space.overview()
    #expect(overview.answerCount == 0 && overview.attemptCount == 0 && overview.retake == nil)
    let report = try space.report()
    #expect(report.basis.attempts == 0 && report.basis.answers == 0)
    #expect(report.basis.rapid == 30, "as many as the report of the attempt says")
    #expect(try space.report(attempt: 1).basis.rapid == 30)
    #expect(report.text().contains("Nothing is measured yet"))
    let history = try space.history()
    let entry = try #require(history.entries.first)
    #expect(history.entries.count == 1 && entry.overall == nil && !entry.says(ofDomain: nil))
    #expect(history.line.points.isEmpty && history.points(domain: nil, through: overview).isEmpty)
    let rows = HistoryTable.rows(history, overview)
    #expect(rows.count == 1 && rows[0].score == nil && rows[0].attemptScore == nil)
    let csv = HistoryTable.csv(rows, domains: space.framework.domains.map(\.id))
    #expect(csv[1][4...].allSatisfy { $0.isEmpty }, "empty fields")
    let result = try space.result(ofAttempt: entry.id)
    #expect(result.countedAnswers == 0 && result.change == nil)
    app.press(.escape)
    app.press(.character("H"))
    #expect(
      app.text.contains("not counted") && !app.text.contains("500 ±") && !app.text.contains("●"),
      "\(app.text)")
    var dialogue = PlainHistory()
    let said = try app.talk(&dialogue, ["q"])
    #expect(said.contains { $0.hasPrefix("  1: placement of ") && $0.hasSuffix("no answer counts") })
  }

  @Test func theListMarksEveryAnswerThatCameTooFast() throws {
    for columns in [40, 80, 140] {
      let app = try Self.hurried()
      app.send(.resize(Size(columns: columns, rows: 60)))
      let screen = try #require(app.top(ResultScreen.self))
      while app.top(ResultScreen.self)?.view != .all { app.press(.tab) }
      let rows = app.text.split(separator: "\n")
      let shown = rows.count { $0.contains("too fast") }
      let marked = rows.filter { $0.contains(#/[✓✗~?] +[0-9]+ /#) }
      #expect(marked.allSatisfy { $0.contains("too fast") } && marked.count > 4, "\(app.text)")
      #expect(shown <= screen.result.answers.count)
    }
  }

  @Test func aLaterAttemptIsNotComparedWithIt() throws {
    let app = try Self.hurried()
    app.press(.escape)
    app.clock.pass(days: 40)
    app.takePlacement(seed: 2, share: 0.7)
    let last = try #require(try app.workspace.measuringAttempts().last)
    #expect(try app.workspace.result(ofAttempt: last.id).change == nil)
    let overview = try app.workspace.overview()
    #expect(overview.attemptCount == 1 && overview.answerCount == 30)
    #expect(try app.workspace.history().trend(domain: nil) == nil)
  }
}
