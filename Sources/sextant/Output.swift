import Foundation
import SystemPackage
import TextLayout

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Data goes to standard output, messages to standard error.
enum Output {
  /// Prints data as it is.
  ///
  /// A reader that has gone away ends the program quietly; any other failure ends it with a message and its
  /// code.
  static func data(_ text: String) {
    do {
      try FileDescriptor.standardOutput.writeAll(text.utf8)
    } catch Errno.brokenPipe {
      exit(0)
    } catch {
      let reason = (error as? Errno)?.description ?? "\(error)"
      note("sextant: standard output cannot be written: \(reason)")
      exit(Exit.cannotWrite.rawValue)
    }
  }

  /// Prints text as a line, without anything that a terminal could take for a command.
  static func line(_ text: String) { data(safe(text) + "\n") }

  /// Prints a line of plain mode; on a terminal it is wrapped between words.
  static func say(_ text: String) {
    for line in CellText.hanging(text, columns: columns(of: 1)) { Output.line(line) }
  }

  /// The width of the terminal, 80 if it doesn't say; nil if the output isn't a terminal.
  private static func columns(of file: Int32) -> Int? {
    guard isatty(file) == 1 else { return nil }
    var size = winsize()
    return ioctl(file, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Prints a message; on a terminal it is wrapped between words.
  static func note(_ text: String) {
    let columns = columns(of: 2)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      CellText.hanging(safe(String($0)), columns: columns)
    }
    message(lines.joined(separator: "\n") + "\n")
  }

  /// Asks on standard error; the answer is typed after it.
  static func ask(_ prompt: String) { message(safe(prompt)) }

  /// Draws a line on standard error over the previous one.
  static func progress(_ text: String) { message("\r" + safe(text)) }

  private static func message(_ text: String) {
    // If messages can't be written, nobody is left to be told.
    _ = try? FileDescriptor.standardError.writeAll(text.utf8)
  }

  /// Text that is safe to print: control characters from banks and journals never reach the terminal.
  static func safe(_ text: String) -> String {
    ForbiddenCharacters.removed(from: text)
  }

  /// A value as JSON with sorted keys.
  static func json(_ value: some Encodable) throws { data(try jsonText(value)) }

  /// The text that `json` prints.
  static func jsonText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return ForbiddenCharacters.escaped(inJSON: String(decoding: try encoder.encode(value), as: UTF8.self))
      + "\n"
  }

  /// Prints a sentence about a table on standard error, wrapped as the table is.
  static func remark(_ text: String) {
    for line in CellText.hanging(safe(text), columns: columns(of: 2) ?? pipedColumns) { message(line + "\n") }
  }

  /// Prints rows as a table with aligned columns; columns of numbers are right-aligned.
  ///
  /// - Parameters:
  ///   - wrapped: The column whose texts wrap if the rows are wider than the terminal; nil for none.
  ///   - below: What stands below a row of the same place, wrapped.
  static func table(_ rows: [[String]], right: Set<Int> = [], wrapped: Int? = nil, below: [[String]] = []) {
    let room = columns(of: 1) ?? pipedColumns
    for line in TextTable(rows: rows.map { $0.map(safe) }, right: right, wrapped: wrapped, below: below)
      .lines(room)
    { Output.line(line) }
  }

  /// The columns of a line that goes to a file or another program.
  private static let pipedColumns = 80
}
