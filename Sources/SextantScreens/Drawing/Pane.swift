import TerminalUI

/// A scrolling column of rows that keeps the focus in view and shows where there is more.
enum Pane {
  /// The first row to show so that the focused rows are in view, scrolling as little as possible.
  static func offset(_ current: Int, lines: [Line], height: Int) -> Int {
    let last = max(0, lines.count - height)
    var offset = min(max(0, current), last)
    guard height > 0, let first = lines.firstIndex(where: \.isFocused) else { return offset }
    let end = lines.lastIndex(where: \.isFocused) ?? first
    if end >= offset + height {
      offset = end - height + 1
      // A text doesn't begin in the middle of a sentence.
      while offset < first, lines[offset].isContinued { offset += 1 }
    }
    if first < offset { offset = first }
    return min(offset, last)
  }

  /// The first row of a list to show, derived from the focus alone.
  ///
  /// The list stays in place while the focus moves through its middle half, then scrolls by half a screen. A
  /// list that scrolled with every key would send all its rows over a slow line each time.
  static func turned(to focus: Int, count: Int, height: Int) -> Int {
    let half = max(1, height / 2)
    return min(max(0, (focus - height / 4) / half * half), max(0, count - height))
  }

  /// Scrolls a text by a command; returns false for other commands.
  ///
  /// The end isn't known before the text is drawn, so drawing limits the offset, and no command leads there.
  static func scroll(_ offset: inout Int, by command: Command, page: Int) -> Bool {
    switch command {
    case .up: offset = max(0, offset - 1)
    case .down: offset += 1
    case .pageUp: offset = max(0, offset - page)
    case .pageDown: offset += page
    case .top: offset = 0
    default: return false
    }
    return true
  }

  /// Rows wrapped to an area; if not all fit, they leave the last two columns to the scroll bar.
  ///
  /// - Parameter build: Builds the rows for a number of columns.
  static func fitted(_ area: Rect, _ build: (Int) -> [Line]) -> [Line] {
    let whole = build(area.columns)
    return whole.count <= area.rows ? whole : build(max(1, area.columns - 2))
  }

  /// Draws the rows from `offset`; if not all fit, with a scroll bar at the right edge.
  static func draw(_ lines: [Line], offset: Int, in area: Rect, on frame: inout Frame) {
    draw(count: lines.count, offset: offset, in: area, on: &frame) { lines[$0] }
  }

  /// Draws the rows beside a rule at the right edge, which becomes the scroll bar if not all fit.
  static func draw(besideRule lines: [Line], offset: Int, in area: Rect, on frame: inout Frame) {
    draw(besideRule: lines.count, offset: offset, in: area, on: &frame) { lines[$0] }
  }

  /// Draws the rows beside a rule, building only the visible ones.
  static func draw(
    besideRule count: Int, offset: Int, in area: Rect, on frame: inout Frame, line: (Int) -> Line
  ) {
    let overflows = count > area.rows
    draw(
      count: count, offset: offset, in: overflows ? area.inset(right: -1) : area, on: &frame, line: line)
  }

  /// Draws the rows from `offset`, building only the visible ones.
  static func draw(
    count: Int, offset: Int, in area: Rect, on frame: inout Frame, line: (Int) -> Line
  ) {
    guard !area.isEmpty else { return }
    let offset = min(max(0, offset), max(0, count - area.rows))
    let overflows = count > area.rows
    let inner = overflows ? area.inset(right: 1) : area
    for index in offset..<min(count, offset + area.rows) {
      frame.put(line(index), in: inner, row: area.row + index - offset)
    }
    guard overflows else { return }
    let thumb = max(1, area.rows * area.rows / count)
    let travel = max(1, count - area.rows)
    let start = (area.rows - thumb) * offset / travel
    frame.bars.append(
      Frame.Bar(
        area: Rect(column: area.endColumn - 1, row: area.row, columns: 1, rows: area.rows),
        rowsPerCell: Double(travel) / Double(max(1, area.rows - thumb)),
        thumb: area.row + start..<area.row + start + thumb))
    for row in 0..<area.rows {
      let inThumb = row >= start && row < start + thumb
      frame.surface.put(
        inThumb ? "┃" : "│", at: Point(column: area.endColumn - 1, row: area.row + row),
        Style(inThumb ? .muted : .faint))
    }
  }
}
