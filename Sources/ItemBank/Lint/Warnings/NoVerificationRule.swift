/// Every number, and code that can run, must be verified by a machine.
struct NoVerificationRule: ItemRule {
  let id = "no-verify"
  let severity = Diagnostic.Severity.warning

  func check(_ item: Item) -> [ItemFinding] {
    guard item.verification == nil else { return [] }
    if item.task.kind == .numeric {
      return [ItemFinding(.item, "no machine confirms the number", remedy: "add `verify: {python: …}`")]
    }
    guard let language = item.code?.language, VerificationReader.languages.contains(language) else {
      return []
    }
    return [ItemFinding(.item, "no machine confirms the key", remedy: "add `verify: {run: \(language), …}`")]
  }
}
