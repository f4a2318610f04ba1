import Dispatch
import Synchronization

/// Passes messages from other threads to the one that waits for them, in order.
final class Mailbox<Letter: Sendable>: Sendable {
  private let letters = Mutex<[Letter]>([])
  private let count = DispatchSemaphore(value: 0)

  /// Adds a message; callable from any thread.
  func put(_ letter: Letter) {
    letters.withLock { $0.append(letter) }
    count.signal()
  }

  /// Waits for the next message, at most that many milliseconds, or forever; nil if none comes.
  func wait(milliseconds: Int?) -> Letter? {
    if let milliseconds {
      guard count.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else { return nil }
    } else {
      count.wait()
    }
    return letters.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}
