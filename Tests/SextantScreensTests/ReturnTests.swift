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
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    guard let screen: ResultScreen = bed.top() else {
      Issue.record("no result")
      return
    }
    bed.press(.character("f"))
    #expect(bed.text.contains("d drill these"))
    let misses = screen.listed(.misses).map { screen.result.answers[$0].response.item }
    bed.press(.character("d"))
    let plan = try #require(bed.sitting?.session.plan)
    #expect(plan.mode == .drill && plan.due == misses && plan.itemLimit == misses.count)
    for item in misses {
      #expect(bed.sitting?.item.id == item)
      bed.answer(correctly: true)
      bed.press(.enter, .enter, .enter)
    }
    #expect(bed.sitting == nil, "there is nothing else in it")
  }

  @Test func aDrillLeadsBackToWhereItWasBegun() throws {
    let bed = try Bed.experienced()
    bed.press(.character("r"), .down, .down, .character("d"))
    #expect(bed.sitting != nil)
    bed.press(.escape, .down, .enter)
    guard bed.top(GapsScreen.self) != nil else {
      Issue.record("not in the gap report: \(bed.text)")
      return
    }
    bed.press(.escape, .character("v"), .character("d"))
    bed.answer(correctly: false)
    bed.press(.escape, .enter)
    guard bed.top(ReviewsScreen.self) != nil else {
      Issue.record("not in the reviews: \(bed.text)")
      return
    }
  }

  @Test func measuringAsksBeforeItBegins() throws {
    let bed = try Bed.experienced()
    bed.press(.character("r"), .down, .down, .character("T"))
    #expect(bed.sitting == nil && bed.text.contains("from this skill"))
    bed.press(.enter)
    guard case .skill? = bed.sitting?.session.plan.scope else {
      Issue.record("no focus on a skill")
      return
    }
  }

  @Test func enterReadsAnExplanationToItsEnd() throws {
    let bed = try Bed(size: Size(columns: 40, rows: 12))
    bed.introduce()
    bed.press(.character("d"))
    bed.answer(correctly: false)
    let first = try #require(bed.sitting?.item.id)
    #expect(bed.text.contains("⏎ more"))
    var turns = 0
    while bed.text.contains("⏎ more"), turns < 20 {
      bed.press(.enter)
      #expect(bed.sitting?.item.id == first, "nothing is skipped")
      turns += 1
    }
    #expect(turns > 0 && bed.text.contains("Source: A primary document") && bed.text.contains("⏎ go on"))
    bed.press(.enter)
    #expect(bed.sitting?.item.id != first)
  }

  @Test func escapeEmptiesANumberThatIsNone() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    for _ in 0..<30 where bed.sitting?.item.task.kind != .numeric { bed.answer(correctly: true) }
    try #require(bed.sitting?.item.task.kind == .numeric)
    bed.type("3 apples")
    bed.press(.enter)
    #expect(bed.text.contains("No number"))
    bed.press(.escape)
    #expect(!bed.text.contains("apples") && !bed.text.contains("Leave this attempt?"))
    bed.press(.escape)
    #expect(bed.text.contains("Leave this attempt?"))
  }

  @Test func thePaletteFindsSkillsAndNoLettersAtRandom() throws {
    let bed = try Bed.experienced()
    let skill = try #require(Bed.bank.content.framework.skills.firstIndex { $0.name.hasPrefix("pandas") })
    bed.press(.character(":"))
    bed.type("pandas")
    #expect(bed.text.contains("gap report: pandas") && !bed.text.contains("next step"))
    bed.press(.enter)
    guard let screen: GapsScreen = bed.top(), case .skill(_, skill) = screen.focus else {
      Issue.record("not at the skill")
      return
    }
    bed.press(.escape, .character(":"))
    bed.type("qzx")
    #expect(bed.text.contains("Nothing is called that."))
    var palette = PaletteScreen(bindings: [])
    for letter in "hisory" { _ = palette.handle(.key(.character(letter)), try #require(bed.context)) }
    #expect(palette.found.first?.name == "history", "a slip of the finger is forgiven")
  }

  @Test func theHistoryHasTheNumberOfHome() throws {
    for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 140, rows: 45)] {
      let bed = try Bed.experienced()
      bed.send(.resize(size))
      let all = try bed.workspace.overview().standing.overall
      let score = Words.score(mean: all.mean, lower: all.lower95, upper: all.upper95)
      bed.press(.character("H"))
      let row = try #require(bed.text.split(separator: "\n").first { $0.contains("Today, all") })
      #expect(row.contains(score) && row.contains("on home"))
      bed.press(.tab)
      #expect(!bed.text.contains("Today, all") && bed.text.contains("entry target"), "the chart alone")
      let newest = bed.text
      bed.press(.down)
      #expect(bed.text != newest, "attempts are walked through below it")
      bed.press(.tab)
      #expect(bed.text.contains("Today, all"))
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
    let bed = try Bed(size: Size(columns: 40, rows: rows))
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    func shown() -> [String] {
      bed.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).dropLast()
        .map { $0.filter { !"┃│".contains($0) }.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    var turned: Set<String> = []
    for _ in 0..<40 {
      turned.formUnion(shown())
      bed.press(.pageDown)
    }
    bed.press(.home)
    var walked: Set<String> = []
    for _ in 0..<120 {
      walked.formUnion(shown())
      bed.press(.down)
    }
    #expect(walked.isSubset(of: turned), "\(walked.subtracting(turned))")
  }

  @Test func walkingToNotKnowingChoosesItOnlyWithEnter() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    for _ in 0..<30 where bed.sitting?.item.task.kind != .shortText { bed.answer(correctly: true) }
    try #require(bed.sitting?.item.task.kind == .shortText)
    bed.press(.down)
    #expect(bed.sitting?.draft.isUnknown == false && !bed.text.contains("chosen"))
    bed.press(.up)
    bed.type("i")
    bed.press(.down, .enter)
    #expect(bed.text.contains("Enter once more confirms it."))
    bed.press(.escape, .enter, .enter)
    #expect(!bed.text.contains("Is “i” your answer?"), "what is chosen is what is asked about")
  }

  @Test func afterTurningAKeyForTheRowOnlyShowsWhereItIs() throws {
    let bed = try Bed(size: Size(columns: 40, rows: 12))
    bed.introduce()
    bed.press(.character("t"), .enter)
    for _ in 0..<30 where bed.sitting?.item.task.kind != .matching { bed.answer(correctly: true) }
    try #require(bed.sitting?.item.task.kind == .matching)
    bed.press(.pageDown, .pageDown, .character("2"))
    #expect(bed.sitting?.draft.isBegun == false && bed.text.contains("press again"))
    bed.press(.character("2"))
    #expect(bed.sitting?.draft.isBegun == true)
  }

  @Test func theFootOfThePlanSaysWhatEnterDoesToTheRow() throws {
    let bed = try Bed.experienced()
    bed.press(.character("p"), .enter)
    #expect(bed.text.contains("⏎ done"))
    bed.press(.enter, .enter)
    #expect(bed.text.contains("⏎ reopen"))
    bed.press(.enter)
    #expect(bed.text.contains("Reopen it?"), "its day would go with it")
    #expect(try bed.workspace.overview().actions.values.contains { $0.state == .done })
    bed.press(.enter)
    #expect(bed.text.contains("Reopened.") && bed.text.contains("⏎ done"))
  }

  @Test func aDrillHasNoViewOfWhatMovedNumbers() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("d"))
    bed.answer(correctly: true)
    bed.press(.escape, .down, .enter)
    guard bed.top(ResultScreen.self) != nil else {
      Issue.record("no result: \(bed.text)")
      return
    }
    #expect(!bed.text.contains("w why"))
    let first = bed.text
    bed.press(.tab, .tab, .tab)
    #expect(bed.text == first, "three views, and round again")
  }
}
