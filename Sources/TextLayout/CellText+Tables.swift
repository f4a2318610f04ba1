/// Tables that are drawn with blanks in the text of an item.
extension CellText {
  /// A text whose tables are drawn together where they are wider than `columns`, so that their columns stay columns.
  public static func tablesFitted(_ text: String, columns: Int) -> String {
    mapTables(of: text) { table in
      guard table.contains(where: { width(of: $0) > columns }) else { return table }
      // Cells are told by where they end, as numbers under a heading do: a missing one leaves its column empty.
      let rows = table.map { cells(of: $0) }
      let count = rows.map(\.count).max() ?? 0
      var padded = rows.map { Array(repeating: "", count: count - $0.count) + $0 }
      func widths() -> [Int] {
        (0..<count).map { column in padded.map { width(of: $0[column]) }.max() ?? 0 }
      }
      func total() -> Int { widths().reduce(0, +) + 2 * (count - 1) }
      if total() > columns, rows[0].count < count {
        // Headings of several words take two rows, where that is enough.
        let whole = padded
        let heads = padded[0].map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        padded[0] = heads.map { $0.count > 1 ? $0[0] : "" }
        padded.insert(heads.map { $0.last ?? "" }, at: 1)
        if total() > columns { padded = whole }
      }
      let final = widths()
      return padded.map { row in
        zip(row, final).enumerated().map { place, cell in
          let gap = String(repeating: " ", count: cell.1 - width(of: cell.0))
          return place == 0 ? cell.0 + gap : gap + cell.0
        }.joined(separator: "  ")
      }
    }
  }

  /// A text whose tables are told row by row, each value after its heading, for whoever hears no columns.
  ///
  /// A table without headings in words stays as it is.
  public static func tablesSpoken(_ text: String) -> String {
    mapTables(of: text) { table in
      let rows = table.map { cells(of: $0) }
      guard let head = rows.first, head.allSatisfy({ $0.contains(where: \.isLetter) }),
        rows.dropFirst().allSatisfy({ $0.count == head.count || $0.count == head.count + 1 })
      else { return table }
      return rows.dropFirst().map { row in
        let name = row.count > head.count ? row[0] + ". " : ""
        let values = zip(head, row.suffix(head.count)).map { "\($0): \($1)" }
        return "  " + name + values.joined(separator: "; ") + "."
      }
    }
  }

  /// A text with each of its tables changed, row for row of the text.
  ///
  /// A table is what stands in two or more indented lines, one after the other, with two blanks or more between cells.
  private static func mapTables(of text: String, _ change: ([String]) -> [String]) -> String {
    var lines: [String] = []
    var table: [String] = []
    func close() {
      lines += table.count > 1 ? change(table) : table
      table = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix(" "), cells(of: line).count > 1 {
        table.append(line)
      } else {
        close()
        lines.append(line)
      }
    }
    close()
    return lines.joined(separator: "\n")
  }

  /// What stands in a row of a table between two blanks or more.
  private static func cells(of line: String) -> [String] {
    line.replacing(#/ {2,}/#, with: "\u{1F}").split(separator: "\u{1F}").map(String.init)
  }
}
