/// No two items may have the same identity, because people's history refers to it.
struct DuplicateIdentityRule: LintRule {
  let id = "duplicate-id"
  let severity = Diagnostic.Severity.error

  func check(_ context: LintContext) -> [LintFinding] {
    var seen: [String: SourceLocation] = [:]
    var findings: [LintFinding] = []
    for (index, entry) in context.entries.enumerated() where !entry.item.id.isEmpty {
      if let first = seen[entry.item.id] {
        findings.append(
          LintFinding(
            entry: index,
            ItemFinding(
              .field("id"), "the id \(entry.item.id) stands twice",
              remedy: "rename one; the first is at \(first.file):\(first.line)")))
      } else {
        seen[entry.item.id] = entry.places.start
      }
    }
    return findings
  }
}
