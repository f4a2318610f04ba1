import Foundation
import ItemBank
import Psychometrics
import QuizEngine
import Roadmap
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// The first screen of the gap report: five skills with reasons, what looks fine, what wasn't asked.
@Suite struct GapReportTests {
  private func measured(_ share: Double = 0.45, seed: UInt64 = 4) throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: seed, share: share)
    app.press(.character("r"))
    return app
  }

  private func summary(_ app: TestApp) throws -> GapSummary {
    GapSummary(try #require(app.context).overview)
  }

  @Test(arguments: [0.1, 0.45, 0.8, 1])
  func everySkillIsInOnePlaceAndTheCountsAddUp(share: Double) throws {
    let app = try measured(share)
    let summary = try summary(app)
    let gaps = try #require(app.context).overview.gaps.gaps
    let counts = summary.steps.map(\.skills)
    #expect(counts.reduce(0) { $0 + $1.total } == gaps.count)
    #expect(counts.reduce(0) { $0 + $1.notAsked } == summary.notAsked.count)
    #expect(counts.reduce(0) { $0 + $1.atTarget } == summary.fine.count)
    #expect(summary.fine.allSatisfy { $0.verdict.answers.missed == 0 && $0.answers > 0 })
    #expect(summary.first.count == min(GapSummary.firstCount, gaps.count { $0.isGap }))
    // Nothing that is still missed looks fine.
    let fine = Set(summary.fine.map(\.skill))
    #expect(gaps.filter { $0.verdict.answers.missed > 0 }.allSatisfy { !fine.contains($0.skill) })
  }

  @Test func theReasonIsWhatTheAnswersSay() throws {
    let estimate = try #require(try TestApp().workspace.overview().gaps.gaps.first).estimate
    func gap(_ chance: Double, _ answers: SkillVerdict.Answers) -> Gap {
      Gap(
        skill: 0, estimate: estimate,
        probabilityAtTarget: chance, weight: 1, answers: answers)
    }
    let one = SkillVerdict.Answers(asked: 4, right: 1, missed: 3, confidentButWrong: 1)
    #expect(GapSummary.reason(gap(0.1, one), domain: "Math") == "missed 3 of 4, one confidently")
    #expect(GapSummary.priority(gap(0.4, one)) == .high)
    #expect(GapSummary.priority(gap(0.9, one)) == .low)
    let single = SkillVerdict.Answers(asked: 1, right: 0, missed: 1, confidentButWrong: 1)
    #expect(GapSummary.reason(gap(0.9, single), domain: "Math") == "missed 1 of 1, confidently")
    let plain = SkillVerdict.Answers(asked: 2, right: 1, missed: 1)
    #expect(GapSummary.reason(gap(0.4, plain), domain: "Math") == "missed 1 of 2")
    #expect(GapSummary.priority(gap(0.4, plain)) == .medium)
    let none = SkillVerdict.Answers()
    #expect(GapSummary.reason(gap(0.1, none), domain: "Math") == "not asked; Math looks weak so far")
    #expect(GapSummary.priority(gap(0.4, none)) == .low)
    let right = SkillVerdict.Answers(asked: 2, right: 2)
    #expect(GapSummary.reason(gap(0.4, right), domain: "Math") == "2 of 2 right: too few to tell")
    let hidden = SkillVerdict.Answers(asked: 2, right: 0, hidden: 2)
    #expect(GapSummary.reason(gap(0.4, hidden), domain: "Math") == "2 answers hidden until the attempt ends")
  }

  @Test(arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 140, rows: 45)])
  func theFiveSkillsAreReachedAndOpened(size: Size) throws {
    let app = try measured()
    app.send(.resize(size))
    let summary = try summary(app)
    #expect(app.top(GapReportScreen.self) != nil && summary.first.count == 5)
    for index in summary.first.indices {
      app.press(.character("g"))
      for _ in 0..<index { app.press(.down) }
      #expect(app.text.contains(summary.first[index].name.prefix(12)))
      app.press(.enter)
      let tree: GapsScreen = try #require(app.top())
      guard case .skill(_, summary.first[index].gap.skill) = tree.focus else {
        Issue.record("\(tree.focus) is not the skill that was chosen")
        continue
      }
      app.press(.escape)
    }
  }

  @Test func itsFirstScreenAnswersTheThreeQuestions() throws {
    let app = try measured()
    for words in ["Work on these first", "Looks fine", "Not asked", "By step", "at target", "below target"] {
      #expect(app.text.contains(words), "\(words)")
    }
    // The five stand above everything else.
    let rows = app.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = { (words: String) in rows.firstIndex { $0.contains(words) } ?? 99 }
    #expect(place("Work on these first") < place("Looks fine") && place("Looks fine") < place("By step"))
    #expect(place("Work on these first") <= 3)
  }

  @Test func keysLeadToTheTreeADrillAMeasurementAndLinks() throws {
    for (key, leads) in [
      (Key.tab, { (app: TestApp) in app.top(GapsScreen.self) != nil }),
      (.character("/"), { $0.top(GapsScreen.self)?.isSearching == true }),
      (.character("X"), { $0.top(GapReportScreen.self) != nil && $0.text.contains("Write “") }),
      (.character("d"), { $0.sitting?.session.plan.mode == .drill }),
      (.character("T"), { $0.top(StartScreen.self) != nil }),
      (.character("y"), { $0.top(LinksScreen.self) != nil }),
    ] as [(Key, (TestApp) -> Bool)] {
      let app = try measured()
      app.press(key)
      #expect(leads(app), "\(key)")
    }
  }

  @Test func whatStandsBelowIsReachedOnTheSmallestScreen() throws {
    let app = try measured()
    app.send(.resize(Size(columns: 40, rows: 12)))
    #expect(!app.text.contains("By step"))
    for _ in 0..<12 { app.press(.character("]")) }
    #expect(app.text.contains("By step") && app.text.contains("4 Experience"))
    app.press(.down)
    #expect(app.text.contains("Work on these first"))
  }

  @Test func withoutAnswersItSaysHowToBegin() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("r"))
    #expect(app.text.contains("Nothing was asked yet") && !app.text.contains("Looks fine    0"))
    app.press(.enter, .character("d"), .character("y"), .down, .up)
    #expect(!app.hasQuit)
  }
}
