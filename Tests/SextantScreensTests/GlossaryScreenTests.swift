import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// The glossary on the screen and in plain text.
@Suite struct GlossaryScreenTests {
  private func open() throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    app.press(.character("M"))
    return app
  }

  static let frame = "glossary-search"

  @Test func theSearchLooksAsRecorded() throws {
    for size in FrameTests.sizes {
      let app = try open()
      app.send(.resize(size))
      app.press(.down, .down, .down, .character("/"))
      app.type("95 %")
      try FrameTests.compare(app, Self.frame, size, says: "/ 95 %")
    }
  }

  @Test func aLetterAndANameLeadToTheGlossaryAndEscapeBack() throws {
    let app = try open()
    #expect(app.top(GlossaryScreen.self) != nil && app.text.contains("\(Glossary.terms.count) terms"))
    app.press(.escape)
    #expect(app.state.isAtHome)
    app.press(.character(":"))
    app.type("definitions")
    app.press(.enter)
    #expect(app.top(GlossaryScreen.self) != nil)
  }

  @Test func everyMeaningCanBeReadToItsEndOnTheSmallestTerminal() throws {
    let app = try open()
    app.send(.resize(ScreenStack.leastSize))
    for term in Glossary.terms {
      let last = try #require(term.meaning.split(separator: " ").last)
      for _ in 0..<2 where !app.text.contains(last) { app.press(.character("]")) }
      #expect(app.text.contains(last), "\(term.name):\n\(app.text)")
      app.press(.down)
    }
  }

  @Test func aTermStaysSelectedWhenTheSearchEnds() throws {
    let app = try open()
    app.press(.character("/"))
    app.type("MÁRGIN of")
    app.press(.enter)
    #expect(app.text.contains("▸ Margin of error") && app.text.contains("19 times out of 20"))
    app.press(.escape)
    let screen: GlossaryScreen = try #require(app.top())
    #expect(
      screen.listed == Glossary.terms && screen.list.selected(in: screen.listed)?.name == "Margin of error")
    app.press(.character("/"))
    app.type("qzx")
    #expect(app.text.contains("No term has these words."))
    app.press(.escape, .escape)
    #expect(app.state.isAtHome)
  }

  @Test func theScreenAndPlainModeListTheSame() throws {
    let app = try open()
    for query in ["margin", "SCORE", "95 %", "novice", "é", "don't change your score", "no-such-word"] {
      app.press(.character("/"))
      app.type(query)
      app.press(.enter)
      var dialogue = PlainGlossary()
      let told = dialogue.handle(line: "search \(query)", TestApp.bank.content, try app.workspace.overview())
        .lines
      let screen: GlossaryScreen = try #require(app.top())
      if screen.listed.isEmpty {
        #expect(told == ["No term has all these words."])
      } else {
        #expect(screen.listed == dialogue.listed, "\(query)")
      }
      app.press(.escape)
    }
  }

  @Test func plainModeTellsATermByNumberOrName() throws {
    let app = try TestApp()
    var dialogue = PlainGlossary()
    let told = try app.talk(
      &dialogue, ["more", "1", "MOCK exam", "nothing", "search 95 %", "all", "back"])
    let first = Glossary.terms[0]
    #expect(told.contains("\(first.name): \(first.meaning)"))
    #expect(told.contains { $0.hasPrefix("Mock exam: A fixed set of questions") })
    #expect(told.contains { $0.hasPrefix("Glossary, \(Glossary.terms.count) terms, 11 to 20.") })
    #expect(told.contains { $0.hasPrefix("Type a number of the list, a term,") })
    #expect(told.contains { $0.contains(", with 95 %.") } && dialogue.isOver)
    var menu = PlainMenu()
    #expect(menu.handle(line: "glossary", try app.workspace.overview()).choice == .glossary)
  }
}
