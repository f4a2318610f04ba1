import Foundation
import ItemBank
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

@Suite struct JourneyTests {
  @Test func theFirstRunAsksThreeQuestionsAndRemembersThem() throws {
    let bed = try Bed()
    #expect(bed.text.contains("Which target do you aim at?") && bed.text.contains("How much time"))
    bed.press(.right, .down, .right, .down, .left, .down, .down, .enter)
    #expect(bed.text.contains("Find out where you stand"))
    let settings = try bed.workspace.settings()
    #expect(settings.profile == "mid" && !settings.asksConfidence && settings.placementLength == 16)
    #expect(settings.isIntroduced)
  }

  @Test func theFirstRunLeadsIntoThePlacement() throws {
    let bed = try Bed()
    bed.press(.enter, .enter, .enter, .enter)
    #expect(bed.sitting?.session.plan.mode == .placement)
    #expect(bed.text.contains("1 of at most 30"))
  }

  @Test func aPlacementEndsInItsResultAndMovesTheStanding() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.7)
    #expect(bed.text.contains("Placement finished") && bed.text.contains("Overall"))
    let overview = try bed.workspace.overview()
    #expect(overview.answerCount == 30 && overview.attemptCount == 1 && overview.open == nil)
    bed.press(.escape)
    #expect(bed.text.contains("Where you stand"))
  }

  @Test func rightAnswersToEveryTypeAreScoredRight() throws {
    let bed = try Bed(seed: 5)
    bed.introduce()
    bed.takePlacement(seed: 3, share: 1)
    let attempt = try #require(try bed.workspace.measuringAttempts().last)
    let responses = try bed.workspace.journal.responses(ofAttempt: attempt.id)
    let wrong = responses.filter { $0.credit < 1 }
    #expect(wrong.isEmpty, "\(wrong.map { "\($0.item) \($0.answer)" })")
    #expect(try bed.workspace.overview().standing.overall.mean > 0.8)
  }

  @Test func aRetakeShowsWhatChangedAndWhetherItIsNoise() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.2)
    bed.press(.escape)
    bed.clock.pass(days: 60)
    bed.takePlacement(seed: 2, share: 0.95)
    #expect(bed.text.contains("improved"))
    bed.press(.character("H"))
    #expect(bed.text.contains("Overall over time"))
    bed.press(.character("c"))
    #expect(bed.text.contains("placement 4 May and placement 3 Jul") && bed.text.contains("improved"))
  }

  @Test func leavingAndComingBackGoesOnAtTheSameItem() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    for number in 0..<5 { bed.answer(correctly: number % 2 == 0) }
    let waiting = try #require(bed.sitting?.item.id)
    bed.press(.escape, .down, .enter)
    #expect(bed.text.contains("Go on"))
    bed.press(.enter)
    #expect(bed.sitting?.item.id == waiting)
    #expect(bed.sitting?.session.responses.count == 5)
    // Another program, the same journal: the screen itself was never stored.
    let session = try bed.workspace.resumeAttempt(id: try #require(bed.sitting?.session.id))
    #expect(session.item?.id == waiting)
  }

  @Test func undoTakesTheChoiceBackUntilItIsConfirmed() throws {
    let bed = try Bed(seed: 2)
    bed.introduce()
    bed.press(.character("t"), .enter)
    while let screen = bed.sitting, screen.item.task.kind != .singleChoice { bed.answer(correctly: false) }
    bed.press(.character("b"))
    #expect(bed.sitting?.draft.answer != nil && bed.text.contains("chosen"))
    bed.press(.character("u"))
    #expect(bed.sitting?.draft.answer == nil)
    bed.press(.enter)
    #expect(bed.sitting?.hint != nil)
    bed.press(.character("a"), .enter)
    #expect(bed.sitting?.isRating == true)
    bed.press(.character("u"))
    #expect(bed.sitting?.stage == .answering && bed.sitting?.draft.answer != nil)
  }

  @Test func flagsAndNotesAreKeptWithTheAnswer() throws {
    let bed = try Bed(seed: 2)
    bed.introduce()
    bed.press(.character("t"), .enter)
    while let screen = bed.sitting, screen.item.task.kind != .singleChoice { bed.answer(correctly: false) }
    let position = try #require(bed.sitting?.session.responses.count)
    let id = try #require(bed.sitting?.session.id)
    bed.press(.character("f"), .character("n"))
    bed.type("quit? no")
    bed.press(.enter)
    #expect(bed.text.contains("flagged") && bed.text.contains("note"))
    bed.answer(correctly: true)
    let stored = try bed.workspace.journal.responses(ofAttempt: id)[position]
    #expect(stored.flagged && stored.note == "quit? no")
  }

  @Test func pausesAreNotCountedAsThinking() throws {
    let bed = try Bed(seed: 2)
    bed.introduce()
    bed.press(.character("t"), .enter)
    while let screen = bed.sitting, screen.item.task.kind != .singleChoice { bed.answer(correctly: false) }
    let before = try #require(bed.sitting?.session.responses.count)
    bed.press(.character("z"))
    #expect(bed.text.contains("Paused") && !bed.text.contains("What holds"))
    bed.clock.pass(milliseconds: 3_600_000)
    bed.press(.enter)
    bed.answer(correctly: true)
    let response = try #require(bed.sitting?.session.responses[before])
    #expect(response.milliseconds == 25_000)
  }

  @Test func drillsShowTheKeyAfterEachItem() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .down, .enter)
    #expect(bed.sitting?.session.plan.mode == .drill)
    bed.answer(correctly: false)
    #expect(bed.text.contains("You did not know") && bed.text.contains("A closure captures"))
    bed.press(.enter)
    #expect(bed.text.contains("2 of"))
    while bed.sitting != nil {
      bed.answer(correctly: true)
      bed.press(.enter)
    }
    #expect(bed.text.contains("Drill finished"))
    #expect(try bed.workspace.overview().answerCount == 0)
  }

  @Test func pastedTextIsNeverACommand() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    bed.send(.paste("q\nq\u{1B}q"))
    #expect(!bed.hasQuit && bed.sitting?.stage == .answering)
  }

  @Test func clicksDoWhatKeysDo() throws {
    let bed = try Bed(seed: 2)
    bed.introduce()
    bed.press(.character("t"), .enter)
    while let screen = bed.sitting, screen.item.task.kind != .singleChoice { bed.answer(correctly: false) }
    let hit = try #require(bed.frame.hits.last { $0.command == .choose(1) })
    bed.send(.mouse(MouseEvent(.press, at: Point(column: hit.area.column + 3, row: hit.area.row))))
    #expect(bed.sitting?.draft.focus == 1)
    let confirm = try #require(bed.frame.hits.last { $0.command == .confirm })
    bed.send(.mouse(MouseEvent(.press, at: Point(column: confirm.area.column, row: confirm.area.row))))
    #expect(bed.sitting?.isRating == true)
  }

  @Test func actionsOfTheGapReportAreBegunAndDone() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.3)
    bed.press(.enter, .tab)
    bed.press(.enter)
    let begun = try bed.workspace.journal.actions(assessment: "ml-engineer")
    #expect(begun.count == 1 && begun[0].state == .doing)
    bed.press(.enter)
    #expect(
      try bed.workspace.journal.actions(assessment: "ml-engineer")[0].state == .doing, "it is asked first")
    bed.press(.enter)
    #expect(try bed.workspace.journal.actions(assessment: "ml-engineer")[0].state == .done)
  }

  @Test func aDiskThatRefusesLosesNoAnswer() throws {
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    let id = try #require(bed.sitting?.session.id)
    let item = try #require(bed.sitting?.item.id)
    try bed.workspace.journal.abandon(attempt: id, at: bed.clock.date)
    bed.answer(correctly: true)
    #expect(bed.text.contains("another window"))
    bed.press(.enter)
    #expect(bed.sitting?.item.id == item && bed.sitting?.session.responses.isEmpty == true)
    #expect(bed.sitting?.draft.answer != nil)
  }

  @Test func smallTerminalsSayWhatTheyNeed() throws {
    let bed = try Bed(size: Size(columns: 30, rows: 8))
    #expect(bed.text.contains("40x12") && bed.text.contains("30x8"))
  }

  @Test func noScreenHasTwoCommandsOnOneKey() throws {
    let bed = try Bed()
    func check(_ name: String) {
      var seen: [Key: Command] = [:]
      for binding in bed.state.bindings {
        for key in binding.keys {
          if let other = seen[key], other != binding.command {
            Issue.record("\(name): \(key) means \(other) and \(binding.command)")
          }
          seen[key] = binding.command
        }
      }
    }
    check("first run")
    bed.introduce()
    check("home")
    bed.press(.character("t"))
    check("start")
    bed.press(.enter)
    while bed.sitting != nil {
      check("attempt \(bed.sitting?.item.task.kind.rawValue ?? "")")
      bed.answer(correctly: true)
    }
    check("result")
    bed.press(.character("r"))
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
    let bed = try Bed(size: sizes[seed % 3], seed: UInt64(seed))
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func dice(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<250 {
      bed.clock.pass(milliseconds: dice(30_000))
      switch dice(20) {
      case 0: bed.send(.resize(sizes[dice(4)]))
      case 1: bed.send(.paste("x\u{1B}[31m\n世"))
      case 2, 3:
        let size = bed.frame.surface.size
        let point = Point(column: dice(max(1, size.columns)), row: dice(max(1, size.rows)))
        bed.send(.mouse(MouseEvent(dice(4) == 0 ? .wheelDown : .press, at: point)))
      default: bed.press(Self.keys[dice(Self.keys.count)])
      }
      #expect(bed.frame.surface.size == bed.state.size)
      if bed.hasQuit { return }
    }
    for _ in 0..<6 where !bed.hasQuit { bed.press(.escape, .character("q"), .character("q")) }
    if !bed.hasQuit { bed.press(.control("c")) }
    #expect(bed.hasQuit)
  }
}
