import ItemBank
import Journal
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// One list has the flagged questions and the notes of all attempts.
@Suite struct MarkedTests {
  /// A drill and a placement, each with a flagged question; a note in the placement.
  private func marked(size: Size = Size(columns: 80, rows: 24)) throws -> TestApp {
    let app = try TestApp(size: size)
    app.introduce()
    app.hand(.outcome(.attempt(try app.workspace.startAttempt(mode: .drill, scope: .all, length: 2))))
    app.answer(correctly: false)
    app.press(.character("f"))
    app.press(.escape, .down, .enter)
    for _ in 0..<4 where !app.state.isAtHome { app.press(.escape) }
    app.press(.character("t"), .enter)
    while let sitting = app.sitting, sitting.item.task.kind != .singleChoice { app.answer(correctly: false) }
    app.press(.character("n"))
    app.type("closures again")
    app.press(.enter)
    app.answer(correctly: true, confidence: 3)
    app.press(.escape, .down, .enter)
    for _ in 0..<4 where !app.state.isAtHome { app.press(.escape) }
    return app
  }

  private func finish(_ app: TestApp) throws {
    let open = try #require(try app.workspace.openAttempt())
    _ = try app.workspace.finish(attempt: open.id, .ended)
    try app.reload()
  }

  @Test func marksOfAllAttemptsAreListedOnceTheirAttemptMayBeLookedAt() throws {
    let app = try marked()
    #expect(try app.workspace.markedQuestions().map(\.mode) == [.drill], "the placement is still open")
    try finish(app)
    let questions = try app.workspace.markedQuestions()
    #expect(questions.map(\.mode) == [.placement, .drill])
    #expect(questions[0].note == "closures again" && !questions[0].isFlagged)
    #expect(questions[1].isFlagged && questions[1].note == nil)
  }

  @Test func theListLeadsToTheQuestionAsItWasAskedWithItsExplanation() throws {
    let app = try marked()
    try finish(app)
    app.press(.character("N"))
    let screen: MarkedScreen = try #require(app.top())
    let item = try #require(screen.questions[0].answered.item)
    #expect(app.text.contains("Flags and notes") && app.text.contains("2 questions"), "\(app.text)")
    app.press(.enter)
    #expect(app.text.contains("Your note: closures again"))
    app.send(.resize(Size(columns: 100, rows: 60)))
    #expect(app.text.contains(item.stem) && app.text.contains("your answer"), "\(app.text)")
    #expect(app.text.contains("A closure captures the variable"))
    app.press(.character("y"))
    #expect(app.copies.last?.contains("Right: ") == true)
    app.press(.escape, .escape)
    #expect(app.top(MarkedScreen.self)?.isReading == false)
    app.press(.escape)
    #expect(app.state.isAtHome)
  }

  @Test func itIsFilteredSearchedAndOrdered() throws {
    let app = try marked()
    try finish(app)
    app.press(.character("N"))
    func rows() throws -> [AskedQuestion] {
      try #require(app.top(MarkedScreen.self)).rows(try #require(app.context))
    }
    app.press(.character("f"))
    #expect(try rows().map(\.mode) == [.drill])
    app.press(.character("f"))
    #expect(try rows().map(\.mode) == [.placement])
    app.press(.character("f"), .character("/"))
    app.type("CLOSURES")
    #expect(try rows().map(\.mode) == [.placement])
    app.press(.escape)
    #expect(try rows().count == 2)
    app.press(.character("o"))
    let skills = try rows().map { $0.skill ?? 0 }
    #expect(skills == skills.sorted())
  }

  @Test func aFlagIsTakenOffAndPutOnAgainAndADrillAsksTheListed() throws {
    let app = try marked()
    try finish(app)
    app.press(.character("N"), .down, .character(" "))
    #expect(try app.workspace.markedQuestions().map(\.mode) == [.placement])
    #expect(app.top(MarkedScreen.self)?.questions.count == 2, "it stays in view, to be put on again")
    app.press(.character(" "))
    #expect(try app.workspace.markedQuestions().count == 2)
    app.world.fail { if case .flag = $0 { true } else { false } }
    app.press(.character(" "))
    app.world.heal()
    app.press(.escape)
    #expect(app.top(MarkedScreen.self)?.questions.allSatisfy { $0.isFlagged || $0.note != nil } == true)
    let items = try #require(app.top(MarkedScreen.self)).questions.map(\.answered.response.item)
    app.press(.character("d"))
    let asked = try #require(app.sitting).session
    #expect(asked.plan.mode == .drill && items.contains(asked.item.id))
  }

  @Test func nothingMarkedSaysHowToMark() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character(":"))
    app.type("flags")
    app.press(.enter)
    #expect(app.text.contains("Nothing is marked yet"), "\(app.text)")
    app.press(.enter, .character(" "), .character("d"), .character("y"), .character("f"), .escape)
    #expect(app.state.isAtHome)
  }

  @Test func plainModeHasTheSameListAndReadsTheSameQuestion() throws {
    let app = try marked()
    try finish(app)
    let talk = PlainTalk(app)
    let list = talk.say("notes") + talk.listen()
    let text = (list + talk.said).joined(separator: "\n")
    #expect(text.contains("Flags and notes, 2 questions, the newest first."), "\(text)")
    #expect(text.contains("your note: closures again") && text.contains("flagged"))
    let read = talk.say("1").joined(separator: "\n")
    #expect(read.contains("Your note: closures again") && read.contains("A closure captures the variable"))
    talk.say("flag 2")
    #expect(try app.workspace.markedQuestions().count == 1)
    talk.say("flag 2")
    #expect(try app.workspace.markedQuestions().count == 2)
    #expect(talk.say("search zebra").contains("No question has all these words."))
    talk.say("flags")
    #expect(talk.listen().joined().isEmpty || talk.said.joined().contains("only flags"))
  }
}
