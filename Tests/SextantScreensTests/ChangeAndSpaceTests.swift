import ItemBank
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// What people see of change, and what wide terminals add.
@Suite struct ChangeAndSpaceTests {
  // MARK: Compare

  @Test func aComparisonHasTheNumbersOfTheTwoResults() throws {
    let app = try TestApp.experienced()
    let pair = try #require(try app.workspace.history().lastPair)
    let comparison = try app.workspace.comparison(of: pair.before.id, and: pair.after.id)
    for (entry, isLater) in [(pair.before, false), (pair.after, true)] {
      let standing = try app.workspace.result(ofAttempt: entry.id).standing
      for (index, row) in comparison.domains.enumerated() {
        let own = standing.domains[index]
        #expect(abs((isLater ? row.after : row.before) - own.mean) < 1e-9)
        #expect(abs((isLater ? row.afterMargin : row.beforeMargin) - (own.upper95 - own.lower95) / 2) < 1e-9)
      }
      #expect(
        abs((isLater ? comparison.overall.after : comparison.overall.before) - standing.overall.mean) < 1e-9)
    }
  }

  @Test func notAskedIsNotTheSameAsNoneCounted() {
    var row = Comparison.Row(
      before: 0, beforeMargin: 1, after: 0, afterMargin: 1, change: .init(from: (0, 0.3), to: (0, 0.3)),
      answers: (0, 0), probabilityAtTarget: 0.5)
    #expect(row.missingBefore == "not asked" && row.missingAfter == "not asked")
    row.asked = (2, 3)
    #expect(row.missingBefore == "none counted" && row.missingAfter == "none counted")
    row.answers = (1, 0)
    #expect(row.missingBefore == nil && row.missingAfter == "none counted")
  }

  @Test func theSkillsOfAComparisonAreThoseOfBothAttempts() throws {
    let app = try TestApp.experienced()
    let pair = try #require(try app.workspace.history().lastPair)
    let comparison = try app.workspace.comparison(of: pair.before.id, and: pair.after.id)
    let results = try [pair.before, pair.after].map { try app.workspace.result(ofAttempt: $0.id) }
    let skills = app.workspace.framework.skills
    let both = skills.indices.filter { index in
      results.allSatisfy { $0.answers.contains { $0.response.skill == skills[index].id && $0.isCounted } }
    }
    #expect(Set(comparison.skills.map(\.skill)) == Set(both) && !both.isEmpty)
    for change in comparison.skills {
      let own = results[1].answers.filter { $0.response.skill == skills[change.skill].id && $0.isCounted }
      #expect(change.after.asked == own.count)
      #expect(change.after.right == own.count { $0.response.credit >= 1 })
    }
  }

  @Test func plainModeComparesTheLastTwoWithoutNumbers() throws {
    let app = try TestApp.experienced()
    let overview = try app.workspace.overview()
    let history = try app.workspace.history()
    let pair = try #require(history.lastPair)
    var dialogue = PlainHistory()
    _ = dialogue.take(.history(history), overview.content, overview)
    let reply = dialogue.handle(line: "compare", overview.content, overview)
    guard case .loadComparison(let first, let second)? = reply.effects.first else {
      Issue.record("nothing is compared")
      return
    }
    #expect(first == pair.before.id && second == pair.after.id && reply.effects.count == 1)
  }

  // MARK: Map

  @Test(arguments: [100, 120, 140, 160, 220]) func theMapNamesEverySkill(columns: Int) throws {
    let app = try TestApp.experienced()
    app.send(.resize(Size(columns: columns, rows: 60)))
    app.press(.character("m"))
    // Names may go on in a second row, so their words are looked for.
    let words = Set(app.text.split { " \n┃│▸".contains($0) }.map(String.init))
    for skill in app.workspace.framework.skills {
      for word in skill.name.split(separator: " ") {
        #expect(words.contains(String(word)), "\(skill.name) at \(columns) columns")
      }
    }
  }

  @Test(arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 140, rows: 45)])
  func arrowsReachEveryCellAndEnterOpensIt(size: Size) throws {
    let app = try TestApp.experienced()
    app.send(.resize(size))
    app.press(.character("m"))
    let count = app.workspace.framework.skills.count
    var seen: Set<Int> = []
    app.press(.down, .up)
    for _ in 0..<count {
      let map: MapScreen = try #require(app.top())
      if let focus = map.focus {
        seen.insert(focus)
        #expect(app.frame.surface.cursor != nil)
        if size.columns < 100 {
          let first = app.workspace.framework.skills[focus].name.split(separator: " ")[0]
          #expect(app.text.contains(first), "the focused skill is named")
        }
      }
      app.press(.right)
    }
    #expect(seen.count == count)
    // Down and up come back to the same column.
    app.press(.home, .right, .down, .up)
    let map: MapScreen = try #require(app.top())
    let focus = try #require(map.focus)
    app.press(.enter)
    let gaps: GapsScreen = try #require(app.top())
    if case .skill(_, let skill) = gaps.focus {
      #expect(skill == focus)
    } else {
      Issue.record("not the skill")
    }
  }

  // MARK: Questions

  @Test func theCodeStandsBesideItsQuestionFromAHundredColumnsOn() throws {
    let app = try TestApp()
    FrameTests.bring(app, to: "question")
    let stem = try #require(app.sitting).item.stem.split(separator: " ")[0]
    for columns in stride(from: 60, through: 220, by: 5) {
      app.send(.resize(Size(columns: columns, rows: 24)))
      let rows = app.text.split(separator: "\n", omittingEmptySubsequences: false)
      let code = try #require(rows.firstIndex { $0.contains("fs = [lambda: i") }, "\(columns) columns")
      let question = try #require(rows.firstIndex { $0.contains(stem) && $0.contains("holds") })
      #expect(columns >= 100 ? code == question : code > question, "\(columns) columns")
      #expect(rows.contains { $0.contains("I don't know") })
    }
  }

  // MARK: Gap report

  @Test func theLinksOfTheFocusedSkillOpenInTheTreeToo() throws {
    let app = try TestApp.experienced()
    app.press(.character("r"), .tab, .character("y"))
    let links: LinksScreen = try #require(app.top())
    #expect(!links.links.isEmpty)
  }

  @Test func theReportIsExportedWhereTheKeyIsPressed() throws {
    let app = try TestApp.experienced()
    app.press(.character("r"), .character("X"))
    #expect(app.top(GapReportScreen.self) != nil && app.text.contains("Write “the whole report” to"))
    // Letters are text now.
    app.type("q")
    #expect(app.top(GapReportScreen.self) != nil && app.text.contains(".mdq"))
    app.press(.escape)
    #expect(app.top(GapReportScreen.self) != nil && !app.text.contains("Write “"))
  }
}
