/// A text of another program as the bank's plain text.
package struct PlainText: Sendable, Equatable {
  /// The prose; paragraphs are separated by blank lines, and indented lines stay on their own.
  package var prose = ""
  /// The blocks of code, in their order.
  package var code: [ImportedCode] = []
  /// True if prose follows the last block of code.
  package var continuesAfterCode = false
  /// What can't be shown in a terminal: pictures, sounds, frames; each with its address.
  package var media: [String] = []
  /// What else was left out.
  package var lost: [String] = []

  /// A text without markup.
  package init(_ prose: String = "") { self.prose = prose }

  /// The prose on one line, with its code behind it: for an option, a step or a side of a pair.
  package var line: String {
    if code.isEmpty, Self.isOneLine(prose) { return prose }
    let parts = [prose] + code.map(\.text)
    return parts.filter { !$0.isEmpty }.joined(separator: " ").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// True for words with one space between them.
  private static func isOneLine(_ text: String) -> Bool {
    var wasSpace = true
    for byte in text.utf8 {
      guard (32...126).contains(byte), byte != 32 || !wasSpace else { return false }
      wasSpace = byte == 32
    }
    return !wasSpace
  }

  /// The prose with its code as indented lines: for an explanation or a reason.
  package var paragraphs: String {
    if code.isEmpty { return prose }
    let blocks = code.map { block in
      block.text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(
        separator: "\n")
    }
    return ([prose] + blocks).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}

/// How a text is marked up.
package enum Markup: Sendable, Equatable {
  /// As it is.
  case plain
  /// HTML.
  case html
  /// HTML in which line breaks count: Moodle's own format.
  case moodle
  /// Markdown.
  case markdown

  /// The text without its markup.
  package func plain(_ text: String) -> PlainText {
    switch self {
    case .plain: PlainText(Self.trimmed(text))
    case .html: HTMLText.read(text, breaksCount: false)
    case .moodle: HTMLText.read(text, breaksCount: true)
    case .markdown: MarkdownText.read(text)
    }
  }

  /// A text without white space around it; the indent of its first line stays.
  static func trimmed(_ text: String) -> String {
    if !text.utf8.contains(10) { return String(text.trimmed) }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last?.isWhitespace ?? false { line.removeLast() }
      return line
    }
    while lines.first?.isEmpty ?? false { lines.removeFirst() }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.count == 1 ? String(lines[0].drop { $0.isWhitespace }) : lines.joined(separator: "\n")
  }
}
