import Yams

/// Reads how a key is verified.
enum VerificationReader {
  static let fields = ["run", "python", "code", "setup", "stdout", "raises", "equals"]
  static let languages = ["python", "sql", "shell"]

  static func verification(_ item: Fields, _ reader: inout Reader) -> Verification? {
    guard let node = item.node("verify"), let verify = Fields(node, "verify", known: fields, &reader) else {
      return nil
    }
    refuseConflicts(verify, &reader)
    let expectation = expectation(verify, &reader)
    if verify.has("python") {
      return verify.text("python", &reader).map {
        Verification(program: .expression($0), expectation: expectation)
      }
    }
    guard let language = verify.text("run", &reader) else { return nil }
    guard languages.contains(language) else {
      reader.report(
        "value", "run cannot be \(language)", remedy: Suggestion.remedy(for: language, among: languages),
        at: verify.node("run")?.position)
      return nil
    }
    let source = verify.optionalText("code", &reader)
    if source == nil, !item.has("code") {
      reader.report(
        "verify", "verify has nothing to run", remedy: "add `code:` to the item or to verify",
        at: verify.position)
      return nil
    }
    let setup = verify.optionalText("setup", &reader)
    return Verification(
      program: .run(language: language, source: source, setup: setup), expectation: expectation)
  }

  /// Allows one field for the program and one for the expected result.
  private static func refuseConflicts(_ verify: Fields, _ reader: inout Reader) {
    let conflicts = [
      ("run", "python"), ("raises", "stdout"), ("raises", "equals"), ("stdout", "equals"), ("python", "code"),
      ("python", "setup"),
    ]
    for (one, other) in conflicts where verify.has(one) && verify.has(other) {
      reader.report(
        "verify", "verify has both \(one) and \(other)", remedy: "keep one of them",
        at: verify.node(other)?.position)
    }
    if let setup = verify.node("setup"), verify.node("run")?.scalar?.string != "sql", verify.has("run") {
      reader.report(
        "verify", "setup belongs to `run: sql`", remedy: "put it into the code", at: setup.position)
    }
  }

  private static func expectation(_ verify: Fields, _ reader: inout Reader) -> Verification.Expectation {
    if let exception = verify.optionalText("raises", &reader) { return .raises(exception) }
    guard let node = verify.node("equals") ?? verify.node("stdout"),
      let text = Fields.text(node, "the output", &reader)
    else { return .key }
    return text == "key" ? .key : .output(text)
  }
}
