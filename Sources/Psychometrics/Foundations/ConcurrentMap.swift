import Dispatch
import Synchronization

/// Computes a value for every index below `count` on several threads and returns the values in order.
///
/// The result doesn't depend on the number of threads as long as `body` depends on its index alone.
///
/// - Parameters:
///   - count: The number of values.
///   - threads: The number of threads, at least 1; 1 computes on the calling thread.
func concurrentMap<Value: Sendable>(
  count: Int, threads: Int, _ body: @Sendable (Int) -> Value
) -> [Value] {
  let workers = min(max(1, threads), count)
  guard workers > 1 else { return (0..<max(0, count)).map(body) }
  let next = Atomic(0)
  let values = Mutex<[Value?]>(Array(repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    // A thread that is slowed down by others takes fewer parts.
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let value = body(index)
      values.withLock { $0[index] = value }
    }
  }
  return values.withLock { $0.compactMap { $0 } }
}
