import Synchronization

/// Drives a program: passes its jobs to a worker and the worker's reports back to it.
///
/// On a terminal, the worker has its own queue; in tests and pictures it carries jobs out at once.
package struct Driver<Face: Interface> {
  /// Carries a job out, now or later, and reports on it.
  package typealias Worker = (Job, @escaping @Sendable (JobReport) -> Void) -> Void

  /// The program.
  package internal(set) var program: Program<Face>
  private let now: () -> EventTime
  private let start: Worker
  private let inbox = Inbox()

  /// Creates a driver.
  ///
  /// - Parameter start: Starts a job. It may report from any thread, and must keep the order of jobs.
  package init(_ face: Face, now: @escaping () -> EventTime, start: @escaping Worker) {
    program = Program(face)
    self.now = now
    self.start = start
  }

  /// Creates a driver that carries every effect out at once.
  package init(_ face: Face, now: @escaping () -> EventTime, perform: @escaping (Effect) -> [Outcome]) {
    self.init(face, now: now) { job, report in report(job.run(perform)) }
  }

  /// The interface as it is shown.
  package internal(set) var face: Face {
    get { program.face }
    set { program.face = newValue }
  }

  /// How the program ends; nil while it goes on.
  package var ending: Ending? { program.ending }

  /// Begins the program.
  package mutating func begin() {
    carryOut(program.begin(at: now()))
    takeReports()
  }

  /// Passes an event to the program, and handles everything that follows from it at once.
  package mutating func send(_ event: Program<Face>.Event) {
    carryOut(program.handle(event, at: now()))
    takeReports()
  }

  /// Passes the workers' reports to the program.
  package mutating func takeReports() {
    while let report = inbox.take() {
      switch report {
      case .progress(let outcome): carryOut(program.handle(.outcome(outcome), at: now()))
      case .finished(let job, let outcomes, let done):
        carryOut(program.handle(.finished(job: job, outcomes, done: done), at: now()))
      }
    }
  }

  /// The requests to the shell; each is returned once.
  package mutating func takeRequests() -> [Face.Request] { program.takeRequests() }

  private func carryOut(_ jobs: [Job]) {
    let inbox = inbox
    for job in jobs { start(job) { inbox.put($0) } }
  }
}

/// Reports from a worker that the driver hasn't handled yet.
private final class Inbox: Sendable {
  private let waiting = Mutex<[JobReport]>([])

  func put(_ report: JobReport) { waiting.withLock { $0.append(report) } }

  func take() -> JobReport? { waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
