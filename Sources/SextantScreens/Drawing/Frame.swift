import SextantCore
import TerminalUI
import TextLayout

/// A picture of a screen, with the commands of clickable areas.
public struct Frame: Sendable {
  /// The cells.
  public var surface: Surface
  /// The clickable areas; later ones lie on top.
  public var hits: [Hit]

  /// The scroll bars, which can be dragged.
  public var bars: [Bar] = []
  /// The texts that ran out of room and lost their end without an ellipsis; a test holds that there are none.
  private(set) var cutTexts: [String] = []

  /// A scroll bar at the edge of a pane.
  public struct Bar: Sendable, Hashable {
    /// The area.
    public var area: Rect
    /// The rows of content for each row of the bar.
    public var rowsPerCell: Double
    /// The rows of the bar that represent the visible part.
    public var thumb: Range<Int>
  }

  /// A clickable area.
  public struct Hit: Sendable, Hashable {
    /// The area.
    public var area: Rect
    /// The command of a click.
    public var command: Command
  }

  /// Creates an empty frame.
  public init(_ size: Size) {
    surface = Surface(size)
    hits = []
  }

  /// The command under a point.
  public func command(at point: Point) -> Command? {
    hits.last { $0.area.contains(point) }?.command
  }

  /// Makes an area clickable.
  mutating func hit(_ area: Rect, _ command: Command) {
    hits.append(Hit(area: area, command: command))
  }

  /// Draws a faint vertical rule between two panes.
  mutating func rule(atColumn column: Int, in area: Rect) {
    for row in area.row..<area.endRow { surface.put("│", at: Point(column: column, row: row), .faint) }
  }

  /// Draws styled runs on a row, clipped to `limit` columns; returns the columns used.
  @discardableResult
  mutating func put(_ runs: [TextRun], at point: Point, limit: Int = .max) -> Int {
    var column = point.column
    for piece in runs {
      let left = limit == .max ? Int.max : limit - (column - point.column)
      let drawn =
        left <= 0
        ? 0
        : surface.put(piece.text, at: Point(column: column, row: point.row), piece.style, limit: left)
      if let address = piece.link {
        surface.link(Rect(column: column, row: point.row, columns: drawn, rows: 1), to: address)
      }
      column += drawn
      // Only text at the end of the room can have been cut.
      if drawn + 1 >= left || column >= surface.size.columns { noteCut(piece.text, after: drawn) }
      if left <= 0 { break }
    }
    return column - point.column
  }

  private mutating func noteCut(_ text: String, after drawn: Int) {
    let end = text.lastIndex { $0 != " " }
    guard let end, CellText.width(of: text[...end]) > drawn else { return }
    cutTexts.append(text)
  }

  /// Draws one row of a pane.
  mutating func put(_ line: Line, in area: Rect, row: Int) {
    guard row >= area.row, row < area.endRow else { return }
    let place = Rect(column: area.column, row: row, columns: area.columns, rows: 1)
    put(line.runs, at: Point(column: area.column, row: row), limit: area.columns)
    if line.isSelected {
      surface.restyle(place) { Style(.selection, $0.attributes.union(.reverse)) }
    }
    if let cursor = line.cursor {
      surface.cursor = Point(column: min(area.column + cursor, area.endColumn - 1), row: row)
    }
    if let command = line.command { hit(place, command) }
  }
}
