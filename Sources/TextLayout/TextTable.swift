/// Rows of cells in columns, as lines of text.
package struct TextTable {
  /// The rows; a row may have fewer cells than another.
  package var rows: [[String]]
  /// The columns whose texts end at their right edge.
  package var right: Set<Int>
  /// The column whose texts wrap if the rows are too wide; nil for none.
  package var wrapped: Int?
  /// What stands below the row of the same place.
  package var below: [[String]]

  /// Creates a table.
  package init(rows: [[String]], right: Set<Int> = [], wrapped: Int? = nil, below: [[String]] = []) {
    (self.rows, self.right, self.wrapped, self.below) = (rows, right, wrapped, below)
  }

  /// The cells between two columns, and before what stands below a row.
  private static let gap = 2
  /// The fewest cells to which the wrapped column shrinks.
  private static let least = 12

  /// The lines of the table, within `room` cells if the wrapped column can give way.
  package func lines(_ room: Int) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    var widths = (0..<count).map { column in
      rows.map { $0.indices.contains(column) ? CellText.width(of: $0[column]) : 0 }.max() ?? 0
    }
    let total = widths.reduce(0, +) + Self.gap * max(0, count - 1)
    if let wrapped, total > room { widths[wrapped] = max(Self.least, widths[wrapped] - (total - room)) }
    return rows.enumerated().flatMap { place, row in
      let notes = below.indices.contains(place) ? below[place] : []
      return lines(of: row, widths)
        + notes.flatMap { note in
          CellText.wrap(note, columns: max(Self.least, room - 2 * Self.gap)).map {
            String(repeating: " ", count: 2 * Self.gap) + $0
          }
        }
    }
  }

  private func lines(of row: [String], _ widths: [Int]) -> [String] {
    let cells = row.enumerated().map { column, cell in
      column == wrapped ? CellText.wrap(cell, columns: max(1, widths[column])) : [cell]
    }
    return (0..<max(1, cells.map(\.count).max() ?? 1)).map { line in
      var text = ""
      for (column, rows) in cells.enumerated() {
        let cell = line < rows.count ? rows[line] : ""
        let pad = String(repeating: " ", count: max(0, widths[column] - CellText.width(of: cell)))
        text += right.contains(column) ? pad + cell : cell + pad
        text += String(repeating: " ", count: Self.gap)
      }
      while text.last == " " { text.removeLast() }
      return text
    }
  }
}
