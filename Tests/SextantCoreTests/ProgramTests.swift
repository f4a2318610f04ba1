import Foundation
import QuizEngine
import Testing

@testable import SextantCore

/// The least interface there is: words are typed, and an effect keeps them.
private struct Notepad: Interface {
  enum Input: Sendable {
    case word(String)
    /// Keeps what was typed, and says so.
    case keep
    case open
    case size(Int)
    case leave
    case retry
    case stay
    /// Keeps what was typed, and takes care itself of a failure.
    case keepAndHandleFailure
  }

  var typed: [String] = []
  var said: [String] = []
  var size = 0
  var ticks = 0
  var trouble: String?
  var hasKept = true
  var wantsTicks = false

  static func write(_ text: String) -> Effect {
    .savePending(PendingItem(attempt: "one", item: "item", isFlagged: false, note: text, answer: nil))
  }

  var firstEffects: [Effect] { [.openWorkspace] }
  var tickInterval: Int? { wantsTicks ? 1000 : nil }
  func canWait(_ input: Input) -> Bool { if case .size = input { false } else { true } }

  mutating func handle(_ input: Input, at moment: EventTime) -> Reply<String> {
    switch input {
    case .word(let word):
      typed.append(word)
      hasKept = false
      return Reply()
    case .keep:
      said.append("saved")
      let text = typed.joined()
      typed = []
      hasKept = true
      return Reply(effects: [Self.write(text)], requests: ["saved"])
    case .keepAndHandleFailure:
      said.append("trying")
      return Reply(
        effects: [Self.write(typed.joined())], requests: ["trying"], handlesFailure: true)
    case .open: return Reply(effects: [.loadHistory], holdsInput: true)
    case .size(let size):
      self.size = size
      return Reply()
    case .leave: return Reply(departure: .stop(.quit))
    case .retry: return Reply(departure: .retry)
    case .stay:
      trouble = nil
      return Reply(departure: .stay)
    }
  }

  mutating func receive(_ outcome: Outcome, at moment: EventTime) -> Reply<String> {
    switch outcome {
    case .message(let text): said.append(text)
    case .failed(let failure): said.append("failed: \(failure.message)")
    default: break
    }
    return Reply()
  }

  mutating func tick(at moment: EventTime) -> Reply<String> {
    ticks += 1
    return Reply()
  }

  func unsaved(at moment: EventTime) -> [Effect] { hasKept ? [] : [Self.write(typed.joined())] }

  mutating func cannotLeave(because failure: Failure, at moment: EventTime) -> Reply<String> {
    trouble = failure.message
    return Reply(requests: ["not saved"])
  }
}

@Suite struct ProgramTests {
  private static let moment = EventTime(date: Date(timeIntervalSince1970: 0), clock: 0)
  private static let full = Outcome.failed(Failure("the disk is full", exitCode: 74))

  /// A program whose files are open.
  private static func begun() throws -> Program<Notepad> {
    var program = Program(Notepad())
    let first = try #require(program.begin(at: moment).first)
    #expect(program.isHolding, "what is typed before everything is open waits")
    #expect(program.handle(.finished(job: first.id, [], done: 1), at: moment).isEmpty)
    return program
  }

  private static func text(of job: Job) -> [String] {
    job.effects.map { if case .savePending(let item) = $0 { item.note } else { "\($0)" } }
  }

  @Test func aChangeIsShownOnceItsWriteIsOnTheDisk() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("a")), at: Self.moment)
    let job = try #require(program.handle(.input(.keep), at: Self.moment).first)
    #expect(Self.text(of: job) == ["a"])
    #expect(program.face.typed == ["a"] && program.face.said.isEmpty && program.takeRequests().isEmpty)
    #expect(program.handle(.finished(job: job.id, [.message("kept")], done: 1), at: Self.moment).isEmpty)
    #expect(program.face.typed.isEmpty && program.face.said == ["saved", "kept"])
    #expect(program.takeRequests() == ["saved"] && program.takeRequests().isEmpty)
  }

  @Test func aFailedWriteLeavesEverythingAsItWasAndTheSameInputTriesAgain() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("a")), at: Self.moment)
    let job = try #require(program.handle(.input(.keep), at: Self.moment).first)
    _ = program.handle(.finished(job: job.id, [Self.full], done: 0), at: Self.moment)
    #expect(program.face.typed == ["a"] && program.face.said == ["failed: the disk is full"])
    #expect(program.takeRequests().isEmpty)
    let again = try #require(program.handle(.input(.keep), at: Self.moment).first)
    #expect(Self.text(of: again) == ["a"])
  }

  @Test func anInterfaceThatHandlesAFailureHearsOfItInItsNewState() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("a")), at: Self.moment)
    let job = try #require(program.handle(.input(.keepAndHandleFailure), at: Self.moment).first)
    #expect(program.face.said.isEmpty)
    _ = program.handle(.finished(job: job.id, [Self.full], done: 0), at: Self.moment)
    #expect(program.face.said == ["trying", "failed: the disk is full"])
    #expect(program.takeRequests() == ["trying"])
  }

  @Test func anInterfaceThatHandlesAFailureHearsOfItWhenThePersonStays() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("a")), at: Self.moment)
    let job = try #require(program.handle(.input(.keepAndHandleFailure), at: Self.moment).first)
    _ = program.handle(.stop(.interrupt), at: Self.moment)
    _ = program.handle(.finished(job: job.id, [Self.full], done: 0), at: Self.moment)
    #expect(program.takesInput && program.takeRequests() == ["not saved"])
    _ = program.handle(.input(.stay), at: Self.moment)
    #expect(program.face.said == ["trying", "failed: the disk is full"] && program.ending == nil)
  }

  @Test func inputIsHeldUntilTheWriteIsOnTheDisk() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("a")), at: Self.moment)
    let job = try #require(program.handle(.input(.keep), at: Self.moment).first)
    #expect(program.handle(.input(.word("b")), at: Self.moment).isEmpty)
    #expect(program.handle(.input(.keep), at: Self.moment).isEmpty)
    #expect(program.handle(.input(.word("c")), at: Self.moment).isEmpty)
    let next = program.handle(.finished(job: job.id, [], done: 1), at: Self.moment)
    #expect(next.map(Self.text) == [["b"]], "the second write begins, and what follows waits for it")
    #expect(program.face.typed == ["b"])
    _ = program.handle(.finished(job: try #require(next.first).id, [], done: 1), at: Self.moment)
    #expect(program.face.typed == ["c"] && !program.isHolding)
  }

  @Test func whatWasTypedAheadOfAFailureIsDropped() throws {
    var program = try Self.begun()
    let job = try #require(program.handle(.input(.open), at: Self.moment).first)
    _ = program.handle(.input(.word("b")), at: Self.moment)
    _ = program.handle(.finished(job: job.id, [Self.full], done: 0), at: Self.moment)
    #expect(program.face.typed.isEmpty && !program.isHolding)
  }

  @Test func aNewSizeIsTakenAtOnceAndNotTakenBack() throws {
    var program = try Self.begun()
    var other = program
    _ = program.handle(.input(.keep), at: Self.moment)
    _ = program.handle(.input(.size(7)), at: Self.moment)
    #expect(program.face.size == 7)
    let job = try #require(other.handle(.input(.keep), at: Self.moment).first)
    _ = other.handle(.input(.size(7)), at: Self.moment)
    _ = other.handle(.finished(job: job.id, [], done: 1), at: Self.moment)
    #expect(other.face.size == 7)
  }

  @Test func noTimePassesForAnInterfaceThatWaits() throws {
    var program = try Self.begun()
    program.face.wantsTicks = true
    #expect(program.tickInterval == 1000)
    _ = program.handle(.tick, at: Self.moment)
    _ = program.handle(.input(.keep), at: Self.moment)
    _ = program.handle(.tick, at: Self.moment)
    #expect(program.face.ticks == 1 && program.tickInterval == nil)
  }

  @Test(arguments: StopCause.allCases) func everyEndKeepsWhatIsNotFinished(cause: StopCause) throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("half")), at: Self.moment)
    let jobs = program.handle(.stop(cause), at: Self.moment)
    #expect(jobs.map(Self.text) == [["half"]] && program.ending == nil)
    #expect(program.handle(.input(.word("more")), at: Self.moment).isEmpty)
    _ = program.handle(.finished(job: try #require(jobs.first).id, [], done: 1), at: Self.moment)
    let status: Ending.Status =
      switch cause {
      case .quit, .endOfInput: .exit(0)
      case .interrupt: .signal(2)
      case .terminate: .signal(15)
      case .hangUp: .signal(1)
      }
    #expect(program.ending == Ending(status: status, message: nil))
  }

  @Test func theEndWaitsForAWriteOnItsWayAndKeepsTheRest() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("a")), at: Self.moment)
    let job = try #require(program.handle(.input(.keep), at: Self.moment).first)
    #expect(program.handle(.stop(.terminate), at: Self.moment).isEmpty && program.ending == nil)
    _ = program.handle(.finished(job: job.id, [], done: 1), at: Self.moment)
    #expect(program.ending?.status == .signal(15))
  }

  @Test func aFailedWriteWhileLeavingIsShownAndTriedAgain() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("half")), at: Self.moment)
    let first = try #require(program.handle(.input(.leave), at: Self.moment).first)
    _ = program.handle(.finished(job: first.id, [Self.full], done: 0), at: Self.moment)
    #expect(program.ending == nil && program.face.trouble == "the disk is full")
    let second = try #require(program.handle(.input(.retry), at: Self.moment).first)
    #expect(Self.text(of: second) == ["half"])
    _ = program.handle(.finished(job: second.id, [], done: 1), at: Self.moment)
    #expect(program.ending == Ending(status: .exit(0), message: nil))
  }

  @Test func afterAFailedWriteThePersonCanGoOn() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("half")), at: Self.moment)
    let job = try #require(program.handle(.stop(.interrupt), at: Self.moment).first)
    _ = program.handle(.finished(job: job.id, [Self.full], done: 0), at: Self.moment)
    #expect(program.handle(.input(.stay), at: Self.moment).isEmpty)
    _ = program.handle(.input(.word(" more")), at: Self.moment)
    #expect(program.face.typed == ["half", " more"] && program.ending == nil)
    #expect(!program.handle(.stop(.interrupt), at: Self.moment).isEmpty, "and leave again")
  }

  @Test func aSecondInterruptionLeavesWithoutSavingAndSaysSo() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("half")), at: Self.moment)
    let job = try #require(program.handle(.stop(.interrupt), at: Self.moment).first)
    _ = program.handle(.finished(job: job.id, [Self.full], done: 0), at: Self.moment)
    _ = program.handle(.stop(.interrupt), at: Self.moment)
    #expect(program.ending?.status == .signal(2))
    #expect(program.ending?.message?.contains("the disk is full") == true)
  }

  @Test func aChangeThatFailsWhileLeavingIsTriedAgainAndNotForgotten() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("a")), at: Self.moment)
    let job = try #require(program.handle(.input(.keep), at: Self.moment).first)
    _ = program.handle(.stop(.quit), at: Self.moment)
    _ = program.handle(.finished(job: job.id, [Self.full], done: 0), at: Self.moment)
    #expect(program.ending == nil && program.face.trouble != nil)
    let again = try #require(program.handle(.input(.retry), at: Self.moment).first)
    #expect(Self.text(of: again) == ["a"])
    _ = program.handle(.finished(job: again.id, [], done: 1), at: Self.moment)
    #expect(program.ending?.status == .exit(0))
  }

  @Test func withoutATerminalAWriteIsTriedAFewTimesAndThenTheExitCodeSaysSo() throws {
    var program = try Self.begun()
    var moment = Self.moment
    _ = program.handle(.input(.word("half")), at: moment)
    var jobs = program.handle(.stop(.hangUp), at: moment)
    var tries = 0
    while program.ending == nil, tries < 100 {
      tries += 1
      let job = try #require(jobs.first)
      _ = program.handle(.finished(job: job.id, [Self.full], done: 0), at: moment)
      guard program.ending == nil else { break }
      let pause = try #require(program.tickInterval)
      #expect(program.handle(.tick, at: moment).isEmpty, "not before the pause is over")
      moment.clock += pause
      jobs = program.handle(.tick, at: moment)
    }
    #expect(tries == Program<Notepad>.triesWithoutPerson)
    #expect(program.ending?.status == .exit(74))
    #expect(program.ending?.message?.contains("the disk is full") == true)
  }

  @Test func aTerminalThatGoesWhileThePersonIsAskedIsNoLongerWaitedFor() throws {
    var program = try Self.begun()
    _ = program.handle(.input(.word("half")), at: Self.moment)
    let job = try #require(program.handle(.stop(.quit), at: Self.moment).first)
    _ = program.handle(.finished(job: job.id, [Self.full], done: 0), at: Self.moment)
    let again = try #require(program.handle(.stop(.hangUp), at: Self.moment).first)
    _ = program.handle(.finished(job: again.id, [], done: 1), at: Self.moment)
    #expect(program.ending?.status == .signal(1))
  }

  @Test func anEffectThatFailsEndsItsJob() {
    var done: [String] = []
    let job = Job(id: 1, effects: ["a", "b", "c"].map(Notepad.write))
    let report = job.run { effect in
      let text = Self.text(of: Job(id: 0, effects: [effect])).joined()
      done.append(text)
      return text == "b" ? [Self.full] : [.message(text)]
    }
    guard case .finished(1, let outcomes, let count) = report else {
      Issue.record("not finished")
      return
    }
    #expect(done == ["a", "b"] && outcomes.count == 2 && count == 1)
  }
}
