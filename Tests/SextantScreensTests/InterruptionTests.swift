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
  private func interrupt(_ bed: Bed, by cause: StopCause) {
    bed.stop(cause)
    let status: Ending.Status =
      switch cause {
      case .quit, .endOfInput: .exit(0)
      case .interrupt: .signal(2)
      case .terminate: .signal(15)
      case .hangUp: .signal(1)
      }
    #expect(bed.driver.ending == Ending(status: status, message: nil))
    bed.clock.pass(days: 1)
    bed.restart()
    bed.press(.enter)
  }

  /// A placement that waits at an item of a kind.
  private func placement(at kind: ItemKind) throws -> Bed {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    while let sitting = bed.sitting, sitting.item.task.kind != kind { bed.answer(correctly: false) }
    _ = try #require(bed.sitting)
    return bed
  }

  @Test(arguments: StopCause.allCases) func halfAMatchingIsKept(cause: StopCause) throws {
    let bed = try placement(at: .matching)
    bed.press(.character("2"), .character("1"))
    let before = try #require(bed.sitting)
    let half = try #require(before.draft.answerSoFar)
    #expect(!half.isComplete)
    interrupt(bed, by: cause)
    let after = try #require(bed.sitting)
    #expect(after.item.id == before.item.id && after.draft.answerSoFar == half)
    #expect(after.session.responses.count == before.session.responses.count)
  }

  @Test(arguments: StopCause.allCases) func typedTextIsKept(cause: StopCause) throws {
    let bed = try placement(at: .numeric)
    bed.type("0.7")
    interrupt(bed, by: cause)
    #expect(bed.sitting?.draft.answerSoFar == .typed("0.7"))
  }

  @Test(arguments: StopCause.allCases) func aNoteThatIsBeingWrittenAndAFlagAreKept(cause: StopCause) throws {
    let bed = try placement(at: .singleChoice)
    bed.press(.character("f"), .character("n"))
    bed.type("what is fs?")
    interrupt(bed, by: cause)
    let after = try #require(bed.sitting)
    #expect(after.note == "what is fs?" && after.isFlagged)
    bed.press(.character("n"))
    #expect(bed.text.contains("what is fs?"))
  }

  @Test(arguments: StopCause.allCases) func anAnswerThatWaitsForItsConfidenceIsKept(cause: StopCause) throws {
    let bed = try placement(at: .singleChoice)
    bed.press(.character("b"), .enter)
    #expect(bed.sitting?.isRating == true)
    let chosen = bed.sitting?.draft.answerSoFar
    interrupt(bed, by: cause)
    #expect(chosen != nil && bed.sitting?.draft.answerSoFar == chosen)
  }

  @Test(arguments: StopCause.allCases) func anExamKeepsItsClockItsAnswerAndItsFlag(cause: StopCause) throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .down, .down, .enter, .enter)
    bed.press(.function(3))
    bed.answerInExam()
    bed.clock.pass(milliseconds: 20_000)
    let answer = try #require(bed.exam?.draft.answerSoFar)
    interrupt(bed, by: cause)
    let after = try #require(bed.exam)
    #expect(after.session.activeMilliseconds == 20_000)
    #expect(after.draft.answerSoFar == answer && after.session.sheets[0].isFlagged)
  }

  /// The clock of an exam can't be stopped for nothing by closing the window.
  @Test(arguments: StopCause.allCases) func anExamKeepsItsClockWithoutAnyAnswer(cause: StopCause) throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .down, .down, .enter, .enter)
    bed.clock.pass(milliseconds: 20_000)
    interrupt(bed, by: cause)
    #expect(bed.exam?.session.activeMilliseconds == 20_000)
  }

  @Test func whatIsWrittenInThePlanAndTheEvidenceIsKept() throws {
    let bed = try Bed.experienced()
    bed.press(.character("p"), .character("n"))
    bed.type("ask for data")
    bed.stop(.hangUp)
    #expect(try bed.workspace.overview().actions.values.contains { $0.note == "ask for data" })
    bed.restart()
    bed.press(.character("e"), .right, .character("a"))
    bed.type("example.org/cv")
    bed.stop(.terminate)
    #expect(try bed.workspace.overview().told.values.contains { $0.artefact == "example.org/cv" })
  }

  @Test(arguments: [StopCause.interrupt, .terminate, .quit])
  func whatCannotBeKeptIsShownAndCanBeTriedAgain(cause: StopCause) throws {
    let bed = try placement(at: .matching)
    bed.press(.character("2"))
    let half = try #require(bed.sitting?.draft.answerSoFar)
    bed.world.fail { $0.isWrite }
    bed.stop(cause)
    #expect(!bed.hasQuit && bed.text.contains("Not saved yet") && bed.text.contains("the journal is held"))
    bed.press(.character("x"))
    #expect(bed.text.contains("Not saved yet"), "only what the message names does something")
    bed.press(.enter)
    #expect(!bed.hasQuit && bed.text.contains("Not saved yet"))
    bed.world.heal()
    bed.press(.enter)
    #expect(bed.hasQuit)
    bed.restart()
    bed.press(.enter)
    #expect(bed.sitting?.draft.answerSoFar == half)
  }

  @Test func escapeGoesBackToWhatCouldNotBeKept() throws {
    let bed = try placement(at: .numeric)
    bed.type("0.7")
    bed.world.fail { $0.isWrite }
    bed.stop(.interrupt)
    bed.press(.escape)
    #expect(!bed.hasQuit && !bed.text.contains("Not saved yet"))
    bed.type("5")
    #expect(bed.sitting?.draft.answerSoFar == .typed("0.75"))
    bed.stop(.interrupt)
    bed.stop(.interrupt)
    #expect(bed.driver.ending?.status == .signal(2), "a second Ctrl-C leaves without saving")
    #expect(bed.driver.ending?.message?.contains("not saved") == true)
  }

  @Test func aClosedWindowTriesAFewTimesAndThenSaysThatNothingWasKept() throws {
    let bed = try placement(at: .numeric)
    bed.type("0.7")
    bed.world.fail { $0.isWrite }
    bed.stop(.hangUp)
    for _ in 0..<20 where !bed.hasQuit { bed.tick(milliseconds: 300) }
    #expect(bed.driver.ending?.status == .exit(74))
    #expect(bed.world.failures == Program<ScreenStack>.triesWithoutPerson)
  }
}
