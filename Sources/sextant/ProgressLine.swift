#if canImport(Glibc)
  import Glibc
#endif

/// A bar on standard error that is drawn over itself; silent where that is no terminal.
final class ProgressLine {
  private let label: String
  private let isShown = isatty(2) == 1
  private var last = ""

  init(_ label: String) { self.label = label }

  func show(done: Int, all: Int) {
    guard isShown, all > 0 else { return }
    let cells = 30
    let filled = min(cells, done * cells / all)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: cells - filled)
    let text = "\r\(label) [\(bar)] \(done) of \(all)"
    guard text != last else { return }
    last = text
    emit(text)
  }

  func clear() {
    guard !last.isEmpty else { return }
    emit("\r" + String(repeating: " ", count: last.count) + "\r")
    last = ""
  }

  private func emit(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }
}
