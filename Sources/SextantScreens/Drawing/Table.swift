import SextantCore
import TerminalUI
import TextLayout

/// Rows of cells in columns: the one place that measures them.
///
/// Between two columns there are at least two cells. If the rows are too wide, the elastic column wraps its texts; if
/// that isn't enough, whole columns are left out, the least important first.
struct Table {
  /// A column.
  struct Column {
    /// Its heading.
    var title: String
    /// True if its texts end at its right edge, as numbers do.
    var isRight = false
    /// How soon it is left out: the largest number first; 0 never.
    var rank = 0
    /// The fewest cells to which it may shrink; nil if its texts stay on one row.
    var least: Int?

    init(_ title: String, isRight: Bool = false, rank: Int = 0, least: Int? = nil) {
      (self.title, self.isRight, self.rank, self.least) = (title, isRight, rank, least)
    }
  }

  /// The cells between two columns.
  static let gap = 2

  let columns: [Column]
  /// The cells of each column; nil if it is left out.
  let widths: [Int?]

  /// Measures the columns.
  ///
  /// - Parameters:
  ///   - texts: The texts of all rows, one for each column.
  ///   - room: The cells that a row may take.
  ///   - isStretched: True if the elastic columns take all of the room.
  init(_ columns: [Column], texts: [[String]], room: Int, isStretched: Bool = false) {
    self.columns = columns
    let natural = columns.indices.map { column in
      max(
        CellText.width(of: columns[column].title),
        texts.map { CellText.width(of: $0[column]) }.max() ?? 0)
    }
    // A column that wraps keeps its longest word whole as long as something else can give way.
    let least = columns.indices.map { column -> Int? in
      columns[column].least.map { least in
        texts.reduce(least) { longest, row in
          max(longest, CellText.longestWord(of: row[column]))
        }
      }
    }
    var widths: [Int?] = natural
    func total() -> Int { Self.total(widths) }
    // A column without a text takes no room.
    for column in columns.indices where natural[column] == 0 && columns.count > 1 { widths[column] = nil }
    while total() > room {
      let tooMuch = total() - room
      let elastic = columns.indices.filter { widths[$0] != nil && least[$0] != nil }
      let slack = elastic.reduce(0) { $0 + max(0, (widths[$1] ?? 0) - (least[$1] ?? 0)) }
      if slack >= tooMuch {
        var left = tooMuch
        for column in elastic where left > 0 {
          let given = min(left, max(0, (widths[column] ?? 0) - (least[column] ?? 0)))
          widths[column] = (widths[column] ?? 0) - given
          left -= given
        }
      } else if let last = columns.indices.filter({ widths[$0] != nil && columns[$0].rank > 0 }).max(by: {
        columns[$0].rank < columns[$1].rank
      }) {
        widths[last] = nil
      } else {
        // Nothing can be left out: the elastic columns take what there is.
        let fixed = total() - elastic.reduce(0) { $0 + (widths[$1] ?? 0) }
        for column in elastic { widths[column] = max(1, (room - fixed) / max(1, elastic.count)) }
        break
      }
    }
    if isStretched,
      let column = columns.indices.first(where: { widths[$0] != nil && columns[$0].least != nil })
    {
      widths[column] = (widths[column] ?? 0) + max(0, room - total())
    }
    self.widths = widths
  }

  private static func total(_ widths: [Int?]) -> Int {
    let shown = widths.compactMap { $0 }
    return shown.reduce(0, +) + gap * max(0, shown.count - 1)
  }

  /// The cells that a row takes.
  var width: Int { Self.total(widths) }

  /// True if a column is shown.
  func shows(_ column: Int) -> Bool { widths[column] != nil }

  /// The cells before a column; nil if it is left out.
  func start(of column: Int) -> Int? {
    guard widths[column] != nil else { return nil }
    return widths[..<column].compactMap { $0 }.reduce(0) { $0 + $1 + Self.gap }
  }

  /// The row of headings.
  func head(_ style: Style = .heading) -> [TextRun] {
    lines(columns.map { [TextRun($0.title, style)] }).first ?? []
  }

  /// The rows of a row's cells: one, or as many as its longest wrapped cell needs.
  func lines(_ cells: [[TextRun]]) -> [[TextRun]] {
    let shown = columns.indices.filter { widths[$0] != nil }
    let wrapped = shown.map { column -> [[TextRun]] in
      let runs = cells[column]
      let text = runs.map(\.text).joined()
      guard let width = widths[column], CellText.width(of: text) > width, columns[column].least != nil else {
        return [runs]
      }
      return CellText.wrap(text, columns: width).map { [TextRun($0, runs.first?.style ?? .text)] }
    }
    let count = wrapped.map(\.count).max() ?? 0
    return (0..<count).map { row in
      var line: [TextRun] = []
      var pending = 0
      for (place, column) in shown.enumerated() {
        let width = widths[column] ?? 0
        let runs = row < wrapped[place].count ? wrapped[place][row] : []
        let used = runs.reduce(0) { $0 + CellText.width(of: $1.text) }
        let blank = max(0, width - used)
        pending += columns[column].isRight ? blank : 0
        if used > 0 {
          if pending > 0 { line.append(TextRun(String(repeating: " ", count: pending))) }
          line += runs
          pending = 0
        }
        // Blanks at the end of a row need no room.
        pending +=
          (columns[column].isRight ? (used > 0 ? 0 : width - blank) : used > 0 ? blank : width) + Self.gap
      }
      return line
    }
  }
}
