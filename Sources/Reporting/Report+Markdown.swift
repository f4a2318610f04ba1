extension Report {
  /// The report as Markdown.
  public func markdown() -> String {
    var lines = ["# \(escaped(title))", "", escaped(occasion + " " + basisSentence)]
    for section in sections() {
      lines += ["", "## \(escaped(section.title))"]
      for block in section.blocks {
        let part = Self.markdown(block)
        if !part.isEmpty { lines += [""] + part }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func markdown(_ block: Section.Block) -> [String] {
    switch block {
    case .lead(let text): ["**\(escaped(text))**"]
    case .paragraph(let text), .note(let text): [escaped(text)]
    case .heading(let text): ["### \(escaped(text))"]
    case .table(let table):
      [
        "| " + table.columns.map(escaped).joined(separator: " | ") + " |",
        "|" + table.columns.indices.map { table.numbers.contains($0) ? "---:" : "---" }.joined(separator: "|")
          + "|",
      ]
        + table.rows.map { row in
          "| " + row.cells.map(escaped).joined(separator: " | ")
            + " |"
        }
    case .list(let entries, let isNumbered):
      entries.enumerated().flatMap { markdown($1, lead: isNumbered ? "\($0 + 1). " : "- ") }
    case .groups(let groups):
      groups.enumerated().flatMap { index, group in
        (index > 0 ? [""] : [])
          + ["**\(escaped(group.title))**" + (group.words.isEmpty ? "" : ", " + escaped(group.words)), ""]
          + group.entries.flatMap { markdown($0, lead: "- ") }
      }
    case .scale, .line, .legend, .signs: []
    }
  }

  private static func markdown(_ entry: Section.Entry, lead: String) -> [String] {
    let box =
      switch entry.mark {
      case .open, .begun: "[ ] "
      case .done: "[x] "
      default: ""
      }
    let indent = String(repeating: " ", count: lead.count)
    return [lead + box + escaped(entry.named)]
      + (entry.notes + entry.proofNotes).map { indent + "- " + escaped($0) }
      + entry.links.map { indent + "- [\(escaped($0.title))](<\($0.url)>)" }
  }
}

/// Escapes characters that Markdown or HTML would read as markup, code point by code point.
func escaped(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
    switch scalar {
    case "\n", "\r": result.append(" ")
    case "\\", "`", "*", "_", "[", "]", "|", "#": result.append(contentsOf: ["\\", scalar])
    case "<": result.append(contentsOf: "&lt;".unicodeScalars)
    case "&": result.append(contentsOf: "&amp;".unicodeScalars)
    default: result.append(scalar)
    }
  }
  return String(result)
}
