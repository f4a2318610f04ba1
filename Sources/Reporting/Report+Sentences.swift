extension Report {
  /// The report as sentences, one per line, so that nothing has to be seen as a table.
  public func sentences() -> [String] {
    var lines = [title + ".", occasion, basisSentence]
    for section in sections() where section.isSpoken {
      lines.append(section.title + ":")
      for block in section.blocks { lines += Self.sentences(block) }
    }
    return lines
  }

  private static func sentences(_ block: Section.Block) -> [String] {
    switch block {
    case .lead(let text), .paragraph(let text), .note(let text): [text]
    case .heading(let text): [text + ":"]
    case .table(let table):
      table.rows.map { row in
        (row.longName ?? row.cells[0]) + ": "
          + row.cells.dropFirst().filter { !$0.isEmpty }.joined(separator: "; ") + "."
      }
    case .list(let entries, _): entries.map(sentence)
    case .groups(let groups):
      groups.flatMap { group in
        [group.title + (group.words.isEmpty ? "" : ", " + group.words) + ":"]
          + group.entries.prefix(3).map(sentence)
      }
    case .scale, .line, .legend, .signs: []
    }
  }

  private static func sentence(_ entry: Section.Entry) -> String {
    func closed(_ text: String) -> String {
      text.last.map { ".?!:".contains($0) } ?? true ? text : text + "."
    }
    return ([entry.named] + entry.notes + entry.proofNotes).map(closed).joined(separator: " ")
  }
}
