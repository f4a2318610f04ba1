import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

@Suite struct ExamJourneyTests {
  private func begin() throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter)
    #expect(app.text.contains("Ready?") && app.state.tickInterval == nil, "no clock runs before a word")
    app.clock.pass(milliseconds: 500_000)
    app.press(.enter)
    _ = try #require(app.exam)
    return app
  }

  @Test func anExamIsTakenFreelyAndHandedIn() throws {
    let app = try begin()
    let first = app.exam?.item.id
    app.answerInExam()
    app.clock.pass(milliseconds: 30_000)
    app.press(.enter)
    #expect(app.exam?.session.place == 1 && app.exam?.item.id != first)
    app.press(.backTab)
    #expect(app.exam?.item.id == first)
    let draft = try #require(app.exam?.draft)
    #expect(draft.isBegun, "the answer is not on the screen again")
    app.press(.function(2))
    #expect(app.text.contains("1 answered · 1 open · 38 unseen · 0 flagged"))
    app.press(.tab, .enter)
    #expect(app.exam?.session.place == 1)
    app.press(.function(2), .character("s"))
    #expect(
      app.text.contains("39 questions have no answer. Hand in?")
        && app.text.contains("38 of them you haven't"))
    app.press(.down, .down, .enter)
    #expect(app.exam == nil && app.text.contains("Mock exam finished"))
    #expect(app.text.contains("of 40 right"))
    let words = app.text.split(whereSeparator: { $0.isWhitespace || "┃│".contains($0) }).joined(
      separator: " ")
    #expect(words.contains("Too few answers for a score of its own: 1 counts"), "\(app.text)")
    let stored = try app.workspace.journal.attempts(assessment: "ml-engineer")
    #expect(stored.last?.stopReason == "handed-in" && stored.last?.responseCount == 1)
    // The history says the same, and has no number for it.
    app.press(.escape, .character("H"))
    #expect(app.text.contains("/40 ✗") && app.text.contains("too few answers"))
  }

  @Test func theRulesAreSaidBeforeItBegins() throws {
    let app = try TestApp()
    app.introduce()
    func words() -> String { app.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    app.press(.character("t"), .down, .down)
    app.send(.resize(Size(columns: 100, rows: 30)))
    #expect(words().contains("You pass from 65 % right."))
    app.press(.enter)
    for part in [
      "You pass from 65 % right.",
      "A question without an answer counts as not right, here and in your score.", Session.clockRule,
    ] {
      #expect(words().contains(part), "\(part)")
    }
    app.press(.enter, .escape, .escape)
    while let exam = app.exam, exam.draft.isTyping { app.press(.tab) }
    app.press(.character("?"))
    #expect(words().replacing("│ ", with: "").replacing(" │", with: "").contains("computer sleeps"))
  }

  @Test func killedInTheMiddleItComesBackWithAnswersFlagsAndTime() throws {
    let app = try begin()
    for _ in 0..<6 {
      app.clock.pass(milliseconds: 40_000)
      app.answerInExam()
      app.press(.tab)
    }
    let before = try #require(app.exam)
    // The program is gone; another one opens the same journal.
    let open = try #require(try app.workspace.journal.openAttempt(assessment: "ml-engineer"))
    let again = try app.workspace.resumeExam(id: open.id)
    #expect(again.exam.place == before.session.place && again.item.id == before.item.id)
    #expect(again.exam.itemStates.prefix(6) == before.session.itemStates.prefix(6))
    #expect(again.exam.activeMilliseconds == 240_000)
    #expect(again.exam.answeredCount == 6)
  }

  @Test func answersOfAnOpenExamDoNotCountYet() throws {
    let app = try begin()
    app.clock.pass(milliseconds: 40_000)
    app.answerInExam()
    app.press(.tab)
    #expect(try app.workspace.overview().answerCount == 0)
  }

  @Test func theClockEndsTheExamWithWhatIsOnTheScreen() throws {
    let app = try begin()
    app.tick(milliseconds: 54 * 60_000)
    #expect(app.text.contains("6 min left"))
    app.tick(milliseconds: 65_000)
    #expect(app.text.contains("4:55 left"))
    #expect((app.state.tickInterval ?? 0) <= 1000)
    app.answerInExam()
    app.tick(milliseconds: 6 * 60_000)
    let words = app.text.split { $0.isWhitespace || "┃│".contains($0) }.joined(separator: " ")
    #expect(app.exam == nil && words.contains("Its time was over"))
    let id = try #require(try app.workspace.journal.attempts(assessment: "ml-engineer").last?.id)
    let responses = try app.workspace.journal.responses(ofAttempt: id)
    // The one item that was on the screen, with the answer that was chosen; the others have none.
    #expect(responses.count == 40 && responses.count { !$0.isUnanswered } == 1)
    #expect(responses.first?.isUnknown == false)
  }

  @Test func aPauseStopsTheClock() throws {
    let app = try begin()
    app.press(.escape, .escape)
    while let exam = app.exam, exam.draft.isTyping { app.press(.tab) }
    let before = try #require(app.exam?.session.remainingMilliseconds)
    app.press(.character("z"))
    #expect(app.text.contains("Paused") && app.state.tickInterval == nil)
    app.tick(milliseconds: 3_600_000)
    app.press(.enter)
    #expect(app.exam?.session.remainingMilliseconds == before)
  }

  @Test func leavingKeepsEverythingAndHomeOffersToGoOn() throws {
    let app = try begin()
    app.clock.pass(milliseconds: 40_000)
    app.answerInExam()
    app.press(.escape, .down, .enter)
    #expect(app.state.isAtHome && app.text.lowercased().contains("mock exam"))
    app.press(.enter)
    #expect(app.exam?.session.answeredCount == 1)
  }

  @Test func whatIsNotBegunLeavesNothingBehind() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .escape)
    #expect(app.state.isAtHome && app.state.overview?.open == nil)
    #expect(try app.workspace.journal.attempts(assessment: "ml-engineer").isEmpty)
  }

  @Test func leavingByTheKeyForQuittingAsksFirst() throws {
    let app = try begin()
    while app.exam?.draft.isTyping ?? false { app.press(.tab) }
    app.press(.character("q"))
    #expect(app.text.contains("Leave the exam?") && !app.hasQuit)
    app.press(.character("q"))
    #expect(!app.text.contains("Leave the exam?") && !app.hasQuit && app.exam != nil)
    app.press(.character("q"), .enter)
    #expect(app.state.isAtHome && !app.hasQuit)
  }

  @Test func theMouseOpensAnItemFromTheOverview() throws {
    let app = try begin()
    app.press(.function(2))
    let hit = try #require(app.frame.hits.first { $0.command == .toItem(7) })
    app.send(
      .mouse(MouseEvent(.press, at: Point(column: hit.area.column, row: hit.area.row))))
    #expect(app.exam?.session.place == 7)
  }

  @Test func aPlainExamSaysSavedOnceItIs() throws {
    let app = try TestApp()
    let session = try app.workspace.startExam(length: 4, minutes: 30, seed: 5)
    let talk = PlainTalk(app, .exam(session))
    talk.say("")
    app.clock.pass(milliseconds: 20_000)
    let told = talk.say("dunno", failing: "the disk is full").joined()
    #expect(told.contains("That is not saved: the disk is full.") && !told.contains("Saved."))
    #expect(talk.exam?.session.place == 0 && talk.exam?.session.answeredCount == 1)
    #expect(try app.workspace.journal.itemStates(ofAttempt: session.record.id).isEmpty)
    let again = talk.say("").joined(separator: "\n")
    #expect(again.contains("Saved.\n\nQuestion 2 of 4"))
    // Nothing stands in the way of handing in later where it fails at first.
    talk.say("done")
    let refused = talk.say("yes", failing: "the disk is full").joined()
    #expect(!refused.contains("Handed in.") && talk.exam != nil)
    talk.say("done")
    #expect(talk.say("yes").contains("Handed in.") && talk.exam == nil)
  }

  @Test func anInterruptedPlainExamKeepsItsClock() throws {
    let app = try TestApp()
    let session = try app.workspace.startExam(length: 4, minutes: 30, seed: 5)
    let talk = PlainTalk(app, .exam(session))
    talk.say("")
    app.clock.pass(milliseconds: 65_000)
    talk.stop(.hangUp)
    let again = try app.workspace.resumeExam(id: session.record.id)
    #expect(again.exam.activeMilliseconds == 65_000 && !again.isFresh)
  }

  /// Nobody knows yet what is right, so nothing is green, and "I don't know" has a sign of its own.
  @Test func theOverviewTellsAnAnswerFromIDontKnow() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .enter)
    app.answerInExam()
    app.press(.enter)
    app.dontKnow()
    app.press(.enter, .function(2))
    #expect(app.text.contains("1 answered · 1 “I don't know” · "), "\(app.text)")
    #expect(
      app.text.contains("1●") && app.text.contains("2?") && app.text.contains("? don't know"), "\(app.text)")
    let frame = app.state.view(at: app.clock.date)
    let green = frame.surface.cells.filter { $0.style.role == .correct }
    #expect(green.isEmpty)
  }
}
