import Foundation
import ItemBank
import Psychometrics
import Reporting
import Roadmap
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport
@testable import TerminalUI

/// A skill with a question that is still missed is never simply fine, wherever it is shown.
@Suite struct SkillVerdictEverywhereTests {
  /// The skills that the model says are at the target although a question was missed.
  private static func contradicted(_ overview: Overview) -> [Gap] {
    overview.gaps.gaps.filter { $0.verdict.model == .atTarget && $0.verdict.answers.missed > 0 }
  }

  private static func name(_ gap: Gap, _ overview: Overview) -> String {
    overview.content.framework.skills[gap.skill].name
  }

  /// No row about such a skill says that it is at target.
  private static func check(_ rows: [String], _ overview: Overview, _ place: String) {
    for gap in contradicted(overview) {
      for row in rows where row.contains(name(gap, overview)) {
        #expect(!row.contains("at target, "), "\(place): \(row)")
      }
    }
  }

  @Test func marksAndWordsNeverSayThatItIsFine() throws {
    let app = try TestApp.experienced()
    let overview = try app.workspace.overview()
    let gaps = Self.contradicted(overview)
    try #require(!gaps.isEmpty)
    for gap in gaps {
      #expect(gap.status == .notSure)
      #expect(GapsScreen.mark(gap).1 != .correct)
      #expect(Words.sureness(gap)?.contains(" likely at the target") == true)
      let words = [
        gap.verdict.words, gap.verdict.shortWords,
        PlainText.gap(gap, overview.content.framework),
      ]
      for text in words { #expect(text.contains("unclear, ") && !text.contains("at target, "), "\(text)") }
      #expect(!gap.verdict.briefWords.contains("target"))
      let lines = SkillLine.lines(gap, name: Self.name(gap, overview), columns: 24)
      #expect(lines.count > 1 && lines.allSatisfy { $0.width <= 24 })
      for line in lines + SkillLine.lines(gap, name: "A", columns: 88) {
        for piece in line.runs { #expect(piece.style.role != .correct, "\(line)") }
      }
    }
  }

  @Test func everyReportSaysIt() throws {
    let app = try TestApp.experienced()
    let overview = try app.workspace.overview()
    let report = try app.workspace.report()
    for (kind, text) in [("text", report.text()), ("markdown", report.markdown()), ("HTML", report.html())] {
      Self.check(text.components(separatedBy: kind == "HTML" ? "<li" : "\n"), overview, kind)
      #expect(text.contains("unclear, "), "\(kind)")
    }
    for domain in report.domains {
      for skill in domain.skills where skill.verdict.answers.missed > 0 {
        #expect(skill.verdict.combined != .atTarget)
      }
    }
  }

  @Test func theResultListsTheSkillsOfItsMissesWithBothParts() throws {
    let app = try TestApp(size: Size(columns: 100, rows: 60))
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    let overview = try app.workspace.overview()
    let last = try #require(try app.workspace.measuringAttempts().last)
    let result = try app.workspace.result(ofAttempt: last.id)
    let gaps = result.skillsToLookAt(overview)
    let missed = Set(result.misses.filter(\.isCounted).map(\.response.skill))
    #expect(gaps.count == missed.count && gaps.count > 9)
    #expect(app.text.contains("Skills you missed a question in, from all your answers"), "\(app.text)")
    let rows = app.text.split(separator: "\n").map(String.init)
    for gap in gaps.prefix(8) {
      #expect(
        rows.contains { $0.contains(Self.name(gap, overview)) && $0.contains(gap.verdict.shortWords) },
        "\(gap.verdict.words)\n\(app.text)")
    }
    #expect(app.text.contains("And \(gaps.count - 8) more; the gap report has all."))
    let plain = PlainResult(result).summary(overview)
    for gap in gaps.prefix(8) {
      #expect(plain.contains("  " + PlainText.gap(gap, overview.content.framework)))
    }
    // An attempt that doesn't count says nothing about skills.
    var excluded = result
    excluded.record.exclusion = "rushed"
    #expect(excluded.skillsToLookAt(overview).isEmpty)
  }

  @Test func thePlanSaysHowTheSkillsStandThatAnActionHelps() throws {
    let app = try TestApp.experienced()
    app.send(.resize(Size(columns: 120, rows: 45)))
    app.press(.character("p"))
    let overview = try app.workspace.overview()
    let action = try #require(overview.next.first?.action)
    let helped = PlanList(overview).helpedSkills(by: action)
    try #require(!helped.isEmpty)
    #expect(app.text.contains("Helps"))
    for gap in helped { #expect(app.text.contains(gap.verdict.shortWords), "\(app.text)") }
    var plan = PlainPlan()
    let said = try app.talk(&plan, ["1", "q"])
    for gap in helped {
      #expect(said.contains("  " + PlainText.gap(gap, overview.content.framework)), "\(said)")
    }
  }
}
