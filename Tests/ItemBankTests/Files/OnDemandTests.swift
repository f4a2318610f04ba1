import Synchronization
import Testing

@testable import ItemBank

/// A value on demand is computed when it is first needed, and all who ask get the same one.
@Suite struct OnDemandTests {
  @Test func nothingIsComputedBeforeItIsNeededAndThenOnce() {
    let calls = Counter()
    let value = OnDemand { calls.next() }
    #expect(calls.count == 0)
    #expect(value.value == 1 && value.value == 1 && calls.count == 1)
  }

  @Test func allThreadsGetTheSameValue() async {
    for _ in 0..<50 {
      let calls = Counter()
      let value = OnDemand { calls.next() }
      let found = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<8 { group.addTask { value.value } }
        return await group.reduce(into: Set<Int>()) { $0.insert($1) }
      }
      #expect(found.count == 1)
    }
  }

  private final class Counter: Sendable {
    private let calls = Atomic(0)
    var count: Int { calls.load(ordering: .sequentiallyConsistent) }
    func next() -> Int { calls.add(1, ordering: .sequentiallyConsistent).newValue }
  }
}
