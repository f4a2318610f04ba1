import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// The last answer and its confidence can be undone until the next is confirmed, on screens and in plain mode.
@Suite struct CorrectionJourneyTests {
  private func placement(_ app: TestApp) throws -> String {
    let session = try app.workspace.startAttempt(mode: .placement, scope: .all, length: 8)
    app.hand(.outcome(.attempt(session)))
    return session.record.id
  }

  private func stored(_ app: TestApp, _ id: String) throws -> [ResponseRecord] {
    try app.workspace.journal.responses(ofAttempt: id)
  }

  /// Answers the items up to the first with one right option; returns the answer to that.
  private func answerChoice(_ app: TestApp, _ id: String, correctly: Bool) throws -> ResponseRecord {
    for _ in 0..<7 where app.sitting?.item.task.kind != .singleChoice { app.answer(correctly: true) }
    try #require(app.sitting?.item.task.kind == .singleChoice)
    app.answer(correctly: correctly)
    return try #require(try stored(app, id).last)
  }

  @Test(arguments: 0..<6 as Range<UInt64>) func theLastAnswerComesBackAndIsReplaced(seed: UInt64) throws {
    let app = try TestApp(seed: seed)
    app.introduce()
    let id = try placement(app)
    let old = try answerChoice(app, id, correctly: true)
    let count = try stored(app, id).count
    let next = try #require(app.sitting?.item.id)
    #expect(old.confidence == 2 && old.credit == 1)
    app.press(AnswerKeys.undoWhileTyping)
    // The answer and its confidence are as they were.
    #expect(app.sitting?.item.id == old.item && app.sitting?.isRating == true)
    #expect(app.text.contains("Your last answer is back"), "\(app.text)")
    #expect(app.text.contains("●fairly"), "\(app.text)")
    #expect(app.sitting?.draft.answer?.storage == old.answer)
    #expect(try stored(app, id).last == old, "nothing is stored yet")
    // Killed here, the old answer is still there, and the next item is on the screen.
    app.restart()
    let again = try app.workspace.resumeAttempt(id: id)
    #expect(again.attempt.responses.count == count && again.item?.id == next)
    app.hand(.outcome(.attempt(again)))
    app.press(AnswerKeys.undoWhileTyping)
    #expect(app.sitting?.item.id == old.item, "the journal keeps what is needed to go back")
    app.press(.character("u"))
    app.clock.pass(milliseconds: 5000)
    app.dontKnow()
    app.press(.enter)
    let now = try stored(app, id)
    #expect(now.count == count && now.last?.item == old.item && now.last?.answer == "?")
    #expect(now.last.map { $0.milliseconds >= old.milliseconds + 5000 } == true, "its time goes on")
    #expect(try app.workspace.resumeAttempt(id: id).attempt == app.sitting?.session.attempt)
  }

  @Test func theReviewIsThatOfTheNewAnswer() throws {
    let app = try TestApp()
    app.introduce()
    let id = try placement(app)
    let old = try answerChoice(app, id, correctly: false)
    let journal = app.workspace.journal
    #expect(try journal.review(ofItem: old.item, assessment: "ml-engineer") != nil, "a miss is reviewed")
    app.press(AnswerKeys.undoWhileTyping)
    app.answer(correctly: true)
    #expect(try stored(app, id).last.map { $0.item == old.item && $0.credit == 1 } == true)
    #expect(
      try journal.review(ofItem: old.item, assessment: "ml-engineer") == nil,
      "a right answer in a placement puts nothing under review")
  }

  @Test func inADrillOnlyTheConfidenceChanges() throws {
    let app = try TestApp(size: Size(columns: 100, rows: 30))
    app.introduce()
    let session = try app.workspace.startAttempt(mode: .drill, scope: .all, length: 4)
    let id = session.record.id
    app.hand(.outcome(.attempt(session)))
    app.answer(correctly: true)
    let old = try #require(try stored(app, id).last)
    let review = try app.workspace.journal.review(ofItem: old.item, assessment: "ml-engineer")
    app.press(.character("u"))
    #expect(app.sitting?.isRating == true)
    #expect(app.text.contains("you can only change how sure you were"), "\(app.text)")
    app.press(.character("u"))
    #expect(app.sitting?.isRating == true, "the answer itself is final")
    app.press(.character(old.confidence == 1 ? "3" : "1"))
    let now = try #require(try stored(app, id).last)
    #expect(now.answer == old.answer && now.confidence == (old.confidence == 1 ? 3 : 1))
    // One answer, one review.
    let after = try app.workspace.journal.review(ofItem: old.item, assessment: "ml-engineer")
    #expect(after?.reviewCount == review?.reviewCount && after?.lapses == review?.lapses)
  }

  @Test func plainModeUndoesTheLastAnswer() throws {
    let app = try TestApp()
    let session = try app.workspace.startAttempt(mode: .placement, scope: .all, length: 8, seed: 3)
    let talk = PlainTalk(app, .attempt(session), hasMenu: true)
    let rules = talk.listen()
    #expect(rules.count { $0.contains("searching isn't") } == 1, "\(rules)")
    talk.say("")
    app.clock.pass(milliseconds: 30_000)
    talk.say("dunno")
    talk.say("")
    let old = try #require(try stored(app, session.record.id).last)
    let back = talk.say("undo").joined(separator: "\n")
    #expect(back.contains("Question 1 of at most 8") && back.contains("An empty line keeps it."), "\(back)")
    #expect(try stored(app, session.record.id) == [old])
    talk.say("")
    talk.say("yes")
    #expect(try stored(app, session.record.id).map(\.item) == [old.item])
    #expect(talk.say("again").joined().contains("Question 2 of at most 8"))
    talk.say("undo")
    #expect(talk.say("pause").joined().contains("Your last answer stays as it was."))
    #expect(try stored(app, session.record.id).map(\.answer) == ["?"])
  }

  @Test func anAttemptWithoutAnAnswerIsLeftWithoutAQuestion() throws {
    for key in [Key.escape, .character("q")] {
      let app = try TestApp()
      app.introduce()
      _ = try placement(app)
      app.press(key)
      #expect(app.sitting == nil && !app.hasQuit && !app.text.contains("Leave this attempt?"))
      #expect(try app.workspace.journal.attempts(assessment: "ml-engineer").isEmpty)
    }
    // What was begun waits, also without a question.
    let app = try TestApp()
    app.introduce()
    let id = try placement(app)
    app.press(AnswerKeys.unknownKey, .escape)
    #expect(app.sitting == nil && !app.text.contains("Leave this attempt?"))
    #expect(try app.workspace.journal.pending(ofAttempt: id)?.answer == "?")
  }

  @Test func aSkillIsNamedOnlyAfterTheAnswer() throws {
    let app = try TestApp(size: Size(columns: 140, rows: 45))
    app.introduce()
    _ = try placement(app)
    let framework = TestApp.bank.content.framework
    for _ in 0..<4 {
      let item = try #require(app.sitting?.item)
      let domain = try #require(framework.domains.first { $0.id == item.domain })
      let head = app.text.split(separator: "\n").first.map(String.init) ?? ""
      #expect(head.contains(domain.shortName) && !head.contains("›"), "\(head)")
      app.answer(correctly: false)
    }
    let drill = try TestApp(size: Size(columns: 140, rows: 45))
    drill.introduce()
    drill.hand(.outcome(.attempt(try drill.workspace.startAttempt(mode: .drill, scope: .all, length: 4))))
    #expect(drill.text.split(separator: "\n").first?.contains("›") == true)
  }

  @Test func theVerdictIsAboveTheOptions() throws {
    let app = try TestApp(size: Size(columns: 80, rows: 24))
    app.introduce()
    app.hand(.outcome(.attempt(try app.workspace.startAttempt(mode: .drill, scope: .all, length: 4))))
    app.answer(correctly: false)
    for _ in 0..<9 where app.sitting?.item.task.kind != .singleChoice {
      app.press(.enter)
      app.answer(correctly: false)
    }
    let rows = app.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let verdict = try #require(rows.firstIndex { $0.contains("You didn't know it.") })
    let answer = try #require(rows.firstIndex { $0.contains("✗") || $0.contains("✓") })
    #expect(verdict < answer, "\(app.text)")
  }
}
