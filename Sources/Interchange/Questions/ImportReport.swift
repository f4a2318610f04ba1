import ItemBank

/// What is said about the questions of a file: a few lines for people, and JSON for programs.
package struct ImportReport: Sendable {
  /// How many questions came to which end.
  package struct Counts: Sendable, Equatable, Codable {
    /// All that were found.
    package var read = 0
    /// Those that are in the draft.
    package var kept = 0
    /// Those in the draft that differ from their source.
    package var changed = 0
    /// Those that aren't in the draft.
    package var refused = 0

    /// Creates counts of nothing.
    package init() {}

    /// One sentence.
    package var sentence: String {
      "\(read == 1 ? "1 question" : "\(read) questions") read: \(kept) kept, \(changed) of them changed, "
        + "\(refused) not kept."
    }
  }

  /// A question as JSON.
  package struct Row: Sendable, Equatable, Codable {
    /// A note as JSON.
    package struct Note: Sendable, Equatable, Codable {
      package var kind: String
      package var text: String
      package var line: Int?
      package var column: Int?
    }

    /// A finding of the lint as JSON.
    package struct Finding: Sendable, Equatable, Codable {
      package var rule: String
      package var severity: String
      package var message: String
      package var remedy: String
    }

    package var file: String
    package var line: Int
    package var column: Int
    package var title: String
    package var item: String?
    package var reason: String?
    package var notes: [Note]
    package var lint: [Finding]
  }

  /// The counts so far.
  package private(set) var counts = Counts()

  /// Creates an empty report.
  package init() {}

  /// Counts a question and describes it.
  package mutating func add(_ entry: ImportEntry, item: Item?) -> Row {
    counts.read += 1
    if item == nil { counts.refused += 1 } else { counts.kept += 1 }
    if item != nil, entry.notes.contains(where: { $0.kind != .assumed }) { counts.changed += 1 }
    let findings = item.map { item in
      BankLint.findings(inDraft: item).map { rule, finding in
        Row.Finding(
          rule: rule.id, severity: Diagnostic.Severity.warning.rawValue, message: finding.message,
          remedy: finding.remedy)
      }
    }
    return Row(
      file: entry.place.file, line: entry.place.line, column: entry.place.column,
      title: ImportEntry.title(entry.title),
      item: item?.id, reason: item == nil ? entry.reason : nil,
      notes: entry.notes.map {
        Row.Note(kind: $0.kind.rawValue, text: $0.text, line: $0.place?.line, column: $0.place?.column)
      }, lint: findings ?? [])
  }
}

extension ImportReport.Row {
  /// The lines for people: where it was, what became of it, and what differs.
  package var lines: [String] {
    let place = "\(file):\(line):\(column): "
    var lines = [item.map { place + "kept as \($0)" } ?? place + "not kept: \(title): \(reason ?? "")"]
    lines += notes.map { note in
      "  \(note.kind): \(note.text)"
        + (note.line.map { " (line \($0)" + (note.column.map { ", column \($0)" } ?? "") + ")" } ?? "")
    }
    if !lint.isEmpty {
      var rules: [String] = []
      for finding in lint where !rules.contains(finding.rule) { rules.append(finding.rule) }
      lines.append("  lint: \(rules.joined(separator: ", "))")
    }
    return lines
  }
}
