import Dispatch
import Foundation
import NcursesTerminal
import Synchronization

/// Ends the plain dialogue on a signal: keeps what is half finished, and says how to come back.
final class Interruption {
  /// What the thread of the dialogue and that of the signals share.
  private final class Shared: Sendable {
    let told: Mutex<String>
    let keep = Mutex<(@Sendable () -> String?)?>(nil)
    /// Held while something is on its way to the disk.
    let writing = Mutex(())
    init(_ told: String) { self.told = Mutex(told) }

    func end(by signal: Int32) {
      // What is on its way arrives first; it ends by itself after a few seconds.
      let failure = writing.withLock { _ in keep.withLock { $0 }?() }
      // One that takes nothing, as after Ctrl-S or with its window closed, must not keep the program from ending.
      var watched = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
      if signal != SIGHUP, poll(&watched, 1, 200) > 0 {
        // The terminal has written ^C where the answer was to stand.
        Output.note("\n" + (failure.map { "What was done last is not saved: \($0)" } ?? told.withLock { $0 }))
      }
      endProcess(bySignal: signal)
    }
  }

  private let shared: Shared
  private let sources: [any DispatchSourceSignal]

  /// Begins to listen.
  init(_ told: String) {
    let shared = Shared(told)
    self.shared = shared
    let queue = DispatchQueue(label: "sextant.signals", qos: .userInitiated)
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { shared.end(by: number) }
      source.resume()
      return source
    }
  }

  deinit { sources.forEach { $0.cancel() } }

  /// Goes back to where nothing is half finished.
  func begin(_ told: String) {
    self.told = told
    keep = nil
  }

  /// What is told.
  var told: String {
    get { shared.told.withLock { $0 } }
    set { shared.told.withLock { $0 = newValue } }
  }

  /// Keeps what is half finished; returns why that failed, nil where it did not.
  var keep: (@Sendable () -> String?)? {
    get { shared.keep.withLock { $0 } }
    set { shared.keep.withLock { $0 = newValue } }
  }

  /// Writes without being ended in the middle.
  func hold<Result>(_ write: () -> Result) -> Result { shared.writing.withLock { _ in write() } }
}
