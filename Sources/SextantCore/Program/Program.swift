import Foundation

/// The whole program as a value: events go in, jobs come out, and it decides when and how it ends.
///
/// Input that leads to a write changes the interface only once the write is on the disk. Until then the old
/// interface is shown and further input waits. If the write fails, the interface stays as it was, with
/// everything that was typed, and the same input tries again. So nothing says "saved" before it is true.
package struct Program<Face: Interface>: Sendable {
  /// Events that the program handles.
  package enum Event: Sendable {
    /// The person did something.
    case input(Face.Input)
    /// Time passed.
    case tick
    /// An outcome from outside of any job, or a job's progress.
    case outcome(Outcome)
    /// A job is over: its outcomes, and how many of its effects were done.
    case finished(job: Int, [Outcome], done: Int)
    /// The program must end.
    case stop(StopCause)
  }

  /// How often a write is tried if nobody can decide about it.
  package static var triesWithoutPerson: Int { 4 }
  /// The pause between two tries, in milliseconds.
  package static var pauseBetweenTries: Int { 250 }
  /// The most input to keep while waiting; more than this is a cat on the keyboard.
  private static var mostHeld: Int { 64 }

  /// The interface as it is shown.
  package internal(set) var face: Face
  /// How the program ends; nil while it goes on.
  package private(set) var ending: Ending?

  private var lastJob = 0
  /// The jobs under way, and whether each writes: never more than a few.
  private var running: [(job: Int, isWrite: Bool)] = []
  /// The change of the interface that waits for its writes.
  private var transaction: Transaction?
  /// The job whose result the next input is meant for.
  private var gate: Int?
  private var held: [Face.Input] = []
  private var outcomes: [Outcome] = []
  private var requests: [Face.Request] = []
  private var leaving: Leaving?

  private struct Transaction: Sendable {
    /// The writes under way.
    var job: Job
    /// The interface once they are on the disk.
    var after: Face
    /// The other requests of the change.
    var reply: Reply<Face.Request>
    /// The outcomes of writes that succeeded before one failed.
    var outcomes: [Outcome] = []
  }

  private struct Leaving: Sendable {
    var cause: StopCause
    var stage = Stage.waiting
    var tries = 0
    /// The failure, while the write is tried again.
    var failure: Failure?

    enum Stage: Sendable, Hashable {
      /// Earlier writes are still under way.
      case waiting
      /// Unfinished work is being stored.
      case saving(job: Int)
      /// A write failed, and the person decides.
      case asking
      /// A write failed, and will be tried again at this time of the running clock.
      case pausing(until: Int)
    }
  }

  /// Creates a program that hasn't started.
  package init(_ face: Face) { self.face = face }

  /// Starts the program and returns its first jobs.
  package mutating func begin(at moment: EventTime) -> [Job] {
    carryOut(Reply(effects: face.firstEffects, holdsInput: true), at: moment)
  }

  /// The requests to the shell; each is returned once.
  package mutating func takeRequests() -> [Face.Request] {
    defer { requests = [] }
    return requests
  }

  /// The milliseconds until the program needs the next tick; nil if it needs none.
  package var tickInterval: Int? {
    if case .pausing? = leaving?.stage { return Self.pauseBetweenTries }
    return isHolding ? nil : face.tickInterval
  }

  /// True while input waits.
  package var isHolding: Bool { transaction != nil || gate != nil }

  /// True if what the person does is taken in at once, be it the answer to whether to leave.
  package var takesInput: Bool {
    switch leaving?.stage {
    case nil: ending == nil && !isHolding
    case .asking?: ending == nil
    case .waiting?, .saving?, .pausing?: false
    }
  }

  /// Handles an event and returns the jobs to carry out, one after the other.
  package mutating func handle(_ event: Event, at moment: EventTime) -> [Job] {
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

  private mutating func take(_ input: Face.Input, at moment: EventTime) -> [Job] {
    if !face.canWait(input) {
      transaction?.after.handle(input, at: moment)
      return carryOut(face.handle(input, at: moment), at: moment)
    }
    switch leaving?.stage {
    case .asking?: return carryOut(face.handle(input, at: moment), at: moment)
    case .waiting?, .saving?, .pausing?: return []
    case nil: break
    }
    if isHolding {
      if held.count < Self.mostHeld { held.append(input) }
      return []
    }
    return change(at: moment) { $0.handle(input, at: moment) }
  }

  private mutating func tick(at moment: EventTime) -> [Job] {
    if case .pausing(let until)? = leaving?.stage {
      return moment.clock >= until ? tryAgain(at: moment) : []
    }
    guard leaving == nil, !isHolding else { return [] }
    return change(at: moment) { $0.tick(at: moment) }
  }

  /// Changes the interface, at once or with the writes that the change asks for.
  private mutating func change(
    at moment: EventTime, _ body: (inout Face) -> Reply<Face.Request>
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

  /// Carries out a reply; the interface no longer waits for its writes.
  private mutating func carryOut(_ reply: Reply<Face.Request>, at moment: EventTime) -> [Job] {
    // To add nothing to a list of unknown type takes a fifth of a millisecond the first time.
    if !reply.requests.isEmpty { requests += reply.requests }
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
    running.append((lastJob, effects.contains(where: \.isWrite)))
    return Job(id: lastJob, effects: effects)
  }

  // MARK: Outcomes

  private mutating func finish(_ job: Int, _ found: [Outcome], done: Int, at moment: EventTime) -> [Job] {
    running.removeAll { $0.job == job }
    let failure = found.lazy.compactMap(\.failure).first
    if case .saving(job)? = leaving?.stage {
      guard let failure else { return end(at: moment) }
      return notKept(failure, at: moment)
    }
    if gate == job {
      gate = nil
      // Input typed ahead wasn't meant for a message.
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
    // If a part of the change is on the disk, it can't be undone.
    if done > 0 || change.reply.handlesFailure { face = change.after }
    if change.reply.handlesFailure { requests += change.reply.requests }
    held = []
    outcomes += found
    return pump(at: moment)
  }

  /// Delivers waiting outcomes and input, unless the program must wait.
  private mutating func pump(at moment: EventTime) -> [Job] {
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

  private mutating func depart(_ departure: Departure, at moment: EventTime) -> [Job] {
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

  private mutating func stop(_ cause: StopCause, at moment: EventTime) -> [Job] {
    guard let now = leaving else {
      leaving = Leaving(cause: cause)
      held = []
      return leaveIfQuiet(at: moment)
    }
    if cause.hasPerson, cause != .quit {
      // A second Ctrl-C ends the program, whatever is lost.
      end(cause, with: now.failure)
      return []
    }
    guard !cause.hasPerson, now.cause.hasPerson else { return [] }
    leaving?.cause = cause
    if now.stage == .asking { return tryAgain(at: moment) }
    return []
  }

  /// Stores unfinished work, once all earlier jobs are done.
  private mutating func leaveIfQuiet(at moment: EventTime) -> [Job] {
    guard ending == nil, leaving?.stage == .waiting, transaction == nil, !running.contains(where: \.isWrite)
    else {
      return []
    }
    let effects = face.unsaved(at: moment)
    if effects.isEmpty { return end(at: moment) }
    let job = newJob(effects)
    leaving?.stage = .saving(job: job.id)
    return [job]
  }

  private mutating func notKept(_ failure: Failure, at moment: EventTime) -> [Job] {
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

  private mutating func tryAgain(at moment: EventTime) -> [Job] {
    leaving?.stage = .waiting
    guard let change = transaction else { return leaveIfQuiet(at: moment) }
    let job = newJob(change.job.effects)
    transaction?.job = job
    return [job]
  }

  private mutating func end(at moment: EventTime) -> [Job] {
    if let leaving { end(leaving.cause, with: nil) }
    return []
  }

  private mutating func end(_ cause: StopCause, with failure: Failure?) {
    // If nobody could decide, the exit code reports the failure.
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
