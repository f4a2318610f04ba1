import Dispatch
import Foundation
import NcursesTerminal
import SextantCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Carries jobs out on its own queue, one after the other, and wakes the terminal's loop when there are
/// results.
///
/// It can get its first job before there is a terminal: the files are then opened in parallel with the
/// terminal, and the loop waits a moment for them, so that the first picture shows something useful.
final class BackgroundWorker: Sendable {
  private let runner: EffectRunner
  private let queue = DispatchQueue(label: "sextant.effects", qos: .userInitiated)
  private let waker = Mutex<(@Sendable () -> Void)?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  /// Creates a worker without a job.
  init(runner: EffectRunner) { self.runner = runner }

  /// Opens the files before there is a job.
  func openInAdvance(_ open: @escaping @Sendable () throws -> Workspace) {
    queue.async { [runner] in runner.openInAdvance(open) }
  }

  /// Carries a job out after all earlier ones.
  ///
  /// - Parameter report: Receives reports on the job, on the worker's queue.
  func start(_ job: Job, report: @escaping @Sendable (JobReport) -> Void) {
    queue.async { [self] in
      report(
        job.run { effect in
          runner.run(effect) { progress in
            report(.progress(progress))
            wake()
          }
        })
      isDone.signal()
      wake()
    }
  }

  /// Sets what wakes the loop from now on.
  func wakes(_ wake: @escaping @Sendable () -> Void) { waker.withLock { $0 = wake } }

  /// Waits for the first job, at most that many milliseconds; returns false if it isn't done by then.
  @discardableResult
  func waitForFirstJob(milliseconds: Int) -> Bool {
    isDone.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
  }

  /// Opens the journal if the start put that off.
  func openJournal() { queue.async { [runner] in runner.openJournal() } }

  /// Computes in advance what screens will ask for, after a second that belongs to keys alone.
  func prepare() {
    let runner = runner
    let thread = Thread {
      Thread.sleep(forTimeInterval: 1)
      // On Linux this concerns only this thread: with few cores, keys come first.
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
      runner.prepare()
    }
    thread.start()
  }

  private func wake() { waker.withLock { $0 }?() }
}
