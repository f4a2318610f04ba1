import Dispatch
import Foundation
import Jail
import Synchronization

/// Runs programs in Python, SQL and shell through the jail, several at a time, and never without it.
struct JailedPython {
  var interpreter: String
  var limits: KeyVerifier.Limits
  /// The jail to use; nil for the one beside this program.
  var jail: Jail?

  /// The most programs that share a jail: libraries are imported once for them.
  static let most = 40

  private struct State {
    var waiting: [[VerificationJob]]
    var runs: [String: ProgramRun] = [:]
    var failure: VerificationError?
  }

  /// Runs all programs.
  ///
  /// - Returns: The result of each program, by its identity.
  func run(_ jobs: [VerificationJob], progress: (Int) -> Void) throws(VerificationError) -> [String:
    ProgramRun]
  {
    let places = try PythonPlaces(interpreter: interpreter)
    let jail: Jail
    do throws(JailFailure) {
      if let given = self.jail { jail = given } else { jail = try .beside() }
      _ = try jail.check()
    } catch {
      throw .noJail(error)
    }
    let workers = max(1, limits.workers)
    let state = Mutex(State(waiting: Self.batches(jobs, workers: workers).reversed()))
    let group = DispatchGroup()
    for _ in 0..<workers {
      group.enter()
      Thread.detachNewThread { [limits] in
        while let batch = state.withLock({ $0.failure == nil ? $0.waiting.popLast() : nil }) {
          var course = JailedBatch(jail: jail, places: places, limits: limits, jobs: batch)
          do throws(VerificationError) {
            try course.run { run in state.withLock { $0.runs[run.id] = run } }
          } catch {
            state.withLock { $0.failure = error }
          }
        }
        group.leave()
      }
    }
    while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      progress(state.withLock { $0.runs.count })
    }
    let (runs, failure) = state.withLock { ($0.runs, $0.failure) }
    if let failure { throw failure }
    return runs
  }

  /// Programs that need the same libraries share a jail.
  static func batches(_ jobs: [VerificationJob], workers: Int) -> [[VerificationJob]] {
    Dictionary(grouping: jobs) { $0.requires.sorted() }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .flatMap { _, jobs in
        let size = min(most, max(1, (jobs.count + workers - 1) / workers))
        return stride(from: 0, to: jobs.count, by: size).map { Array(jobs[$0..<min(jobs.count, $0 + size)]) }
      }
  }
}
