import Foundation
import ItemBank
import Psychometrics
import QuizEngine
import Reporting
import Roadmap
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// While an attempt that measures is open, no place says or counts whether its answers were right.
@Suite struct HiddenAnswersTests {
  static let sizes = [
    Size(columns: 40, rows: 12), Size(columns: 60, rows: 16), Size(columns: 80, rows: 24),
    Size(columns: 140, rows: 45),
  ]

  /// A placement with six answers, left open.
  private func open(right: Bool, size: Size = Size(columns: 80, rows: 24)) throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    for _ in 0..<6 { app.answer(correctly: right) }
    app.press(.escape, .down, .enter)
    app.send(.resize(size))
    let overview = try #require(app.state.overview)
    #expect(overview.open != nil && overview.answerCount == 6)
    return app
  }

  private static func flat(_ text: String) -> String {
    text.split { $0.isWhitespace || "┃│".contains($0) }.joined(separator: " ")
  }

  /// Nothing in a text counts right or missed answers; steps and domains count skills and evidence.
  private static func check(_ text: String, _ place: String) {
    // A step has its number behind a sign or before a bar.
    let rows = text.split(separator: "\n").filter { !$0.contains(#/[▾▹] \d |[▱▰]/#) }
    let flat = flat(rows.joined(separator: "\n")).replacing(
      #/evidence \d of \d|1\/2 right of asked/#, with: "")
    for words in ["no question is still missed", "No skill is a gap", "missed 1", "1 right"] {
      #expect(!flat.contains(words), "\(place): \(words)\n\(text)")
    }
    let count = flat.firstMatch(of: #/\b\d/\d\b|\b[01] of [1-6]\b(?! (skills? )?at target)/#)
    #expect(count == nil, "\(place): \(count.map { String($0.0) } ?? "")\n\(text)")
  }

  @Test(arguments: [true, false]) func aSkillWithHiddenAnswersAloneIsUnclear(right: Bool) throws {
    let overview = try #require(try open(right: right).state.overview)
    let asked = overview.gaps.gaps.filter { $0.answers > 0 }
    #expect(asked.count > 1)
    for gap in asked {
      #expect(gap.isHidden && gap.status == .notSure && !gap.isGap)
      #expect(GapsScreen.mark(gap).0 == "◐" && Words.sureness(gap) == nil)
      for words in [gap.verdict.words, gap.verdict.shortWords, gap.verdict.sentence] {
        #expect(words.contains("hidden"), "\(words)")
      }
      #expect(gap.verdict.answers.fraction == "?/\(gap.answers)")
    }
    // Nor does the estimate of a skill without an answer give them away.
    for gap in overview.gaps.gaps where gap.answers == 0 {
      #expect(gap.isHidden && gap.status == .notSure && !gap.isGap && Words.sureness(gap) == nil)
    }
    for domain in overview.content.framework.domains.indices where overview.answers(inDomain: domain) > 0 {
      #expect(overview.hiddenWords(inDomain: domain)?.hasSuffix("hidden until the placement ends") == true)
    }
    #expect(GapSummary(overview).first.isEmpty && GapSummary(overview).fine.isEmpty)
    let steps = GapSummary.steps(overview).map(\.skills)
    #expect(steps.reduce(0) { $0 + $1.atTarget + $1.below } == 0)
  }

  @Test(arguments: sizes, [true, false])
  func theReportTheTreeAndTheMapSayWhenItShows(size: Size, right: Bool) throws {
    let app = try open(right: right, size: size)
    app.press(.character("r"))
    #expect(Self.flat(app.text).contains("Nothing can be said yet."), "\(app.text)")
    Self.check(app.text, "gap report")
    for _ in 0..<12 where !app.text.contains(" Hidden ") { app.press(.character("]")) }
    let flat = Self.flat(app.text)
    #expect(flat.contains("Right and missed show when the placement ends."), "\(app.text)")
    app.press(.tab)
    for _ in 0..<70 {
      Self.check(app.text, "tree")
      app.press(.down)
    }
    app.press(.character("f"))
    Self.check(app.text, "only gaps")
    #expect(Self.flat(app.text).contains("show when the placement ends."), "\(app.text)")
    app.press(.escape, .escape, .escape, .character("m"))
    #expect(
      app.top(MapScreen.self) != nil && app.text.contains("show when the placement ends."), "\(app.text)")
    for _ in 0..<63 {
      Self.check(app.text, "map")
      app.press(.right)
    }
  }

  @Test(arguments: [true, false]) func thePaneOfSuchASkillSaysIt(right: Bool) throws {
    let app = try open(right: right, size: Size(columns: 80, rows: 40))
    let gap = try #require(app.state.overview?.gaps.gaps.first { $0.answers > 0 })
    app.state.push(GapsScreen(try #require(app.context), skill: gap.skill))
    app.press(.tab)
    #expect(Self.flat(app.text).contains("hidden until the attempt ends."), "\(app.text)")
    #expect(!app.text.contains("% sure") && !app.text.contains("% likely"), "\(app.text)")
    Self.check(app.text, "pane")
  }

  @Test(arguments: [true, false]) func plainModeAndTheExportedReportSayIt(right: Bool) throws {
    let app = try open(right: right)
    var gaps = PlainGaps()
    let said = try app.talk(&gaps, ["more", "more", "gaps only", "q"]).joined(separator: "\n")
    #expect(
      said.contains("Right and missed show when the placement ends. It has 6 answers so far."), "\(said)")
    Self.check(said, "plain gaps")
    var map = PlainMap()
    let told = try app.talk(&map, ["1", "q", "q"]).joined(separator: "\n")
    #expect(told.contains("Right and missed show when the placement ends."), "\(told)")
    Self.check(told, "plain map")
    #expect(
      !told.contains(#/\d ± \d/#) && told.contains("1 answer hidden until the placement ends"), "\(told)")
    let report = try app.workspace.report()
    for text in [report.text(), report.markdown(), report.html()] {
      #expect(!text.contains(Report.noGaps) && text.contains("show when the placement ends."))
    }
  }

  @Test func itIsOverWithThePlacement() throws {
    let app = try open(right: false)
    _ = try app.workspace.finish(attempt: try #require(app.state.overview?.open).id, .ended)
    try app.reload()
    let overview = try #require(app.state.overview)
    #expect(overview.gaps.gaps.allSatisfy { !$0.isHidden })
    #expect(GapSummary(overview).hiddenSentence == nil && GapSummary(overview).first.count == 5)
    app.press(.character("r"))
    #expect(app.text.contains("missed 1 of 1") && !app.text.contains("hidden"), "\(app.text)")
  }

  /// Beside answers that may be shown, hidden ones are counted apart.
  @Test func countsNeverMixHiddenAnswersWithOthers() {
    for asked in 1...4 {
      for hidden in 0...asked {
        for right in 0...(asked - hidden) {
          let missed = asked - hidden - right
          let answers = SkillVerdict.Answers(asked: asked, right: right, hidden: hidden, missed: missed)
          let shown = asked - hidden
          #expect(answers.fraction.hasPrefix(shown == 0 ? "?/\(asked)" : "\(right)/\(shown)"))
          #expect(answers.fraction.contains("?") == (hidden > 0))
          for words in [answers.words, answers.shortWords] {
            #expect(words.contains("hidden") == (hidden > 0), "\(words)")
          }
          for model in SkillVerdict.Model.allCases {
            let verdict = SkillVerdict(model: model, answers: answers)
            #expect(verdict.combined != .atTarget || (hidden == 0 && missed == 0))
            #expect(shown > 0 || verdict.combined == .notSure)
          }
        }
      }
    }
  }
}
