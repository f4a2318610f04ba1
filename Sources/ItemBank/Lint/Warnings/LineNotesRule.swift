/// A line-pick item must say why its tempting lines are sound, and must not say so about the key.
struct LineNotesRule: ItemRule {
  let id = "line-notes"
  let severity = Diagnostic.Severity.warning

  func check(_ item: Item) -> [ItemFinding] {
    guard case .linePick(let lines, let notes) = item.task else { return [] }
    if notes.isEmpty {
      return [
        ItemFinding(
          .field("lines"), "no line note says why a tempting line is sound",
          remedy: "add `line-notes` for one to three lines")
      ]
    }
    return notes.enumerated().filter { lines.contains($1.line) }.map { index, note in
      ItemFinding(
        .entry("line-notes", index), "line \(note.line) is the key, and its note calls it sound",
        remedy: "note another line")
    }
  }
}
