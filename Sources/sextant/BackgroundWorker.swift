import Dispatch
import Foundation
import NcursesTerminal
import SextantCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Carries jobs out on a queue of its own, one after the other, and wakes the terminal's loop when something came of
/// them.
///
/// It can be given its first job before there is a terminal: the files are opened while the terminal is, and the
/// loop waits a moment for them, so that the first picture shows something to use.
final class BackgroundWorker: Sendable {
  private let runner: EffectRunner
  private let queue = DispatchQueue(label: "sextant.effects", qos: .userInitiated)
  private let waker = Mutex<(@Sendable () -> Void)?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  /// Creates a worker without a job.
  init(runner: EffectRunner) { self.runner = runner }

  /// Carries a job out after those before it.
  ///
  /// - Parameter report: Hears of it, on the worker's queue.
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

  /// Names what wakes the loop from now on.
  func wakes(_ wake: @escaping @Sendable () -> Void) { waker.withLock { $0 = wake } }

  /// Waits for the first job, but no longer than so many milliseconds; false where it isn't done by then.
  @discardableResult
  func waitForFirstJob(milliseconds: Int) -> Bool {
    isDone.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
  }

  /// Does ahead what screens will ask for, after a second in which only keys are answered.
  func prepare() {
    let runner = runner
    let thread = Thread {
      Thread.sleep(forTimeInterval: 1)
      // Of this thread alone on Linux: keys are answered first where there are few cores.
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
      runner.prepare()
    }
    thread.start()
  }

  private func wake() { waker.withLock { $0 }?() }
}
