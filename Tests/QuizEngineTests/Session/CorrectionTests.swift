import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// The last answer and its confidence can be taken back until the next is confirmed.
@Suite struct CorrectionTests {
  private static func plan(
    _ mode: Mode, _ seed: UInt64, limit: Int = 6, asksConfidence: Bool = true
  ) -> AttemptPlan {
    AttemptPlan(mode: mode, itemLimit: limit, seed: seed, profile: "entry", asksConfidence: asksConfidence)
  }

  private static func begun(_ plan: AttemptPlan, seed: UInt64) throws -> SessionLife {
    var life = try SessionLife(plan: plan, seed: seed)
    life.send(.begun)
    return life
  }

  /// Gives an answer with its confidence, and stores both.
  private static func give(_ answer: Answer, _ confidence: Int?, in life: inout SessionLife) {
    life.clock += 8000
    life.send(.answered(answer))
    if case .rating = life.session.stage { life.send(.rated(confidence)) }
    life.settleAll()
  }

  /// An answer to the item on the screen.
  private static func answer(_ life: inout SessionLife) -> Answer {
    let item = life.session.item
    guard life.number(below: 4) > 0 else { return .unknown }
    switch item.task {
    case .singleChoice(let options, _): return .choice(life.number(below: options.count))
    case .multipleChoice(let options, _): return .choices([life.number(below: options.count)])
    case .numeric(let key): return .typed("\(key.value + Double(life.number(below: 2)))")
    case .shortText(let answers, _): return .typed(life.number(below: 2) == 0 ? answers[0] : "none")
    case .ordering(let steps):
      return .order(life.number(below: 2) == 0 ? Array(steps.indices) : steps.indices.reversed())
    case .matching(let pairs, _):
      let shift = life.number(below: 2)
      return .matches(pairs.indices.map { ($0 + shift) % pairs.count })
    case .linePick(let lines, _): return .line(lines[0])
    case .situational(let options): return .ratings(options.map { _ in 1 + life.number(below: 4) })
    }
  }

  /// Whatever is taken back and given instead, the attempt is the one in which it was given at first.
  @Test(arguments: 0..<60 as Range<UInt64>) func theAttemptIsTheOneWithoutTheFirstAnswer(seed: UInt64) throws
  {
    let plan = Self.plan(.placement, seed, asksConfidence: seed % 3 > 0)
    var life = try Self.begun(plan, seed: seed)
    var corrections = 0
    while !life.session.isOver {
      let answer = Self.answer(&life)
      let confidence: Int? = life.number(below: 3) + 1
      Self.give(answer, confidence, in: &life)
      guard !life.session.isOver, life.number(below: 2) == 0 else { continue }
      let (before, item) = (life.session, life.session.item)
      let stored = try #require(life.disk.responses.last)
      life.clock += 3000
      life.send(.undone)
      #expect(life.session.item.id == stored.item && life.session.takenBack == stored)
      #expect(life.session.draft.answer == stored.answer)
      #expect(life.outbox.isEmpty, "taking back writes nothing")
      #expect(life.session.itemMilliseconds(at: life.clock) == stored.milliseconds, "its time goes on")
      // As after a kill: the journal still has the old answer and the item after it.
      let reopened = try SessionLife.open(plan: plan, disk: life.disk, at: 0)
      #expect(reopened.attempt == before.attempt && reopened.item == item)
      Self.give(Self.answer(&life), life.number(below: 3) + 1, in: &life)
      corrections += 1
      #expect(life.session.takenBack == nil)
      let now = try #require(life.disk.responses.last)
      #expect(now.item == stored.item && now.milliseconds == stored.milliseconds + 8000)
    }
    let direct = Attempt(replaying: [], pending: nil, plan: plan, pool: Sample.pool)
    var again = direct
    for response in life.disk.responses {
      #expect(again.current?.id == response.item, "the item that follows is chosen from the new answer")
      _ = again.handle(
        .answered(
          response.answer, score: response.score, confidence: response.confidence,
          milliseconds: response.milliseconds))
    }
    #expect(again == life.session.attempt && again.responses == life.disk.responses)
    #expect(Set(life.disk.responses.map(\.item)).count == life.disk.responses.count, "no answer is doubled")
    #expect(life.disk.responses.map(\.milliseconds).reduce(0, +) == life.disk.activeMilliseconds)
    if seed == 1 { #expect(corrections > 0) }
  }

  @Test func onlyTheConfidenceChangesIfThatIsAllThatWasWrong() throws {
    var life = try Self.begun(Self.plan(.placement, 4), seed: 4)
    Self.give(Self.sure(life.session.item), 1, in: &life)
    let next = life.session.item
    life.send(.undone)
    let first = try #require(life.disk.responses.first)
    #expect(life.session.stage == .rating(first.answer))
    life.send(.rated(3))
    life.settleAll()
    #expect(life.disk.responses.map(\.confidence) == [3] && life.disk.responses[0].answer == first.answer)
    // The confidence moves nothing else.
    #expect(life.session.item == next)
    // Confirmed as it is, it stays as it was.
    life.send(.undone)
    life.send(.confirmed)
    life.settleAll()
    #expect(life.disk.responses.map(\.confidence) == [3] && life.session.item == next)
  }

  /// An answer that says something, so that its confidence is asked.
  private static func sure(_ item: Item) -> Answer {
    switch item.task {
    case .singleChoice: .choice(0)
    case .multipleChoice: .choices([0])
    case .numeric(let key): .typed("\(key.value)")
    case .shortText(let answers, _): .typed(answers[0])
    case .ordering(let steps): .order(Array(steps.indices))
    case .matching(let pairs, _): .matches(pairs.indices.map { $0 })
    case .linePick(let lines, _): .line(lines[0])
    case .situational(let options): .ratings(options.map { _ in 2 })
    }
  }

  @Test func onlyTheLastAnswerComesBack() throws {
    var life = try Self.begun(Self.plan(.placement, 9), seed: 9)
    life.send(.undone)
    #expect(life.session.remark == .nothingToUndo)
    for _ in 0..<2 { Self.give(.unknown, nil, in: &life) }
    life.send(.undone)
    #expect(life.session.responses.count == 1 && life.session.draft.answer == .unknown)
    life.send(.undone)
    life.send(.undone)
    #expect(life.session.responses.count == 1 && life.session.remark == .onlyTheLast)
  }

  @Test func whatWasDoneOnTheNextItemIsStillThereIfItComesAgain() throws {
    var life = try Self.begun(Self.plan(.placement, 5), seed: 5)
    life.send(.noted("first"))
    life.settleAll()
    Self.give(.unknown, nil, in: &life)
    life.send(.flagged)
    life.send(.noted("second"))
    life.settleAll()
    life.clock += 2500
    let next = life.session.item
    life.send(.undone)
    #expect(life.session.note == "first" && !life.session.isFlagged && life.session.flags == 1)
    life.send(.flagged)
    life.send(.confirmed)
    life.settleAll()
    #expect(life.session.item == next && life.session.isFlagged && life.session.note == "second")
    #expect(life.session.itemMilliseconds(at: life.clock) == 2500)
    #expect(life.disk.flags == [true] && life.disk.notes == ["first"] && life.session.flags == 2)
    #expect(life.disk.pending?.item == next.id, "the journal keeps it too")
  }

  @Test(arguments: [Session.Event.ended, .left(.back), .interrupted])
  func withoutAnotherAnswerTheOldOneStays(_ event: Session.Event) throws {
    var life = try Self.begun(Self.plan(.placement, 6), seed: 6)
    Self.give(Self.sure(life.session.item), 2, in: &life)
    let disk = life.disk
    life.send(.undone)
    life.send(.undone)
    life.send(.edited(.unknownChosen))
    life.send(event)
    life.settleAll()
    #expect(life.disk.responses == disk.responses && life.disk.next == disk.next)
    if case .interrupted = event {} else { #expect(life.session.isOver) }
  }

  @Test func afterTheCorrectAnswerWasShownOnlyTheConfidenceCanChange() throws {
    var life = try Self.begun(Self.plan(.drill, 3), seed: 3)
    Self.give(Self.sure(life.session.item), 3, in: &life)
    let first = try #require(life.disk.responses.first)
    for isOnNext in [false, true] {
      if isOnNext { life.send(.confirmed) }
      life.send(.undone)
      #expect(life.session.stage == .rating(first.answer) && life.session.isAnswerShown)
      for event in [Session.Event.undone, .edited(.unknownChosen), .answered(.unknown)] {
        life.send(event)
        #expect(life.session.remark == .onlyConfidence && life.session.stage == .rating(first.answer))
      }
      life.send(.rated(isOnNext ? 1 : 2))
      life.settleAll()
      #expect(life.disk.responses.map(\.answer) == [first.answer])
      #expect(life.disk.responses.map(\.confidence) == [isOnNext ? 1 : 2])
      guard case .feedback = life.session.stage else {
        Issue.record("the feedback comes again")
        return
      }
    }
    life.send(.confirmed)
    Self.give(.unknown, nil, in: &life)
    life.send(.undone)
    #expect(life.session.remark == .answerIsFinal && life.session.takenBack == nil)
  }

  @Test func aFailedReplacementCanBeTriedAgain() throws {
    var life = try Self.begun(Self.plan(.placement, 8, asksConfidence: false), seed: 8)
    Self.give(.unknown, nil, in: &life)
    let disk = life.disk
    life.send(.undone)
    life.send(.answered(Self.sure(life.session.item)))
    life.settle(fails: true)
    #expect(life.disk == disk && life.session.takenBack == disk.responses.last)
    life.send(.confirmed)
    life.settle()
    #expect(life.disk.responses.count == 1 && life.disk.responses[0].answer != .unknown)
  }
}
