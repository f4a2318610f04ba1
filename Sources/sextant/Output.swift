import Foundation
import SextantCore
import SextantPlain
import SextantScreens

#if canImport(Glibc)
  import Glibc
#endif

/// Data goes to standard output, messages to standard error.
enum Output {
  /// Prints data as it is; a reader that has gone away ends the program quietly.
  static func data(_ text: String) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        exit(errno == EPIPE ? 0 : 74)
      }
      start += written
    }
  }

  /// Prints data as a line.
  static func line(_ text: String) { data(text + "\n") }

  /// Prints a line of the plain dialogue, wrapped between words where a terminal shows it.
  static func say(_ text: String) {
    for line in PlainWrap.lines(text, columns: columns(of: 1)) { Output.line(line) }
  }

  /// The width of the terminal, 80 where it does not tell; nil where the output goes elsewhere.
  private static func columns(of file: Int32) -> Int? {
    guard isatty(file) == 1 else { return nil }
    var size = winsize()
    return ioctl(file, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Prints a message, wrapped between words where a terminal shows it.
  static func note(_ text: String) {
    let columns = columns(of: 2)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      PlainWrap.lines(String($0), columns: columns)
    }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }

  /// Text that is safe to print: control characters of banks and journals never reach the terminal.
  static func safe(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }))
  }

  /// A value as JSON with sorted keys.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    data(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
  }

  /// Rows as a table with aligned columns; columns of numbers stand right.
  static func table(_ rows: [[String]], right: Set<Int> = []) {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    for row in rows {
      var text = ""
      for (column, cell) in row.enumerated() {
        let pad = String(repeating: " ", count: widths[column] - cell.count)
        text += right.contains(column) ? pad + cell : cell + pad
        text += "  "
      }
      while text.last == " " { text.removeLast() }
      line(safe(text))
    }
  }
}
