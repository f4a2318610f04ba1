import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// What a journal would hold: it takes each write as a whole or not at all.
struct MemoryDisk: Equatable {
  var responses: [Attempt.Response] = []
  var flags: [Bool] = []
  var notes: [String] = []
  var next: String?
  var activeMilliseconds = 0
  var pending: PendingItem?
  /// How often the sheets were stored.
  var version = 0
  var itemStates: [Int: Exam.ItemState] = [:]
  var place = 0
  var stopReason: StopReason?

  /// What is known about the last answer beside its response.
  var last: LastAnswer? {
    guard let item = responses.last.flatMap({ Sample.item($0.item) }), let flag = flags.last,
      let note = notes.last
    else { return nil }
    return LastAnswer(item: item, isFlagged: flag, note: note)
  }

  /// Stores a write; answers with the item that comes next.
  mutating func store(_ effect: Session.Effect) -> Item? {
    switch effect {
    case .record(let recording):
      if let replaced = recording.replaced {
        #expect(responses.last == replaced && recording.response.item == replaced.item)
        responses.removeLast()
        flags.removeLast()
        notes.removeLast()
      }
      #expect(recording.position == responses.count, "an answer is stored at its own position, once")
      responses.append(recording.response)
      flags.append(recording.isFlagged)
      notes.append(recording.note)
      if recording.replaced == nil || pending?.item != recording.next { pending = nil }
      (next, activeMilliseconds) = (recording.next, recording.activeMilliseconds)
      stopReason = recording.finish
      return recording.next.flatMap { id in Sample.items.first { $0.id == id } }
    case .saveExamItem(let keeping):
      // The journal refuses a window that has not seen the last write.
      #expect(keeping.exam.version == version)
      version += 1
      itemStates[keeping.position] = keeping.exam.itemStates[keeping.position]
      (place, activeMilliseconds) = (keeping.target, keeping.exam.activeMilliseconds)
      return Sample.items.first { $0.id == keeping.exam.itemStates[keeping.target].item }
    case .handIn(let exam, _):
      #expect(exam.version == version)
      for (position, itemState) in exam.itemStates.enumerated() { itemStates[position] = itemState }
      (activeMilliseconds, stopReason) = (exam.activeMilliseconds, exam.stopReason)
    case .finish(_, let reason): stopReason = reason
    case .savePending(let item): pending = item
    case .setFlag(_, let position, let isFlagged): flags[position] = isFlagged
    case .discard, .showResult, .leave: Issue.record("this is no write: \(effect)")
    }
    return nil
  }
}

/// A session with its disk, its clock and the writes on their way; every chance comes from a seed.
struct SessionLife {
  let plan: AttemptPlan
  var session: Session
  var disk = MemoryDisk()
  var clock = 0
  /// The time by which the clock went forward, no step longer than a day.
  var passed = 0
  var generator: SeededGenerator
  /// Writes that were asked for, oldest first.
  var outbox: [Session.Effect] = []
  /// What else was asked for.
  var asked: [Session.Effect] = []
  /// The state that a failure of the step on its way has to bring back.
  var expected: Session.State?

  init(plan: AttemptPlan, seed: UInt64) throws {
    self.plan = plan
    generator = SeededGenerator(seed: seed)
    session = try Self.open(plan: plan, disk: MemoryDisk(), isFresh: true, at: 0)
  }

  /// Opens what the disk holds.
  static func open(plan: AttemptPlan, disk: MemoryDisk, isFresh: Bool = false, at clock: Int) throws
    -> Session
  {
    if plan.mode == .mock {
      let exam = Exam(
        plan: plan, pool: Sample.pool, done: disk.itemStates, place: disk.place,
        activeMilliseconds: disk.activeMilliseconds, version: disk.version)
      let item = try #require(Sample.items.first { $0.id == exam.itemStates[exam.place].item })
      return Session(id: "a", exam: exam, item: item, isFresh: isFresh, at: clock)
    }
    let attempt = Attempt(replaying: disk.responses, pending: disk.next, plan: plan, pool: Sample.pool)
    let opening = Session.opening(
      id: "a", attempt: attempt, item: attempt.current.flatMap { served in Sample.item(served.id) },
      pending: disk.pending, last: disk.last, flags: disk.flags.count { $0 },
      activeMilliseconds: disk.activeMilliseconds,
      at: clock)
    guard case .session(let session) = opening else { throw Over() }
    return session
  }

  struct Over: Error {}

  mutating func number(below limit: Int) -> Int { Int(generator.next() % UInt64(max(1, limit))) }

  /// Lets the clock move, now and then to where no clock should go.
  mutating func pass() {
    let before = clock
    switch number(below: 40) {
    case 0: clock -= number(below: 5_000_000)
    case 1: clock += number(below: 10_000_000)
    case 2: clock = before / 2
    default: clock += number(below: 4000)
    }
    passed += min(max(0, clock - before), Session.longestStep)
  }

  /// Tells the session what happened, and puts the writes that it asks for into the outbox.
  @discardableResult
  mutating func send(_ event: Session.Event) -> [Session.Effect] {
    var counted = session
    _ = counted.handle(.ticked, at: clock)
    let wasWriting = session.isWriting
    let effects = session.handle(event, at: clock)
    if session.isWriting, !wasWriting {
      // An answer that was given at once is still there after its write failed.
      if case .answered(let answer) = event {
        var given = Draft(item: counted.item, presentation: counted.presentation)
        given.restore(answer)
        counted.state.history.append(counted.draft)
        (counted.state.draft, counted.state.stage, counted.state.remark) = (given, .answering, nil)
      }
      expected = counted.isWriting ? nil : counted.state
    }
    outbox += effects.filter(\.isWrite)
    asked += effects.filter { !$0.isWrite }
    return effects
  }

  /// Answers the oldest write.
  mutating func settle(fails: Bool = false) {
    guard !outbox.isEmpty else { return }
    let effect = outbox.removeFirst()
    let wasWriting = session.isWriting
    if fails {
      send(.writeFailed)
      guard wasWriting, !session.isWriting else {
        // The flag of an answered item goes back by itself, also in what a later failure brings back.
        if case .setFlag = effect { expected = nil }
        return
      }
      // Guards against: an answer, a flag, a sheet or a time that stays changed after its write failed.
      if let expected { #expect(session.state == expected, "after \(effect)") }
    } else {
      let next = disk.store(effect)
      send(.stored(next: next))
    }
  }

  mutating func settleAll() { while !outbox.isEmpty { settle() } }

  /// Something that a person may do, whether it makes sense now or not.
  mutating func anything() -> Session.Event {
    switch number(below: 31) {
    case 0..<9: return .edited(edit())
    case 9..<14: return .confirmed
    case 14..<16: return .rated(number(below: 4) == 0 ? nil : number(below: 3) + 1)
    case 16: return .answered(.unknown)
    case 17: return .undone
    case 29: return .undone
    case 18: return .flagged
    case 19: return .noted("note \(number(below: 5))")
    case 20: return .paused
    case 21..<23: return .resumed
    case 23: return .cleared
    case 24: return .wentTo(number(below: 9) - 1)
    case 25: return .openedOverview
    case 26: return .turnedAway
    case 27: return .turnedBack
    case 28: return .begun
    default: return .ticked
    }
  }

  mutating func edit() -> AnswerEdit {
    switch number(below: 9) {
    case 0: .moved(by: number(below: 2) == 0 ? 1 : -1)
    case 1: .movedToFirst
    case 2: .movedToLast
    case 3: .adjusted(by: number(below: 2) == 0 ? 1 : -1)
    case 4: .rowPicked(number(below: 6))
    case 5: .toggled
    case 6: .assigned(number(below: 6))
    case 7: .unknownChosen
    default: .typed(TypedText(["0.8", "i", "abc", "[2, 2]", ""][number(below: 5)]))
    }
  }
}

extension Sample {
  static func item(_ id: String) -> Item? { items.first { $0.id == id } }
}

extension Session.Effect {
  var isRecord: Bool { if case .record = self { true } else { false } }
}
