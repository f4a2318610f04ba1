import CTerminalGuard
import Foundation
import Testing

/// A picture reaches the terminal in one write, however often ncurses writes.
@Suite struct BatchTests {
  #if canImport(Glibc)
    /// In a process of its own, because it replaces standard output.
    @Test func aBatchIsOneWriteAndTheNextBeginsEmpty() async {
      await #expect(processExitsWith: .success) {
        var ends: [Int32] = [0, 0]
        // A socket for datagrams returns each write by itself.
        try #require(socketpair(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0, &ends) == 0)
        try #require(dup2(ends[1], STDOUT_FILENO) >= 0)
        func put(_ text: String) { _ = text.withCString { write(STDOUT_FILENO, $0, strlen($0)) } }
        func next() -> String {
          var bytes = [UInt8](repeating: 0, count: 4096)
          let count = read(ends[0], &bytes, bytes.count)
          return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
        }
        put("before")
        for text in ["first", "second"] {
          tg_begin_batch()
          for character in text { put(String(character)) }
          tg_end_batch()
        }
        tg_begin_batch()
        tg_end_batch()
        put("after")
        for text in ["before", "first", "second", "after"] { try #require(next() == text) }
      }
    }
  #endif
}
