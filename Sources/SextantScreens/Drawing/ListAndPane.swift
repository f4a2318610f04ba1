import SextantCore
import TerminalUI
import TextLayout

/// A list beside a pane about its focused row; one above the other if there is no room.
enum ListAndPane {
  /// Draws both; `pane` receives the columns that it may fill.
  ///
  /// - Parameters:
  ///   - leastColumns: The columns from which the pane stands beside the list.
  ///   - listRows: The rows of a list above its pane; nil for two fifths.
  static func draw(
    _ list: [Line], pane: (Int) -> [Line], paneScroll: Int = 0, listColumns: Int, leastColumns: Int = 70,
    listRows: Int? = nil, in area: Rect, foot: Line? = nil, on frame: inout Frame
  ) {
    var area = area
    if let foot {
      frame.put(foot, in: area.inset(left: 1, right: 1), row: area.endRow - 1)
      area = area.inset(bottom: 1)
    }
    if area.columns >= leastColumns {
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
      let rows = listRows.map { min($0, area.rows) } ?? max(3, area.rows * 2 / 5)
      let (top, rest) = area.splitTop(rows)
      let body = top.inset(left: 1, right: 1)
      Pane.draw(list, offset: turned(list, body.rows), in: body, on: &frame)
      frame.surface.put(
        String(repeating: "─", count: area.columns), at: Point(column: 0, row: rest.row), .faint)
      let bottom = rest.inset(left: 1, top: 1, right: 1)
      let lines = Pane.fitted(bottom, pane)
      let offset = Pane.offset(paneScroll, lines: lines, height: bottom.rows)
      Pane.draw(lines, offset: offset, in: bottom, on: &frame)
      // If the pane's heading is scrolled away, show it in the rule.
      if offset > 0, let heading = lines.first {
        let name = CellText.truncate(heading.runs.map(\.text).joined(), columns: area.columns - 6)
        frame.put([TextRun(" \(name) ", .heading)], at: Point(column: 2, row: rest.row))
      }
    }
  }

  /// The columns from which a text has a pane beside it.
  static let leastForAside = 110

  /// Draws a text that can't be scrolled, with a pane beside it on wide terminals.
  static func draw(
    _ text: (Int) -> [Line], aside: (Int) -> [Line], offset: ([Line], Int) -> Int = { _, _ in 0 },
    in area: Rect, on frame: inout Frame
  ) {
    guard area.columns >= leastForAside else {
      let room = Chrome.text(area)
      let lines = Pane.fitted(room, text)
      Pane.draw(lines, offset: offset(lines, room.rows), in: room, on: &frame)
      return
    }
    let (left, rest) = area.splitLeft(area.columns * 55 / 100)
    let room = Chrome.text(left)
    let lines = Pane.fitted(room, text)
    Pane.draw(lines, offset: offset(lines, room.rows), in: room, on: &frame)
    frame.rule(atColumn: rest.column, in: rest)
    let pane = Chrome.text(rest.inset(left: 1))
    // Nothing here can be scrolled, so only what fits is drawn.
    Pane.draw(Array(aside(pane.columns).prefix(pane.rows)), offset: 0, in: pane, on: &frame)
  }

  /// The columns of a list: as many as its rows need, as long as the pane keeps its room.
  static func columns(for natural: Int, in area: Rect) -> Int {
    min(max(30, natural), max(area.columns * 55 / 100, area.columns - 64))
  }

  private static func turned(_ lines: [Line], _ rows: Int) -> Int {
    let place = lines.firstIndex(where: \.isFocused) ?? 0
    return Pane.turned(to: place, count: lines.count, height: rows)
  }
}

extension Line {
  /// A row of a list, with the focus mark.
  static func entry(_ runs: [TextRun], isFocused: Bool, command: Command) -> Line {
    var line = Line([TextRun(isFocused ? "▸ " : "  ", .key)] + runs, command: command)
    line.isFocused = isFocused
    line.isSelected = isFocused
    if isFocused { line.cursor = 0 }
    return line
  }
}
