import TextLayout

/// One cell of a terminal: a glyph and its meaning.
public struct Cell: Hashable, Sendable {
  /// The glyph; a space if the cell is empty.
  public var glyph: Character
  /// The meaning.
  public var style: Style
  /// True for the right half of a wide glyph, which draws nothing itself.
  public var isContinuation: Bool
  /// The number of the picture's address that the cell links to, from 1; 0 for none.
  public internal(set) var link: UInt8 = 0

  /// Creates a cell.
  public init(_ glyph: Character = " ", _ style: Style = .text, isContinuation: Bool = false) {
    self.glyph = glyph
    self.style = style
    self.isContinuation = isContinuation
  }
}

/// A picture of the whole terminal as a value: rows of cells and the cursor position.
///
/// Widgets draw into a surface, and tests inspect it. Anything drawn outside is clipped. Text is cleaned on
/// the way in: control, bidirectional and joining characters never become cells.
public struct Surface: Hashable, Sendable {
  /// The extent in cells.
  public let size: Size
  /// The cells, row after row.
  public internal(set) var cells: [Cell]
  /// The addresses that cells link to.
  public internal(set) var addresses: [String] = []
  /// The position of the terminal's cursor; nil hides it.
  public var cursor: Point?

  /// Creates an empty surface.
  public init(_ size: Size) {
    self.size = size
    self.cells = Array(repeating: Cell(), count: size.columns * size.rows)
  }

  /// The cell at a position, which must lie inside.
  public subscript(column column: Int, row row: Int) -> Cell {
    cells[row * size.columns + column]
  }

  /// Draws text on one row, clipped to `limit` columns and to the surface.
  ///
  /// - Returns: The number of columns that the text takes.
  @discardableResult
  @specialized(where Text == String)
  public mutating func put<Text: StringProtocol>(
    _ text: Text, at point: Point, _ style: Style = .text, limit: Int = .max
  ) -> Int {
    guard point.row >= 0, point.row < size.rows else { return 0 }
    var column = point.column
    let end = limit > size.columns - point.column ? size.columns : point.column + limit
    if CellText.isPlain(text) {
      // In plain text every scalar is a glyph and a column. Splitting graphemes would cost ten times as much
      // as drawing.
      for scalar in text.unicodeScalars {
        if column >= end { break }
        if column >= 0 { set(Cell(Character(scalar), style), column: column, row: point.row) }
        column += 1
      }
      return column - point.column
    }
    for glyph in text {
      for piece in CellText.cells(of: glyph) {
        let width = CellText.width(of: piece)
        if column + width > end { return column - point.column }
        if column >= 0 {
          set(Cell(piece, style), column: column, row: point.row)
          if width == 2 {
            set(Cell(" ", style, isContinuation: true), column: column + 1, row: point.row)
          }
        }
        column += width
      }
    }
    return column - point.column
  }

  /// Fills a rectangle with one glyph of width one.
  public mutating func fill(_ area: Rect, _ glyph: Character = " ", _ style: Style = .text) {
    let part = area.intersection(Rect(size))
    for row in part.row..<part.endRow {
      for column in part.column..<part.endColumn {
        set(Cell(glyph, style), column: column, row: row)
      }
    }
  }

  /// Changes the style of a rectangle without changing its glyphs.
  public mutating func restyle(_ area: Rect, _ change: (Style) -> Style) {
    let part = area.intersection(Rect(size))
    for row in part.row..<part.endRow {
      for column in part.column..<part.endColumn {
        let index = row * size.columns + column
        cells[index].style = change(cells[index].style)
      }
    }
  }

  /// Calls `body` for each cell that differs from the other picture of the same size, row by row.
  public func forEachChange(since other: Surface, _ body: (_ column: Int, _ row: Int, _ cell: Cell) -> Void) {
    precondition(other.size == size, "only pictures of one size can be compared")
    cells.withUnsafeBufferPointer { now in
      other.cells.withUnsafeBufferPointer { before in
        for index in now.indices where now[index] != before[index] && !now[index].isContinuation {
          body(index % size.columns, index / size.columns, now[index])
        }
      }
    }
  }

  /// Replaces every glyph with another one of the same width; used to fold a picture to ASCII.
  public mutating func mapGlyphs(_ change: (Character) -> Character) {
    for index in cells.indices where !cells[index].isContinuation {
      cells[index].glyph = change(cells[index].glyph)
    }
  }

  /// The text of a row, without trailing spaces.
  public func text(row: Int) -> String {
    guard row >= 0, row < size.rows else { return "" }
    var line = ""
    for column in 0..<size.columns {
      let cell = self[column: column, row: row]
      if !cell.isContinuation { line.append(cell.glyph) }
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The text of all rows, joined by line breaks.
  public var text: String {
    (0..<size.rows).map { text(row: $0) }.joined(separator: "\n")
  }

  /// Sets one cell, and clears the other half of a wide glyph that it cuts.
  private mutating func set(_ cell: Cell, column: Int, row: Int) {
    guard column >= 0, column < size.columns else { return }
    let index = row * size.columns + column
    if cells[index].isContinuation, !cell.isContinuation, column > 0,
      CellText.width(of: cells[index - 1].glyph) == 2
    {
      cells[index - 1].glyph = " "
    }
    if column + 1 < size.columns, cells[index + 1].isContinuation, !cells[index].isContinuation,
      CellText.width(of: cell.glyph) == 1
    {
      cells[index + 1] = Cell(" ", cells[index + 1].style)
    }
    cells[index] = cell
  }
}
