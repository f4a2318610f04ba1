import Foundation

/// The whole program as a value: events go in, jobs come out, and it knows when and how it ends.
///
/// Input that leads to a write changes the interface only once the write is on the disk. Until then the old
/// interface is shown and further input is held. Where the write fails, the interface stays as it was, with
/// everything that was typed, and the same input tries again. So nothing says "saved" before it is true.
package struct Program<Face: Interface>: Sendable {
  /// What can happen.
  package enum Event: Sendable {
    /// The person did something.
    case input(Face.Input)
    /// Time passed.
    case tick
    /// Something came from outside of any job, or tells how far one is.
    case outcome(Outcome)
    /// A job is over: what came of it, and how many of its effects were done.
    case finished(job: Int, [Outcome], done: Int)
    /// The program is to end.
    case stop(StopCause)
  }

  /// How often a write is tried where nobody can decide about it.
  package static var triesWithoutPerson: Int { 4 }
  /// The pause between two of these tries, in milliseconds.
  package static var pauseBetweenTries: Int { 250 }
  /// Input ahead that is kept; more than this is a cat on the keyboard.
  private static var mostHeld: Int { 64 }

  /// The interface as it is shown.
  package internal(set) var face: Face
  /// How the program ends; nil while it goes on.
  package private(set) var ending: Ending?

  private var lastJob = 0
  /// The jobs that are being carried out, and whether they write.
  private var running: [Int: Bool] = [:]
  /// The change of the interface that waits for its writes.
  private var transaction: Transaction?
  /// The job for whose result the next input is meant.
  private var gate: Int?
  private var held: [Face.Input] = []
  private var outcomes: [Outcome] = []
  private var requests: [Face.Request] = []
  private var leaving: Leaving?

  private struct Transaction: Sendable {
    /// The writes that are on their way.
    var job: Job
    /// What the interface becomes once they are on the disk.
    var after: Face
    /// What else the change asks for.
    var reply: Reply<Face.Request>
    /// What came of writes that succeeded before one failed.
    var outcomes: [Outcome] = []
  }

  private struct Leaving: Sendable {
    var cause: StopCause
    var stage = Stage.waiting
    var tries = 0
    /// What failed, while it is tried again.
    var failure: Failure?

    enum Stage: Sendable, Hashable {
      /// Writes from before are being carried out.
      case waiting
      /// What was not finished is being kept.
      case keeping(job: Int)
      /// A write failed, and the person decides.
      case asking
      /// A write failed, and it is tried again from this time of the running clock on.
      case pausing(until: Int)
    }
  }

  /// Creates a program that has not begun.
  package init(_ face: Face) { self.face = face }

  /// The effects to begin with.
  package mutating func begin(at moment: Moment) -> [Job] {
    carryOut(Reply(effects: face.firstEffects, holdsInput: true), at: moment)
  }

  /// What the shell must do now; each is handed out once.
  package mutating func takeRequests() -> [Face.Request] {
    defer { requests = [] }
    return requests
  }

  /// After how many milliseconds the program wants the time; nil where nothing waits for it.
  package var tickInterval: Int? {
    if case .pausing? = leaving?.stage { return Self.pauseBetweenTries }
    return isHolding ? nil : face.tickInterval
  }

  /// True while input is held.
  package var isHolding: Bool { transaction != nil || gate != nil }

  /// True where what the person does is taken in at once, be it the answer to whether to leave.
  package var takesInput: Bool {
    switch leaving?.stage {
    case nil: ending == nil && !isHolding
    case .asking?: ending == nil
    case .waiting?, .keeping?, .pausing?: false
    }
  }

  /// Takes an event in; the jobs are to be carried out in their order, one after the other.
  package mutating func handle(_ event: Event, at moment: Moment) -> [Job] {
    guard ending == nil else { return [] }
    switch event {
    case .input(let input): return take(input, at: moment)
    case .tick: return tick(at: moment)
    case .outcome(let outcome):
      if case .progress = outcome {
        transaction?.after.receive(outcome, at: moment)
        return carryOut(face.receive(outcome, at: moment), at: moment)
      }
      outcomes.append(outcome)
      return pump(at: moment)
    case .finished(let job, let outcomes, let done):
      return finish(job, outcomes, done: done, at: moment)
    case .stop(let cause): return stop(cause, at: moment)
    }
  }

  // MARK: Input

  private mutating func take(_ input: Face.Input, at moment: Moment) -> [Job] {
    if !face.canWait(input) {
      transaction?.after.handle(input, at: moment)
      return carryOut(face.handle(input, at: moment), at: moment)
    }
    switch leaving?.stage {
    case .asking?: return carryOut(face.handle(input, at: moment), at: moment)
    case .waiting?, .keeping?, .pausing?: return []
    case nil: break
    }
    if isHolding {
      if held.count < Self.mostHeld { held.append(input) }
      return []
    }
    return change(at: moment) { $0.handle(input, at: moment) }
  }

  private mutating func tick(at moment: Moment) -> [Job] {
    if case .pausing(let until)? = leaving?.stage {
      return moment.clock >= until ? tryAgain(at: moment) : []
    }
    guard leaving == nil, !isHolding else { return [] }
    return change(at: moment) { $0.tick(at: moment) }
  }

  /// Changes the interface, at once or with the writes that the change asks for.
  private mutating func change(
    at moment: Moment, _ body: (inout Face) -> Reply<Face.Request>
  ) -> [Job] {
    var after = face
    var reply = body(&after)
    guard let last = reply.effects.lastIndex(where: \.isAwaited) else {
      face = after
      return carryOut(reply, at: moment)
    }
    let job = newJob(Array(reply.effects[...last]))
    reply.effects.removeSubrange(...last)
    transaction = Transaction(job: job, after: after, reply: reply)
    return [job]
  }

  /// Does what a reply asks for; its writes, if any, are awaited no more.
  private mutating func carryOut(_ reply: Reply<Face.Request>, at moment: Moment) -> [Job] {
    requests += reply.requests
    var jobs: [Job] = []
    if !reply.effects.isEmpty {
      let job = newJob(reply.effects)
      if reply.holdsInput || reply.effects.contains(where: \.isAwaited) { gate = job.id }
      jobs.append(job)
    }
    if let departure = reply.departure { jobs += depart(departure, at: moment) }
    return jobs
  }

  private mutating func newJob(_ effects: [Effect]) -> Job {
    lastJob += 1
    running[lastJob] = effects.contains(where: \.isWrite)
    return Job(id: lastJob, effects: effects)
  }

  // MARK: Outcomes

  private mutating func finish(_ job: Int, _ found: [Outcome], done: Int, at moment: Moment) -> [Job] {
    running[job] = nil
    let failure = found.lazy.compactMap(\.failure).first
    if case .keeping(job)? = leaving?.stage {
      guard let failure else { return end(at: moment) }
      return notKept(failure, at: moment)
    }
    if gate == job {
      gate = nil
      // What was typed was not meant for a message.
      if failure != nil { held = [] }
    }
    guard let change = transaction, change.job.id == job else {
      outcomes += found
      return pump(at: moment)
    }
    guard let failure else {
      transaction = nil
      face = change.after
      let jobs = carryOut(change.reply, at: moment)
      outcomes += change.outcomes + found
      return jobs + pump(at: moment)
    }
    if leaving != nil {
      transaction?.job = Job(id: job, effects: Array(change.job.effects.dropFirst(done)))
      transaction?.outcomes += found.filter { $0.failure == nil }
      return notKept(failure, at: moment)
    }
    transaction = nil
    // A change of which a part is on the disk cannot be taken back.
    if done > 0 || change.reply.handlesFailure { face = change.after }
    if change.reply.handlesFailure { requests += change.reply.requests }
    held = []
    outcomes += found
    return pump(at: moment)
  }

  /// Delivers what waits, as far as nothing has to be waited for.
  private mutating func pump(at moment: Moment) -> [Job] {
    var jobs: [Job] = []
    while transaction == nil, ending == nil {
      if !outcomes.isEmpty {
        let outcome = outcomes.removeFirst()
        jobs += carryOut(face.receive(outcome, at: moment), at: moment)
      } else if gate == nil, leaving == nil, !held.isEmpty {
        jobs += take(held.removeFirst(), at: moment)
      } else {
        break
      }
    }
    return jobs + leaveIfQuiet(at: moment)
  }

  // MARK: Leaving

  private mutating func depart(_ departure: Departure, at moment: Moment) -> [Job] {
    switch departure {
    case .stop(let cause): return stop(cause, at: moment)
    case .fail(let failure):
      ending = Ending(status: .exit(failure.exitCode), message: failure.message)
      return []
    case .retry:
      guard leaving?.stage == .asking else { return [] }
      return tryAgain(at: moment)
    case .stay:
      guard let now = leaving, now.stage == .asking else { return [] }
      leaving = nil
      if let change = transaction, !change.outcomes.isEmpty || change.reply.handlesFailure {
        face = change.after
        outcomes += change.outcomes
        if change.reply.handlesFailure, let failure = now.failure { outcomes.append(.failed(failure)) }
      }
      transaction = nil
      return pump(at: moment)
    }
  }

  private mutating func stop(_ cause: StopCause, at moment: Moment) -> [Job] {
    guard let now = leaving else {
      leaving = Leaving(cause: cause)
      held = []
      return leaveIfQuiet(at: moment)
    }
    if cause.hasPerson, cause != .quit {
      // A second Ctrl-C means it, whatever is lost.
      end(cause, with: now.failure)
      return []
    }
    guard !cause.hasPerson, now.cause.hasPerson else { return [] }
    leaving?.cause = cause
    if now.stage == .asking { return tryAgain(at: moment) }
    return []
  }

  /// Keeps what is not finished, once all that was asked for before is done.
  private mutating func leaveIfQuiet(at moment: Moment) -> [Job] {
    guard ending == nil, leaving?.stage == .waiting, transaction == nil, !running.values.contains(true) else {
      return []
    }
    let effects = face.unsaved(at: moment)
    if effects.isEmpty { return end(at: moment) }
    let job = newJob(effects)
    leaving?.stage = .keeping(job: job.id)
    return [job]
  }

  private mutating func notKept(_ failure: Failure, at moment: Moment) -> [Job] {
    guard let now = leaving else { return [] }
    leaving?.failure = failure
    leaving?.tries += 1
    if now.cause.hasPerson {
      leaving?.stage = .asking
      return carryOut(face.cannotLeave(because: failure, at: moment), at: moment)
    } else if now.tries + 1 >= Self.triesWithoutPerson {
      end(now.cause, with: failure)
    } else {
      leaving?.stage = .pausing(until: moment.clock + Self.pauseBetweenTries)
    }
    return []
  }

  private mutating func tryAgain(at moment: Moment) -> [Job] {
    leaving?.stage = .waiting
    guard let change = transaction else { return leaveIfQuiet(at: moment) }
    let job = newJob(change.job.effects)
    transaction?.job = job
    return [job]
  }

  private mutating func end(at moment: Moment) -> [Job] {
    if let leaving { end(leaving.cause, with: nil) }
    return []
  }

  private mutating func end(_ cause: StopCause, with failure: Failure?) {
    // Where nobody could decide, the exit code says what happened.
    let status = failure == nil || cause.hasPerson ? Self.status(cause) : .exit(74)
    ending = Ending(status: status, message: failure.map { "what was done last is not saved: \($0.message)" })
  }

  private static func status(_ cause: StopCause) -> Ending.Status {
    switch cause {
    case .quit, .endOfInput: .exit(0)
    case .interrupt: .signal(SIGINT)
    case .terminate: .signal(SIGTERM)
    case .hangUp: .signal(SIGHUP)
    }
  }
}
