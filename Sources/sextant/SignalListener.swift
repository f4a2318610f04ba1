import Dispatch
import SextantCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension StopCause {
  /// Why a signal ends the program.
  init(signal: Int32) {
    self =
      switch signal {
      case SIGINT: .interrupt
      case SIGHUP: .hangUp
      default: .terminate
      }
  }
}

/// Receives the signals that ask the program to end.
final class SignalListener {
  private let sources: [any DispatchSourceSignal]

  /// Starts to listen.
  ///
  /// - Parameters:
  ///   - onStop: Called on a separate thread if the person suspends the program, with the function that stops it and
  ///     returns when it goes on.
  ///   - hear: Receives each signal's number, on a separate thread.
  init(
    onStop: (@Sendable (_ stop: () -> Void) -> Void)? = nil, _ hear: @escaping @Sendable (Int32) -> Void
  ) {
    let queue = DispatchQueue(label: "sextant.signals", qos: .userInitiated)
    var handlers: [(Int32, @Sendable () -> Void)] = [SIGINT, SIGTERM, SIGHUP].map { number in
      (number, { hear(number) })
    }
    // Stopped by the system, the program could not note the time, so it stops itself. `raise` stops this very
    // thread before it returns; `kill` may return first.
    if let onStop { handlers.append((SIGTSTP, { onStop { _ = raise(SIGSTOP) } })) }
    let isHeard = DispatchSemaphore(value: 0)
    sources = handlers.map { number, handle in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: handle)
      source.setRegistrationHandler { isHeard.signal() }
      source.resume()
      return source
    }
    // A source is set up on another thread. Until then the signal ends the program at once, and nothing is saved; on a
    // busy machine that can take longer than a person takes to answer the first question.
    for _ in sources { _ = isHeard.wait(timeout: .now() + .seconds(2)) }
  }

  deinit { sources.forEach { $0.cancel() } }
}
