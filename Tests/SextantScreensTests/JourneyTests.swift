import Foundation
import ItemBank
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

@Suite struct JourneyTests {
  @Test func homeStartsTheMeasurementThatSettlesMost() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 3, share: 0.5)
    app.press(.escape)
    let next = try #require(try app.workspace.overview().nextMeasurement)
    #expect(app.text.contains("Measure \(next.name), \(next.time): "), "\(app.text)")
    // From below: the retake, then the measurement.
    app.press(.up, .up, .enter)
    #expect(app.sitting?.session.plan.mode == .focus && app.sitting?.session.plan.scope == next.scope)
  }

  /// Before anything is asked, there is an example of what there will be, and it says so.
  @Test func anExampleComesBeforeTheQuestions() throws {
    let app = try TestApp()
    let domains = try app.workspace.overview().content.framework.domains
    for size in FrameTests.sizes {
      app.send(.resize(size))
      #expect(app.text.contains("An example, made up") && app.text.contains("Overall"), "\(size)")
      let words = app.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("% likely at the entry target") && !words.contains("Which target"))
      let shown = domains.count { app.text.contains($0.shortName) }
      #expect(size.rows < 20 ? shown >= 2 : shown == domains.count, "\(size): \(app.text)")
      #expect(app.text.contains("▸ Go on to three questions") && app.text.contains("Look around first"))
    }
    app.press(.enter)
    #expect(app.text.contains("Which role are you aiming for?") && !app.text.contains("An example"))
    app.press(.escape)
    #expect(app.text.contains("An example, made up"))
    app.press(.down, .enter)
    #expect(app.text.contains("Find out where you stand"))
    #expect(try app.workspace.settings().isIntroduced)
  }

  @Test func theFirstRunAsksThreeQuestionsAndRemembersThem() throws {
    let app = try TestApp()
    app.press(.enter)
    #expect(app.text.contains("Which role are you aiming for?") && app.text.contains("How much time"))
    app.press(.right, .down, .right, .down, .left, .down, .down, .enter)
    #expect(app.text.contains("Find out where you stand"))
    let settings = try app.workspace.settings()
    #expect(settings.profile == "mid" && !settings.asksConfidence && settings.placementLength == 16)
    #expect(settings.isIntroduced)
  }

  @Test func theFirstRunLeadsIntoThePlacement() throws {
    let app = try TestApp()
    app.press(.enter, .enter, .enter, .enter, .enter)
    #expect(app.sitting?.session.plan.mode == .placement)
    #expect(app.text.contains("1 of at most 30"))
  }

  @Test func aPlacementEndsInItsResultAndMovesTheScore() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.7)
    #expect(app.text.contains("Placement finished") && app.text.contains("Your score today"))
    let overview = try app.workspace.overview()
    #expect(overview.answerCount == 30 && overview.attemptCount == 1 && overview.open == nil)
    app.press(.escape)
    #expect(app.text.contains("Where you stand"))
  }

  @Test func rightAnswersToEveryTypeAreScoredRight() throws {
    let app = try TestApp(seed: 5)
    app.introduce()
    app.takePlacement(seed: 3, share: 1)
    let attempt = try #require(try app.workspace.measuringAttempts().last)
    let responses = try app.workspace.journal.responses(ofAttempt: attempt.id)
    let wrong = responses.filter { $0.credit < 1 }
    #expect(wrong.isEmpty, "\(wrong.map { "\($0.item) \($0.answer)" })")
    #expect(try app.workspace.overview().standing.overall.mean > 0.8)
  }

  @Test func aRetakeShowsWhatChangedAndWhetherItIsNoise() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.2)
    app.press(.escape)
    app.clock.pass(days: 60)
    app.takePlacement(seed: 2, share: 0.95)
    let words = app.text.split { $0.isWhitespace || $0 == "┃" || $0 == "│" }.joined(separator: " ")
    #expect(words.contains("in 60 days, since your placement of 4 May."), "\(words)")
    #expect(words.contains(">99 % sure that's real."), "\(words)")
    app.press(.character("H"))
    #expect(app.text.contains("Overall over time"))
    app.press(.character("c"))
    #expect(app.text.contains("placement 4 May and placement 3 Jul") && app.text.contains("improved"))
  }

  @Test func leavingAndComingBackGoesOnAtTheSameItem() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    for number in 0..<5 { app.answer(correctly: number % 2 == 0) }
    let waiting = try #require(app.sitting?.item.id)
    app.press(.escape, .down, .enter)
    #expect(app.text.contains("Go on"))
    app.press(.enter)
    #expect(app.sitting?.item.id == waiting)
    #expect(app.sitting?.session.responses.count == 5)
    // Another program, the same journal: the screen itself was never stored.
    let session = try app.workspace.resumeAttempt(id: try #require(app.sitting?.session.id))
    #expect(session.item?.id == waiting)
  }

  @Test func undoTakesTheChoiceBackUntilItIsConfirmed() throws {
    let app = try TestApp(seed: 2)
    app.introduce()
    app.press(.character("t"), .enter)
    while let screen = app.sitting, screen.item.task.kind != .singleChoice { app.answer(correctly: false) }
    app.press(.character("b"))
    #expect(app.sitting?.draft.answer != nil && app.text.contains("chosen"))
    app.press(.character("u"))
    #expect(app.sitting?.draft.answer == nil)
    app.press(.enter)
    #expect(app.sitting?.hint != nil)
    app.press(.character("a"), .enter)
    #expect(app.sitting?.isRating == true)
    app.press(.character("u"))
    #expect(app.sitting?.stage == .answering && app.sitting?.draft.answer != nil)
  }

  @Test func flagsAndNotesAreKeptWithTheAnswer() throws {
    let app = try TestApp(seed: 2)
    app.introduce()
    app.press(.character("t"), .enter)
    while let screen = app.sitting, screen.item.task.kind != .singleChoice { app.answer(correctly: false) }
    let position = try #require(app.sitting?.session.responses.count)
    let id = try #require(app.sitting?.session.id)
    app.press(.character("f"), .character("n"))
    app.type("quit? no")
    app.press(.enter)
    #expect(app.text.contains("flagged") && app.text.contains("note"))
    app.answer(correctly: true)
    let stored = try app.workspace.journal.responses(ofAttempt: id)[position]
    #expect(stored.flagged && stored.note == "quit? no")
  }

  @Test func pausesAreNotCountedAsThinking() throws {
    let app = try TestApp(seed: 2)
    app.introduce()
    app.press(.character("t"), .enter)
    while let screen = app.sitting, screen.item.task.kind != .singleChoice { app.answer(correctly: false) }
    let before = try #require(app.sitting?.session.responses.count)
    app.press(.character("z"))
    #expect(app.text.contains("Paused") && !app.text.contains("What holds"))
    app.clock.pass(milliseconds: 3_600_000)
    app.press(.enter)
    app.answer(correctly: true)
    let response = try #require(app.sitting?.session.responses[before])
    #expect(response.milliseconds == 25_000)
  }

  @Test func drillsShowTheKeyAfterEachItem() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .enter)
    #expect(app.sitting?.session.plan.mode == .drill)
    app.answer(correctly: false)
    #expect(app.text.contains("You didn't know") && app.text.contains("A closure captures"))
    app.press(.enter)
    #expect(app.text.contains("2 of"))
    while app.sitting != nil {
      app.answer(correctly: true)
      app.press(.enter)
    }
    #expect(app.text.contains("Drill finished"))
    #expect(try app.workspace.overview().answerCount == 0)
  }

  @Test func pastedTextIsNeverACommand() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    app.send(.paste("q\nq\u{1B}q"))
    #expect(!app.hasQuit && app.sitting?.stage == .answering)
  }

  @Test func clicksDoWhatKeysDo() throws {
    let app = try TestApp(seed: 2)
    app.introduce()
    app.press(.character("t"), .enter)
    while let screen = app.sitting, screen.item.task.kind != .singleChoice { app.answer(correctly: false) }
    let hit = try #require(app.frame.hits.last { $0.command == .choose(1) })
    app.send(.mouse(MouseEvent(.press, at: Point(column: hit.area.column + 3, row: hit.area.row))))
    #expect(app.sitting?.draft.focus == 1)
    let confirm = try #require(app.frame.hits.last { $0.command == .confirm })
    app.send(.mouse(MouseEvent(.press, at: Point(column: confirm.area.column, row: confirm.area.row))))
    #expect(app.sitting?.isRating == true)
  }

  @Test func actionsOfTheGapReportAreBegunAndDone() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.3)
    app.press(.character("r"), .tab, .tab)
    app.goToAnAction()
    app.press(.enter)
    let begun = try app.workspace.journal.actions(assessment: "ml-engineer")
    #expect(begun.map(\.state) == [.doing])
    // The first key closes what was said about the beginning.
    app.press(.enter)
    app.press(.enter)
    #expect(
      try app.workspace.journal.actions(assessment: "ml-engineer").map(\.state) == [.doing],
      "it is asked first")
    let asked = app.text
    app.press(.enter)
    #expect(
      try app.workspace.journal.actions(assessment: "ml-engineer").map(\.state) == [.done],
      "\(asked)\n\(app.text)")
  }

  @Test func aDiskThatRefusesLosesNoAnswer() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    let id = try #require(app.sitting?.session.id)
    let item = try #require(app.sitting?.item.id)
    try app.workspace.journal.abandon(attempt: id, at: app.clock.date)
    app.answer(correctly: true)
    #expect(app.text.contains("another window"))
    app.press(.enter)
    #expect(app.sitting?.item.id == item && app.sitting?.session.responses.isEmpty == true)
    #expect(app.sitting?.draft.answer != nil)
  }

  @Test func smallTerminalsSayWhatTheyNeed() throws {
    let app = try TestApp(size: Size(columns: 30, rows: 8))
    #expect(app.text.contains("40x12") && app.text.contains("30x8"))
  }

  @Test func noScreenHasTwoCommandsOnOneKey() throws {
    let app = try TestApp()
    func check(_ name: String) {
      var seen: [Key: Command] = [:]
      for binding in app.state.bindings {
        for key in binding.keys {
          if let other = seen[key], other != binding.command {
            Issue.record("\(name): \(key) means \(other) and \(binding.command)")
          }
          seen[key] = binding.command
        }
      }
    }
    check("first run")
    app.introduce()
    check("home")
    app.press(.character("t"))
    check("start")
    app.press(.enter)
    while app.sitting != nil {
      check("attempt \(app.sitting?.item.task.kind.rawValue ?? "")")
      app.answer(correctly: true)
    }
    check("result")
    app.press(.character("r"))
    check("gaps")
  }
}

@Suite struct MonkeyTests {
  static let keys: [Key] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .delete,
      .function(1), .control("l"), .control("z"),
    ] + "abcdefghijklmnoprstuvwxyz0123456789 ?GJ/.-:![]".map { .character($0) }

  /// Whatever is pressed, the frame has its size, nothing traps, and there is a way out.
  @Test(arguments: 0..<24)
  func anyKeysKeepTheProgramAliveAndLetItQuit(seed: Int) throws {
    let sizes = [
      Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 140, rows: 45),
      Size(columns: 20, rows: 5),
    ]
    let app = try TestApp(size: sizes[seed % 3], seed: UInt64(seed))
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func dice(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<250 {
      app.clock.pass(milliseconds: dice(30_000))
      switch dice(20) {
      case 0: app.send(.resize(sizes[dice(4)]))
      case 1: app.send(.paste("x\u{1B}[31m\n世"))
      case 2, 3:
        let size = app.frame.surface.size
        let point = Point(column: dice(max(1, size.columns)), row: dice(max(1, size.rows)))
        app.send(.mouse(MouseEvent(dice(4) == 0 ? .wheelDown : .press, at: point)))
      default: app.press(Self.keys[dice(Self.keys.count)])
      }
      #expect(app.frame.surface.size == app.state.size)
      if app.hasQuit { return }
    }
    for _ in 0..<6 where !app.hasQuit { app.press(.escape, .character("q"), .character("q")) }
    if !app.hasQuit { app.press(.control("c")) }
    #expect(app.hasQuit)
  }
}
