/// Tables in the text of an item, with columns separated by blanks.
extension CellText {
  /// Narrows tables that are wider than `columns`, so that their columns stay columns.
  ///
  /// A table that is too wide even then is written row by row: a row that wraps would lose its columns.
  public static func tablesFitted(_ text: String, columns: Int) -> String {
    mapTables(of: text) { table in
      guard table.contains(where: { width(of: $0) > columns }) else { return table }
      // A cell belongs to the column in which it ends, like numbers under a heading, so a missing cell leaves
      // its column empty.
      let rows = table.map { cells(of: $0) }
      let count = rows.map(\.count).max() ?? 0
      var padded = rows.map { Array(repeating: "", count: count - $0.count) + $0 }
      func widths() -> [Int] {
        (0..<count).map { column in padded.map { width(of: $0[column]) }.max() ?? 0 }
      }
      func total() -> Int { widths().reduce(0, +) + 2 * (count - 1) }
      if total() > columns, rows[0].count < count {
        // Put headings of several words on two rows, if that is enough.
        let whole = padded
        let heads = padded[0].map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        padded[0] = heads.map { $0.count > 1 ? $0[0] : "" }
        padded.insert(heads.map { $0.last ?? "" }, at: 1)
        if total() > columns { padded = whole }
      }
      if total() > columns { return spoken(rows) ?? rows.map { "  " + $0.joined(separator: "; ") } }
      let final = widths()
      return padded.map { row in
        zip(row, final).enumerated().map { place, cell in
          let gap = String(repeating: " ", count: cell.1 - width(of: cell.0))
          return place == 0 ? cell.0 + gap : gap + cell.0
        }.joined(separator: "  ")
      }
    }
  }

  /// Writes tables row by row, each value after its heading, for people who can't see columns.
  ///
  /// A table without headings in words stays as it is.
  public static func tablesSpoken(_ text: String) -> String {
    mapTables(of: text) { table in spoken(table.map { cells(of: $0) }) ?? table }
  }

  /// The rows of a table with each value after its heading; nil without headings in words.
  private static func spoken(_ rows: [[String]]) -> [String]? {
    guard let head = rows.first, head.allSatisfy({ $0.contains(where: \.isLetter) }),
      rows.dropFirst().allSatisfy({ $0.count == head.count || $0.count == head.count + 1 })
    else { return nil }
    return rows.dropFirst().map { row in
      let name = row.count > head.count ? row[0] + ". " : ""
      let values = zip(head, row.suffix(head.count)).map { "\($0): \($1)" }
      return "  " + name + values.joined(separator: "; ") + "."
    }
  }

  /// A text on one row; a table in it is named, not joined into the sentence.
  public static func onOneRow(_ text: String) -> String {
    let named = mapTables(of: text) { _ in ["(table)"] }
    return named.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ")
  }

  /// Changes each table of a text, row by row.
  ///
  /// A table is two or more consecutive indented lines with at least two blanks between cells.
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

  /// The cells of a table row, separated by two or more blanks.
  private static func cells(of line: String) -> [String] {
    line.replacing(#/ {2,}/#, with: "\u{1F}").split(separator: "\u{1F}").map(String.init)
  }
}
