import Foundation
import Synchronization
import SystemPackage

/// Reads lines of standard input on its own thread, each on request.
final class LineReader: Sendable {
  private let asked = DispatchSemaphore(value: 0)
  /// True from a request until its line arrives; always true after the last line.
  private let isReading = Mutex(false)

  /// Creates a reader.
  ///
  /// - Parameter hear: Receives each requested line, without its line break; nil at the end of input.
  init(_ hear: @escaping @Sendable (String?) -> Void) {
    let thread = Thread { [self] in
      var lines = Lines()
      while true {
        asked.wait()
        let line = lines.next()
        if line != nil { isReading.withLock { $0 = false } }
        hear(line)
        if line == nil { return }
      }
    }
    thread.start()
  }

  /// Requests the next line, unless one is already requested.
  func read() {
    let isNew = isReading.withLock { isReading in
      defer { isReading = true }
      return !isReading
    }
    if isNew { asked.signal() }
  }

  /// The lines of standard input.
  ///
  /// The C library's own reading would hold a lock that the end of the process may wait for.
  private struct Lines {
    private var bytes: [UInt8] = []
    private var start = 0
    private var hasEnded = false

    mutating func next() -> String? {
      var searched = start
      while true {
        if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
          defer { start = end + 1 }
          return text(bytes[start..<end])
        }
        searched = bytes.count
        if hasEnded {
          defer { start = bytes.count }
          return start < bytes.count ? text(bytes[start...]) : nil
        }
        searched -= start
        bytes.removeSubrange(..<start)
        start = 0
        fill()
      }
    }

    private func text(_ line: ArraySlice<UInt8>) -> String {
      String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }

    private mutating func fill() {
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = (try? chunk.withUnsafeMutableBytes { try FileDescriptor.standardInput.read(into: $0) }) ?? 0
      hasEnded = count == 0
      bytes += chunk[..<count]
    }
  }
}
