import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// The glossary on the screen and in plain text.
@Suite struct GlossaryScreenTests {
  private func open() throws -> Bed {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("M"))
    return bed
  }

  @Test func theGlossaryLooksAsRecorded() throws {
    for size in FrameTests.sizes {
      let bed = try open()
      bed.send(.resize(size))
      bed.press(.down, .down, .down)
      let term = Glossary.terms[3]
      try #require(bed.text.contains("Glossary") && bed.text.contains("▸ \(term.name)"), "\(bed.text)")
      try FrameTests.compare(bed, "glossary", size)
      bed.press(.character("/"))
      bed.type("95 %")
      try #require(bed.text.contains("/  95 %") && bed.text.contains("▸ "))
      try FrameTests.compare(bed, "glossary-search", size)
    }
  }

  @Test func aLetterAndANameLeadToTheGlossaryAndEscapeBack() throws {
    let bed = try open()
    #expect(bed.top(GlossaryScreen.self) != nil && bed.text.contains("\(Glossary.terms.count) terms"))
    bed.press(.escape)
    #expect(bed.state.isAtHome)
    bed.press(.character(":"))
    bed.type("definitions")
    bed.press(.enter)
    #expect(bed.top(GlossaryScreen.self) != nil)
  }

  @Test func everyMeaningCanBeReadToItsEndOnTheSmallestTerminal() throws {
    let bed = try open()
    bed.send(.resize(ScreenStack.leastSize))
    for term in Glossary.terms {
      let last = try #require(term.meaning.split(separator: " ").last)
      if !bed.text.contains(last) { bed.press(.character("]"), .character("]")) }
      #expect(bed.text.contains(last), "\(term.name):\n\(bed.text)")
      bed.press(.down)
    }
  }

  @Test func aTermStaysSelectedWhenTheSearchEnds() throws {
    let bed = try open()
    bed.press(.character("/"))
    bed.type("MÁRGIN of")
    bed.press(.enter)
    #expect(bed.text.contains("▸ Margin of error") && bed.text.contains("19 times out of 20"))
    bed.press(.escape)
    let screen: GlossaryScreen = try #require(bed.top())
    #expect(
      screen.listed == Glossary.terms && screen.list.selected(in: screen.listed)?.name == "Margin of error")
    bed.press(.character("/"))
    bed.type("qzx")
    #expect(bed.text.contains("No term has these words."))
    bed.press(.escape, .escape)
    #expect(bed.state.isAtHome)
  }

  @Test func theScreenAndPlainModeListTheSame() throws {
    let bed = try open()
    for query in ["margin", "SCORE", "95 %", "novice", "é", "don't change your score", "no-such-word"] {
      bed.press(.character("/"))
      bed.type(query)
      bed.press(.enter)
      var dialogue = PlainGlossary()
      let told = dialogue.handle(line: "search \(query)", Bed.bank.content, try bed.workspace.overview())
        .lines
      let screen: GlossaryScreen = try #require(bed.top())
      if screen.listed.isEmpty {
        #expect(told == ["No term has all these words."])
      } else {
        #expect(screen.listed == dialogue.listed, "\(query)")
      }
      bed.press(.escape)
    }
  }

  @Test func plainModeTellsATermByNumberOrName() throws {
    let bed = try Bed()
    var dialogue = PlainGlossary()
    let told = try bed.talk(
      &dialogue, ["more", "1", "MOCK exam", "nothing", "search 95 %", "all", "back"])
    let first = Glossary.terms[0]
    #expect(told.contains("\(first.name): \(first.meaning)"))
    #expect(told.contains { $0.hasPrefix("Mock exam: A fixed set of questions") })
    #expect(told.contains { $0.hasPrefix("Glossary, \(Glossary.terms.count) terms, 11 to 20.") })
    #expect(told.contains { $0.hasPrefix("Type a number of the list, a term,") })
    #expect(told.contains { $0.contains(", with 95 %.") } && dialogue.isOver)
    var menu = PlainMenu()
    #expect(menu.handle(line: "glossary", try bed.workspace.overview()).choice == .glossary)
  }
}
