import Foundation
import ItemBank
import Psychometrics
import QuizEngine
import Reporting
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// Looking through answers and gaps: searching, filtering, writing to a file.
@Suite struct ReviewJourneyTests {
  /// A person who has taken one placement.
  private func measured() throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    return app
  }

  /// The text of the screen without its line breaks.
  private func words(_ app: TestApp) -> String {
    app.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func result(_ app: TestApp) -> ResultScreen? { app.top() }

  private func gaps(_ app: TestApp) -> GapsScreen? { app.top() }

  @Test func answersAreSearchedAsTheWordIsTyped() throws {
    let app = try measured()
    app.press(.character("f"), .character("f"), .character("/"))
    let all = try #require(result(app)).listed(.all).count
    app.type("case 1 q")
    let screen = try #require(result(app))
    let found = screen.listed(.all)
    #expect(screen.isSearching && found.count < all)
    for place in found { #expect(screen.result.answers[place].item?.stem.contains("case 1") == true) }
    app.press(.enter)
    #expect(result(app)?.isSearching == false && result(app)?.listed(.all) == found)
    // One level back: the search, the list, the screen.
    app.press(.escape)
    #expect(result(app)?.listed(.all).count == all)
    app.press(.escape)
    #expect(result(app)?.view == .summary)
  }

  @Test func answersAreListedSkillBySkill() throws {
    let app = try measured()
    app.press(.character("f"), .character("f"), .character("o"))
    let screen = try #require(result(app))
    let skills = TestApp.bank.content.framework.skills.map(\.id)
    let order = screen.listed(.all).compactMap {
      skills.firstIndex(of: screen.result.answers[$0].response.skill)
    }
    #expect(order == order.sorted() && order.count == screen.result.answers.count)
    app.press(.character("f"))
    let misses = try #require(result(app)).listed(.misses)
    let marks = misses.map { screen.result.answers[$0].isMisconception }
    #expect(marks == marks.sorted { $0 && !$1 }, "certain and wrong come first")
  }

  @Test func theGapReportIsCutDownToWhatIsAsked() throws {
    let app = try measured()
    app.press(.character("r"), .tab)
    func rows() throws -> [GapsScreen.Node] {
      try #require(gaps(app)).rows(try #require(app.context))
    }
    let all = try rows()
    app.press(.character("2"))
    for row in try rows() {
      switch row {
      case .step(let step), .domain(let step, _), .skill(let step, _), .scale(let step, _):
        #expect(step == 2)
      }
    }
    app.press(.character("/"))
    app.type("pipelines")
    app.press(.enter)
    let found = try rows()
    #expect(!found.isEmpty && found.count < 8)
    #expect(found.contains(try #require(gaps(app)).focus), "the focus stands on a row that is listed")
    #expect(app.text.contains("step 2 · /pipelines"))
    app.press(.character("/"))
    app.type(" nowhere")
    #expect(try rows().isEmpty && app.text.contains("Nothing is listed"))
    // Escape takes back what cuts the list down, and only then leaves.
    app.press(.down, .up, .enter, .escape)
    #expect(try rows() == all)
    app.press(.character("f"), .character("0"))
    #expect(try rows() == all)
    app.press(.character("u"))
    #expect(try rows() == all && app.text.contains("takes filters"))
    app.press(.enter)
    app.press(.character("F"))
    #expect(try rows().count < all.count)
    app.press(.character("F"))
    #expect(try rows() == all)
    app.press(.escape)
    #expect(gaps(app) == nil)
  }

  private func plan(_ app: TestApp) -> PlanScreen? { app.top() }

  @Test func thePlanIsLaidOutInWeeksForTheTimeThatThereIs() throws {
    let app = try measured()
    app.press(.character("p"))
    func listed() throws -> [RoadmapAction] {
      try #require(plan(app)).listed(try #require(app.context)).map(\.action)
    }
    func ends() throws -> CalendarDay? {
      try app.workspace.overview().weeks.entries.values.compactMap(\.span?.last).max()
    }
    /// The actions that end within the weeks that are laid out.
    func within() throws -> Int {
      try app.workspace.overview().weeks.weeks.spans.values.count(where: \.isWhole)
    }
    let first = try listed()
    #expect(app.text.contains("2 h a week") && app.text.contains("This week · "))
    #expect(app.text.contains("Next week · ") && app.text.contains("Later · "), "\(app.text)")
    #expect(first.first?.id == app.state.overview?.nextAction?.action.id, "home proposes the same")
    let (end, all) = (try #require(try ends()), try within())
    for _ in 0..<5 { app.press(.character("-")) }
    #expect(app.text.contains("10 minutes a week"))
    #expect(try app.workspace.settings().minutesAWeek == 10)
    #expect(try #require(try ends()) > end || within() < all, "less time, more weeks")
    app.press(.character("+"), .character("+"), .character("+"))
    #expect(try listed().map(\.id) == first.map(\.id) && ends() == end)
    // What is begun stays where the person is, and still leaves something new to begin.
    app.press(.enter)
    #expect(try !listed().isEmpty && app.text.contains("◧"))
    let planned = app.state.overview?.actions[first[0].id]?.due
    #expect(planned != nil, "what is begun gets a date from the plan")
    app.press(.enter)
    #expect(app.text.contains("Done? Enter once more"))
    app.press(.enter)
    #expect(app.text.contains("Doing 0   Done 1") && app.text.contains("■"))
    #expect(plan(app)?.list.criteria.filter == .weeks, "the list stays, and with it the action")
    // What is pressed next is meant for it: the day on which it was done, and a note.
    app.press(.character("D"))
    #expect(app.text.contains("Done when?"))
    let today = LocalDays.utc.day(of: app.clock.date)
    app.type(today.advanced(by: -3).iso)
    app.press(.enter, .character("n"))
    app.type("with a friend")
    app.press(.enter)
    let done = try app.workspace.overview().actions.values.filter { $0.state == .done }
    #expect(done.count == 1 && done.first?.note == "with a friend")
    #expect(done.first?.done(in: .utc) == today.advanced(by: -3))
    #expect(done.first?.due == planned, "when it was done is not by when it was to be")
    app.press(.character("D"))
    app.type(today.advanced(by: 9).iso)
    app.press(.enter)
    #expect(app.text.contains("to come"), "nothing is done in the future")
    app.press(.escape, .tab)
    #expect(!app.text.contains("with a friend"), "in another list it stands where it belongs")
  }

  @Test func thePlanLeadsToAnInterview() throws {
    let app = try measured()
    let today = LocalDays.utc.day(of: app.clock.date)
    app.press(.character("p"), .character("I"))
    app.type("someday")
    app.press(.enter)
    #expect(app.text.contains("No such day:"))
    app.type(today.iso)
    app.press(.enter)
    #expect(app.text.contains("That day is past:"))
    app.type("in 3 weeks")
    app.press(.enter)
    let day = today.advanced(by: 21)
    #expect(try app.workspace.settings().interview == day)
    #expect(app.text.contains("interview \(day.short(today: today)), in 3 weeks"), "\(app.text)")
    let weeks = try #require(app.state.overview).weeks
    let rest = weeks.entries.count - weeks.ready.count
    #expect(rest > 0 && Set(weeks.weeks.leftOut.map(\.id)).isDisjoint(with: weeks.ready))
    // What isn't done by then is said, and listed after it.
    #expect(app.text.contains(" left until "), "\(app.text)")
    let done = "first: \(weeks.ready.count) of \(weeks.entries.count) actions"
    #expect(words(app).contains(done), "\(app.text)")
    app.send(.resize(Size(columns: 100, rows: 160)))
    app.press(.character("f"))
    #expect(app.text.contains("After the interview · \(day.near(today: today))"), "\(app.text)")
    let listed = try #require(plan(app)).listed(try #require(app.context)).map(\.id)
    #expect(Set(weeks.entries.keys).subtracting(listed).isEmpty, "nothing is dropped")
    app.press(.character("I"), .backspace, .enter)
    #expect(try app.workspace.settings().interview == nil)
    #expect(app.text.contains("The interview is removed.") && !app.text.contains("left until"))
  }

  /// The first screen shows what to do soon and what follows; f shows all weeks.
  @Test func laterWeeksAreSummedUpUntilTheyAreAskedFor() throws {
    let app = try measured()
    app.send(.resize(Size(columns: 80, rows: 24)))
    app.press(.character("p"))
    let weeks = try #require(app.state.overview).weeks
    let today = LocalDays.utc.day(of: app.clock.date)
    let later = try #require(weeks.later)
    #expect(
      words(app).contains("This week · ") && words(app).contains("Later · \(later.words(today: today))"),
      "\(app.text)")
    #expect(words(app).contains("f shows all weeks"), "\(app.text)")
    #expect(words(app).contains(weeks.total.words(today: today)))
    let screen = try #require(plan(app))
    let folded = screen.list.rows(of: PlanList(try #require(app.state.overview)))
    #expect(!folded.isEmpty && folded.count < weeks.entries.count)
    app.press(.character("f"))
    let open = try #require(plan(app)).list.rows(of: PlanList(try #require(app.state.overview)))
    #expect(open.count == weeks.entries.count && !words(app).contains("f shows all weeks"))
    app.press(.character("f"))
    #expect(words(app).contains("f shows all weeks"), "\(app.text)")
  }

  @Test func thePlanIsWrittenToAFile() throws {
    let app = try measured()
    app.press(.character("p"), .character("x"))
    #expect(app.text.contains("Write the plan to"))
    let file = app.folder.appendingPathComponent("plan.ics")
    app.press(.control("u"))
    app.type(file.path)
    app.press(.enter)
    #expect(words(app).contains("a calendar. Import it again later"), "\(app.text)")
    let text = try String(contentsOf: file, encoding: .utf8)
    let planned = try #require(app.state.overview).weeks.weeks.spans.count
    #expect(planned > 0 && text.components(separatedBy: "SUMMARY:").count > planned)
    #expect(text.contains("DTSTAMP:" + Timestamps.text(app.clock.date).filter { $0 != "-" && $0 != ":" }))
    app.press(.enter, .character("x"), .escape)
    #expect(!app.text.contains("Write the plan to"))
  }

  @Test func whatIsMissedMovesOnAndWhatIsBegunKeepsItsDate() throws {
    let app = try measured()
    app.press(.character("p"), .enter)
    let overview = try #require(app.state.overview)
    let begun = try #require(overview.nextAction?.action.id)
    let due = try #require(overview.actions[begun]?.due)
    let other = try #require(overview.weeks.order.first { $0 != begun })
    let before = try #require(overview.weeks.entries[other]?.span)
    app.clock.pass(days: 84)
    let later = try app.workspace.overview()
    let after = try #require(later.weeks.entries[other]?.span)
    #expect(after.first > before.first, "the weeks went by")
    #expect(later.weeks.weeks.weeks.first?.days.lowerBound == later.today)
    #expect(later.actions[begun]?.due == due && due < later.today)
    #expect(later.weeks.entries[begun]?.span?.week == 0, "it is late, and comes first")
    app.press(.character("u"))
    #expect(app.state.overview?.actions[begun]?.due == nil)
  }

  @Test func thePlanIsSearched() throws {
    let app = try measured()
    app.press(.character("p"), .character("/"))
    app.type("probability")
    app.press(.enter)
    let context = try #require(app.context)
    let found = try #require(plan(app)).listed(context)
    let all = app.workspace.bank.content.roadmap.actions.count
    #expect(plan(app)?.list.criteria.filter == .todo && !found.isEmpty && found.count < all / 2)
    #expect(app.text.contains("/probability"))
    // A letter of a place leads there again once nothing is typed; Escape takes the search back first.
    app.press(.escape)
    #expect(plan(app)?.search == nil)
    app.press(.escape)
    #expect(plan(app) == nil)
  }

  @Test func answersOfAnAttemptThatIsNotOverAreNotJudged() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    app.answer(correctly: false)
    app.press(.escape, .down, .enter)
    let answer = try #require(app.state.overview?.skillAnswers.first)
    #expect(answer.isOpen)
    func pane() throws -> String {
      app.state.push(GapsScreen(try #require(app.context), skill: answer.skill))
      app.press(.right)
      return app.text
    }
    let open = try pane()
    #expect(open.contains(" · What holds") && !open.contains("? What") && !open.contains("✗"))
    _ = try app.workspace.finish(attempt: try #require(app.state.overview?.open).id, .ended)
    try app.reload()
    #expect(app.state.overview?.skillAnswers.first?.isOpen == false)
  }

  @Test func theBankListsWhatIsMarkedAndSearchesCode() throws {
    let app = try measured()
    app.press(.character("b"), .character("/"))
    app.type("lambda: i")
    app.press(.enter)
    #expect(app.text.contains("58 of 378 questions"), "\(app.text)")
    app.press(.character("!"))
    app.type("the key is wrong")
    app.press(.enter, .escape, .character("!"))
    #expect(app.text.contains("Go to a question first"))
    app.press(.character("f"))
    #expect(app.text.contains("reported or with a remark"))
    app.press(.escape)
    #expect(app.text.contains("378 questions") && !app.text.contains("remarks") && app.text.contains("!1"))
  }

  @Test func whatWasToldCanBeTakenBack() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("e"), .character("2"))
    #expect(app.text.contains("1 of 9 reported"))
    app.press(.character("u"))
    #expect(app.text.contains("0 of 9 reported") && app.state.overview?.evidence.isEmpty == true)
  }

  @Test func aKeyOnANoticeClosesItAndNothingElse() throws {
    let app = try TestApp()
    app.introduce()
    app.state.notice = ScreenStack.Notice(text: "Something")
    app.press(.character("q"))
    #expect(app.state.notice == nil && app.state.isAtHome && !app.hasQuit)
  }

  @Test func anActionIsTakenBackWhereItWasBegun() throws {
    let app = try measured()
    app.press(.character("r"), .tab, .character("f"), .tab)
    app.goToAnAction()
    app.press(.enter)
    let begun = try #require(app.state.overview?.actions.values.first { $0.state == .doing })
    app.press(.character("u"))
    #expect(app.state.overview?.actions[begun.action]?.state == .todo)
  }

  @Test func homeOpensTheActionThatItNames() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 2, share: 1)
    app.press(.escape)
    let overview = try #require(app.state.overview)
    let next = try #require(overview.nextAction?.action)
    app.press(.enter)
    #expect(app.text.hasPrefix(" Plan") && app.text.contains("▸ □ \(next.title.prefix(12))"))
  }

  @Test func anItemWhoseKeyWasReadRests() throws {
    let app = try measured()
    let resting = try app.workspace.restingItems(Settings(), now: app.clock.date)
    let item = try #require(app.workspace.pool.entries.map(\.id).first { !resting.contains($0) })
    func rests() throws -> Bool {
      try app.workspace.restingItems(try app.workspace.settings(), now: app.clock.date).contains(item)
    }
    app.press(.character("b"), .character("/"))
    app.type(item)
    app.press(.enter)
    #expect(app.text.contains("Enter shows the right answer"))
    #expect(try !rests(), "its question alone gives nothing away")
    app.press(.enter)
    #expect(try rests())
    app.clock.pass(days: 29)
    #expect(try rests())
    app.clock.pass(days: 3)
    #expect(try !rests())
  }

  @Test func whatWasNotKnownIsNotToldAsWrong() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    app.dontKnow()
    app.press(.enter)
    app.press(.escape, .down, .down, .enter, .enter)
    let skill = try #require(app.state.overview?.skillAnswers.first?.skill)
    app.state.push(GapsScreen(try #require(app.context), skill: skill))
    app.press(.right)
    #expect(app.text.contains(#/[ ▸]\? What holds/#) && !app.text.contains("✗"), "\(app.text)")
  }

  @Test(arguments: [3, 5, 8]) func theHistoryTellsTheMarginsOfTheResults(seed: UInt64) throws {
    let app = try TestApp(seed: seed)
    app.introduce()
    app.takePlacement(seed: seed, share: 0.3 + Double(seed) / 20)
    let found = try #require(result(app)).result
    let entry = try #require(try app.workspace.history().entries.last)
    func shown(_ estimate: ScoreLine.Value) -> Int { ReportingScale.points(estimate.margin) }
    #expect(
      entry.overall.map(shown)
        == ReportingScale.points(
          (found.standing.overall.upper95 - found.standing.overall.lower95) / 2))
    for (place, point) in entry.domains.enumerated() {
      let domain = found.standing.domains[place]
      #expect(shown(point) == ReportingScale.points((domain.upper95 - domain.lower95) / 2))
    }
  }

  @Test func aShadeSaysWhatTheVerdictSays() throws {
    let app = try measured()
    let overview = try #require(app.state.overview)
    let gaps = overview.gaps.gaps
    var verdicts: [String: Set<SkillVerdict.Model>] = [:]
    for gap in gaps where gap.answers > 0 {
      verdicts[GapsScreen.mark(gap).0, default: []].insert(gap.status)
      let mark = GapsScreen.mark(gap)
      #expect((mark.1 == .correct) == (gap.status == .atTarget))
      #expect(gap.status != .atTarget || gap.verdict.answers.missed == 0, "never simply at target")
    }
    for (shade, models) in verdicts { #expect(models.count == 1, "\(shade): \(models)") }
    // What the verdict counts is what the pane lists.
    for gap in gaps {
      let own = overview.skillAnswers { $0 == gap.skill }
      #expect(gap.verdict.answers.asked == own.reduce(0) { $0 + $1.count })
      #expect(
        gap.verdict.answers.right == own.reduce(0) { $0 + ($1.credit >= 1 && !$1.isOpen ? $1.count : 0) })
    }
  }

  @Test func whatIsFocusedIsWrittenToAFileAndNeverOverAnother() throws {
    let app = try measured()
    app.press(.character("r"))
    try FileManager.default.createDirectory(at: app.folder, withIntermediateDirectories: true)
    let file = app.folder.appendingPathComponent("gaps.md")
    func export(to path: String) {
      app.press(.character("x"), .control("u"))
      app.send(.paste(path))
      app.press(.enter)
    }
    app.press(.character("/"))
    app.type("mathematics")
    app.press(.enter, .left, .left)
    export(to: file.path)
    #expect(app.text.contains("Written to"))
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("# ") && text.contains("Mathematics") && !text.contains("| Cloud"))
    app.press(.enter)
    export(to: file.path)
    #expect(app.text.contains("there already"))
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
    app.press(.enter)
    let page = app.folder.appendingPathComponent("gaps.html")
    export(to: page.path)
    #expect(try String(contentsOf: page, encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
  }

  /// Wilson (1927); the values by the closed form, to three decimals.
  @Test(arguments: [
    (8, 8, 0.676, 1.0), (0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (1, 3, 0.061, 0.792),
  ])
  func theIntervalOfAShareIsWilsons(right: Int, given: Int, low: Double, high: Double) {
    let interval = ShareInterval.wilson(right, of: given)
    #expect(abs(interval.low - low) < 6e-4 && abs(interval.high - high) < 6e-4)
  }

  @Test func aPartOfTheReportHoldsNothingElse() throws {
    let app = try measured()
    let report = try app.workspace.report()
    #expect(report.selecting(Report.Part()) == report)
    let part = report.selecting(Report.Part(domain: "mlops"))
    #expect(part.domains.map(\.id) == ["mlops"])
    for step in part.steps {
      #expect(step.gaps.allSatisfy { $0.hasPrefix("mlops.") })
      #expect(step.actions.allSatisfy { $0.closes.contains { $0.hasPrefix("mlops.") } })
    }
    #expect(report.selecting(Report.Part(step: 3)).steps.map(\.number) == [3])
    let skill = report.selecting(Report.Part(skill: "python.numpy"))
    #expect(skill.domains.flatMap(\.skills).map(\.id) == ["python.numpy"])
  }
}
