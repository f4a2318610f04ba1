import ItemBank
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// However the program ends, what was on the screen is there again.
@Suite struct InterruptionTests {
  /// Ends the program, starts it again over the same journal and goes on with what waits.
  private func interrupt(_ app: TestApp, by cause: StopCause) {
    app.stop(cause)
    let status: Ending.Status =
      switch cause {
      case .quit, .endOfInput: .exit(0)
      case .interrupt: .signal(2)
      case .terminate: .signal(15)
      case .hangUp: .signal(1)
      }
    #expect(app.driver.ending == Ending(status: status, message: nil))
    app.clock.pass(days: 1)
    app.restart()
    app.press(.enter)
  }

  /// A placement that waits at an item of a kind.
  private func placement(at kind: ItemKind) throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    while let sitting = app.sitting, sitting.item.task.kind != kind { app.answer(correctly: false) }
    _ = try #require(app.sitting)
    return app
  }

  @Test(arguments: StopCause.allCases) func halfAMatchingIsKept(cause: StopCause) throws {
    let app = try placement(at: .matching)
    app.press(.character("2"), .character("1"))
    let before = try #require(app.sitting)
    let half = try #require(before.draft.answerSoFar)
    #expect(!half.isComplete)
    interrupt(app, by: cause)
    let after = try #require(app.sitting)
    #expect(after.item.id == before.item.id && after.draft.answerSoFar == half)
    #expect(after.session.responses.count == before.session.responses.count)
  }

  @Test(arguments: StopCause.allCases) func typedTextIsKept(cause: StopCause) throws {
    let app = try placement(at: .numeric)
    app.type("0.7")
    interrupt(app, by: cause)
    #expect(app.sitting?.draft.answerSoFar == .typed("0.7"))
  }

  @Test(arguments: StopCause.allCases) func aNoteThatIsBeingWrittenAndAFlagAreKept(cause: StopCause) throws {
    let app = try placement(at: .singleChoice)
    app.press(.character("f"), .character("n"))
    app.type("what is fs?")
    interrupt(app, by: cause)
    let after = try #require(app.sitting)
    #expect(after.note == "what is fs?" && after.isFlagged)
    app.press(.character("n"))
    #expect(app.text.contains("what is fs?"))
  }

  @Test(arguments: StopCause.allCases) func anAnswerThatWaitsForItsConfidenceIsKept(cause: StopCause) throws {
    let app = try placement(at: .singleChoice)
    app.press(.character("b"), .enter)
    #expect(app.sitting?.isRating == true)
    let chosen = app.sitting?.draft.answerSoFar
    interrupt(app, by: cause)
    #expect(chosen != nil && app.sitting?.draft.answerSoFar == chosen)
  }

  @Test(arguments: StopCause.allCases) func anExamKeepsItsClockItsAnswerAndItsFlag(cause: StopCause) throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .enter)
    app.press(.function(3))
    app.answerInExam()
    app.clock.pass(milliseconds: 20_000)
    let answer = try #require(app.exam?.draft.answerSoFar)
    interrupt(app, by: cause)
    let after = try #require(app.exam)
    #expect(after.session.activeMilliseconds == 20_000)
    #expect(after.draft.answerSoFar == answer && after.session.itemStates[0].isFlagged)
  }

  /// The clock of an exam can't be stopped for nothing by closing the window.
  @Test(arguments: StopCause.allCases) func anExamKeepsItsClockWithoutAnyAnswer(cause: StopCause) throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .enter)
    app.clock.pass(milliseconds: 20_000)
    interrupt(app, by: cause)
    #expect(app.exam?.session.activeMilliseconds == 20_000)
  }

  @Test func whatIsWrittenInThePlanAndTheEvidenceIsKept() throws {
    let app = try TestApp.experienced()
    app.press(.character("p"), .character("n"))
    app.type("ask for data")
    app.stop(.hangUp)
    #expect(try app.workspace.overview().actions.values.contains { $0.note == "ask for data" })
    app.restart()
    app.press(.character("e"), .right, .character("a"))
    app.type("example.org/cv")
    app.stop(.terminate)
    #expect(try app.workspace.overview().evidence.values.contains { $0.artefact == "example.org/cv" })
  }

  @Test(arguments: [StopCause.interrupt, .terminate, .quit])
  func whatCannotBeKeptIsShownAndCanBeTriedAgain(cause: StopCause) throws {
    let app = try placement(at: .matching)
    app.press(.character("2"))
    let half = try #require(app.sitting?.draft.answerSoFar)
    app.world.fail { $0.isWrite }
    app.stop(cause)
    #expect(!app.hasQuit && app.text.contains("Not saved yet") && app.text.contains("the journal is held"))
    app.press(.character("x"))
    #expect(app.text.contains("Not saved yet"), "only what the message names does something")
    app.press(.enter)
    #expect(!app.hasQuit && app.text.contains("Not saved yet"))
    app.world.heal()
    app.press(.enter)
    #expect(app.hasQuit)
    app.restart()
    app.press(.enter)
    #expect(app.sitting?.draft.answerSoFar == half)
  }

  @Test func escapeGoesBackToWhatCouldNotBeKept() throws {
    let app = try placement(at: .numeric)
    app.type("0.7")
    app.world.fail { $0.isWrite }
    app.stop(.interrupt)
    app.press(.escape)
    #expect(!app.hasQuit && !app.text.contains("Not saved yet"))
    app.type("5")
    #expect(app.sitting?.draft.answerSoFar == .typed("0.75"))
    app.stop(.interrupt)
    app.stop(.interrupt)
    #expect(app.driver.ending?.status == .signal(2), "a second Ctrl-C leaves without saving")
    #expect(app.driver.ending?.message?.contains("not saved") == true)
  }

  @Test func aClosedWindowTriesAFewTimesAndThenSaysThatNothingWasKept() throws {
    let app = try placement(at: .numeric)
    app.type("0.7")
    app.world.fail { $0.isWrite }
    app.stop(.hangUp)
    for _ in 0..<20 where !app.hasQuit { app.tick(milliseconds: 300) }
    #expect(app.driver.ending?.status == .exit(74))
    #expect(app.world.failures == Program<ScreenStack>.triesWithoutPerson)
  }
}
