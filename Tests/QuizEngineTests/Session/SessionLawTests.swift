import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// What holds in every session whatever happens in it: failed writes, interruptions and wrong clocks among it.
@Suite struct SessionLawTests {
  private static func plan(_ seed: UInt64) -> AttemptPlan {
    switch seed % 3 {
    case 0: ExamTests.plan(8, seed: seed, timeLimit: seed % 2 == 0 ? 900 : nil)
    case 1:
      AttemptPlan(mode: .placement, itemLimit: 5, seed: seed, profile: "entry", asksConfidence: seed % 2 == 0)
    default:
      AttemptPlan(mode: .drill, itemLimit: 4, seed: seed, profile: "entry", asksConfidence: seed % 2 == 0)
    }
  }

  /// The time that an answered or kept item was worked on adds up to the whole.
  private static func checkTimes(_ life: SessionLife) {
    let session = life.session
    #expect(session.activeMilliseconds >= 0 && session.activeMilliseconds <= life.passed)
    if let exam = session.exam {
      // Guards against: time that counts for an item and not for the exam.
      #expect(exam.itemStates.map(\.milliseconds).reduce(0, +) <= exam.activeMilliseconds)
      #expect((exam.remainingMilliseconds ?? 0) >= 0)
    } else {
      // Guards against: an item's time that counts twice, or not at all (mutant 22).
      let answered = session.responses.map(\.milliseconds).reduce(0, +)
      let isAnswered = session.responses.last?.item == session.item.id
      let open = isAnswered ? 0 : session.itemMilliseconds(at: life.clock)
      #expect(answered + open == session.activeMilliseconds)
      #expect(life.disk.responses.map(\.milliseconds).reduce(0, +) == life.disk.activeMilliseconds)
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>) func nothingIsLostWhateverHappens(seed: UInt64) throws {
    var life = try SessionLife(plan: Self.plan(seed), seed: seed)
    var (failures, interruptions) = (0, 0)
    life.send(.begun)
    for _ in 0..<160 where !life.session.isOver {
      life.pass()
      switch life.number(below: 12) {
      case 0:
        life.settle(fails: true)
        failures += 1
      case 1..<4: life.settle()
      case 4 where life.number(below: 3) == 0:
        try Self.interrupt(&life)
        interruptions += 1
      default: life.send(life.anything())
      }
      life.send(.ticked)
      // Nothing confirmed is lost, and nothing is stored that was not confirmed.
      var stored = life.disk.responses
      // Until another one is stored, an answer that was taken back is on the disk alone.
      if let takenBack = life.session.takenBack, !life.session.isWriting {
        #expect(stored.popLast() == takenBack && life.session.item.id == takenBack.item)
      }
      if life.session.isWriting, case .record(let recording)? = life.outbox.first(where: \.isRecord),
        recording.replaced != nil
      {
        stored.removeLast()
      }
      #expect(Array(life.session.responses.prefix(stored.count)) == stored)
      #expect(life.session.responses.count - stored.count <= (life.session.isWriting ? 1 : 0))
      Self.checkTimes(life)
    }
    life.settleAll()
    #expect(!life.session.isWriting)
  }

  /// Ends the program in the middle of everything, and opens what was kept.
  private static func interrupt(_ life: inout SessionLife) throws {
    life.send(.interrupted)
    // What is on its way arrives before the program ends, and the session is asked once nothing is.
    let fails = life.number(below: 2) == 0
    while let effect = life.outbox.first {
      let isStep = life.session.isWriting
      if case .savePending = effect { life.settle() } else { life.settle(fails: fails && isStep) }
      if isStep, !life.session.isWriting { life.send(.interrupted) }
      if fails, life.session.exam?.stopReason == .timeOver { break }
    }
    life.settleAll()
    guard !life.session.isOver, life.disk.stopReason == nil, life.session.stage != .finishing else { return }
    // What was taken back and not given again counts as it was.
    life.session.dropCorrection()
    if case .feedback = life.session.stage { life.send(.confirmed) }
    life.settleAll()
    guard !life.session.isOver else { return }
    let before = life.session
    #expect(before.takenBack == nil)
    life.clock = life.number(below: 1000)
    let after = try SessionLife.open(
      plan: life.plan, disk: life.disk, isFresh: before.stage == .ready, at: life.clock)
    // Replay equals the original: the attempt, the answer in the making, flag, note and clock.
    #expect(after.attempt == before.attempt)
    #expect(after.exam == before.exam)
    #expect(after.item == before.item && after.presentation == before.presentation)
    #expect(after.isFlagged == before.isFlagged && after.note == before.note && after.flags == before.flags)
    // The time alone does not keep an attempt in which nothing was done.
    if !before.isBare || before.exam != nil {
      #expect(after.activeMilliseconds == before.activeMilliseconds)
    }
    if case .rating(let answer) = before.stage {
      #expect(after.draft.answer == answer)
    } else {
      #expect(after.draft.answerSoFar == before.draft.answerSoFar)
    }
    life.session = after
    life.expected = nil
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func theSameEventsLeadToTheSameState(seed: UInt64) throws {
    func run() throws -> SessionLife {
      var life = try SessionLife(plan: Self.plan(seed), seed: seed)
      life.send(.begun)
      for _ in 0..<60 {
        life.pass()
        life.send(life.anything())
        life.settle(fails: life.number(below: 5) == 0)
      }
      return life
    }
    let (first, second) = (try run(), try run())
    #expect(first.session == second.session && first.disk == second.disk)
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func anExamGoesWhereItIsSent(seed: UInt64) throws {
    var life = try SessionLife(plan: ExamTests.plan(8, seed: seed, timeLimit: nil), seed: seed)
    life.send(.begun)
    var answers: [Int: Answer] = [:]
    for _ in 0..<80 {
      life.clock += 1000
      let place = try #require(life.session.exam).place
      switch life.number(below: 3) {
      case 0:
        life.send(.edited(life.edit()))
        answers[place] = life.session.draft.answerSoFar
      case 1:
        // Guards against: a place outside the exam, and a walk that changes the items on its way.
        let target = life.number(below: 12) - 2
        life.send(.wentTo(target))
        // It asks once about a text that may not be meant as an answer.
        if life.session.remark == .doubtful { life.send(.wentTo(target)) }
        let fails = life.number(below: 4) == 0
        life.settle(fails: fails)
        let isThere = (0..<8).contains(target) && !fails
        #expect(life.session.exam?.place == (isThere ? target : place))
        #expect(life.session.item.id == life.session.exam?.itemStates[isThere ? target : place].item)
      default:
        life.send(.openedOverview)
        life.settle(fails: life.number(below: 4) == 0)
        life.clock += 1000
        life.send(.turnedBack)
        #expect(life.session.stage == .answering)
      }
      // Guards against: an answer that is written to the item where the person goes.
      let itemStates = try #require(life.session.exam).itemStates
      for (position, itemState) in itemStates.enumerated() { #expect(itemState.answer == answers[position]) }
      #expect(life.session.draft.answerSoFar == answers[life.session.exam?.place ?? -1])
    }
  }
}
