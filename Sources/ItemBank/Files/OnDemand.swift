import Synchronization

/// A value that the first to need it computes, for all threads.
///
/// It is for what a start doesn't need: what is computed depends on nothing but values, so it makes no difference when.
package final class OnDemand<Value: Sendable>: Sendable {
  private final class Box: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private let box = AtomicLazyReference<Box>()
  private let compute: @Sendable () -> Value

  /// - Parameter compute: Computes the value; two threads that need it at once may both do so, and one value is kept.
  package init(_ compute: @escaping @Sendable () -> Value) { self.compute = compute }

  /// The value.
  package var value: Value { (box.load() ?? box.storeIfNil(Box(compute()))).value }
}
