import Foundation
import Journal
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantTestSupport

/// The menu, what waits, and what holds in every plain dialogue.
@Suite struct PlainMenuTests {
  @Test func theMenuIsToldOnceAndWhenItIsAskedFor() throws {
    let app = try TestApp()
    let overview = try app.workspace.overview()
    var menu = PlainMenu()
    #expect(menu.prompt(overview).contains { $0.hasPrefix("1 take a placement, at most 30 questions") })
    let last = PlainMenu.numbered.count
    let slip = menu.handle(line: "99", overview).lines
    #expect(slip == ["Type a number from 1 to \(last), help or q."])
    #expect(menu.prompt(overview).count == 1, "a slip repeats the prompt alone")
    for line in ["", "help", "?", "menu"] {
      #expect(menu.handle(line: line, overview).choice == nil)
      #expect(menu.prompt(overview).count > 12, "\(line)")
    }
    #expect(menu.handle(line: "12", overview).choice == .gaps)
    #expect(menu.handle(line: "Plan", overview).choice == .plan)
    #expect(menu.handle(line: "drop", overview).lines == ["No attempt waits."])
    #expect(menu.handle(line: "back", overview).choice == nil, "there is nothing behind the menu")
    #expect(menu.handle(line: "placement 12", overview).choice == .placement && menu.length == 12)
    #expect(menu.handle(line: "placement 500", overview).choice == nil && menu.length == nil)
    for (line, word) in [("11 target mid", "settings"), ("plan 3", "plan")] {
      let (lines, choice) = menu.handle(line: line, overview)
      #expect(
        choice == nil && lines.first?.contains("it opens \(word), where the rest is asked for") ?? false)
    }
    #expect(menu.handle(line: "drill misconceptions", overview).choice == .misconceptions)
    #expect(menu.domain == nil)
    #expect(menu.handle(line: "drill misconceptions mlops", overview).choice == .misconceptions)
    #expect(menu.domain == "mlops")
    let (lines, choice) = menu.handle(line: "misconceptions alchemy", overview)
    #expect(choice == nil && menu.domain == nil)
    #expect(lines.first?.hasPrefix("No domain is called “alchemy”. They are Python, ") ?? false, "\(lines)")
    #expect(menu.handle(line: "q", overview).choice == .leave)
  }

  /// Before the first attempt there is an example of a result, which says that it is made up.
  @Test func anExampleShowsWhatThereWillBe() throws {
    let app = try TestApp()
    var overview = try app.workspace.overview()
    let example = try #require(PlainMenu.greeting(overview).last)
    #expect(example.hasPrefix("An example of a result, made up: Overall "))
    for domain in overview.content.framework.domains {
      #expect(example.contains(try Regex("\(domain.shortName) \\d+ ± \\d+")), "\(example)")
    }
    #expect(example.contains("% likely at the entry target.") && example.contains("Work first on "))
    app.introduce()
    app.takePlacement(seed: 3, share: 0.5)
    overview = try app.workspace.overview()
    #expect(!PlainMenu.greeting(overview).contains { $0.contains("made up") })
  }

  @Test func theMeasurementThatSettlesMostIsNamedAndStarted() throws {
    let app = try TestApp()
    var menu = PlainMenu()
    let before = menu.handle(line: "measure", try app.workspace.overview())
    #expect(before.choice == nil && before.lines.first?.hasPrefix("Take a placement first") ?? false)
    let measured = try TestApp.experienced()
    let overview = try measured.workspace.overview()
    let next = try #require(overview.nextMeasurement)
    var list = PlainMenu()
    #expect(list.prompt(overview).contains { $0.hasPrefix("measure: \(next.name), \(next.time)") })
    #expect(list.handle(line: "measure", overview).choice == .measure)
    let talk = PlainTalk(measured)
    talk.say("measure")
    talk.listen()
    let open = try #require(
      try measured.workspace.journal.openAttempt(assessment: overview.content.framework.id))
    #expect(open.mode == "focus" && AttemptPlan(stored: open.configuration)?.scope == next.scope)
    #expect(try measured.workspace.overview().nextMeasurement == nil, "one attempt at a time")
  }

  @Test func whatWaitsIsGoneOnWithEndedOrDropped() throws {
    let app = try TestApp()
    let session = try app.workspace.startAttempt(mode: .drill, scope: .all, seed: 3)
    // The list names what waits; whoever asks for a placement by name is not given a drill.
    var menu = PlainMenu()
    let waiting = try app.workspace.overview()
    #expect(menu.prompt(waiting).contains("1 go on with your drill"))
    #expect(menu.handle(line: "1", waiting).choice == .resume)
    #expect(menu.handle(line: "go", waiting).choice == .resume)
    #expect(menu.handle(line: "placement", waiting).choice == .placement)
    #expect(!menu.prompt(waiting).contains { $0.contains("resume") })
    var dialogue = PlainWaiting(session.record)
    let printed = try app.talk(&dialogue, ["end", "drop", "no", "drop", "yes"])
    #expect(printed.contains { $0.hasPrefix("Your drill waits with 0 answers") })
    #expect(printed.contains("Type go, drop, help or q."), "nothing was answered, so nothing can end")
    #expect(printed.contains("It waits.") && dialogue.isOver && dialogue.isClosed)
    #expect(try app.workspace.overview().open == nil)
    var record = session.record
    record.responseCount = 2
    var answered = PlainWaiting(record)
    _ = answered.handle(line: "end", TestApp.bank.content, try app.workspace.overview())
    let reply = answered.handle(line: "yes", TestApp.bank.content, try app.workspace.overview())
    guard case .finish(record.id, .ended)? = reply.effects.first else {
      Issue.record("it was not ended")
      return
    }
  }

  @Test func helpAndTheWayToTheMenuAreTheSameEverywhere() throws {
    let app = try TestApp.experienced()
    let overview = try app.workspace.overview()
    func check(_ start: some PlainDialogue) throws {
      for word in ["help", "?"] {
        var dialogue = PlainConversation(start)
        let help = dialogue.handle(line: word, TestApp.bank.content, overview).lines
        #expect(help.count > 3 && help.contains { $0.hasPrefix("menu: to the menu") }, "\(type(of: start))")
      }
      var left = PlainConversation(start)
      _ = left.handle(line: " Menu ", TestApp.bank.content, overview)
      #expect(left.isOver && left.leadsToMenu)
      for word in ["q", "back", "BACK"] {
        var dialogue = PlainConversation(start)
        _ = dialogue.handle(line: word, TestApp.bank.content, overview)
        #expect(dialogue.isOver && !dialogue.leadsToMenu, "\(type(of: start))")
      }
    }
    for dialogue in PlainMenu.Choice.allCases.compactMap(\.dialogue) { try check(dialogue) }
    try check(PlainReport(try app.workspace.report()))
    try check(PlainResult(try app.workspace.result(ofAttempt: app.workspace.measuringAttempts()[0].id)))
  }

  @Test func reviewsAreTellableAtOnce() {
    let now = Date(timeIntervalSince1970: 0)
    let due = (0..<12).map {
      ReviewSchedule.Entry(item: "x.\($0)", due: now, last: now, recall: 0.004, reviews: 1, lapses: 0)
    }
    let schedule = ReviewSchedule(due, at: now, doneToday: 0, dailyLimit: 11)
    let lines = PlainReviews.lines(
      schedule, stems: ["x.0": "What holds?"], now: Date(timeIntervalSince1970: 1_000_000), days: .utc)
    #expect(lines[0] == "12 reviews due now, 11 of them for today; 0 of 11 done today.")
    #expect(lines[1] == "A chance of under 1 % that you still know it:" && lines[2] == "  What holds?")
    #expect(
      lines.suffix(3) == ["And 1 more.", "A drill serves them first.", "In the next week: tomorrow 1."])
  }
}
