import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// What people new to the program stumble over: each of these once surprised somebody.
@Suite struct FirstStepsTests {
  /// Goes on until an item of a kind is on the screen.
  private func bring(_ bed: Bed, to kind: ItemKind) {
    while let sitting = bed.sitting, sitting.item.task.kind != kind { bed.answer(correctly: false) }
  }

  @Test func flagNoteAndHalfAnAnswerAreThereAfterwards() throws {
    let bed = try Bed(seed: 2)
    bed.introduce()
    bed.press(.character("t"), .enter)
    bring(bed, to: .matching)
    bed.press(.character("f"), .character("n"))
    bed.type("look this up")
    bed.press(.enter, .character("2"))
    let draft = try #require(bed.sitting?.draft.answerSoFar)
    let flags = bed.sitting?.flags
    bed.press(.escape, .down, .enter)
    #expect(bed.sitting == nil)
    bed.press(.enter)
    let back = try #require(bed.sitting)
    #expect(back.isFlagged && back.note == "look this up" && back.draft.answerSoFar == draft)
    #expect(back.flags == flags)
    // What was kept belongs to that item alone.
    bed.answer(correctly: false)
    #expect(bed.sitting?.isFlagged == false && bed.sitting?.note == "")
  }

  @Test func leavingByControlCKeepsThemToo() throws {
    let bed = try Bed(seed: 2)
    bed.introduce()
    bed.press(.character("t"), .enter)
    bring(bed, to: .singleChoice)
    bed.press(.character("b"), .control("c"))
    #expect(bed.hasQuit)
    let open = try #require(try bed.workspace.journal.openAttempt(assessment: bed.workspace.framework.id))
    #expect(try bed.workspace.resumeAttempt(id: open.id).pending?.answer?.hasPrefix("c:") == true)
  }

  @Test func anAttemptWithoutAnswersLeavesNothingBehind() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter, .escape, .down, .down, .enter)
    #expect(bed.sitting == nil && bed.text.contains("Nothing was answered"))
    bed.press(.enter)
    #expect(bed.state.isAtHome)
    #expect(try bed.workspace.measuringAttempts().isEmpty && bed.workspace.history().entries.isEmpty)
    #expect(try bed.workspace.journal.openAttempt(assessment: bed.workspace.framework.id) == nil)
  }

  @Test func whatWaitsIsNeverResumedOrEndedUnasked() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .down, .enter)
    let drill = try #require(bed.sitting?.session.id)
    bed.answer(correctly: false)
    bed.press(.escape, .enter)
    #expect(bed.state.isAtHome)
    bed.press(.character("t"), .enter)
    #expect(bed.sitting == nil && bed.text.contains("Your drill waits"))
    bed.press(.escape)
    #expect(try bed.workspace.journal.openAttempt(assessment: bed.workspace.framework.id)?.id == drill)
    bed.press(.enter, .down, .enter)
    #expect(bed.sitting?.session.plan.mode == .placement)
    #expect(try bed.workspace.journal.attempt(id: drill)?.state == .finished)
  }

  @Test func theWaitingAttemptCanBeGoneOnWith() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    let placement = try #require(bed.sitting?.session.id)
    bed.answer(correctly: true)
    bed.press(.escape, .down, .enter, .character("t"), .down, .down, .enter)
    #expect(bed.text.contains("Your placement waits"))
    bed.press(.enter)
    #expect(bed.sitting?.session.id == placement)
  }

  @Test func aNumberIsTypedAsATextIsAndMayComeWithItsUnit() throws {
    let bed = try Bed(seed: 2)
    bed.introduce()
    bed.press(.character("t"), .enter)
    bring(bed, to: .numeric)
    bed.type("1,5")
    bed.press(.function(3))
    guard case .typed(let field)? = bed.sitting?.draft.content else {
      Issue.record("no field")
      return
    }
    #expect(field.text == "1,5" && bed.sitting?.isFlagged == true)
    // A step down must not throw away what was typed: only a choice there does.
    bed.press(.down)
    #expect(bed.sitting?.draft.isUnknown == false && bed.sitting?.draft.answer == .typed("1,5"))
    bed.press(.enter)
    #expect(bed.sitting?.draft.isUnknown == true && bed.sitting?.stage == .answering)
    bed.type("2")
    #expect(bed.sitting?.draft.isUnknown == false && bed.sitting?.draft.answer == .typed("1,52"))
    for _ in 0..<4 { bed.press(.backspace) }
    bed.type("minus 3")
    #expect(bed.sitting?.draft.answer == .typed("minus 3"))
    for _ in 0..<7 { bed.press(.backspace) }
    bed.type("-")
    bed.press(.enter)
    #expect(bed.sitting?.stage == .answering && bed.text.contains("No number: write 0.25"))
  }

  @Test func aStepTooFarKeepsRowsThatWereFilledIn() throws {
    let bed = try Bed(seed: 2)
    bed.introduce()
    bed.press(.character("t"), .enter)
    bring(bed, to: .matching)
    bed.press(.character("1"), .character("2"), .character("3"))
    for _ in 0..<5 { bed.press(.down) }
    #expect(bed.sitting?.draft.isUnknown == false && bed.sitting?.draft.answer != nil)
    bed.press(.character("i"))
    #expect(bed.sitting?.draft.answer == .unknown)
  }

  @Test func stepsAreMovedToTheirPlaceByDigits() throws {
    var bed = try Bed(seed: 2)
    for seed in 2..<12 as Range<UInt64> where bed.sitting?.item.task.kind != .ordering {
      bed = try Bed(seed: seed)
      bed.introduce()
      bed.press(.character("t"), .enter)
      bring(bed, to: .ordering)
    }
    guard case .order(let before)? = bed.sitting?.draft.content else {
      Issue.record("no ordering came")
      return
    }
    #expect(bed.text.contains("↑ ↓ walk"))
    // The others close up, what has its place keeps it, and the row stays until it holds its own step.
    bed.press(.character("3"))
    #expect(bed.sitting?.draft.answer == .order([before[1], before[2], before[0], before[3]]))
    #expect(bed.sitting?.draft.focus == 0)
    bed.press(.character("4"))
    #expect(bed.sitting?.draft.answer == .order([before[2], before[3], before[0], before[1]]))
    bed.press(.character("1"))
    #expect(bed.sitting?.draft.focus == 1)
    bed.press(.character("2"))
    #expect(bed.sitting?.draft.answer == .order([before[2], before[3], before[0], before[1]]))
    #expect(bed.sitting?.draft.focus == 1, "all have their place")
  }

  /// Any order can be given by the number of each step in turn, as matches and ratings are.
  @Test(arguments: 0..<40 as Range<UInt64>) func anyOrderIsGivenByDigits(seed: UInt64) throws {
    let item = try #require(try Bed().workspace.bank.item(id: "python.numpy.sample-4"))
    var generator = SeededGenerator(seed: seed)
    let wanted = [0, 1, 2, 3].shuffled(using: &generator)
    var draft = Draft(item: item, presentation: Presentation(of: item.task, seed: seed, position: 0))
    for _ in wanted {
      guard case .order(let order) = draft.content, let row = draft.focus,
        let place = wanted.firstIndex(of: order[row])
      else {
        Issue.record("no step has the focus")
        return
      }
      let isTaken = draft.assign(place + 1)
      #expect(isTaken)
    }
    #expect(draft.answer == .order(wanted))
  }

  @Test func aUnitThatIsTypedIsShownOnce() throws {
    let item = try #require(try Bed().workspace.bank.item(id: "python.numpy.sample-2"))
    var question = QuestionLines(item: item, order: [], columns: 76)
    var draft = Draft(item: item, presentation: Presentation(of: item.task, seed: 1, position: 0))
    func count() -> Int {
      question.draft = draft
      let row = question.build().map { $0.pieces.map(\.text).joined() }.first { $0.contains("answer  ") }
      return (row?.components(separatedBy: "ms").count ?? 0) - 1
    }
    #expect(count() == 1)
    for letter in "12 ms" { _ = draft.type(.character(letter)) }
    #expect(count() == 1)
  }

  @Test func aLowHomeScreenScrollsToAllThatATallOneTells() throws {
    let bed = try Bed(size: Size(columns: 40, rows: 12))
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    bed.press(.escape)
    bed.clock.pass(days: 2)
    bed.state.overview = try bed.workspace.overview()
    let next = try #require(bed.text.split(separator: "\n").first { $0.contains("Next ") })
    #expect(!bed.text.contains("Road"))
    for _ in 0..<8 { bed.press(.down) }
    #expect(!bed.text.contains("4 Experience"), "the last domain has the focus")
    bed.press(.down)
    #expect(
      bed.text.contains("Road") && bed.text.contains("4 Experience") && bed.text.contains("⏎ open this"))
    bed.press(.down)
    #expect(bed.text.contains("Due ") && bed.text.contains("reviews"))
    bed.press(.character("G"))
    #expect(bed.text.contains("Retake") && bed.text.contains("any time"))
    #expect(bed.text.contains(next.replacing("▸", with: " ")), "the next step stays, and waits")
    bed.press(.enter)
    #expect(bed.text.contains("Placement over all domains"), "a retake is taken")
    bed.press(.escape, .up, .enter)
    guard bed.top(ReviewsScreen.self) != nil else {
      Issue.record("no reviews: \(bed.text)")
      return
    }
  }

  @Test func enterOnADomainTellsWhyAndBeginsNothing() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    bed.press(.escape, .down, .down)
    #expect(bed.text.contains("⏎ open this"))
    bed.press(.enter)
    guard let report: GapsScreen = bed.top(), case .domain(_, let domain) = report.focus else {
      Issue.record("no gap report at a domain")
      return
    }
    #expect(domain == 1)
  }

  @Test func theMapLeadsToTheFocusedSkill() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    bed.press(.escape, .character("m"), .down, .down, .down, .right)
    guard let map: MapScreen = bed.top(),
      let skill = map.focus
    else {
      Issue.record("no map")
      return
    }
    bed.press(.enter)
    guard let report: GapsScreen = bed.top(), case .skill(_, skill) = report.focus else {
      Issue.record("not at skill \(skill)")
      return
    }
  }

  @Test func homeProposesThePlacementWhileMostIsUnknown() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .down, .down, .down, .enter)
    while bed.sitting != nil { bed.answer(correctly: false) }
    bed.press(.escape)
    #expect(
      bed.text.contains("7 domains of 8 not asked about yet") && bed.text.contains("Take the placement"))
    bed.press(.enter)
    #expect(bed.sitting?.session.plan.mode == .placement)
  }

  @Test func aDomainWithOneAnswerGetsNoBand() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    bed.answer(correctly: true)
    bed.press(.escape, .down, .down, .enter, .escape)
    #expect(bed.text.contains("few answers"))
    #expect(Words.band(mean: 0, lower: -1.5, upper: 1.5, answers: 9) == "wide margin")
    #expect(Words.band(mean: 0, lower: -0.9, upper: 0.9, answers: 9) == "competent")
    // However sure the other domains make it, two answers are no basis for a word.
    #expect(Words.band(mean: 2, lower: 1.5, upper: 2.5, answers: 2) == "few answers")
  }

  @Test func theNumberOfALineIsTypedDigitByDigit() {
    let code = (1...12).map { "x = \($0)" }.joined(separator: "\n")
    let item = Item(
      id: "python.syntax.lines", skill: "python.syntax", level: 2, bloom: .apply,
      stem: "Which line is at fault?",
      code: CodeBlock(language: "python", text: code), task: .linePick(lines: [10], notes: []),
      explanation: "It is.",
      source: "A primary document")
    var draft = Draft(item: item, presentation: Presentation(of: item.task, seed: 1, position: 0))
    func press(_ letter: Character) {
      let bindings = AnswerKeys.bindings(item: item, draft: draft) + AnswerKeys.unknownAndUndo(item)
      if let command = Bindings.command(for: .character(letter), in: bindings) { _ = draft.perform(command) }
    }
    press("1")
    #expect(draft.answer == .line(1))
    press("0")
    #expect(draft.answer == .line(10), "the nought of ten is no “I don't know”")
    press("2")
    #expect(draft.answer == .line(2), "there is no line 102")
    _ = draft.perform(.down)
    press("1")
    press("2")
    #expect(draft.answer == .line(12))
    press("0")
    #expect(draft.answer == .line(12), "there is no line 0")
    // Reading on answers nothing else; only picking does.
    _ = draft.perform(.up)
    #expect(draft.focus == 10 && draft.answer == .line(12))
    press(" ")
    #expect(draft.answer == .line(11))
    press("i")
    #expect(draft.isUnknown)
    draft = Draft(item: item, presentation: Presentation(of: item.task, seed: 1, position: 0))
    for _ in 0..<3 { _ = draft.perform(.down) }
    #expect(draft.focus == 2 && draft.answerSoFar == nil, "reading is no answer")
    #expect(draft.chooseFocused() && draft.answer == .line(3), "Enter picks the line under the focus")
    #expect(!draft.chooseFocused() && draft.answer == .line(3), "and once more confirms it")
  }

  @Test func theFocusStaysOnItsActionWhenASearchEnds() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 4, share: 0.45)
    bed.press(.character("p"), .character("/"))
    bed.type("gradient")
    bed.press(.enter, .character("n"))
    #expect(bed.text.contains("Note of “"))
    bed.press(.escape)
    func focused() -> String? {
      guard let plan: PlanScreen = bed.top(),
        let context = bed.context
      else { return nil }
      return plan.list.selected(in: plan.listed(context))?.id
    }
    let found = focused()
    bed.press(.escape)
    #expect(found != nil && focused() == found)
  }

  @Test func proofWithoutALevelIsNoRefusalToTell() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("e"), .character("a"))
    #expect(bed.text.contains("First a level"))
    #expect(try bed.workspace.overview().told.isEmpty)
    bed.press(.character("1"), .character("a"))
    bed.type("paper")
    bed.press(.enter)
    #expect(try bed.workspace.overview().told.values.first?.artefact == "paper")
  }

  @Test func evidenceTakesItsLastChangeBack() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("e"), .character("1"), .character("3"), .character("u"))
    func level() throws -> Int? { try bed.workspace.overview().told.values.first?.level }
    #expect(try level() == 1, "one step back, and not all of it")
    bed.press(.backspace)
    #expect(try bed.workspace.overview().told.isEmpty && bed.text.contains("Untold"))
    bed.press(.character("u"))
    #expect(try level() == 1)
    bed.press(.character("u"), .character("u"))
    #expect(try bed.workspace.overview().told.isEmpty && bed.text.contains("Nothing was told here"))
  }

  @Test func whatWasMetInADrillIsToldInTheComparison() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    for _ in 0..<6 {
      bed.press(.escape, .escape, .character("d"))
      for _ in 0..<8 where bed.sitting != nil { bed.answer(correctly: false) }
      if bed.sitting != nil { bed.press(.escape, .down, .down, .enter) }
    }
    bed.clock.pass(days: 90)
    bed.press(.escape, .escape)
    bed.takePlacement(seed: 2, share: 0.5)
    let placements = try bed.workspace.history().entries.map(\.record.id)
    let comparison = try bed.workspace.comparison(of: placements[0], and: placements[1])
    let journal = bed.workspace.journal
    let first = Set(try journal.responses(ofAttempt: placements[0]).map(\.item))
    let second = Set(try journal.responses(ofAttempt: placements[1]).map(\.item))
    let drilled = try journal.attempts(assessment: "ml-engineer").filter { $0.mode == "drill" }.flatMap {
      try journal.responses(ofAttempt: $0.id).map(\.item)
    }
    let met = second.intersection(drilled).subtracting(first)
    #expect(comparison.practised == met.count && !met.isEmpty)
  }

  @Test func anActionIsLateFromTheDayAfterItsOwn() throws {
    let due = try #require(CalendarDay(iso: "2027-01-10"))
    var record = ActionRecord(
      assessment: "ml-engineer", action: "x", state: .doing, updatedAt: .distantPast)
    record.due = due
    #expect(!record.isLate(today: due) && record.isLate(today: due.advanced(by: 1)))
    record.state = .done
    #expect(!record.isLate(today: due.advanced(by: 1)))
  }

  @Test func theClockOfAnExamKeepsItsPace() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .down, .down, .left)
    var settings = try bed.workspace.settings()
    #expect(settings.examLength == 30 && settings.examMinutes == 45)
    settings.examMinutes = 480
    try bed.workspace.save(settings)
    bed.state.overview = try bed.workspace.overview()
    bed.press(.right, .right)
    #expect(try bed.workspace.settings().examMinutes == 480, "no longer than can be kept")
  }

  @Test func aPlacementIsMadeShorterWhereItIsChosen() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .left, .left, .left, .left)
    #expect(try bed.workspace.settings().placementLength == 10)
    #expect(bed.text.contains("‹ 10 items ›") && bed.text.contains("once. Each"))
    #expect(!bed.text.contains("stops early"), "so short a one never does")
    bed.press(.right)
    #expect(bed.text.contains("‹ 16 items ›") && bed.text.contains("twice. Each"))
    bed.press(.down, .left)
    #expect(try bed.workspace.settings().drillLength == 5 && bed.text.contains("‹ 5 items ›"))
    #expect(try bed.workspace.startAttempt(mode: .drill, scope: .all).attempt.plan.itemLimit == 5)
  }

  @Test func lessThanNothingToldIsStillNothing() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    bed.press(.escape, .character("e"), .left)
    #expect(try bed.workspace.journal.evidence(assessment: "ml-engineer").isEmpty)
    bed.press(.right)
    #expect(try bed.workspace.journal.evidence(assessment: "ml-engineer").first?.level == 0)
  }

  @Test(arguments: [
    ("quit", "leave; everything is saved"), ("q", "leave; everything is saved"), ("mock", "take an attempt"),
    ("theme", "settings"), ("histry", "history"), ("compare", "history"), ("plan", "plan"),
  ])
  func thePaletteFindsWhatPeopleCallThings(query: String, name: String) {
    var palette = PaletteScreen(bindings: HomeScreen.place.keys[0].bindings)
    for letter in query { _ = palette.prompt.field.handle(.character(letter)) }
    #expect(palette.found.first?.name == name)
  }

  @Test func theKeysScrollBackFromTheirEnd() throws {
    let bed = try Bed(size: Size(columns: 40, rows: 12))
    bed.introduce()
    bed.press(.character("?"))
    let start = bed.text
    bed.press(.character("G"))
    let end = bed.text
    #expect(end != start)
    for _ in 0..<50 { bed.press(.character("j")) }
    #expect(bed.text == end)
    bed.press(.character("k"))
    #expect(bed.text != end)
    bed.press(.character("g"))
    #expect(bed.text == start)
  }

  @Test func everyPlaceOfThePaletteIsNamedOnce() {
    let entries = PaletteScreen(bindings: HomeScreen.place.keys[0].bindings).entries
    #expect(Set(entries.map(\.name)).count == entries.count)
    let keys = entries.map(\.key).filter { !$0.isEmpty }
    #expect(Set(keys).count == keys.count)
  }

  @Test func theFileOfKeysIsWrittenFromTheSettingsAndNeverOverwritten() throws {
    let bed = try Bed()
    var space = bed.workspace
    let template = KeyTable.template()
    space.keyFile = bed.folder.appendingPathComponent("config/keys.conf")
    let file = try #require(space.keyFile)
    let mask = umask(0)
    defer { umask(mask) }
    #expect(try space.writeKeyFile(template).contains(file.path))
    // Whatever the mask, it is the person's alone.
    for (path, mode) in [(file.path, 0o600), (file.deletingLastPathComponent().path, 0o700)] {
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == mode)
    }
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text == template)
    try Data("places history = Y\n".utf8).write(to: file)
    #expect(try space.writeKeyFile(template).contains("stand in"))
    #expect(try String(contentsOf: file, encoding: .utf8) == "places history = Y\n")
    #expect(KeyMap.read(KeyFile(file)).keys.count == 1)
    space.keyFile = bed.folder.appendingPathComponent("journal.sqlite/keys.conf")
    #expect(throws: WorkspaceError.self) { try space.writeKeyFile(template) }
  }

  @Test func aRetakeAfterPracticeRepeatsNoItem() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    let first = Set(try bed.workspace.journal.lastSeen(assessment: "ml-engineer", since: .distantPast).keys)
    for _ in 0..<3 {
      bed.press(.escape, .escape, .character("d"))
      bed.answer(correctly: true)
      bed.press(.escape, .down, .enter)
      bed.clock.pass(days: 20)
    }
    let resting = Set(try bed.workspace.restingItems(Settings(), now: bed.clock.date))
    #expect(first.isSubset(of: resting))
  }

  @Test func changesAreTheDifferenceOfWhatIsShown() {
    // 425.4 and 612.4 are shown as 425 and 610.
    #expect(Words.change(from: -0.746, to: 1.124) == "+ 185")
    #expect(Words.change(from: 0.02, to: 0.01) == "± 0")
    #expect(Words.change(from: 1, to: 0.5) == "− 50")
  }
}
