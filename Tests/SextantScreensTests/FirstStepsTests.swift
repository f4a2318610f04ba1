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
  private func bring(_ app: TestApp, to kind: ItemKind) {
    while let sitting = app.sitting, sitting.item.task.kind != kind { app.answer(correctly: false) }
  }

  @Test func flagNoteAndHalfAnAnswerAreThereAfterwards() throws {
    let app = try TestApp(seed: 2)
    app.introduce()
    app.press(.character("t"), .enter)
    bring(app, to: .matching)
    app.press(.character("f"), .character("n"))
    app.type("look this up")
    app.press(.enter, .character("2"))
    let draft = try #require(app.sitting?.draft.answerSoFar)
    let flags = app.sitting?.flags
    app.press(.escape, .down, .enter)
    #expect(app.sitting == nil)
    app.press(.enter)
    let back = try #require(app.sitting)
    #expect(back.isFlagged && back.note == "look this up" && back.draft.answerSoFar == draft)
    #expect(back.flags == flags)
    // What was kept belongs to that item alone.
    app.answer(correctly: false)
    #expect(app.sitting?.isFlagged == false && app.sitting?.note == "")
  }

  @Test func leavingByControlCKeepsThemToo() throws {
    let app = try TestApp(seed: 2)
    app.introduce()
    app.press(.character("t"), .enter)
    bring(app, to: .singleChoice)
    app.press(.character("b"), .control("c"))
    #expect(app.hasQuit)
    let open = try #require(try app.workspace.journal.openAttempt(assessment: app.workspace.framework.id))
    #expect(try app.workspace.resumeAttempt(id: open.id).pending?.answer?.hasPrefix("c:") == true)
  }

  @Test func anAttemptWithoutAnswersLeavesNothingBehind() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    #expect(app.sitting != nil)
    app.press(.escape)
    #expect(app.sitting == nil && !app.text.contains("Leave this attempt?"), "\(app.text)")
    #expect(try app.workspace.measuringAttempts().isEmpty && app.workspace.history().entries.isEmpty)
    #expect(try app.workspace.journal.openAttempt(assessment: app.workspace.framework.id) == nil)
  }

  @Test func whatWaitsIsNeverResumedOrEndedUnasked() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .enter)
    let drill = try #require(app.sitting?.session.id)
    app.answer(correctly: false)
    app.press(.escape, .enter)
    #expect(app.state.isAtHome)
    app.press(.character("t"), .enter)
    #expect(app.sitting == nil && app.text.contains("Your drill waits"))
    app.press(.escape)
    #expect(try app.workspace.journal.openAttempt(assessment: app.workspace.framework.id)?.id == drill)
    app.press(.enter, .down, .enter)
    #expect(app.sitting?.session.plan.mode == .placement)
    #expect(try app.workspace.journal.attempt(id: drill)?.state == .finished)
  }

  @Test func theWaitingAttemptCanBeGoneOnWith() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    let placement = try #require(app.sitting?.session.id)
    app.answer(correctly: true)
    app.press(.escape, .down, .enter, .character("t"), .down, .down, .enter)
    #expect(app.text.contains("Your placement waits"))
    app.press(.enter)
    #expect(app.sitting?.session.id == placement)
  }

  @Test func aNumberIsTypedAsATextIsAndMayComeWithItsUnit() throws {
    let app = try TestApp(seed: 2)
    app.introduce()
    app.press(.character("t"), .enter)
    bring(app, to: .numeric)
    app.type("1,5")
    app.press(.function(3))
    guard case .typed(let field)? = app.sitting?.draft.content else {
      Issue.record("no field")
      return
    }
    #expect(field.text == "1,5" && app.sitting?.isFlagged == true)
    // A step down must not throw away what was typed: only a choice there does.
    app.press(.down)
    #expect(app.sitting?.draft.isUnknown == false && app.sitting?.draft.answer == .typed("1,5"))
    app.press(.enter)
    #expect(app.sitting?.draft.isUnknown == true && app.sitting?.stage == .answering)
    app.type("2")
    #expect(app.sitting?.draft.isUnknown == false && app.sitting?.draft.answer == .typed("1,52"))
    for _ in 0..<4 { app.press(.backspace) }
    app.type("minus 3")
    #expect(app.sitting?.draft.answer == .typed("minus 3"))
    for _ in 0..<7 { app.press(.backspace) }
    app.type("-")
    app.press(.enter)
    #expect(app.sitting?.stage == .answering && app.text.contains("That isn't a number. Write one"))
  }

  @Test func aStepTooFarKeepsRowsThatWereFilledIn() throws {
    let app = try TestApp(seed: 2)
    app.introduce()
    app.press(.character("t"), .enter)
    bring(app, to: .matching)
    app.press(.character("1"), .character("2"), .character("3"))
    for _ in 0..<5 { app.press(.down) }
    #expect(app.sitting?.draft.isUnknown == false && app.sitting?.draft.answer != nil)
    app.press(.character("i"))
    #expect(app.sitting?.draft.answer == .unknown)
  }

  @Test func stepsAreMovedToTheirPlaceByDigits() throws {
    var app = try TestApp(seed: 2)
    for seed in 2..<12 as Range<UInt64> where app.sitting?.item.task.kind != .ordering {
      app = try TestApp(seed: seed)
      app.introduce()
      app.press(.character("t"), .enter)
      bring(app, to: .ordering)
    }
    guard case .order(let before)? = app.sitting?.draft.content else {
      Issue.record("no ordering came")
      return
    }
    #expect(app.text.contains("↑ ↓ move"))
    // The others close up, what has its place keeps it, and the row stays until it holds its own step.
    app.press(.character("3"))
    #expect(app.sitting?.draft.answer == .order([before[1], before[2], before[0], before[3]]))
    #expect(app.sitting?.draft.focus == 0)
    app.press(.character("4"))
    #expect(app.sitting?.draft.answer == .order([before[2], before[3], before[0], before[1]]))
    app.press(.character("1"))
    #expect(app.sitting?.draft.focus == 1)
    app.press(.character("2"))
    #expect(app.sitting?.draft.answer == .order([before[2], before[3], before[0], before[1]]))
    #expect(app.sitting?.draft.focus == 1, "all have their place")
  }

  /// Any order can be given by the number of each step in turn, as matches and ratings are.
  @Test(arguments: 0..<40 as Range<UInt64>) func anyOrderIsGivenByDigits(seed: UInt64) throws {
    let item = try #require(try TestApp().workspace.bank.item(id: "python.numpy.sample-4"))
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
    let item = try #require(try TestApp().workspace.bank.item(id: "python.numpy.sample-2"))
    var question = QuestionLines(item: item, order: [], columns: 76)
    var draft = Draft(item: item, presentation: Presentation(of: item.task, seed: 1, position: 0))
    func count() -> Int {
      question.draft = draft
      let row = question.build().map { $0.runs.map(\.text).joined() }.first { $0.contains("answer  ") }
      return (row?.components(separatedBy: "ms").count ?? 0) - 1
    }
    #expect(count() == 1)
    for letter in "12 ms" { _ = draft.type(.character(letter)) }
    #expect(count() == 1)
  }

  @Test func aLowHomeScreenScrollsToAllThatATallOneTells() throws {
    let app = try TestApp(size: Size(columns: 40, rows: 12))
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    app.press(.escape)
    app.clock.pass(days: 2)
    app.state.overview = try app.workspace.overview()
    let next = try #require(app.text.split(separator: "\n").first { $0.contains("Next ") })
    #expect(!app.text.contains("Road"))
    for _ in 0..<8 { app.press(.down) }
    #expect(!app.text.contains("4 Experience"), "the last domain has the focus")
    app.press(.down)
    #expect(
      app.text.contains("Road") && app.text.contains("4 Experience") && app.text.contains("⏎ open this"))
    app.press(.down)
    #expect(app.text.contains("Due ") && app.text.contains("reviews"))
    app.press(.character("G"))
    #expect(app.text.contains("Retake") && app.text.contains("from "))
    #expect(app.text.contains(next.replacing("▸", with: " ")), "the next step stays, and waits")
    app.press(.enter)
    #expect(app.text.contains("Placement over all domains"), "a retake is taken")
    app.press(.escape, .up, .up, .enter)
    guard app.top(ReviewsScreen.self) != nil else {
      Issue.record("no reviews: \(app.text)")
      return
    }
  }

  @Test func enterOnADomainTellsWhyAndBeginsNothing() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    app.press(.escape, .down, .down)
    #expect(app.text.contains("⏎ open this"))
    app.press(.enter)
    guard let report: GapsScreen = app.top(), case .domain(_, let domain) = report.focus else {
      Issue.record("no gap report at a domain")
      return
    }
    #expect(domain == 1)
  }

  @Test func theMapLeadsToTheFocusedSkill() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    app.press(.escape, .character("m"), .down, .down, .down, .right)
    guard let map: MapScreen = app.top(),
      let skill = map.focus
    else {
      Issue.record("no map")
      return
    }
    app.press(.enter)
    guard let report: GapsScreen = app.top(), case .skill(_, skill) = report.focus else {
      Issue.record("not at skill \(skill)")
      return
    }
  }

  @Test func homeProposesThePlacementWhileMostIsUnknown() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .down, .down, .enter)
    while app.sitting != nil { app.answer(correctly: false) }
    app.press(.escape)
    #expect(
      app.text.contains("7 of 8 domains have no answer that counts yet")
        && app.text.contains("Take the placement"))
    app.press(.enter)
    #expect(app.sitting?.session.plan.mode == .placement)
  }

  @Test func aDomainWithOneAnswerGetsNoBand() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    app.answer(correctly: true)
    app.press(.escape, .down, .down, .enter, .escape)
    #expect(Band.allCases.allSatisfy { !app.text.contains($0.name) }, "\(app.text)")
    #expect(Words.level(lower: -1.5, upper: 1.5, answers: 9) == nil)
    #expect(Words.level(lower: -0.9, upper: 0.9, answers: 9) == "beginner to proficient")
    #expect(Words.level(lower: -0.3, upper: 0.3, answers: 9) == "competent")
    // However sure the other domains make it, two answers are no basis for a word.
    #expect(Words.level(lower: 1.6, upper: 2.5, answers: 2) == nil)
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
      let bindings = AnswerKeys.bindings(item: item, draft: draft) + [AnswerKeys.unknown(item)]
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
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    app.press(.character("p"), .character("/"))
    app.type("gradient")
    app.press(.enter, .character("n"))
    #expect(app.text.contains("Note of “"))
    app.press(.escape)
    func focused() -> String? {
      guard let plan: PlanScreen = app.top(),
        let context = app.context
      else { return nil }
      return plan.list.selected(in: plan.listed(context))?.id
    }
    let found = focused()
    app.press(.escape)
    #expect(found != nil && focused() == found)
  }

  @Test func proofWithoutALevelIsNoRefusalToTell() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("e"), .character("a"))
    #expect(app.text.contains("Set a level first"))
    #expect(try app.workspace.overview().evidence.isEmpty)
    app.press(.character("1"), .character("a"))
    app.type("paper")
    app.press(.enter)
    #expect(try app.workspace.overview().evidence.values.first?.artefact == "paper")
  }

  @Test func evidenceTakesItsLastChangeBack() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("e"), .character("1"), .character("3"), .character("u"))
    func level() throws -> Int? { try app.workspace.overview().evidence.values.first?.level }
    #expect(try level() == 1, "one step back, and not all of it")
    app.press(.backspace)
    #expect(try app.workspace.overview().evidence.isEmpty && app.text.contains("Cleared"))
    app.press(.character("u"))
    #expect(try level() == 1)
    app.press(.character("u"), .character("u"))
    #expect(
      try app.workspace.overview().evidence.isEmpty && app.text.contains("You have reported nothing here"))
  }

  @Test func whatWasMetInADrillIsToldInTheComparison() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    for _ in 0..<6 {
      app.press(.escape, .escape, .character("d"))
      for _ in 0..<8 where app.sitting != nil { app.answer(correctly: false) }
      if app.sitting != nil { app.press(.escape, .down, .down, .enter) }
    }
    app.clock.pass(days: 90)
    app.press(.escape, .escape)
    app.takePlacement(seed: 2, share: 0.5)
    let placements = try app.workspace.history().entries.map(\.record.id)
    let comparison = try app.workspace.comparison(of: placements[0], and: placements[1])
    let journal = app.workspace.journal
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
    let app = try TestApp()
    app.introduce()
    app.send(.resize(Size(columns: 120, rows: 40)))
    app.press(.character("t"), .down, .down, .left)
    #expect(app.text.contains("‹ 30 questions ›") && app.text.contains("45 minutes on the clock"))
    var settings = try app.workspace.settings()
    settings.examMinutes = 480
    try app.workspace.save(settings)
    app.state.overview = try app.workspace.overview()
    app.press(.right, .right)
    #expect(
      app.text.contains("‹ 60 questions ›") && app.text.contains("480 minutes"), "no longer than can be kept")
    app.press(.enter)
    #expect(
      try app.workspace.openAttempt().map { try app.workspace.resumeExam(id: $0.id).exam.plan.itemLimit }
        == 60)
    #expect(try app.workspace.settings() == settings)
  }

  @Test func aPlacementIsMadeShorterWhereItIsChosen() throws {
    let app = try TestApp()
    app.introduce()
    let settings = try app.workspace.settings()
    app.press(.character("t"), .left, .left, .left, .left)
    #expect(app.text.contains("‹ 10 questions ›") && app.text.contains("once. Each"))
    #expect(!app.text.contains("stops early"), "so short a one never does")
    app.press(.right)
    #expect(app.text.contains("‹ 16 questions ›") && app.text.contains("twice. Each"))
    app.press(.down, .left)
    #expect(app.text.contains("‹ 5 questions ›"))
    // For this attempt alone: the settings keep their lengths, also after one that was left for another.
    app.press(.enter)
    #expect(app.sitting?.session.plan.itemLimit == 5)
    #expect(try app.workspace.settings() == settings)
    app.answer(correctly: true)
    app.restart()
    app.press(.character("t"), .right, .enter)
    let waiting: WaitingScreen = try #require(app.top())
    #expect(waiting.length == 45)
    app.press(.down, .enter)
    #expect(app.sitting?.session.plan.mode == .placement && app.sitting?.session.plan.itemLimit == 45)
    #expect(try app.workspace.settings() == settings)
  }

  @Test func lessThanNothingToldIsStillNothing() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    app.press(.escape, .character("e"), .left)
    #expect(try app.workspace.journal.evidence(assessment: "ml-engineer").isEmpty)
    app.press(.right)
    #expect(try app.workspace.journal.evidence(assessment: "ml-engineer").first?.level == 0)
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
    let app = try TestApp(size: Size(columns: 40, rows: 12))
    app.introduce()
    app.press(.character("?"))
    let start = app.text
    app.press(.character("G"))
    let end = app.text
    #expect(end != start)
    for _ in 0..<50 { app.press(.character("j")) }
    #expect(app.text == end)
    app.press(.character("k"))
    #expect(app.text != end)
    app.press(.character("g"))
    #expect(app.text == start)
  }

  @Test func everyPlaceOfThePaletteIsNamedOnce() {
    let entries = PaletteScreen(bindings: HomeScreen.place.keys[0].bindings).entries
    #expect(Set(entries.map(\.name)).count == entries.count)
    let keys = entries.map(\.key).filter { !$0.isEmpty }
    #expect(Set(keys).count == keys.count)
  }

  @Test func theFileOfKeysIsWrittenFromTheSettingsAndNeverOverwritten() throws {
    let app = try TestApp()
    var space = app.workspace
    let template = KeyTable.template()
    space.keyFile = app.folder.appendingPathComponent("config/keys.conf").path
    let file = URL(fileURLWithPath: try #require(space.keyFile))
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
    #expect(try space.writeKeyFile(template).contains("Your keys are in"))
    #expect(try String(contentsOf: file, encoding: .utf8) == "places history = Y\n")
    #expect(KeyMap.read(KeyFile(file.path)).keys.count == 1)
    space.keyFile = app.folder.appendingPathComponent("journal.sqlite/keys.conf").path
    #expect(throws: WorkspaceError.self) { try space.writeKeyFile(template) }
  }

  @Test func aRetakeAfterPracticeRepeatsNoItem() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    let first = Set(try app.workspace.journal.lastSeen(assessment: "ml-engineer", since: .distantPast).keys)
    for _ in 0..<3 {
      app.press(.escape, .escape, .character("d"))
      app.answer(correctly: true)
      app.press(.escape, .down, .enter)
      app.clock.pass(days: 20)
    }
    let resting = Set(try app.workspace.restingItems(Settings(), now: app.clock.date))
    #expect(first.isSubset(of: resting))
  }

  @Test func changesAreTheDifferenceOfWhatIsShown() {
    // 425.4 and 612.4 are shown as 425 and 610.
    #expect(Words.change(from: -0.746, to: 1.124) == "+ 185")
    #expect(Words.change(from: 0.02, to: 0.01) == "± 0")
    #expect(Words.change(from: 1, to: 0.5) == "− 50")
  }
}
