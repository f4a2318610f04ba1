import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// Nothing that people read is cut, and wide terminals have a second pane.
@Suite struct WholeWordsTests {
  private static let small = Size(columns: 80, rows: 24)
  private static let low = Size(columns: 40, rows: 12)
  private static let wide = Size(columns: 140, rows: 45)

  private static func screen(_ name: String, _ size: Size) throws -> TestApp {
    let app = try TestApp()
    FrameTests.bring(app, to: name)
    app.send(.resize(size))
    return app
  }

  private static func rows(_ app: TestApp) -> [String] {
    app.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(arguments: ["evidence", "gaps"], [small, low, wide])
  func namesAreWhole(screen: String, size: Size) throws {
    let app = try Self.screen(screen, size)
    for _ in 0..<12 {
      // The pane beside the list may shorten questions.
      let lists = Self.rows(app).map { $0.prefix { !"│┃".contains($0) } }
      #expect(!lists.contains { $0.contains("…") }, "\(app.text)")
      app.press(.down)
    }
  }

  @Test func evidenceBeginsWithASentenceOnLowScreens() throws {
    let app = try Self.screen("evidence", Self.low)
    let rows = Self.rows(app)
    let rule = try #require(rows.firstIndex { $0.hasPrefix("──") && $0 != rows[1] })
    let first = rows[rule + 1].drop { $0 == " " }
    #expect(first.first.map { $0.isUppercase || "(▸0123456789".contains($0) } ?? false, "\(app.text)")
  }

  @Test func theFirstStepOfAResultIsWhole() throws {
    let app = try Self.screen("result", Self.small)
    let rows = Self.rows(app)
    let start = try #require(rows.firstIndex { $0.contains("Do first: ") }, "\(app.text)")
    let next = try #require(rows.firstIndex { $0.contains(" Next ") }, "\(app.text)")
    let sentence = rows[start..<next].map { $0.prefix(78) }.joined(separator: " ")
      .trimmingCharacters(in: .whitespaces)
    #expect(sentence.contains(/\d h\.|placement\./), "\(app.text)")
  }

  @Test func theListOfAttemptsNamesYearsAndCutsNoWords() throws {
    let app = try Self.screen("history", Self.low)
    let list = Self.rows(app).filter { $0.contains("±") }
    #expect(!list.isEmpty && !app.text.contains(/first *\n/), "\(app.text)")
    app.clock.pass(days: 400)
    app.press(.escape, .character("H"))
    #expect(app.text.contains(/\d [A-Z][a-z]{2} 2026/), "\(app.text)")
  }

  @Test func missesSayTheirSkillAndHowSureThePersonWas() throws {
    let app = try Self.screen("misses", Self.small)
    let result = try #require(app.state.screens.last as? ResultScreen)
    let text = Self.rows(app).map { $0.prefix(78) }.joined(separator: " ")
    let misses = result.listed(.misses).prefix(2).map { result.result.answers[$0] }
    for miss in misses {
      let skill = try #require(
        result.result.domains.flatMap(\.skills).first { $0.id == miss.response.skill }?.name)
      #expect(text.contains(skill.prefix(20)), "\(skill):\n\(app.text)")
    }
  }

  @Test func wideTerminalsShowTheMissBesideTheList() throws {
    let app = try Self.screen("misses", Self.wide)
    #expect(app.text.contains("Source: ") || app.text.contains("Not right"), "\(app.text)")
    let first = app.text
    app.press(.down)
    #expect(app.text != first)
    for row in Self.rows(app).dropFirst(3).dropLast() {
      let parts = row.split { "│┃".contains($0) }
      #expect(parts.allSatisfy { $0.trimmingCharacters(in: .whitespaces).count <= 88 }, "\(row)")
    }
  }

  @Test func wideTerminalsHaveASecondPaneOnEmptyLists() throws {
    for (key, words) in [(Key.character("v"), "Memory"), (.character("N"), "Nobody else sees it")] {
      let app = try Self.screen("home-empty", Self.wide)
      app.press(key)
      #expect(app.text.contains(words), "\(app.text)")
      app.send(.resize(Self.small))
      #expect(!app.text.contains(words), "\(app.text)")
    }
  }

  @Test func linksStandBesideTheirAction() throws {
    let app = try Self.screen("plan", Self.wide)
    app.press(.character("y"))
    #expect(app.text.contains("It is proved by") && app.text.contains("Links"), "\(app.text)")
  }

  @Test func theVerdictComesBeforeTheOptions() throws {
    let app = try Self.screen("answer", Self.small)
    let rows = Self.rows(app)
    let verdict = try #require(
      rows.firstIndex {
        $0.contains("Not right") || $0.contains("Partly right") || $0.contains("didn't know")
      },
      "\(app.text)")
    let option = try #require(rows.firstIndex { $0.contains("✓ ") })
    #expect(verdict < option, "\(app.text)")
  }

  @Test func onALowScreenAComparisonBeginsWithItsPicture() throws {
    let app = try Self.screen("exam-compare", Self.low)
    let rows = Self.rows(app)
    let head = try #require(rows.firstIndex { $0.contains("after") && $0.contains("change") }, "\(app.text)")
    #expect(head <= 4, "\(app.text)")
  }

  @Test func inASCIITheWaysOnNameTheirKeysAsTheFooterDoes() throws {
    let app = try TestApp()
    FrameTests.bring(app, to: "result")
    #expect(app.text.contains("⏎ look at the miss"))
    app.state.mustBeASCII = true
    #expect(app.text.contains(/enter (look at the )?misses/) && !app.text.contains("⏎"), "\(app.text)")
  }

  @Test func plainModeEndsASentenceOnce() throws {
    let app = try TestApp.experienced()
    let overview = try app.workspace.overview()
    let content = overview.content
    var lines: [String] = []
    for (number, domain) in content.framework.domains.enumerated() {
      for skill in domain.skills.indices {
        var map = PlainMap()
        _ = map.handle(line: "\(number + 1)", content, overview)
        lines += map.prompt(content, overview)
        _ = map.handle(line: "\(skill + 1)", content, overview)
        lines += map.prompt(content, overview)
      }
    }
    for action in 1...content.roadmap.actions.count {
      var plan = PlainPlan()
      _ = plan.handle(line: "\(action)", content, overview)
      lines += plan.prompt(content, overview)
    }
    #expect(lines.count > 500)
    #expect(lines.filter { $0.contains(/[^.]\.\.(?!\.)|\. \./) || $0.contains("?.") } == [])
  }
}
