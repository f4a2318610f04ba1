import Journal
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantTestSupport

/// The plain mode as one program: where lines lead, what a failed write leaves, and how it ends.
@Suite struct PlainProgramTests {
  // MARK: Ways

  @Test func theMenuLeadsToAPlaceAndBack() throws {
    let talk = PlainTalk(try TestApp())
    let start = talk.listen()
    #expect(start.first?.hasPrefix("Sextant, ") ?? false)
    #expect(start.last == "Menu: a number, help for the list, q to leave:")
    talk.say("plan")
    #expect(talk.listen().first?.hasPrefix("Plan, ") ?? false)
    talk.say("menu map")
    let map = talk.listen()
    #expect(map.first?.hasPrefix("Map. ") ?? false, "the menu is not heard on the way")
    talk.say("q")
    #expect(talk.listen() == ["Menu: a number, help for the list, q to leave:"])
    #expect(talk.say("q") == ["Goodbye."] && talk.driver.ending == Ending(status: .exit(0)))
  }

  @Test func whatTheNumbersMeanIsToldOnceAndWhenItIsAskedFor() throws {
    let talk = PlainTalk(try TestApp.experienced())
    talk.say("map")
    talk.listen()
    talk.say("q")
    talk.say("gaps")
    talk.listen()
    #expect(talk.said.filter { $0 == PlainMeaning.margin }.count == 1)
    #expect(talk.say("meanings") == PlainMeaning.all)
  }

  @Test func aLengthThatIsNamedHoldsForOneAttempt() throws {
    let app = try TestApp()
    let talk = PlainTalk(app)
    #expect(talk.say("placement 12").joined().contains("Placement, at most 12 questions"))
    talk.say("q")
    #expect(talk.say("placement").joined().contains("Placement, at most 30 questions"))
    talk.say("q")
    // The clock keeps its pace.
    #expect(talk.say("exam 20").joined().contains("Mock exam, 20 questions, 30 minutes."))
  }

  @Test func whatWaitsIsAskedAboutBeforeAnotherBegins() throws {
    let app = try TestApp()
    let talk = PlainTalk(app)
    talk.say("drill")
    talk.say("flag")
    talk.say("pause")
    talk.say("placement")
    #expect(talk.listen().first?.hasPrefix("Your drill waits with 0 answers") ?? false)
    talk.say("q")
    #expect(talk.listen().last?.hasPrefix("Menu: ") ?? false && talk.sitting == nil)
    talk.say("placement 12")
    talk.say("drop")
    #expect(talk.say("yes") == ["Dropped."])
    #expect(talk.listen().first?.hasPrefix("Placement, at most 12 questions") ?? false)
    talk.say("q")
    // What was asked for then is not begun by closing something later.
    talk.say("drill")
    talk.say("flag")
    talk.say("pause")
    talk.say("close")
    talk.say("drop")
    talk.say("yes")
    #expect(talk.listen().last?.hasPrefix("Menu: ") ?? false && talk.sitting == nil)
  }

  @Test func anAttemptLeadsIntoItsResultAndTheResultBack() throws {
    let app = try TestApp()
    let session = try app.workspace.startAttempt(mode: .placement, scope: .all, length: 1, seed: 3)
    let talk = PlainTalk(app, .attempt(session))
    talk.say("dunno")
    let said = talk.say("yes")
    #expect(said.contains("Placement finished, 1 answer.") && talk.sitting == nil)
    talk.listen()
    talk.say("q")
    #expect(talk.listen() == ["Goodbye."] && talk.driver.ending?.status == .exit(0))
  }

  @Test func menuLeavesAnExamAndTheResultOfOneWhoseTimeIsOver() throws {
    let app = try TestApp()
    let talk = PlainTalk(app)
    talk.say("exam")
    talk.say("")
    talk.say("dunno")
    app.clock.pass(milliseconds: 3_700_000)
    let said = talk.say("menu")
    #expect(said.contains { $0.hasPrefix("Mock exam finished: ") })
    #expect(talk.listen() == ["Menu: a number, help for the list, q to leave:"])
  }

  // MARK: Writes that fail

  @Test func aDialogueSaysSavedOnceItIs() throws {
    let app = try TestApp()
    let talk = PlainTalk(app)
    talk.say("settings")
    talk.say("target")
    let said = talk.say("mid", failing: "the disk is full")
    #expect(said == ["It failed: the disk is full"])
    // The list of targets is still open.
    #expect(talk.say("mid").first?.hasPrefix("Saved: Target, ") ?? false)
    #expect(try app.workspace.settings().profile == "mid")
  }

  @Test func whatCouldNotBeDroppedStillWaits() throws {
    let app = try TestApp()
    let talk = PlainTalk(app)
    talk.say("drill")
    talk.say("flag")
    talk.say("pause")
    talk.say("close")
    talk.say("drop")
    #expect(talk.say("yes", failing: "the disk is full") == ["It failed: the disk is full"])
    #expect(talk.say("yes") == ["Dropped."])
    #expect(try app.workspace.openAttempt() == nil)
  }

  @Test func anAttemptThatCannotBeginIsNoEnd() throws {
    let app = try TestApp()
    let talk = PlainTalk(app)
    #expect(talk.say("drill", failing: "the disk is full") == ["It failed: the disk is full"])
    #expect(talk.listen() == ["Menu: a number, help for the list, q to leave:"])
    // On the way from another place, too.
    talk.say("plan")
    app.world.fail(because: "the disk is full") { if case .startAttempt = $0 { true } else { false } }
    talk.say("menu drill")
    let said = talk.listen()
    #expect(said.filter { $0 == "It failed: the disk is full" }.count == 1)
    #expect(said.last?.hasPrefix("Menu: ") ?? false)
  }

  @Test func whereNobodyCanStandIsReadTheProgramEnds() throws {
    let app = try TestApp()
    let talk = PlainTalk(app)
    talk.say("plan")
    app.world.fail(because: "the file is damaged") { if case .loadOverview = $0 { true } else { false } }
    talk.say("list")
    talk.listen()
    #expect(talk.driver.ending == Ending(status: .exit(74), message: "the file is damaged"))
  }

  // MARK: The end

  /// A drill at an item with a note, whose next write fails.
  private func noted(_ app: TestApp) throws -> PlainTalk {
    let talk = PlainTalk(app)
    talk.say("placement")
    talk.say("")
    talk.say("dunno")
    talk.listen()
    app.world.fail(because: "the disk is full", where: \.isWrite)
    return talk
  }

  @Test(arguments: [StopCause.interrupt, .terminate])
  func aWriteThatFailsWhileLeavingIsTriedAgain(cause: StopCause) throws {
    let app = try TestApp()
    let talk = try noted(app)
    #expect(talk.stop(cause).first == "Your last change isn't saved yet: the disk is full.")
    #expect(talk.driver.ending == nil)
    #expect(talk.say("no").first?.hasPrefix("Enter tries again") ?? false)
    #expect(talk.say("").first == "Your last change isn't saved yet: the disk is full.")
    app.world.heal()
    talk.say("")
    let signal: Int32 = cause == .interrupt ? 2 : 15
    #expect(talk.driver.ending == Ending(status: .signal(signal)))
    let id = try #require(try app.workspace.openAttempt()).id
    #expect(try app.workspace.resumeAttempt(id: id).pending?.answer == "?")
  }

  @Test func whoeverCannotLeaveCanStayAndGoOn() throws {
    let app = try TestApp()
    let talk = try noted(app)
    talk.stop(.interrupt)
    #expect(talk.say("back").first?.hasPrefix("It goes on") ?? false)
    app.world.heal()
    #expect(talk.say("yes").first == "Saved." && talk.driver.ending == nil)
  }

  @Test func whoeverMeansItLeavesWithoutSaving() throws {
    let app = try TestApp()
    for words in [["q"], []] {
      let talk = try noted(app)
      talk.stop(.interrupt)
      if words.isEmpty { talk.stop(.interrupt) }
      for word in words { talk.say(word) }
      #expect(talk.driver.ending?.status == .signal(2))
      #expect(talk.driver.ending?.message?.contains("the disk is full") ?? false)
      app.world.heal()
    }
  }

  @Test func whereNobodyCanDecideItIsTriedAFewTimes() throws {
    let app = try TestApp()
    let talk = try noted(app)
    talk.stop(.endOfInput)
    var pauses = 0
    while talk.driver.ending == nil, pauses < 10 {
      #expect(talk.driver.program.tickInterval != nil && !talk.driver.program.takesInput)
      app.clock.pass(milliseconds: 300)
      talk.tick()
      pauses += 1
    }
    #expect(pauses == 3 && app.world.failures == 4)
    #expect(talk.driver.ending?.status == .exit(74))
  }

  @Test func theEndSaysHowToGoOn() throws {
    let app = try TestApp()
    let talk = PlainTalk(app)
    talk.listen()
    let goesOn = "Everything answered is saved; `sextant resume --plain` goes on."
    #expect(talk.driver.face.parting(after: .endOfInput) == [.say("Goodbye.")])
    #expect(talk.driver.face.parting(after: .interrupt) == [.note("\nGoodbye.")])
    talk.say("drill")
    talk.listen()
    #expect(talk.driver.face.parting(after: .endOfInput) == [.note(goesOn), .say("Goodbye.")])
    #expect(talk.driver.face.parting(after: .terminate) == [.note("\n" + goesOn)])
    #expect(
      talk.driver.face.parting(after: .hangUp).isEmpty && talk.driver.face.parting(after: .quit).isEmpty)
  }
}
