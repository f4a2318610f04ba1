import Dispatch
import Foundation
import Synchronization

/// Distributes work over all cores, with a progress bar.
enum Parallel {
  static func run<Value: Sendable>(
    count: Int, share: Int, workers: Int, label: String, _ work: @escaping @Sendable (Range<Int>) -> Value
  ) -> [Value] {
    let shares = (count + share - 1) / share
    let next = Mutex(0)
    let done = Mutex<[Int: Value]>([:])
    let bar = ProgressLine(label)
    let group = DispatchGroup()
    for _ in 0..<min(workers, shares) {
      let thread = Thread {
        while true {
          let index = next.withLock { value in
            defer { value += 1 }
            return value
          }
          guard index < shares else { break }
          let value = work(index * share..<min(count, (index + 1) * share))
          done.withLock { $0[index] = value }
        }
        group.leave()
      }
      thread.stackSize = 8 << 20
      group.enter()
      thread.start()
    }
    while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      bar.show(done: min(count, done.withLock { $0.count } * share), all: count)
    }
    bar.clear()
    return done.withLock { values in (0..<shares).compactMap { values[$0] } }
  }
}
