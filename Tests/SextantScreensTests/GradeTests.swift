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

/// After an answer of a drill the person can grade it, and take that back.
@Suite struct GradeTests {
  private func drill() throws -> TestApp {
    let app = try TestApp(size: Size(columns: 100, rows: 30))
    app.introduce()
    let session = try app.workspace.startAttempt(mode: .drill, scope: .all, length: 4)
    app.hand(.outcome(.attempt(session)))
    return app
  }

  private func stored(_ app: TestApp) throws -> ReviewRecord {
    let item = try #require(app.sitting?.item.id)
    return try #require(try app.workspace.journal.review(ofItem: item, assessment: "ml-engineer"))
  }

  @Test func aMissThatWasNearlyKnownIsGradedHardAndTakenBack() throws {
    let app = try drill()
    app.answer(correctly: false)
    let grades = try #require(app.sitting?.gradesOfItem)
    #expect(grades.automatic == .again && grades.chosen == .again)
    let automatic = try stored(app)
    #expect(automatic.dueAt == grades.due(.again) && app.text.contains("1 ●again"), "\(app.text)")
    app.press(.character("2"))
    let hard = try stored(app)
    #expect(hard.dueAt == grades.due(.hard) && hard.stability > automatic.stability)
    #expect(hard.reviewCount == automatic.reviewCount && app.text.contains("2 ●hard"))
    // What was wrong was not remembered well, and the screen says why it can't be graded so.
    #expect(
      app.text.contains("after a miss, only again or hard") && !app.text.contains("4 easy"), "\(app.text)")
    for key in ["3", "4"] as [Character] {
      app.press(.character(key))
      #expect(try stored(app) == hard)
      #expect(app.text.contains("The answer wasn't right, so you can only grade it again or hard."))
    }
    #expect(grades.choosing(.easy).chosen == .hard)
    app.press(.character("u"))
    #expect(try stored(app) == automatic, "taken back, everything is as it was")
    #expect(app.text.contains("1 ●again"))
    // The score knows nothing of it.
    #expect(try app.workspace.overview().answerCount == 0)
  }

  @Test func aRightAnswerCanHaveAnyGrade() throws {
    let app = try drill()
    app.answer(correctly: true)
    let grades = try #require(app.sitting?.gradesOfItem)
    #expect(grades.allowed == MemoryRating.allCases && grades.limit(.easy) == nil)
    app.press(.character("4"))
    #expect(try stored(app).dueAt == grades.due(.easy) && app.text.contains("4 ●easy"))
  }

  @Test func aGradeThatIsNotOnTheDiskIsNotShown() throws {
    let app = try drill()
    app.answer(correctly: false)
    app.world.fail { if case .grade = $0 { true } else { false } }
    app.press(.character("2"))
    app.press(.enter)
    #expect(app.sitting?.gradesOfItem?.chosen == .again)
  }

  @Test func measuringAnswersAreNotGraded() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    app.answer(correctly: false)
    #expect(app.sitting?.grades == nil)
  }

  @Test func plainModeGradesToo() throws {
    let app = try TestApp()
    let session = try app.workspace.startAttempt(mode: .drill, scope: .all, length: 3)
    let item = try #require(session.item?.id)
    let talk = PlainTalk(app, .attempt(session))
    talk.say("")
    app.clock.pass(milliseconds: 20_000)
    let told = (talk.say("dunno") + talk.say("")).joined(separator: "\n")
    func stored() throws -> ReviewRecord? {
      try app.workspace.journal.review(ofItem: item, assessment: "ml-engineer")
    }
    let automatic = try #require(try stored(), "\(told)")
    #expect(told.contains("It comes back in") && told.contains("grade and again or hard"))
    #expect(talk.say("grade good").joined().contains("so you can only grade it again or hard"))
    #expect(try stored() == automatic)
    let graded = talk.say("grade hard").joined(separator: "\n")
    #expect(graded.contains("Graded hard. It comes back") && graded.contains("because you graded it hard"))
    #expect(try #require(try stored()).dueAt > automatic.dueAt)
    #expect(talk.say("help").joined().contains("grade off: the automatic grade"))
    #expect(talk.say("grade off").joined().contains("Graded again. It comes back in"))
    #expect(try stored() == automatic)
  }

  @Test func aQuestionAnsweredAgainElsewhereKeepsItsGrade() throws {
    let app = try drill()
    app.answer(correctly: false)
    var later = try stored(app)
    (later.reviewCount, later.lastReviewAt) = (
      later.reviewCount + 1, later.lastReviewAt.addingTimeInterval(60)
    )
    try app.workspace.journal.set(review: later)
    app.press(.character("2"))
    #expect(app.text.contains("answered again elsewhere"), "\(app.text)")
    #expect(try stored(app) == later)
  }

  @Test func homeSaysWhatWasDoneTodayAndNothingWithoutIt() throws {
    #expect(PracticeDays.row([10, 9, 8, 6], today: 10) == 3)
    #expect(PracticeDays.row([9, 8], today: 10) == 2, "today isn't over")
    #expect(PracticeDays.row([8], today: 10) == 0 && PracticeDays().words.isEmpty)
    let app = try drill()
    #expect(!app.text.contains("today ·"))
    app.answer(correctly: false)
    app.press(.escape, .down, .enter)
    for _ in 0..<4 where !app.state.isAtHome { app.press(.escape) }
    #expect(try app.workspace.overview().practice.answersToday == 1)
    app.clock.pass(days: 1)
    #expect(try app.workspace.overview().practice.inARow == 1)
    #expect(try app.workspace.overview().practice.words.isEmpty)
    let next = try app.workspace.startAttempt(mode: .drill, scope: .all, length: 2)
    app.hand(.outcome(.attempt(next)))
    app.answer(correctly: true)
    #expect(try app.workspace.overview().practice.words == "1 answer today · 2 days in a row")
  }

  @Test func howSureStandsRightBelowTheAnswer() throws {
    let app = try TestApp(size: Size(columns: 140, rows: 45))
    app.introduce()
    app.press(.character("t"), .enter)
    while let sitting = app.sitting, sitting.item.task.kind != .singleChoice { app.answer(correctly: false) }
    app.press(.character("b"), .enter)
    let rows = app.text.split(separator: "\n", omittingEmptySubsequences: false)
    let prompt = try #require(rows.firstIndex { $0.contains("How sure are you?") })
    let unknown = try #require(rows.firstIndex { $0.contains("I don't know") })
    #expect(prompt - unknown <= 3, "\(app.text)")
  }
}
