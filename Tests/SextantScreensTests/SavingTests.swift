import ItemBank
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// Where the journal is locked or the disk is full: what was typed stays, nothing says it is saved, and the same key
/// tries again.
@Suite struct SavingTests {
  /// A write of some screen: the way to it, and the key that asks for it.
  struct Write: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Brings a program with two placements to it.
    var way: @Sendable (TestApp) -> Void
    /// Asks for the write.
    var key: Key
    /// What is typed on the way, which must still be there.
    var typed = ""

    init(_ name: String, typed: String = "", key: Key = .enter, way: @escaping @Sendable (TestApp) -> Void) {
      testDescription = name
      self.typed = typed
      self.key = key
      self.way = way
    }
  }

  private static func placement(_ app: TestApp, at kind: ItemKind) {
    app.press(.character("t"), .enter)
    while let sitting = app.sitting, sitting.item.task.kind != kind { app.answer(correctly: false) }
  }

  private static func bankItem(_ app: TestApp) {
    app.press(.character("b"), .right, .down, .right, .down)
  }

  private static func exam(_ app: TestApp) {
    app.press(.character("t"), .down, .down, .enter, .enter)
    while let exam = app.exam, exam.item.task.kind != .singleChoice { app.press(.tab) }
    app.press(.character("b"))
  }

  static let writes: [Write] = [
    Write("note of an action", typed: "ask for data") {
      $0.press(.character("p"), .character("n"))
      $0.type("ask for data")
    },
    Write("proof of an action", typed: "example.org") {
      $0.press(.character("p"), .character("a"))
      $0.type("example.org")
    },
    Write("date of an action", typed: "2026-09-01") {
      $0.press(.character("p"), .character("D"))
      $0.type("2026-09-01")
    },
    Write("beginning an action") { $0.press(.character("p")) },
    Write("finishing an action") { $0.press(.character("p"), .enter, .enter) },
    Write("taking a step of an action back", key: .character("u")) { $0.press(.character("p"), .enter) },
    Write("time a week", key: .character("+")) { $0.press(.character("p")) },
    Write("level of a scale", key: .right) { $0.press(.character("e")) },
    Write("proof of a scale", typed: "example.org") {
      $0.press(.character("e"), .right, .character("a"))
      $0.type("example.org")
    },
    Write("taking a level back", key: .character("u")) { $0.press(.character("e"), .right) },
    Write("forgetting a level", key: .backspace) { $0.press(.character("e"), .right) },
    Write("a setting", key: .right) { $0.press(.character("s"), .down) },
    Write("report of a question of the bank", typed: "a typo") {
      bankItem($0)
      $0.press(.character("!"))
      $0.type("a typo")
    },
    Write("report of an answer", typed: "a typo") {
      $0.press(.character("L"), .character("f"), .enter, .character("!"))
      $0.type("a typo")
    },
    Write("beginning an action in the gap report") {
      $0.press(.character("r"), .tab, .tab)
      $0.goToAnAction()
    },
    Write("beginning a placement") { $0.press(.character("t")) },
    Write("not knowing an answer") {
      placement($0, at: .singleChoice)
      $0.press(.character("i"))
    },
    Write("an answer with its confidence", typed: "0.7", key: .character("3")) {
      placement($0, at: .numeric)
      $0.type("0.7")
      $0.press(.enter)
    },
    Write("a flag", key: .character("f")) { placement($0, at: .singleChoice) },
    Write("a note on a question", typed: "what is fs?") {
      placement($0, at: .singleChoice)
      $0.press(.character("n"))
      $0.type("what is fs?")
    },
    Write("leaving a question half answered") {
      placement($0, at: .matching)
      $0.press(.character("2"), .escape, .down)
    },
    Write("a flag under feedback", key: .character("f")) {
      $0.press(.character("d"))
      $0.answer(correctly: false)
    },
    Write("ending a drill") {
      $0.press(.character("d"))
      $0.answer(correctly: false)
      $0.press(.escape, .down)
    },
    Write("a question of an exam") { exam($0) },
    Write("the overview of an exam", key: .character("o")) { exam($0) },
    Write("pausing an exam", key: .character("z")) { exam($0) },
    Write("handing an exam in") {
      exam($0)
      $0.press(.character("o"), .character("s"), .end)
    },
    Write("leaving an exam") {
      exam($0)
      $0.press(.escape, .down)
    },
  ]

  @Test(arguments: writes) func aFailedWriteChangesNothingAndCanBeTriedAgain(write: Write) throws {
    let app = try TestApp.experienced()
    write.way(app)
    let before = app.text
    #expect(write.typed.isEmpty || before.contains(write.typed))
    app.world.fail { $0.isWrite }
    app.press(write.key)
    #expect(app.world.failures == 1, "the key asks for one write")
    #expect(app.text.contains("held by another program"))
    app.press(.character("x"))
    #expect(app.text == before, "nothing is lost, and nothing says that it is saved")
    app.world.heal()
    app.press(write.key)
    #expect(app.text != before, "the same key tries again")
    #expect(!app.text.contains("held by another program"))
  }

  @Test func theFirstAnswersStayUntilTheyAreKept() throws {
    let app = try TestApp()
    app.press(.right, .down, .down, .down, .down)
    let before = app.text
    app.world.fail { $0.isWrite }
    app.press(.enter)
    #expect(app.text.contains("held by another program"))
    app.press(.enter)
    #expect(app.text == before)
    app.world.heal()
    app.press(.enter)
    #expect(app.state.isAtHome)
  }

  /// A response that could not be stored counts once, with the time that it took.
  @Test func anAnswerThatFailedOnceCountsOnce() throws {
    let app = try TestApp()
    app.introduce()
    Self.placement(app, at: .singleChoice)
    let done = try #require(app.sitting).session.responses.count
    let active = try #require(app.sitting).session.activeMilliseconds
    app.clock.pass(milliseconds: 8000)
    app.press(.character("b"), .enter)
    app.world.fail { $0.isWrite }
    app.press(.character("3"))
    #expect(app.world.failures == 1 && app.sitting?.session.activeMilliseconds == active + 8000)
    app.press(.enter)
    app.world.heal()
    app.clock.pass(milliseconds: 2000)
    app.press(.character("3"))
    #expect(app.sitting?.session.responses.count == done + 1)
    #expect(app.sitting?.session.activeMilliseconds == active + 10_000)
    #expect(app.sitting?.session.responses.last?.milliseconds == 10_000)
  }

  @Test func theNameOfAFileThatCannotBeWrittenStays() throws {
    let app = try TestApp.experienced()
    app.press(.character("r"), .tab, .character("x"), .control("u"))
    app.type("/no/such/folder/report.md")
    let before = app.text
    app.world.fail { if case .export = $0 { true } else { false } }
    app.press(.enter, .enter)
    #expect(app.text == before && app.text.contains("/no/such/folder/report.md"))
  }
}
