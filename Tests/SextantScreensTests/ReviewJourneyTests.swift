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
  private func measured() throws -> Bed {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 4, share: 0.45)
    return bed
  }

  private func result(_ bed: Bed) -> ResultScreen? { bed.top() }

  private func gaps(_ bed: Bed) -> GapsScreen? { bed.top() }

  @Test func answersAreSearchedAsTheWordIsTyped() throws {
    let bed = try measured()
    bed.press(.character("f"), .character("f"), .character("/"))
    let all = try #require(result(bed)).listed(.all).count
    bed.type("case 1 q")
    let screen = try #require(result(bed))
    let found = screen.listed(.all)
    #expect(screen.isSearching && found.count < all)
    for place in found { #expect(screen.result.answers[place].item?.stem.contains("case 1") == true) }
    bed.press(.enter)
    #expect(result(bed)?.isSearching == false && result(bed)?.listed(.all) == found)
    // One level back: the search, the list, the screen.
    bed.press(.escape)
    #expect(result(bed)?.listed(.all).count == all)
    bed.press(.escape)
    #expect(result(bed)?.view == .summary)
  }

  @Test func answersAreListedSkillBySkill() throws {
    let bed = try measured()
    bed.press(.character("f"), .character("f"), .character("o"))
    let screen = try #require(result(bed))
    let skills = Bed.bank.content.framework.skills.map(\.id)
    let order = screen.listed(.all).compactMap {
      skills.firstIndex(of: screen.result.answers[$0].response.skill)
    }
    #expect(order == order.sorted() && order.count == screen.result.answers.count)
    bed.press(.character("f"))
    let misses = try #require(result(bed)).listed(.misses)
    let marks = misses.map { screen.result.answers[$0].isMisconception }
    #expect(marks == marks.sorted { $0 && !$1 }, "certain and wrong come first")
  }

  @Test func theGapReportIsCutDownToWhatIsAsked() throws {
    let bed = try measured()
    bed.press(.enter)
    func rows() throws -> [GapsScreen.Node] {
      try #require(gaps(bed)).rows(try #require(bed.context))
    }
    let all = try rows()
    bed.press(.character("2"))
    for row in try rows() {
      switch row {
      case .step(let step), .domain(let step, _), .skill(let step, _), .scale(let step, _):
        #expect(step == 2)
      }
    }
    bed.press(.character("/"))
    bed.type("pipelines")
    bed.press(.enter)
    let found = try rows()
    #expect(!found.isEmpty && found.count < 8)
    #expect(found.contains(try #require(gaps(bed)).focus), "the focus stands on a row that is listed")
    #expect(bed.text.contains("step 2 · /pipelines"))
    bed.press(.character("/"))
    bed.type(" nowhere")
    #expect(try rows().isEmpty && bed.text.contains("Nothing is listed"))
    // Escape takes back what cuts the list down, and only then leaves.
    bed.press(.down, .up, .enter, .escape)
    #expect(try rows() == all)
    bed.press(.character("f"), .character("0"))
    #expect(try rows() == all)
    bed.press(.character("u"))
    #expect(try rows() == all && bed.text.contains("takes filters"))
    bed.press(.enter)
    bed.press(.character("F"))
    #expect(try rows().count < all.count)
    bed.press(.character("F"))
    #expect(try rows() == all)
    bed.press(.escape)
    #expect(gaps(bed) == nil)
  }

  private func plan(_ bed: Bed) -> PlanScreen? { bed.top() }

  @Test func thePlanBeginsWithAFewActionsForTheTimeThatThereIs() throws {
    let bed = try measured()
    bed.press(.character("p"))
    func listed() throws -> [RoadmapAction] {
      try #require(plan(bed)).listed(try #require(bed.context)).map(\.action)
    }
    let first = try listed()
    #expect(first.count == 3 && bed.text.contains("2 h a week"))
    #expect(first.first?.id == bed.state.overview?.nextAction?.action.id, "home proposes the same")
    for _ in 0..<5 { bed.press(.character("-")) }
    #expect(bed.text.contains("10 minutes a week") && bed.text.contains("d drills it"))
    let short = try listed()
    #expect(
      short.reduce(0) { $0 + $1.hours } < first.reduce(0) { $0 + $1.hours }, "less time, shorter actions")
    #expect(try bed.workspace.settings().minutesAWeek == 10)
    bed.press(.character("+"), .character("+"), .character("+"))
    #expect(try listed().map(\.id) == first.map(\.id))
    // What is begun stays where the person is, and still leaves something new to begin.
    bed.press(.enter)
    #expect(try listed().count == 3 && bed.text.contains("◧"))
    bed.press(.enter)
    #expect(bed.text.contains("Done? Enter once more"))
    bed.press(.enter)
    #expect(bed.text.contains("Doing 0   Done 1") && bed.text.contains("■"))
    #expect(plan(bed)?.list.criteria.filter == .next, "the list stays, and with it the action")
    // What is pressed next is meant for it: the day on which it was done, and a note.
    bed.press(.character("D"))
    #expect(bed.text.contains("Done when?"))
    let today = LocalDays.utc.day(of: bed.clock.date)
    bed.type(today.advanced(by: -3).iso)
    bed.press(.enter, .character("n"))
    bed.type("with a friend")
    bed.press(.enter)
    let done = try bed.workspace.overview().actions.values.filter { $0.state == .done }
    #expect(done.count == 1 && done.first?.note == "with a friend")
    #expect(done.first?.done(in: .utc) == today.advanced(by: -3))
    #expect(done.first?.due == nil, "when it was done is not by when it was to be")
    bed.press(.character("D"))
    bed.type(today.advanced(by: 9).iso)
    bed.press(.enter)
    #expect(bed.text.contains("to come"), "nothing is done in the future")
    bed.press(.escape, .tab)
    #expect(!bed.text.contains("with a friend"), "in another list it stands where it belongs")
  }

  @Test func thePlanIsSearched() throws {
    let bed = try measured()
    bed.press(.character("p"), .character("/"))
    bed.type("probability")
    bed.press(.enter)
    let context = try #require(bed.context)
    let found = try #require(plan(bed)).listed(context)
    let all = bed.workspace.bank.content.roadmap.actions.count
    #expect(plan(bed)?.list.criteria.filter == .todo && !found.isEmpty && found.count < all / 2)
    #expect(bed.text.contains("/probability"))
    // A letter of a place leads there again once nothing is typed; Escape takes the search back first.
    bed.press(.escape)
    #expect(plan(bed)?.search == nil)
    bed.press(.escape)
    #expect(plan(bed) == nil)
  }

  @Test func answersOfAnAttemptThatIsNotOverAreNotJudged() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    bed.answer(correctly: false)
    bed.press(.escape, .down, .enter)
    let answer = try #require(bed.state.overview?.skillAnswers.first)
    #expect(answer.isOpen)
    func pane() throws -> String {
      bed.state.push(GapsScreen(try #require(bed.context), skill: answer.skill))
      bed.press(.right)
      return bed.text
    }
    let open = try pane()
    #expect(open.contains(" · What holds") && !open.contains("? What") && !open.contains("✗"))
    _ = try bed.workspace.finish(attempt: try #require(bed.state.overview?.open).id, .ended)
    try bed.reload()
    #expect(bed.state.overview?.skillAnswers.first?.isOpen == false)
  }

  @Test func theBankListsWhatIsMarkedAndSearchesCode() throws {
    let bed = try measured()
    bed.press(.character("b"), .character("/"))
    bed.type("lambda: i")
    bed.press(.enter)
    #expect(bed.text.contains("58 of 378 items"), "\(bed.text)")
    bed.press(.character("!"))
    bed.type("the key is wrong")
    bed.press(.enter, .escape, .character("!"))
    #expect(bed.text.contains("Go to an item first"))
    bed.press(.character("f"))
    #expect(bed.text.contains("those that are marked"))
    bed.press(.escape)
    #expect(bed.text.contains("378 items ·") && bed.text.contains("!1"))
  }

  @Test func whatWasToldCanBeTakenBack() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("e"), .character("2"))
    #expect(bed.text.contains("1 of 9 told"))
    bed.press(.character("u"))
    #expect(bed.text.contains("0 of 9 told") && bed.state.overview?.told.isEmpty == true)
  }

  @Test func aKeyOnANoticeClosesItAndNothingElse() throws {
    let bed = try Bed()
    bed.introduce()
    bed.state.notice = ScreenStack.Notice(text: "Something")
    bed.press(.character("q"))
    #expect(bed.state.notice == nil && bed.state.isAtHome && !bed.hasQuit)
  }

  @Test func anActionIsTakenBackWhereItWasBegun() throws {
    let bed = try measured()
    bed.press(.character("r"), .character("f"), .tab, .enter)
    let begun = try #require(bed.state.overview?.actions.values.first { $0.state == .doing })
    bed.press(.character("u"))
    #expect(bed.state.overview?.actions[begun.action]?.state == .todo)
  }

  @Test func homeOpensTheActionThatItNames() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 2, share: 1)
    bed.press(.escape)
    let overview = try #require(bed.state.overview)
    let next = try #require(overview.nextAction?.action)
    bed.press(.enter)
    if overview.nextSkill == nil {
      #expect(bed.text.hasPrefix(" Plan") && bed.text.contains("▸ □ \(next.title.prefix(12))"))
    } else {
      #expect(bed.text.contains("Gaps on the road"))
    }
  }

  @Test func anItemWhoseKeyWasReadRests() throws {
    let bed = try measured()
    let resting = try bed.workspace.restingItems(Settings(), now: bed.clock.date)
    let item = try #require(bed.workspace.pool.entries.map(\.id).first { !resting.contains($0) })
    func rests() throws -> Bool {
      try bed.workspace.restingItems(try bed.workspace.settings(), now: bed.clock.date).contains(item)
    }
    bed.press(.character("b"), .character("/"))
    bed.type(item)
    bed.press(.enter)
    #expect(bed.text.contains("Enter shows the right answer"))
    #expect(try !rests(), "its question alone gives nothing away")
    bed.press(.enter)
    #expect(try rests())
    bed.clock.pass(days: 29)
    #expect(try rests())
    bed.clock.pass(days: 3)
    #expect(try !rests())
  }

  @Test func whatWasNotKnownIsNotToldAsWrong() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    bed.dontKnow()
    bed.press(.enter)
    bed.press(.escape, .down, .down, .enter, .enter)
    let skill = try #require(bed.state.overview?.skillAnswers.first?.skill)
    bed.state.push(GapsScreen(try #require(bed.context), skill: skill))
    bed.press(.right)
    #expect(bed.text.contains(" ? What holds") && !bed.text.contains("✗"))
  }

  @Test(arguments: [3, 5, 8]) func theHistoryTellsTheMarginsOfTheResults(seed: UInt64) throws {
    let bed = try Bed(seed: seed)
    bed.introduce()
    bed.takePlacement(seed: seed, share: 0.3 + Double(seed) / 20)
    let found = try #require(result(bed)).result
    let entry = try #require(try bed.workspace.history().entries.last)
    func shown(_ estimate: HistoryData.Point) -> Int { ReportingScale.points(estimate.margin) }
    #expect(
      shown(entry.overall)
        == ReportingScale.points(
          (found.standing.overall.upper95 - found.standing.overall.lower95) / 2))
    for (place, point) in entry.domains.enumerated() {
      let domain = found.standing.domains[place]
      #expect(shown(point) == ReportingScale.points((domain.upper95 - domain.lower95) / 2))
    }
  }

  @Test func whatIsUnclearSaysToWhichSideItLeans() throws {
    let bed = try measured()
    let overview = try #require(bed.state.overview)
    let gaps = overview.gaps.gaps.filter { $0.answers > 0 }
    var words: [String: Set<String>] = [:]
    for gap in gaps { words[MapScreen.shade(gap).0, default: []].insert(Words.verdict(gap)) }
    #expect(words.count >= 3)
    // A shade has one name, and a name one shade.
    for (shade, names) in words { #expect(names.count == 1, "\(shade): \(names)") }
    #expect(Set(words.values.flatMap { $0 }).count == words.count)
  }

  @Test func whatIsFocusedIsWrittenToAFileAndNeverOverAnother() throws {
    let bed = try measured()
    bed.press(.enter)
    try FileManager.default.createDirectory(at: bed.folder, withIntermediateDirectories: true)
    let file = bed.folder.appendingPathComponent("gaps.md")
    func export(to path: String) {
      bed.press(.character("x"), .control("u"))
      bed.send(.paste(path))
      bed.press(.enter)
    }
    bed.press(.character("/"))
    bed.type("mathematics")
    bed.press(.enter, .left, .left)
    export(to: file.path)
    #expect(bed.text.contains("Written to"))
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("# ") && text.contains("Mathematics") && !text.contains("| Cloud"))
    bed.press(.enter)
    export(to: file.path)
    #expect(bed.text.contains("there already"))
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
    bed.press(.enter)
    let page = bed.folder.appendingPathComponent("gaps.html")
    export(to: page.path)
    #expect(try String(contentsOf: page, encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
  }

  /// Wilson (1927); the values by the closed form, to three decimals.
  @Test(arguments: [
    (8, 8, 0.676, 1.0), (0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (1, 3, 0.061, 0.792),
  ])
  func theIntervalOfAShareIsWilsons(right: Int, given: Int, low: Double, high: Double) {
    let interval = ConfidenceStrip.interval(right: right, of: given)
    #expect(abs(interval.low - low) < 6e-4 && abs(interval.high - high) < 6e-4)
  }

  @Test func aPartOfTheReportHoldsNothingElse() throws {
    let bed = try measured()
    let report = try bed.workspace.report()
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
