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
    row.asked = (AnswerCount(right: 2), AnswerCount(wrong: 3, unanswered: 1))
    #expect(row.missingBefore == "not counted" && row.missingAfter == "not counted")
    row.asked.before = AnswerCount(unanswered: 2)
    #expect(row.missingBefore == "unanswered")
    row.answers = (1, 0)
    #expect(row.missingBefore == nil && row.missingAfter == "not counted")
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
    #expect(Set(comparison.sharedSkills.map(\.skill)) == Set(both) && !both.isEmpty)
    for change in comparison.sharedSkills {
      let own = results[1].answers.filter { $0.response.skill == skills[change.skill].id && $0.isCounted }
      #expect(change.after.given == own.count)
      #expect(change.after.right == own.count { $0.response.credit >= 1 })
    }
  }

  @Test func aDrillIsRefusedWithWhatCanBeCompared() throws {
    let app = try TestApp.experienced()
    let pair = try #require(try app.workspace.history().lastPair)
    let drill = try app.workspace.startAttempt(mode: .drill, scope: .all, length: 1)
    app.hand(.outcome(.attempt(drill)))
    app.answer(correctly: true)
    let numbers = try app.workspace.measuringAttempts().map(\.number)
    #expect(throws: WorkspaceError.self) {
      _ = try app.workspace.comparison(of: pair.before.id, and: drill.record.id)
    }
    let error = WorkspaceError.notComparable(
      number: drill.record.number, mode: "drill", others: numbers)
    do {
      _ = try app.workspace.comparison(of: drill.record.id, and: pair.before.id)
    } catch let found as WorkspaceError {
      #expect(found == error)
      #expect(found.message.contains("is a drill, which is practice without a score; you can compare 1"))
    }
    let none = WorkspaceError.notComparable(number: 1, mode: "drill", others: [2])
    #expect(none.message.contains("take two placements"))
    // Plain mode names them too.
    var dialogue = PlainHistory()
    let said = try app.talk(&dialogue, ["compare 1 \(drill.record.number)"]).joined(separator: " ")
    #expect(
      said.contains(
        "drills are not in it. You can compare \(numbers.map(String.init).joined(separator: ", "))"))
  }

  @Test func twoAttemptsOfOneDayHaveTheirTimes() throws {
    let app = try TestApp()
    let first = try app.workspace.takeExam(Array(repeating: .right, count: 12), seed: 1)
    app.clock.pass(milliseconds: 3 * 3_600_000)
    let second = try app.workspace.takeExam(Array(repeating: .wrong, count: 12), seed: 2)
    let comparison = try app.workspace.comparison(of: first, and: second)
    let days = LocalDays.utc
    let names = comparison.names(day: days.long, hour: days.hour)
    #expect(Set(names).count == 2 && names.allSatisfy { $0.contains(":") }, "\(names)")
    app.hand(.outcome(.comparison(comparison)))
    for part in comparison.moments(day: { days.short($0, now: app.clock.date) }, hour: days.hour) {
      #expect(app.text.contains(part), "\(app.text)")
    }
    // On different days, the days are enough.
    app.clock.pass(days: 30)
    let third = try app.workspace.takeExam(Array(repeating: .right, count: 12), seed: 5)
    let later = try app.workspace.comparison(of: first, and: third)
    #expect(later.names(day: days.long, hour: days.hour).allSatisfy { !$0.contains(":") })
  }

  @Test func attemptsThatShareLittleShowWhatEachSaysOfTheirSkills() throws {
    let app = try TestApp()
    let skills = app.workspace.framework.skills
    func focus(_ skill: String, seed: UInt64) throws -> String {
      let session = try app.workspace.startAttempt(mode: .focus, scope: .skill(skill), length: 4, seed: seed)
      app.hand(.outcome(.attempt(session)))
      for _ in 0..<4 { app.answer(correctly: seed == 1) }
      return session.record.id
    }
    app.introduce()
    let one = try focus(skills[0].id, seed: 1)
    app.clock.pass(days: 40)
    let two = try focus(skills[1].id, seed: 2)
    let comparison = try app.workspace.comparison(of: one, and: two)
    #expect(comparison.items.isEmpty && comparison.sharedSkills.isEmpty)
    #expect(
      Set(comparison.skills.map(\.skill)) == [0, 1], "both are of one domain, so both have two estimates")
    for change in comparison.skills {
      for (margin, own) in [(change.row.beforeMargin, change.before), (change.row.afterMargin, change.after)]
      {
        #expect(margin > 0.1 && own.given == (own.given == 0 ? 0 : 4))
      }
    }
    #expect(comparison.comparable.contains("They share no question"))
    for size in [Size(columns: 40, rows: 40), Size(columns: 80, rows: 40), Size(columns: 140, rows: 45)] {
      app.send(.resize(size))
      app.hand(.outcome(.comparison(comparison)))
      #expect(app.text.contains("Skills asked about in one"), "\(app.text)")
      for change in comparison.skills {
        let score = CompareScreen.score(change.row.after, change.row.afterMargin)
        #expect(app.text.contains(score), "\(score) of \(skills[change.skill].name)\n\(app.text)")
      }
      app.press(.escape)
    }
    let plain = PlainComparison.lines(comparison, .utc).joined(separator: "\n")
    #expect(
      plain.contains("Skills, each with its score") && plain.contains("The two attempts share no question."))
    #expect(plain.contains("4 of 4 right before, not asked after"), "\(plain)")
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
    #expect(!links.action.links.isEmpty)
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
