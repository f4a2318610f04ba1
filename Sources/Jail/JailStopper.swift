import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends a run from another thread; the run then comes back with the limit `cancelled`.
package final class JailStopper: Sendable {
  private struct State {
    var process: Int32?
    var isStopped = false
  }

  private let state = Mutex(State())

  /// Creates a stopper for one run.
  package init() {}

  /// Ends the run, now or as soon as it begins.
  package func stop() {
    state.withLock {
      $0.isStopped = true
      if let process = $0.process { kill(process, SIGTERM) }
    }
  }

  /// True if the run was ended with it, or will be.
  var isStopped: Bool { state.withLock { $0.isStopped } }

  func begin(_ process: Int32) {
    state.withLock {
      $0.process = process
      if $0.isStopped { kill(process, SIGTERM) }
    }
  }

  func end() { state.withLock { $0.process = nil } }
}
