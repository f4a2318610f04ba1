import Foundation
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// The palette as a command line: words in, the right entry first, and what it does.
@Suite struct PaletteTests {
  private func app() throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    return app
  }

  private func palette(_ app: TestApp, _ text: String) throws -> PaletteScreen {
    app.press(.character(":"))
    app.type(text)
    return try #require(app.top())
  }

  @Test(arguments: [
    ("home", "home"), ("drill sql", "drill SQL and databases"), ("measure mlops", "measure MLOps"),
    ("mock 30", "mock exam, 30 questions"), ("mock", "mock exam, 40 questions"),
    ("placement 20", "placement, 20 questions"), ("drill 5", "drill, 5 questions"),
    ("drill misconceptions", "drill misconceptions"),
    ("drill misconceptions mlops", "drill misconceptions: MLOps"),
    ("light", "theme: light"), ("theme dark", "theme: dark"), ("ascii", "glyphs: ASCII"),
    ("export html", "export the report as an HTML page"),
    ("export plan calendar", "export the plan as a calendar"),
    ("gap report", "gap report"), ("plan", "plan"), ("probability", "gap report: Probability"),
    ("focus python", "measure Python"), ("DRILL  numpy", "drill NumPy"),
    ("margin", "what is meant by margin of error"), ("theta", "what is meant by ability"),
    ("confident but wrong", "what is meant by confident but wrong"),
  ])
  func theFirstEntryIsWhatWasMeant(text: String, name: String) throws {
    let found = try palette(try app(), text).found
    let first = found.first?.name ?? ""
    #expect(first == name || first.hasPrefix(name + " "), "\(found.prefix(4).map(\.name))")
  }

  @Test func everyTermOpensInTheGlossary() throws {
    let app = try app()
    for term in Glossary.terms {
      let entries = try palette(app, term.name).found
      let place = try #require(entries.firstIndex { $0.name == "what is meant by \(term.name.lowercased())" })
      for _ in 0..<place { app.press(.down) }
      app.press(.enter)
      let screen = try #require(app.top(GlossaryScreen.self), "\(term.name)")
      #expect(screen.list.selected(in: screen.listed) == term)
      app.press(.escape)
    }
  }

  @Test func aDayIsReadAndKept() throws {
    let app = try app()
    let today = LocalDays.utc.day(of: app.clock.date)
    #expect(try palette(app, "interview 14 march").found.first?.name.hasPrefix("interview on 14 Mar") == true)
    app.press(.control("u"))
    app.type("interview in 6 weeks")
    app.press(.enter)
    #expect(try app.workspace.settings().interview == today.advanced(by: 42))
    app.press(.enter)
    let again = try palette(app, "interview none")
    #expect(again.found.first?.name == "remove the interview")
    app.press(.enter)
    #expect(try app.workspace.settings().interview == nil)
    app.press(.enter)
    #expect(try palette(app, "interview someday").answer.remark?.contains("isn't a day") == true)
    app.press(.control("u"))
    app.type("interview \(today.iso)")
    #expect(app.text.contains("is past"))
  }

  @Test func whatIsChosenIsDone() throws {
    let app = try app()
    _ = try palette(app, "light")
    app.press(.enter)
    #expect(try app.workspace.settings().look == .light)
    app.press(.enter, .character("s"))
    #expect(app.top(SettingsScreen.self) != nil)
    _ = try palette(app, "home")
    app.press(.enter)
    #expect(app.state.isAtHome)
    _ = try palette(app, "drill sql")
    app.press(.enter)
    let plan = try #require(app.sitting?.session.plan)
    #expect(plan.mode == .drill && plan.scope == .skill("cs.sql"), "\(plan.scope)")
  }

  @Test func aMockExamHasTheLengthThatWasTyped() throws {
    let app = try app()
    _ = try palette(app, "mock 20")
    app.press(.enter)
    #expect(app.top(ExamScreen.self) != nil && app.text.contains("20 "), "\(app.text)")
    #expect(!app.text.contains("40 "))
    #expect(try app.workspace.settings().examLength == 40, "the settings stay")
  }

  @Test(arguments: [
    ("histry", "history"), ("setings", "settings"),
  ])
  func aSlipLeadsToTheNearestAndIsSaid(text: String, name: String) throws {
    let answer = try palette(try app(), text).answer
    #expect(
      answer.remark != nil && answer.entries.first?.name.hasPrefix(name) == true,
      "\(answer.entries.map(\.name))")
  }

  @Test(arguments: [
    ("drill proabability", "drill Probability"), ("drlil probability", "drill Probability"),
    ("drill probabilty", "drill Probability"), ("mesure mlops", "measure MLOps"),
    ("drill sqll", "drill SQL and databases"), ("mcok 30", "mock exam, 30 questions"),
    ("placment 20", "placement, 20 questions"), ("probabilty", "drill Probability"),
    ("drill machin lerning", "drill ML theory"), ("lihgt", "theme: light"),
    ("drill numpyy please", "drill NumPy"),
  ])
  func aSlipInACommandIsAskedAboutAndEnterTakesIt(text: String, name: String) throws {
    let app = try app()
    let answer = try palette(app, text).answer
    let names = answer.entries.map(\.name)
    #expect(names.contains { $0 == name || $0.hasPrefix(name) }, "\(text): \(names)")
    let first = try #require(names.first)
    #expect(answer.remark?.hasSuffix("Do you mean \(first)? Enter takes it.") == true)
    #expect(app.text.replacing("\n", with: " ").contains("Do you mean"))
    app.press(.enter)
    #expect(app.top(PaletteScreen.self) == nil, "something is done")
  }

  @Test func enterTakesTheDrillThatWasMeant() throws {
    let app = try app()
    _ = try palette(app, "drill proabability")
    app.press(.enter)
    #expect(try #require(app.sitting?.session.plan).scope == .skill("math.probability"))
  }

  /// Whatever is typed, the palette answers: with entries, or with a remark.
  @Test func nothingIsEverMetWithSilence() throws {
    let app = try app()
    let words = [
      "drill", "drlil", "mock", "measure", "interview", "export", "home", "zzz", "q", "14", "sql", ";", "é",
    ]
    for one in words {
      for two in [""] + words {
        app.press(.character(":"))
        app.type(two.isEmpty ? one : "\(one) \(two)")
        let answer = try #require(app.top(PaletteScreen.self)).answer
        #expect(!answer.entries.isEmpty || answer.remark != nil, "\(one) \(two)")
        app.press(.escape)
      }
    }
  }

  @Test func whatIsNotUnderstoodIsSaid() throws {
    let app = try app()
    let answer = try palette(app, "xyzzyxyzzy").answer
    #expect(
      answer.entries.isEmpty
        && answer.remark?.hasPrefix("Nothing is called “xyzzyxyzzy”. Type a place") == true)
    #expect(app.text.contains("Nothing is called “xyzzyxyzzy”."))
    app.press(.control("u"))
    app.type("mock 3")
    #expect(app.text.contains("mock takes 8 to 120 questions."))
  }

  @Test func noMovementIsListedAndNoSentenceIsCut() throws {
    let app = try app()
    for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 140, rows: 45)] {
      app.send(.resize(size))
      let screen = try palette(app, "")
      #expect(!screen.found.contains { ["up", "down", "to the first row"].contains($0.name) })
      for _ in 0..<screen.found.count {
        #expect(!app.text.contains("…"), "\(app.text)")
        app.press(.down)
      }
      app.press(.escape)
    }
  }

  @Test(arguments: [
    ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xbc", 1), ("ab", "cdef", 4),
  ])
  func distancesCountSlips(one: String, two: String, distance: Int) {
    #expect(PaletteMatch.distance(one, two, limit: 2) == distance)
  }
}
