import TextLayout

extension Report {
  /// The report as plain text of at most 80 columns, suitable for a screen reader.
  public func text() -> String {
    var lines = [title, occasion, basisSentence]
    for section in sections() {
      lines += ["", section.title, String(repeating: "-", count: CellText.width(of: section.title))]
      for block in section.blocks { lines += Self.lines(block) }
    }
    return lines.flatMap { CellText.hanging($0, columns: 80) }.joined(separator: "\n") + "\n"
  }

  private static func lines(_ block: Section.Block) -> [String] {
    switch block {
    case .lead(let text), .paragraph(let text), .note(let text): [text]
    case .heading(let text): ["", text + ":"]
    case .table(let table): lines(table)
    case .list(let entries, let isNumbered):
      entries.enumerated().flatMap { lines($1, lead: isNumbered ? "\($0 + 1). " : "- ") }
    case .groups(let groups):
      groups.enumerated().flatMap { index, group in
        (index > 0 ? [""] : []) + [group.title + (group.words.isEmpty ? "" : ", " + group.words)]
          + group.entries.flatMap { lines($0, lead: "- ") }
      }
    case .scale, .line, .legend, .signs: []
    }
  }

  private static func lines(_ entry: Section.Entry, lead: String) -> [String] {
    let indent = String(repeating: " ", count: lead.count)
    return [lead + entry.named]
      + (entry.notes + entry.proofNotes + entry.links.map { "See: \($0.title), \($0.url)" }).map {
        indent + $0
      }
  }

  private static func lines(_ table: Section.Table) -> [String] {
    let rows = [table.columns] + table.rows.map(\.cells)
    let widths = table.columns.indices.map { column in
      rows.map { CellText.width(of: $0[column]) }.max() ?? 0
    }
    return rows.map { cells in
      var line = ""
      for (column, cell) in cells.enumerated() {
        let gap = String(repeating: " ", count: widths[column] - CellText.width(of: cell))
        line += table.numbers.contains(column) ? gap + cell + "  " : cell + gap + "  "
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

extension Section.Entry {
  /// The entry on one line.
  var named: String {
    var text = title + (words.isEmpty ? "" : ": " + words)
    if case .priority(let priority) = mark { text += ", " + priority }
    return text
  }

  /// The proof as a sentence; empty without one.
  var proofNotes: [String] { proof.map { ["Shown by: \($0)"] } ?? [] }
}
