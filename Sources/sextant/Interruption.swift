import Dispatch
import Foundation
import NcursesTerminal
import Synchronization

/// What is told where the person interrupts the plain dialogue; it says the same as where the input ends.
final class Interruption {
  /// A text that two threads share.
  private final class Text: Sendable {
    let text: Mutex<String>
    init(_ text: String) { self.text = Mutex(text) }
  }

  private let text: Text
  private let source: any DispatchSourceSignal

  /// Begins to listen.
  init(_ text: String) {
    let text = Text(text)
    self.text = text
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global(qos: .userInitiated))
    source.setEventHandler {
      // The terminal has written ^C where the answer was to stand.
      var watched = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
      // One that takes nothing, as after Ctrl-S, must not keep the program from ending.
      if poll(&watched, 1, 200) > 0 { Output.note("\n" + text.text.withLock { $0 }) }
      endProcess(bySignal: SIGINT)
    }
    source.resume()
  }

  deinit { source.cancel() }

  /// What is told.
  var told: String {
    get { text.text.withLock { $0 } }
    set { text.text.withLock { $0 = newValue } }
  }
}
