import Foundation
import ItemBank
import Psychometrics
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// What people look for when they come back: their misses, where they were, and why numbers differ.
@Suite struct ReturnTests {
  @Test func missesAreDrilledInTheirOrder() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    guard let screen: ResultScreen = app.top() else {
      Issue.record("no result")
      return
    }
    app.press(.character("f"))
    #expect(app.text.contains("d drill these"))
    let misses = screen.listed(.misses).map { screen.result.answers[$0].response.item }
    app.press(.character("d"))
    let plan = try #require(app.sitting?.session.plan)
    #expect(plan.mode == .drill && plan.due == misses && plan.itemLimit == misses.count)
    for item in misses {
      #expect(app.sitting?.item.id == item)
      app.answer(correctly: true)
      for _ in 0..<3 where app.sitting?.item.id == item { app.press(.enter) }
    }
    #expect(app.sitting == nil, "there is nothing else in it")
  }

  @Test func aDrillLeadsBackToWhereItWasBegun() throws {
    let app = try TestApp.experienced()
    app.press(.character("r"), .tab, .down, .down, .character("d"))
    #expect(app.sitting != nil)
    app.press(.escape, .down, .enter)
    guard app.top(GapsScreen.self) != nil else {
      Issue.record("not in the gap report: \(app.text)")
      return
    }
    app.press(.escape, .character("v"), .character("d"))
    app.answer(correctly: false)
    app.press(.escape, .enter)
    guard app.top(ReviewsScreen.self) != nil else {
      Issue.record("not in the reviews: \(app.text)")
      return
    }
  }

  @Test func measuringAsksBeforeItBegins() throws {
    let app = try TestApp.experienced()
    app.press(.character("r"), .tab, .down, .down, .character("T"))
    #expect(app.sitting == nil && app.text.contains("from this skill"))
    app.press(.enter)
    guard case .skill? = app.sitting?.session.plan.scope else {
      Issue.record("no focus on a skill")
      return
    }
  }

  @Test func enterReadsAnExplanationToItsEnd() throws {
    let app = try TestApp(size: Size(columns: 40, rows: 12))
    app.introduce()
    app.press(.character("d"))
    app.answer(correctly: false)
    let first = try #require(app.sitting?.item.id)
    #expect(app.text.contains("⏎ more"))
    var turns = 0
    while app.text.contains("⏎ more"), turns < 20 {
      app.press(.enter)
      #expect(app.sitting?.item.id == first, "nothing is skipped")
      turns += 1
    }
    #expect(turns > 0 && app.text.contains("Source: A primary document") && app.text.contains("⏎ go on"))
    app.press(.enter)
    #expect(app.sitting?.item.id != first)
  }

  @Test func escapeEmptiesANumberThatIsNone() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    for _ in 0..<30 where app.sitting?.item.task.kind != .numeric { app.answer(correctly: true) }
    try #require(app.sitting?.item.task.kind == .numeric)
    app.type("3 apples")
    app.press(.enter)
    #expect(app.text.contains("That isn't a number"))
    app.press(.escape)
    #expect(!app.text.contains("apples") && !app.text.contains("Leave this attempt?"))
    app.press(.escape)
    #expect(app.text.contains("Leave this attempt?"))
  }

  @Test func thePaletteFindsSkillsAndNoLettersAtRandom() throws {
    let app = try TestApp.experienced()
    let skill = try #require(TestApp.bank.content.framework.skills.firstIndex { $0.name.hasPrefix("pandas") })
    app.press(.character(":"))
    app.type("pandas")
    #expect(app.text.contains("gap report: pandas") && !app.text.contains("next step"))
    app.press(.enter)
    guard let screen: GapsScreen = app.top(), case .skill(_, skill) = screen.focus else {
      Issue.record("not at the skill")
      return
    }
    app.press(.escape, .character(":"))
    app.type("qzx")
    #expect(app.text.contains("Nothing is called “qzx”."))
    var palette = PaletteScreen(bindings: [])
    for letter in "hisory" { _ = palette.handle(.key(.character(letter)), try #require(app.context)) }
    #expect(palette.found.first?.name == "history", "a slip of the finger is forgiven")
  }

  @Test func theHistoryHasTheNumberOfHome() throws {
    for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 140, rows: 45)] {
      let app = try TestApp.experienced()
      app.send(.resize(size))
      let all = try app.workspace.overview().standing.overall
      let score = Words.score(mean: all.mean, lower: all.lower95, upper: all.upper95)
      app.press(.character("H"))
      let row = try #require(app.text.split(separator: "\n").first { $0.contains("on home") })
      #expect(row.contains(score) && row.contains("oday "))
      app.press(.tab)
      #expect(!app.text.contains("on home") && app.text.contains("entry target"), "the chart alone")
      let newest = app.text
      app.press(.down)
      #expect(app.text != newest, "attempts are walked through below it")
      app.press(.tab)
      #expect(app.text.contains("on home"))
    }
  }

  /// A dash from a phone's keyboard is a minus, and the screen says how the number was read.
  @Test func theScreenSaysHowANumberIsRead() throws {
    for (text, reading) in [
      ("\u{2013}0.8", "read as -0.8"), ("3 1/2", "read as 3.5"), ("½", "read as 0.5"),
      ("25 %", "read as 0.25"),
      ("65,536", "read as 65.536"), ("3 4", "not a number yet"),
    ] {
      let app = try TestApp()
      app.introduce()
      app.press(.character("t"), .enter)
      while let sitting = app.sitting, sitting.item.task.kind != .numeric { app.answer(correctly: false) }
      #expect(!app.text.contains("read as") && !app.text.contains("not a number"))
      app.type(text)
      let words = app.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains(reading), "\(text): \(app.text)")
    }
  }

  @Test func unitsMayBeSpelledOut() {
    for text in ["50 h", "50 hours", "50hour", "50"] {
      #expect(NumericEntry.values(of: text, unit: "h") == [50])
    }
    #expect(NumericEntry.values(of: "3 seconds", unit: "s") == [3])
    #expect(NumericEntry.values(of: "3 hours", unit: "s").isEmpty, "another unit is no number")
    #expect(NumericEntry.values(of: "1.5e3 ms", unit: "ms") == [1500])
  }

  /// What a page shows is never more than what it turns by, on any terminal.
  @Test(arguments: [10, 12, 16, 24, 45]) func noRowIsSkippedByTurning(rows: Int) throws {
    let app = try TestApp(size: Size(columns: 40, rows: rows))
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    func shown() -> [String] {
      app.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).dropLast()
        .map { $0.filter { !"┃│".contains($0) }.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    var turned: Set<String> = []
    for _ in 0..<40 {
      turned.formUnion(shown())
      app.press(.pageDown)
    }
    app.press(.home)
    var walked: Set<String> = []
    for _ in 0..<120 {
      walked.formUnion(shown())
      app.press(.down)
    }
    #expect(walked.isSubset(of: turned), "\(walked.subtracting(turned))")
  }

  @Test func walkingToNotKnowingChoosesItOnlyWithEnter() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    for _ in 0..<30 where app.sitting?.item.task.kind != .shortText { app.answer(correctly: true) }
    try #require(app.sitting?.item.task.kind == .shortText)
    app.press(.down)
    #expect(app.sitting?.draft.isUnknown == false && !app.text.contains("chosen"))
    app.press(.up)
    app.type("i")
    app.press(.down, .enter)
    #expect(app.text.contains("Enter once more confirms it."))
    app.press(.escape, .enter, .enter)
    #expect(!app.text.contains("Is “i” your answer?"), "what is chosen is what is asked about")
  }

  @Test func afterTurningAKeyForTheRowOnlyShowsWhereItIs() throws {
    let app = try TestApp(size: Size(columns: 40, rows: 12))
    app.introduce()
    app.press(.character("t"), .enter)
    for _ in 0..<30 where app.sitting?.item.task.kind != .matching { app.answer(correctly: true) }
    try #require(app.sitting?.item.task.kind == .matching)
    app.press(.pageDown, .pageDown, .character("2"))
    #expect(app.sitting?.draft.isBegun == false && app.text.contains("press again"))
    app.press(.character("2"))
    #expect(app.sitting?.draft.isBegun == true)
  }

  @Test func theFootOfThePlanSaysWhatEnterDoesToTheRow() throws {
    let app = try TestApp.experienced()
    app.press(.character("p"), .enter)
    #expect(app.text.contains("⏎ done"))
    app.press(.enter, .enter)
    #expect(app.text.contains("⏎ reopen"))
    app.press(.enter)
    #expect(app.text.contains("Reopen it?"), "its day would go with it")
    #expect(try app.workspace.overview().actions.values.contains { $0.state == .done })
    app.press(.enter)
    #expect(app.text.contains("Reopened.") && app.text.contains("⏎ done"))
  }

  @Test func aDrillHasNoViewOfWhatMovedNumbers() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("d"))
    app.answer(correctly: true)
    app.press(.escape, .down, .enter)
    guard app.top(ResultScreen.self) != nil else {
      Issue.record("no result: \(app.text)")
      return
    }
    #expect(!app.text.contains("w why"))
    let first = app.text
    app.press(.tab, .tab, .tab)
    #expect(app.text == first, "three views, and round again")
  }
}
