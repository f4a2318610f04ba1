import Synchronization

/// A clock that stands while the program is suspended.
///
/// The clock below it already stands while the computer sleeps. Together they carry out `Session.clockRule`: what
/// nobody can see costs no time.
public final class RunningClock: Sendable {
  private let source: @Sendable () -> Int
  private let stopped = Mutex(0)

  /// Creates a clock.
  ///
  /// - Parameter milliseconds: A clock that only runs forward, in milliseconds.
  public init(_ milliseconds: @escaping @Sendable () -> Int) { source = milliseconds }

  /// The time that the program has been running, in milliseconds.
  public var milliseconds: Int { source() - stopped.withLock { $0 } }

  /// Suspends the program, and leaves the time until it goes on out of the clock.
  public func pause<Value>(while suspended: () throws -> Value) rethrows -> Value {
    let start = source()
    defer {
      let time = max(0, source() - start)
      stopped.withLock { $0 += time }
    }
    return try suspended()
  }
}
