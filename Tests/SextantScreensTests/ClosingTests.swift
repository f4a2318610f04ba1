import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// Whatever lies over a screen closes with the key that opened it, with esc and with `q`, and ends nothing.
@Suite struct ClosingTests {
  /// Something that lies over a screen.
  struct Overlay: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The key that opens it.
    var key: Key
    /// Brings a program to where it can be opened.
    var way: @Sendable (TestApp) -> Void = { _ in }
  }

  static let overlays = [
    Overlay(testDescription: "keys of home", key: .character("?")),
    Overlay(testDescription: "keys of home, with F1", key: .function(1)),
    Overlay(testDescription: "keys of the plan", key: .character("?")) { $0.press(.character("p")) },
    Overlay(testDescription: "leaving a question", key: .character("q")) { placement($0) },
    Overlay(testDescription: "leaving a question by esc", key: .escape) { placement($0) },
    Overlay(testDescription: "pausing a question", key: .character("z")) { placement($0) },
    Overlay(testDescription: "leaving an exam", key: .character("q")) { exam($0) },
    Overlay(testDescription: "leaving an exam by esc", key: .escape) { exam($0) },
    Overlay(testDescription: "pausing an exam", key: .character("z")) { exam($0) },
    Overlay(testDescription: "overview of an exam", key: .character("o")) { exam($0) },
    Overlay(testDescription: "handing an exam in", key: .character("s")) {
      exam($0)
      $0.press(.character("o"))
    },
  ]

  private static func placement(_ app: TestApp) {
    app.press(.character("t"), .enter)
    // An attempt without an answer is left without a question.
    repeat {
      app.answer(correctly: false)
    } while app.sitting.map { $0.item.task.kind != .singleChoice } ?? false
  }

  private static func exam(_ app: TestApp) {
    app.press(.character("t"), .down, .down, .enter, .enter)
    while let exam = app.exam, exam.item.task.kind != .singleChoice { app.press(.tab) }
  }

  @Test(arguments: overlays)
  func itClosesWithItsKeyWithEscAndWithQ(overlay: Overlay) throws {
    let app = try TestApp()
    app.introduce()
    overlay.way(app)
    let before = app.text
    for key in [overlay.key, .escape, .character("q")] {
      app.press(overlay.key)
      try #require(app.text != before, "\(overlay.key.name) opens nothing")
      app.press(key)
      #expect(app.text == before, "\(key.name) leaves it open:\n\(app.text)")
      #expect(!app.hasQuit)
    }
  }

  @Test func theQuestionBeforeAnAttemptAndThatBeforeDeletingCloseToo() throws {
    for key in [Key.escape, .character("q")] {
      let app = try TestApp()
      app.introduce()
      app.press(.character("t"), .down, .enter)
      app.answer(correctly: false)
      app.press(.escape, .enter, .character("t"))
      let before = app.text
      app.press(.enter)
      try #require(app.text.contains("Your drill waits"))
      app.press(key)
      #expect(app.text == before && !app.hasQuit)
    }
    for key in [Key.escape, .character("q")] {
      let app = try TestApp.experienced()
      app.press(.character("H"))
      let before = app.text
      app.press(.delete)
      try #require(app.text.contains("Keep it"), "\(app.text)")
      app.press(key)
      #expect(app.text == before && !app.hasQuit)
    }
  }

  @Test func aMessageOfSuccessFadesAndTakesNoKey() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("p"), .character("y"))
    let before = app.text
    app.press(.enter)
    #expect(app.text.contains("Copied the address") && app.state.notice == nil)
    // The keys at the foot stay in view.
    #expect(app.text.split(separator: "\n").last == before.split(separator: "\n").last)
    #expect(app.state.tickInterval != nil, "the terminal must call back")
    app.tick(milliseconds: 1000)
    #expect(app.text.contains("Copied the address"))
    app.tick(milliseconds: 20_000)
    #expect(app.text == before && app.state.tickInterval == nil)
    // The next key does what it does anyway, but enter, esc and q only close the message.
    app.press(.enter, .down)
    let second: LinksScreen = try #require(app.top())
    #expect(second.selected == 1 && !app.text.contains("Copied the address"))
    for key in [Key.escape, .enter, .character("q")] {
      app.press(.enter, key)
      #expect(app.top(LinksScreen.self) != nil && !app.text.contains("Copied the address"))
    }
  }

  @Test func linksCloseWithTheKeyThatOpenedThem() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("p"), .character("y"))
    let links: LinksScreen = try #require(app.top())
    app.press(.character("y"))
    #expect(app.top(LinksScreen.self) == nil && app.top(PlanScreen.self) != nil)
    #expect(app.copies == [links.action.links[0].address])
  }

  @Test(arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 140, rows: 45)])
  func theListOfKeysNamesEveryKeyThatClosesIt(size: Size) throws {
    let app = try TestApp(size: size)
    app.introduce()
    for key in [Key.character("?"), .character("q"), .escape] {
      app.press(.character("?"))
      #expect(app.state.showsHelp && app.text.contains("? q esc close"), "\(app.text)")
      app.press(key)
      #expect(!app.state.showsHelp && !app.hasQuit)
    }
  }

  @Test func aFailureWaitsForAKey() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("s"))
    app.world.fail { $0.isWrite }
    app.press(.right)
    #expect(app.state.notice != nil && app.text.contains("Please note"))
    app.tick(milliseconds: 60_000)
    #expect(app.state.notice != nil)
    app.press(.character("q"))
    #expect(app.state.notice == nil && app.top(SettingsScreen.self) != nil && !app.hasQuit)
  }

  @Test func enterInTheSettingsChangesTheSettingWithoutAMessage() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("s"), .down)
    #expect(try app.workspace.settings().asksConfidence)
    app.press(.enter)
    #expect(try !app.workspace.settings().asksConfidence)
    #expect(app.state.notice == nil && app.state.toast == nil)
    #expect(app.text.split(separator: "\n").last?.contains("⏎ ← → change") == true, "\(app.text)")
  }

  /// `y` copies what is focused, or shows the links that can be copied; it means nothing else anywhere.
  @Test func theKeyForCopyingMeansTheSameEverywhere() {
    for (section, bindings) in KeyTable.bindingsBySection {
      for binding in bindings where binding.command == .copy {
        #expect(binding.keys.first == .character("y"), "\(section)")
      }
      for binding in bindings where binding.keys.contains(.character("y")) {
        #expect(binding.command == .copy, "\(section) has \(binding.command.name) on y")
      }
    }
  }
}
