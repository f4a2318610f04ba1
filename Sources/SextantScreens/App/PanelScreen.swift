import SextantCore
import TerminalUI
import TextLayout

/// A screen as a value: commands go in, effects come out, and it can be drawn at any size.
///
/// New screens conform to this; the program's state holds them without knowing them.
protocol PanelScreen: Sendable {
  /// The keys that hold now.
  var bindings: [Binding] { get }
  /// The screen's name in the file of keys.
  var section: String { get }
  /// Does a command, and tells what the world must do.
  mutating func perform(_ command: Command, _ context: Context) -> [Effect]
  /// Draws the screen.
  func view(_ size: Size, _ context: Context) -> Frame
  /// Takes a key as text; tells whether it was used.
  mutating func type(_ key: Key) -> Bool
  /// Takes pasted text.
  mutating func paste(_ text: String)
  /// Takes the time in, where the screen has a clock.
  mutating func tick(clock: Int) -> [Effect]
  /// After how many milliseconds the screen wants to know the time; nil for never.
  var patience: Int? { get }
  /// True where letters are text, so that they are never taken for commands.
  var takesText: Bool { get }
  /// The command that leads to this screen from others; nil where none does.
  var place: Command? { get }
  /// True where the letters of other screens lead there.
  var leadsToPlaces: Bool { get }
}

extension PanelScreen {
  var section: String { "" }
  mutating func type(_ key: Key) -> Bool { false }
  mutating func paste(_ text: String) {}
  mutating func tick(clock: Int) -> [Effect] { [] }
  var patience: Int? { nil }
  var takesText: Bool { false }
  var place: Command? { nil }
  var leadsToPlaces: Bool { true }
}

/// A row of text that is being edited at the foot of a screen.
struct Prompt: Sendable, Hashable {
  /// What is asked.
  var label: String
  /// The text so far.
  var field: TextField
  /// What stands in the field while it is empty.
  var example = ""

  init(_ label: String, text: String = "") {
    self.label = label
    field = TextField(text: text)
  }

  /// A prompt for a text that is kept or written anew, but not written on.
  init(_ label: String, replacing text: String, example: String) {
    self.label = label
    self.example = example
    field = TextField(text: text, isReplaced: true)
  }

  init(_ label: String, field: TextField) {
    self.label = label
    self.field = field
  }

  /// Enter keeps the text, Escape drops it.
  static let bindings = bindings(keep: "keep")

  /// The same with a word of its own for what Enter does.
  static func bindings(keep: String) -> [Binding] {
    [
      Binding(.confirm, [.enter], label: keep, help: "\(keep) what was written"),
      Binding(.back, [.escape], label: "drop", help: "drop what was written"),
    ]
  }

  func line(columns: Int) -> Line {
    // The field is never pushed off by what is asked.
    let room = max(8, columns / 2 - 2)
    var label = CellText.truncate(self.label, columns: room)
    // A name that is cut is still closed, or it would run into what is written.
    if label != self.label, label.contains("“"), !label.contains("”") {
      label = CellText.truncate(self.label, columns: room - 1) + "”"
    }
    let start = CellText.width(of: label) + 2
    let view = field.view(columns: max(4, columns - start))
    // What the next letter takes the place of looks as what is marked does.
    let style = field.isReplaced ? Style(.selection, .reverse) : Style(.text, .underline)
    var pieces = [Piece(label + "  ", .accent), Piece(view.text, style)]
    if field.text.isEmpty, !example.isEmpty {
      pieces.append(Piece(CellText.truncate(" " + example, columns: max(0, columns - start)), .muted))
    }
    var line = Line(pieces)
    line.cursor = start + view.cursor
    return line
  }
}

/// A list beside a pane that tells about its focused row; one above the other where there is no room.
enum ListAndPane {
  /// Draws both and returns nothing; `pane` gets the columns that it may fill.
  static func draw(
    _ list: [Line], pane: (Int) -> [Line], paneScroll: Int = 0, listColumns: Int, in area: Rect,
    foot: Line? = nil, on frame: inout Frame
  ) {
    var area = area
    if let foot {
      frame.put(foot, in: area.inset(left: 1, right: 1), row: area.endRow - 1)
      area = area.inset(bottom: 1)
    }
    if area.columns >= 70 {
      let (left, rest) = area.splitLeft(listColumns)
      frame.rule(atColumn: rest.column, in: area)
      Pane.draw(besideRule: list, offset: turned(list, left.rows), in: left.inset(left: 1), on: &frame)
      let right = rest.inset(left: 2, right: 1)
      let shown = Rect(
        column: right.column, row: right.row, columns: min(84, right.columns), rows: right.rows)
      let lines = Pane.fitted(shown, pane)
      Pane.draw(
        lines, offset: Pane.offset(paneScroll, lines: lines, height: shown.rows), in: shown, on: &frame)
    } else {
      let rows = max(3, area.rows * 2 / 5)
      let (top, rest) = area.splitTop(rows)
      let body = top.inset(left: 1, right: 1)
      Pane.draw(list, offset: turned(list, body.rows), in: body, on: &frame)
      frame.surface.put(
        String(repeating: "─", count: area.columns), at: Point(column: 0, row: rest.row), .faint)
      let bottom = rest.inset(left: 1, top: 1, right: 1)
      let lines = Pane.fitted(bottom, pane)
      let offset = Pane.offset(paneScroll, lines: lines, height: bottom.rows)
      Pane.draw(lines, offset: offset, in: bottom, on: &frame)
      // What the pane is about is told by the rule where its heading is scrolled away.
      if offset > 0, let heading = lines.first {
        let name = CellText.truncate(heading.pieces.map(\.text).joined(), columns: area.columns - 6)
        frame.put([Piece(" \(name) ", .heading)], at: Point(column: 2, row: rest.row))
      }
    }
  }

  /// The columns of a list: what its rows ask for, as far as the pane beside it keeps its room.
  static func columns(for natural: Int, in area: Rect) -> Int {
    min(max(30, natural), max(area.columns * 55 / 100, area.columns - 64))
  }

  private static func turned(_ lines: [Line], _ rows: Int) -> Int {
    let place = lines.firstIndex(where: \.isFocused) ?? 0
    return Pane.turned(to: place, count: lines.count, height: rows)
  }
}

extension Line {
  /// A row of a list, with the mark of the focus before it.
  static func entry(_ pieces: [Piece], isFocused: Bool, command: Command) -> Line {
    var line = Line([Piece(isFocused ? "▸ " : "  ", .key)] + pieces, command: command)
    line.isFocused = isFocused
    line.isSelected = isFocused
    if isFocused { line.cursor = 0 }
    return line
  }
}
