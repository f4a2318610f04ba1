import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

@Suite struct ExamJourneyTests {
  private func begin() throws -> Bed {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .down, .down, .enter)
    #expect(bed.text.contains("Ready?") && bed.state.tickInterval == nil, "no clock runs before a word")
    bed.clock.pass(milliseconds: 500_000)
    bed.press(.enter)
    _ = try #require(bed.exam)
    return bed
  }

  @Test func anExamIsTakenFreelyAndHandedIn() throws {
    let bed = try begin()
    let first = bed.exam?.item.id
    bed.answerInExam()
    bed.clock.pass(milliseconds: 30_000)
    bed.press(.enter)
    #expect(bed.exam?.session.place == 1 && bed.exam?.item.id != first)
    bed.press(.backTab)
    #expect(bed.exam?.item.id == first)
    let draft = try #require(bed.exam?.draft)
    #expect(draft.isBegun, "the answer is not on the screen again")
    bed.press(.function(2))
    #expect(bed.text.contains("1 answered · 1 open · 38 unseen · 0 flagged"))
    bed.press(.tab, .enter)
    #expect(bed.exam?.session.place == 1)
    bed.press(.function(2), .character("s"))
    #expect(
      bed.text.contains("1 item is open and will count as not known")
        && bed.text.contains("38 items you never looked at"))
    bed.press(.down, .down, .enter)
    #expect(bed.exam == nil && bed.text.contains("Mock exam finished"))
    let stored = try bed.workspace.journal.attempts(assessment: "ml-engineer")
    #expect(stored.last?.stopReason == "handed-in" && stored.last?.responseCount == 2)
  }

  @Test func killedInTheMiddleItComesBackWithAnswersFlagsAndTime() throws {
    let bed = try begin()
    for _ in 0..<6 {
      bed.clock.pass(milliseconds: 40_000)
      bed.answerInExam()
      bed.press(.tab)
    }
    let before = try #require(bed.exam)
    // The program is gone; another one opens the same journal.
    let open = try #require(try bed.workspace.journal.openAttempt(assessment: "ml-engineer"))
    let again = try bed.workspace.resumeExam(id: open.id)
    #expect(again.exam.place == before.session.place && again.item.id == before.item.id)
    #expect(again.exam.sheets.prefix(6) == before.session.sheets.prefix(6))
    #expect(again.exam.activeMilliseconds == 240_000)
    #expect(again.exam.answeredCount == 6)
  }

  @Test func answersOfAnOpenExamDoNotCountYet() throws {
    let bed = try begin()
    bed.clock.pass(milliseconds: 40_000)
    bed.answerInExam()
    bed.press(.tab)
    #expect(try bed.workspace.overview().answerCount == 0)
  }

  @Test func theClockEndsTheExamWithWhatIsOnTheScreen() throws {
    let bed = try begin()
    bed.tick(milliseconds: 54 * 60_000)
    #expect(bed.text.contains("6 min left"))
    bed.tick(milliseconds: 65_000)
    #expect(bed.text.contains("4:55 left"))
    #expect((bed.state.tickInterval ?? 0) <= 1000)
    bed.answerInExam()
    bed.tick(milliseconds: 6 * 60_000)
    #expect(bed.exam == nil && bed.text.contains("Its time was over"))
    let id = try #require(try bed.workspace.journal.attempts(assessment: "ml-engineer").last?.id)
    let responses = try bed.workspace.journal.responses(ofAttempt: id)
    // The one item that was on the screen, with the answer that was chosen, and no other.
    #expect(responses.count == 1 && responses.first?.isUnknown == false)
  }

  @Test func aPauseStopsTheClock() throws {
    let bed = try begin()
    bed.press(.escape, .escape)
    while let exam = bed.exam, exam.draft.isTyping { bed.press(.tab) }
    let before = try #require(bed.exam?.session.remainingMilliseconds)
    bed.press(.character("z"))
    #expect(bed.text.contains("Paused") && bed.state.tickInterval == nil)
    bed.tick(milliseconds: 3_600_000)
    bed.press(.enter)
    #expect(bed.exam?.session.remainingMilliseconds == before)
  }

  @Test func leavingKeepsEverythingAndHomeOffersToGoOn() throws {
    let bed = try begin()
    bed.clock.pass(milliseconds: 40_000)
    bed.answerInExam()
    bed.press(.escape, .down, .enter)
    #expect(bed.state.isAtHome && bed.text.lowercased().contains("mock exam"))
    bed.press(.enter)
    #expect(bed.exam?.session.answeredCount == 1)
  }

  @Test func whatIsNotBegunLeavesNothingBehind() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .down, .down, .enter, .escape)
    #expect(bed.state.isAtHome && bed.state.overview?.open == nil)
    #expect(try bed.workspace.journal.attempts(assessment: "ml-engineer").isEmpty)
  }

  @Test func leavingByTheKeyForQuittingAsksFirst() throws {
    let bed = try begin()
    while bed.exam?.draft.isTyping ?? false { bed.press(.tab) }
    bed.press(.character("q"))
    #expect(bed.text.contains("Leave the exam?") && !bed.hasQuit)
    bed.press(.character("q"))
    #expect(bed.hasQuit)
  }

  @Test func theMouseOpensAnItemFromTheOverview() throws {
    let bed = try begin()
    bed.press(.function(2))
    let hit = try #require(bed.frame.hits.first { $0.command == .toItem(7) })
    bed.send(
      .mouse(MouseEvent(.press, at: Point(column: hit.area.column, row: hit.area.row))))
    #expect(bed.exam?.session.place == 7)
  }

  @Test func aPlainExamSaysSavedOnceItIs() throws {
    let bed = try Bed()
    let session = try bed.workspace.startExam(length: 4, minutes: 30, seed: 5)
    let talk = PlainTalk(bed, .exam(session))
    talk.say("")
    bed.clock.pass(milliseconds: 20_000)
    let told = talk.say("dunno", failing: "the disk is full").joined()
    #expect(told.contains("That is not saved: the disk is full.") && !told.contains("Saved."))
    #expect(talk.exam?.session.place == 0 && talk.exam?.session.answeredCount == 1)
    #expect(try bed.workspace.journal.sheets(ofAttempt: session.record.id).isEmpty)
    let again = talk.say("").joined(separator: "\n")
    #expect(again.contains("Saved.\n\nItem 2 of 4"))
    // Nothing stands in the way of handing in later where it fails at first.
    talk.say("done")
    let refused = talk.say("yes", failing: "the disk is full").joined()
    #expect(!refused.contains("Handed in.") && talk.exam != nil)
    talk.say("done")
    #expect(talk.say("yes").contains("Handed in.") && talk.exam == nil)
  }

  @Test func anInterruptedPlainExamKeepsItsClock() throws {
    let bed = try Bed()
    let session = try bed.workspace.startExam(length: 4, minutes: 30, seed: 5)
    let talk = PlainTalk(bed, .exam(session))
    talk.say("")
    bed.clock.pass(milliseconds: 65_000)
    talk.stop(.hangUp)
    let again = try bed.workspace.resumeExam(id: session.record.id)
    #expect(again.exam.activeMilliseconds == 65_000 && !again.isFresh)
  }
}
