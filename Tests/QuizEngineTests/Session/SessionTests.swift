import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// The session machine, one situation at a time.
@Suite struct SessionTests {
  private func life(
    _ mode: Mode = .placement, limit: Int = 3, asksConfidence: Bool = false, timeLimit: Int? = 600
  ) throws -> SessionLife {
    var life = try SessionLife(
      plan: mode == .mock
        ? ExamTests.plan(6, seed: 5, timeLimit: timeLimit)
        : AttemptPlan(
          mode: mode, itemLimit: limit, seed: 5, profile: "entry", asksConfidence: asksConfidence), seed: 5)
    life.send(.begun)
    return life
  }

  /// Answers and stores everything but the last item.
  private func almostOver(_ life: inout SessionLife) {
    while life.session.responses.count + 1 < life.plan.itemLimit {
      life.clock += 10_000
      life.send(.answered(.unknown))
      life.settle()
      life.send(.confirmed)
      life.settleAll()
    }
  }

  @Test func nothingFollowsAnAnswerBeforeItIsStored() throws {
    var life = try life(limit: 1)
    life.clock = 20_000
    let effects = life.send(.answered(.unknown))
    // Guards against: closing an attempt whose last answer could not be stored.
    #expect(effects.count == 1 && life.session.isWriting)
    guard case .record(let recording)? = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(recording.response.milliseconds == 20_000 && recording.activeMilliseconds == 20_000)
    #expect(recording.finish == .itemLimit)
    for event: Session.Event in [.confirmed, .flagged, .ended, .left(.program), .undone, .interrupted] {
      #expect(life.send(event).isEmpty, "\(event) while the answer is on its way")
    }
    life.settle()
    #expect(life.outbox.isEmpty && life.asked == [.showResult(attempt: "a")] && life.session.isOver)
  }

  @Test func aFailedWriteCanBeTriedAgainAndCountsItsTimeOnce() throws {
    var life = try life()
    life.send(.noted("ask"))
    life.send(.flagged)
    life.settleAll()
    life.clock = 5000
    life.send(.edited(.unknownChosen))
    life.clock = 8000
    life.send(.confirmed)
    // Five seconds in which another program held the journal.
    life.clock = 13_000
    life.settle(fails: true)
    let session = life.session
    #expect(session.draft.answer == .unknown && session.note == "ask")
    #expect(session.isFlagged && session.flags == 1)
    #expect(session.responses.isEmpty && session.itemMilliseconds(at: 13_000) == 8000)
    life.clock = 14_000
    life.send(.confirmed)
    life.settle()
    #expect(life.disk.responses.map(\.milliseconds) == [9000] && life.disk.activeMilliseconds == 9000)
    #expect(life.disk.flags == [true])
  }

  @Test func anAttemptWithAllItsAnswersIsClosedAtOnce() throws {
    var life = try life(limit: 2)
    almostOver(&life)
    life.clock += 10_000
    life.send(.answered(.unknown))
    life.settle()
    // A journal in which an earlier version was killed between the last answer and the closing.
    let attempt = Attempt(
      replaying: life.disk.responses, pending: life.disk.next, plan: life.plan, pool: Sample.pool)
    #expect(Session.opening(id: "a", attempt: attempt, item: nil, at: 0) == .over(.itemLimit))
  }

  /// The bank has lost the item that was to come: the attempt can only be closed.
  private func withoutNextItem(_ mode: Mode) throws -> SessionLife {
    var life = try life(mode)
    life.send(.answered(.unknown))
    if let record = life.outbox.first { _ = life.disk.store(record) }
    life.outbox = []
    life.send(.stored(next: nil))
    return life
  }

  @Test func closingThatFailedIsTriedAgain() throws {
    var life = try withoutNextItem(.placement)
    #expect(life.outbox == [.finish(attempt: "a", .exhausted)])
    life.settle(fails: true)
    // Guards against: taking back an answer that is on the disk.
    #expect(life.session.responses.count == 1 && life.session.stage == .finishing)
    life.send(.confirmed)
    life.settle()
    #expect(life.disk.stopReason == .exhausted && life.asked == [.showResult(attempt: "a")])
  }

  @Test func whoIsFasterThanTheDiskWaitsForTheResult() throws {
    var life = try withoutNextItem(.drill)
    life.send(.confirmed)
    #expect(life.asked.isEmpty && life.outbox.count == 1)
    life.settle()
    #expect(life.asked == [.showResult(attempt: "a")])
  }

  @Test func theFeedbackOfTheLastAnswerIsReadBeforeTheResult() throws {
    var life = try life(.drill, limit: 1)
    life.send(.answered(.unknown))
    life.settle()
    guard case .feedback = life.session.stage else {
      Issue.record("\(life.session.stage)")
      return
    }
    #expect(life.asked.isEmpty && life.outbox.isEmpty)
    life.send(.confirmed)
    #expect(life.asked == [.showResult(attempt: "a")])
  }

  @Test func aFlagThatWasNotStoredIsTakenOffAgain() throws {
    var life = try life(.drill)
    life.send(.answered(.unknown))
    life.settle()
    life.send(.flagged)
    #expect(life.session.isFlagged && life.session.flags == 1)
    life.settle(fails: true)
    #expect(!life.session.isFlagged && life.session.flags == 0)
    // On the next item it is that item's flag that stays.
    life.send(.flagged)
    life.send(.confirmed)
    life.send(.flagged)
    life.settle(fails: true)
    #expect(life.session.isFlagged && life.session.flags == 1)
  }

  @Test func aDoubtfulTextIsAskedAboutOnce() throws {
    let item = Sample.item("t", skill: "d0.s0", level: 3, task: Sample.tasks[3])
    let attempt = Attempt(plan: Sample.plan(1, limit: 3), pool: Sample.pool)
    guard case .session(var session) = Session.opening(id: "a", attempt: attempt, item: item, at: 0) else {
      Issue.record("it is over before it began")
      return
    }
    _ = session.handle(.edited(.typed(TypedText("i"))), at: 0)
    #expect(session.handle(.confirmed, at: 0).isEmpty && session.remark == .doubtful)
    // After another text in between, the question is asked again.
    _ = session.handle(.edited(.typed(TypedText("q"))), at: 0)
    #expect(session.remark == nil)
    #expect(session.handle(.confirmed, at: 0).isEmpty && session.remark == .doubtful)
    #expect(session.handle(.confirmed, at: 0).count == 1 && session.isWriting)
  }

  @Test func confidenceIsAskedAndAnAnswerCanBeTakenBackThere() throws {
    var life = try life(asksConfidence: true)
    life.send(.answered(.unknown))
    #expect(life.session.stage == .rating(.unknown) && life.outbox.isEmpty)
    life.send(.undone)
    #expect(life.session.stage == .answering)
    life.send(.answered(.unknown))
    life.send(.rated(2))
    life.settle(fails: true)
    #expect(life.session.stage == .rating(.unknown))
    life.send(.rated(3))
    life.settle()
    #expect(life.disk.responses.map(\.confidence) == [3])
  }

  @Test func endingCountsAnAnswerThatWasGivenAndNotRated() throws {
    var life = try life(asksConfidence: true)
    life.send(.answered(.unknown))
    life.send(.ended)
    life.settleAll()
    #expect(life.disk.responses.count == 1 && life.disk.stopReason == .ended)
    #expect(life.asked == [.showResult(attempt: "a")])
  }

  @Test func anEndThatWasNotStoredHasNotHappened() throws {
    var life = try life()
    life.send(.ended)
    life.settle(fails: true)
    #expect(life.session.stage == .answering && life.session.attempt?.current != nil)
    life.send(.ended)
    life.settle()
    // Nothing was answered: there is no result to show.
    #expect(life.asked == [.leave(.back)])
  }

  @Test func leavingWaitsForTheDisk() throws {
    var life = try life()
    life.send(.noted("half a thought"))
    life.settle()
    life.send(.left(.program))
    // Guards against: a program that ends before what was written is stored.
    #expect(life.asked.isEmpty)
    life.settle(fails: true)
    #expect(life.session.note == "half a thought" && !life.session.isOver)
    life.send(.left(.program))
    life.settle()
    #expect(life.asked == [.leave(.program)] && life.disk.pending?.note == "half a thought")
  }

  @Test func whatWasTakenBackIsTakenBackOnTheDiskToo() throws {
    var life = try life()
    life.send(.flagged)
    life.send(.noted("x"))
    life.send(.flagged)
    life.send(.noted(""))
    life.send(.left(.back))
    life.settleAll()
    // Guards against: a flag that comes back with the item after it was taken off.
    #expect(life.disk.pending?.isFlagged == false && life.disk.pending?.note == "")
  }

  @Test func anInterruptionKeepsTheTimeOfTheItem() throws {
    var life = try life()
    life.clock = 1000
    life.send(.edited(.moved(by: 1)))
    life.send(.edited(.unknownChosen))
    life.send(.paused)
    life.clock = 50_000
    life.send(.resumed)
    life.clock = 52_000
    life.send(.interrupted)
    life.settleAll()
    #expect(life.disk.pending?.milliseconds == 3000 && life.disk.pending?.answer == "?")
    var again = try SessionLife.open(plan: life.plan, disk: life.disk, at: 7)
    _ = again.handle(.confirmed, at: 4007)
    #expect(again.responses.map(\.milliseconds) == [7000])
  }

  @Test func nothingIsKeptWhereNothingWasDone() throws {
    var life = try life()
    life.clock = 9000
    #expect(life.send(.interrupted).isEmpty && life.session.isBare)
    #expect(life.send(.declined) == [.discard(attempt: "a"), .leave(.back)])
  }

  // MARK: The exam

  @Test func anInterruptedExamKeepsItsClockAndItsSheet() throws {
    var life = try life(.mock)
    life.clock = 20_000
    life.send(.edited(.unknownChosen))
    life.send(.flagged)
    life.clock = 30_000
    life.send(.turnedAway)
    life.clock = 45_000
    // Guards against: stopping the clock for nothing by closing the window.
    life.send(.interrupted)
    life.settleAll()
    let again = try SessionLife.open(plan: life.plan, disk: life.disk, at: 0)
    #expect(again.exam?.activeMilliseconds == 45_000 && again.exam?.itemStates[0].milliseconds == 30_000)
    #expect(again.draft.answer == .unknown && again.isFlagged)
  }

  @Test func theClockOfAnExamStandsWhereItShould() throws {
    var life = try SessionLife(plan: ExamTests.plan(6, seed: 5), seed: 5)
    life.clock = 10_000
    // Before it begins.
    life.send(.ticked)
    life.send(.begun)
    life.clock = 11_000
    life.send(.paused)
    life.settle()
    life.clock = 99_000
    life.send(.resumed)
    #expect(life.session.exam?.activeMilliseconds == 1000)
    // While a step is on its way.
    life.send(.openedOverview)
    life.clock = 105_000
    life.settle()
    #expect(life.session.exam?.activeMilliseconds == 1000)
    // The overview takes time from the exam and from no item.
    life.clock = 107_000
    life.send(.turnedBack)
    #expect(life.session.exam?.activeMilliseconds == 3000)
    #expect(life.session.exam?.itemStates[0].milliseconds == 1000)
  }

  @Test func timeOverHandsInAndIsTriedUntilItIsStored() throws {
    var life = try life(.mock, timeLimit: 60)
    life.send(.edited(.unknownChosen))
    life.clock = 61_000
    // The key comes too late: the answer stays as it was.
    life.send(.undone)
    life.settle(fails: true)
    #expect(life.session.exam?.itemStates[0].answer == .unknown && !life.session.isOver)
    life.clock = 62_000
    life.send(.ticked)
    life.settle()
    #expect(life.disk.stopReason == .timeOver && life.disk.activeMilliseconds == 60_000)
    #expect(life.disk.itemStates[0]?.answer == .unknown && life.asked == [.showResult(attempt: "a")])
  }

  @Test func anExamThatCouldNotBeHandedInGoesOn() throws {
    var life = try life(.mock)
    life.send(.turnedAway)
    life.send(.handedIn)
    life.settle(fails: true)
    // Guards against: an exam that takes no answer any more though it is still open on the disk.
    #expect(life.session.exam?.stopReason == nil && life.session.stage == .away)
    life.send(.turnedBack)
    life.send(.edited(.unknownChosen))
    #expect(life.session.exam?.answeredCount == 1)
    life.send(.handedIn)
    life.settle()
    #expect(life.disk.stopReason == .handedIn)
  }

  @Test func anItemThatTheBankHasLostLeavesTheExamWhereItIs() throws {
    var life = try life(.mock)
    life.send(.edited(.unknownChosen))
    life.send(.wentTo(3))
    life.outbox = []
    life.send(.stored(next: nil))
    // Guards against: the answer on the screen going to the item that is not there.
    #expect(life.session.exam?.place == 0 && life.session.stage == .answering)
    #expect(
      life.session.exam?.itemStates[3].answer == nil && life.session.exam?.itemStates[0].answer == .unknown)
  }

  // MARK: Clocks

  @Test(arguments: [Mode.placement, .mock]) func aClockThatGoesBackTakesNoTimeAway(mode: Mode) throws {
    var life = try life(mode)
    // Five seconds, back by four, on by one and a half.
    for clock in [5000, 1000, 2500] {
      life.clock = clock
      life.send(.ticked)
    }
    // Guards against: time that is counted backwards, and an exam that is longer after its clock was set back.
    #expect(life.session.activeMilliseconds == 6500 && life.session.itemMilliseconds(at: 2500) == 6500)
    #expect(life.session.itemMilliseconds(at: 1000) == 6500)
  }

  @Test(arguments: [Int.min, -1, 0, 1, 1_000_000, Int.max, Int.max / 2])
  func noClockGivesAnAbsurdTime(start: Int) throws {
    for end in [Int.min, -5, 0, 5, Int.max] {
      let attempt = Attempt(plan: Sample.plan(1, limit: 3), pool: Sample.pool)
      let item = try #require(attempt.current.flatMap { Sample.item($0.id) })
      guard
        case .session(var session) = Session.opening(
          id: "a", attempt: attempt, item: item, activeMilliseconds: start, at: start)
      else {
        Issue.record("it is over before it began")
        return
      }
      for clock in [end, start, end, start, end] { _ = session.handle(.ticked, at: clock) }
      #expect((0...5 * Session.longestStep).contains(session.itemMilliseconds(at: end)))
      #expect(session.activeMilliseconds >= 0)
    }
  }
}
