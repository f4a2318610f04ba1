import SextantCore
import TerminalUI
import TextLayout

/// A run of text in one style.
struct TextRun: Hashable, Sendable {
  var text: String
  var style: Style
  /// The address that it links to; nil for none.
  var link: String?

  init(_ text: String, _ style: Style = .text) {
    self.text = text
    self.style = style
  }
}

/// One row of a scrolling pane: styled text, and the command of a click on it.
struct Line: Hashable, Sendable {
  var runs: [TextRun]
  /// The command of a click.
  var command: Command?
  /// True if the pane must keep this row in view.
  var isFocused = false
  /// True if the row is reversed over the pane's whole width.
  var isSelected = false
  /// True if the row goes on with the text of the row before.
  var isContinued = false
  /// The column of the terminal's cursor on this row.
  var cursor: Int?

  init(_ runs: [TextRun], command: Command? = nil) {
    self.runs = runs
    self.command = command
  }

  init(_ text: String = "", _ style: Style = .text, command: Command? = nil) {
    self.init(text.isEmpty ? [] : [TextRun(text, style)], command: command)
  }

  /// The same as a link, but for what is before its text.
  ///
  /// - Parameter indent: The runs before the text, such as a bullet.
  func linked(to address: String, after indent: Int = 1) -> Line {
    var copy = self
    for place in copy.runs.indices.dropFirst(indent) { copy.runs[place].link = address }
    return copy
  }

  /// An empty row.
  static let blank = Line()

  /// The columns of the row's text.
  var width: Int { runs.reduce(0) { $0 + CellText.width(of: $1.text) } }

  /// Wraps prose; later rows are indented by `hanging`.
  static func wrap(
    _ text: String, _ style: Style = .text, columns: Int, indent: String = "", hanging: String? = nil,
    command: Command? = nil
  ) -> [Line] {
    let rest = hanging ?? String(repeating: " ", count: CellText.width(of: indent))
    let room = columns - max(CellText.width(of: indent), CellText.width(of: rest))
    return CellText.wrap(text, columns: max(8, room)).enumerated().map { index, row in
      var line = Line([TextRun(index == 0 ? indent : rest, style), TextRun(row, style)], command: command)
      line.isContinued = index > 0
      return line
    }
  }

  /// Breaks styled runs exactly where a row ends, so that nothing is lost.
  ///
  /// This is for code, where a blank is not a good place to break.
  static func broken(_ runs: [TextRun], columns: Int) -> [[TextRun]] {
    var rows: [[TextRun]] = [[]]
    var left = max(2, columns)
    for piece in runs {
      var text = ""
      for glyph in piece.text {
        let width = CellText.width(of: String(glyph))
        if width > left {
          // Break after a blank, a comma or a bracket, if one is near: half a name is hard to read.
          var carried = ""
          if let cut = text.lastIndex(where: { " ,(=+.".contains($0) }),
            text.distance(from: cut, to: text.endIndex) <= 12,
            text.index(after: cut) != text.startIndex
          {
            carried = String(text[text.index(after: cut)...])
            text = String(text[...cut])
          } else if text.count <= 12, !rows[rows.count - 1].isEmpty, glyph.isNumber,
            text.last?.isNumber ?? false
          {
            // Half a number would read as another number, so move all of it to the next row.
            (carried, text) = (text, "")
          }
          if !text.isEmpty { rows[rows.count - 1].append(TextRun(text, piece.style)) }
          rows.append([])
          (text, left) = (carried, max(2, columns) - CellText.width(of: carried))
        }
        text.append(glyph)
        left -= width
      }
      if !text.isEmpty { rows[rows.count - 1].append(TextRun(text, piece.style)) }
    }
    return rows
  }

  /// A row with text at both ends; if both don't fit, the left one is cut.
  static func spread(_ left: [TextRun], _ right: [TextRun], columns: Int, command: Command? = nil) -> Line {
    let used = left.reduce(0) { $0 + CellText.width(of: $1.text) }
    let end = right.reduce(0) { $0 + CellText.width(of: $1.text) }
    let gap = columns - used - end
    // Two texts need a blank between them.
    guard gap > 0 || (gap == 0 && end == 0) else {
      var room = columns - end - 1
      guard room > 4 else { return Line(left, command: command) }
      var kept: [TextRun] = []
      for piece in left where room > 0 {
        let text = CellText.truncate(piece.text, columns: room)
        kept.append(TextRun(text, piece.style))
        room -= CellText.width(of: text)
      }
      return Line(kept + [TextRun(String(repeating: " ", count: max(0, room) + 1))] + right, command: command)
    }
    return Line(left + [TextRun(String(repeating: " ", count: gap))] + right, command: command)
  }
}
