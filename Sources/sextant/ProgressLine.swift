#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A progress bar on standard error; silent if that isn't a terminal.
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
    let text = "\(label) [\(bar)] \(done) of \(all)"
    guard text != last else { return }
    last = text
    Output.progress(text)
  }

  func clear() {
    guard !last.isEmpty else { return }
    Output.progress(String(repeating: " ", count: last.count))
    Output.progress("")
    last = ""
  }
}
