import Foundation
import ItemBank
import Psychometrics
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens

/// What people look for when they come back: their misses, where they were, and why numbers differ.
@Suite struct ReturnTests {
  @Test func missesAreDrilledInTheirOrder() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    guard case .result(let screen)? = bed.state.screens.last else {
      Issue.record("no result")
      return
    }
    bed.press(.character("f"))
    #expect(bed.text.contains("d drill these"))
    let misses = screen.listed(.misses).map { screen.result.answers[$0].response.item }
    bed.press(.character("d"))
    let plan = try #require(bed.sitting?.attempt.plan)
    #expect(plan.mode == .drill && plan.due == misses && plan.itemLimit == misses.count)
    for item in misses {
      #expect(bed.sitting?.item.id == item)
      bed.answer(correctly: true)
      bed.press(.enter, .enter, .enter)
    }
    #expect(bed.sitting == nil, "there is nothing else in it")
  }

  @Test func missesAreDrilledInPlainModeToo() throws {
    let bed = try Bed.experienced()
    let last = try #require(try bed.workspace.overview().attempts.first)
    var dialogue = PlainConversation(PlainResult(try bed.workspace.result(ofAttempt: last.id)))
    let overview = try bed.workspace.overview()
    #expect(dialogue.prompt(Bed.bank.content, overview).contains { $0.contains("d drills them") })
    let misses = dialogue.dialogue.result.answers.filter { $0.response.credit < 1 }.map(\.response.item)
    for word in ["d", "drill"] {
      guard
        case .drillItems(let items)? = dialogue.handle(line: word, Bed.bank.content, overview).effects.first
      else {
        Issue.record("\(word) drills nothing")
        continue
      }
      #expect(Set(items) == Set(misses))
    }
  }

  @Test func aDrillLeadsBackToWhereItWasBegun() throws {
    let bed = try Bed.experienced()
    bed.press(.character("r"), .down, .down, .character("d"))
    #expect(bed.sitting != nil)
    bed.press(.escape, .down, .enter)
    guard case .gaps? = bed.state.screens.last else {
      Issue.record("not in the gap report: \(bed.text)")
      return
    }
    bed.press(.escape, .character("v"), .character("d"))
    bed.answer(correctly: false)
    bed.press(.escape, .enter)
    guard case .panel(let panel)? = bed.state.screens.last, panel.screen is ReviewsScreen else {
      Issue.record("not in the reviews: \(bed.text)")
      return
    }
  }

  @Test func measuringAsksBeforeItBegins() throws {
    let bed = try Bed.experienced()
    bed.press(.character("r"), .down, .down, .character("T"))
    #expect(bed.sitting == nil && bed.text.contains("from this skill"))
    bed.press(.enter)
    guard case .skill? = bed.sitting?.attempt.plan.scope else {
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
    guard case .gaps(let screen)? = bed.state.screens.last, case .skill(_, skill) = screen.focus else {
      Issue.record("not at the skill")
      return
    }
    bed.press(.escape, .character(":"))
    bed.type("qzx")
    #expect(bed.text.contains("Nothing is called that."))
    var palette = PaletteScreen(bindings: [])
    for letter in "hisory" { _ = palette.type(.character(letter)) }
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

  @Test func signsAreNamedWhereTheyMeanSomething() {
    let spelled = [
      "0.9/(0.9 + 0.05)": "0.9 slash parenthesis 0.9 plus 0.05 parenthesis closed",
      "Is p^2 right, or not?": "Is p caret 2 right, or not?",
      "a well-known case's end.": "a well-known case's end.", "a[1:]": "a bracket 1 colon bracket closed",
      "10,000 rows": "10,000 rows",
    ]
    for (text, told) in spelled { #expect(PlainText.spelled(text, isCode: false) == told) }
    #expect(PlainText.spelled("x = 'a'", isCode: true) == "x equals quote a quote")
  }

  @Test func codeTellsHowFarItIsIndented() throws {
    var item = try #require(try Bed.bank.item(id: "python.numpy.sample-0"))
    item.code = CodeBlock(
      language: "python", text: "for i in x:\n    if i:\n        break\n\nelse:\n    print(i)")
    let lines = PlainText.question(item, order: [0, 1, 2, 3])
    let told = [
      "  1: for i in x:", "  2, indent 4: if i:", "  3, indent 8: break", "  4: blank",
      "  5, indent 0: else:",
      "  6, indent 4: print(i)",
    ]
    #expect(told.allSatisfy { lines.contains($0) })
  }

  @Test func anExplanationIsHeardBeforeTheNextItem() throws {
    let bed = try Bed()
    let session = try bed.workspace.startAttempt(mode: .drill, scope: .all, seed: 3)
    var sitting = try #require(PlainSitting(session: session, clock: 0))
    func say(_ line: String) -> [String] { bed.say(line, to: &sitting, clock: 30_000) }
    var heard = say("dunno")
    if session.attempt.plan.asksConfidence { heard = say("") }
    #expect(heard.contains { $0.hasPrefix("Source: ") } && !heard.contains { $0.hasPrefix("Item 2") })
    #expect(say("3").first == "That answer is saved.")
    #expect(say("last").contains { $0.hasPrefix("Source: ") })
    #expect(say("").contains { $0.hasPrefix("Item 2 of") })
  }

  @Test func whatAnAttemptLeadsOnToIsLeftForFromTheHistoryToo() throws {
    let bed = try Bed.experienced()
    for (word, choice) in [("gaps", PlainMenu.Choice.gaps), ("plan", .plan)] {
      var dialogue = PlainHistory()
      _ = try bed.talk(&dialogue, ["1", word])
      #expect(dialogue.isOver && dialogue.destination == choice)
    }
    var dialogue = PlainHistory()
    let told = try bed.talk(&dialogue, ["1", "q", "trends"])
    #expect(
      !dialogue.isOver && told.contains { $0.hasPrefix("A trend needs three attempts; compare 1 2 tells") })
  }

  @Test func aProofTypedBeforeItsLevelIsKept() throws {
    let bed = try Bed()
    var dialogue = PlainEvidence()
    let told = try bed.talk(&dialogue, ["1", "proof a letter", "2", "q"])
    #expect(told.contains("Kept until you have told your level; type it now."))
    let record = try #require(try bed.workspace.overview().told.values.first)
    #expect(record.level == 2 && record.artefact == "a letter")
  }

  @Test func unitsMayBeSpelledOut() {
    for text in ["50 h", "50 hours", "50hour", "50"] {
      #expect(NumericEntry.values(of: text, unit: "h") == [50])
    }
    #expect(NumericEntry.values(of: "3 seconds", unit: "s") == [3])
    #expect(NumericEntry.values(of: "3 hours", unit: "s").isEmpty, "another unit is no number")
    #expect(NumericEntry.values(of: "1.5e3 ms", unit: "ms") == [1500])
  }

  @Test func aPastDayIsTheLastOfItsName() throws {
    let now = try #require(Timestamps.date("2027-01-10"))
    func day(_ text: String) -> String? { Timestamps.pastDay(text, now: now + 3600).map(Timestamps.longDay) }
    #expect(day("8 Jan") == "8 Jan 2027" && day("15 Dec") == "15 Dec 2026" && day("10 Jan") == "10 Jan 2027")
    #expect(day("2027-01-08") == "8 Jan 2027" && day("2027-02-01") == nil && day("1 Feb 2027") == nil)
    #expect(day("soon") == nil)
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
    guard case .result? = bed.state.screens.last else {
      Issue.record("no result: \(bed.text)")
      return
    }
    #expect(!bed.text.contains("w why"))
    let first = bed.text
    bed.press(.tab, .tab, .tab)
    #expect(bed.text == first, "three views, and round again")
  }

  @Test func aPlacementOfTheMenuWaitsForEnter() throws {
    let bed = try Bed()
    func sitting() throws -> PlainSitting {
      try #require(
        PlainSitting(
          session: try bed.workspace.startAttempt(mode: .placement, scope: .all, seed: 3), clock: 0,
          asksFirst: true))
    }
    var left = try sitting()
    #expect(left.opening().last == "Enter begins, q goes back:")
    #expect(left.handle(line: "w", clock: 1).lines == ["Enter begins, q goes back:"])
    let (lines, effects) = left.handle(line: "q", clock: 1)
    #expect(lines == ["Not begun."] && left.isOver)
    bed.carryOut(effects)
    #expect(try bed.workspace.journal.attempts(assessment: "ml-engineer").isEmpty)
    var begun = try sitting()
    #expect(begun.handle(line: "", clock: 1).lines.first?.hasPrefix("Item 1 of ") ?? false)
  }
}
