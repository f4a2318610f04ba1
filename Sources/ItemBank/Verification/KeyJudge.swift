import TextLayout

/// Compares a program's result with an item's key.
enum KeyJudge {
  static func outcome(of run: ProgramRun, for item: Item) -> VerificationResult.Outcome {
    guard let expectation = item.verification?.expectation else { return .skipped("nothing to verify") }
    if let missing = run.missing { return .skipped("\(missing) is not installed") }
    if let stopped = run.stopped { return .refuted(stopped) }
    if case .raises(let name) = expectation { return raised(name, run) }
    guard run.status == 0 else {
      return .refuted("the program failed: \(lastLine(run.errors, or: "status \(run.status)"))")
    }
    let output = run.output.squeezed
    switch expectation {
    case .output(let text):
      return output == text.squeezed
        ? .confirmed : .refuted("got “\(short(output))”, expected “\(short(text.squeezed))”")
    case .key: return matchesKey(output, item)
    case .raises: return .confirmed
    }
  }

  private static func matchesKey(_ output: String, _ item: Item) -> VerificationResult.Outcome {
    switch item.task {
    case .numeric(let key):
      guard let value = Double(output), abs(value - key.value) <= key.tolerance else {
        return .refuted("got “\(short(output))”, the key is \(key.value) within \(key.tolerance)")
      }
      return .confirmed
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      return compare(output, options.filter(\.isKey).map(\.text.squeezed))
    case .shortText(let answers, let ignoresCase):
      let accepted = answers.map { ignoresCase ? $0.squeezed.lowercased() : $0.squeezed }
      return compare(ignoresCase ? output.lowercased() : output, accepted)
    case .ordering, .matching, .linePick, .situational:
      return .refuted("a \(item.task.kind.rawValue) item has no text for its key; say what is printed")
    }
  }

  private static func compare(_ output: String, _ accepted: [String]) -> VerificationResult.Outcome {
    if accepted.contains(output) { return .confirmed }
    return .refuted("got “\(short(output))”, the key is “\(short(accepted.joined(separator: "” or “")))”")
  }

  /// The last line of the traceback names the exception, with or without its module.
  private static func raised(_ name: String, _ run: ProgramRun) -> VerificationResult.Outcome {
    let last = lastLine(run.errors, or: "")
    let raised = last.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    let parts = raised.split(separator: ".").map(String.init)
    let wanted = name.split(separator: ".").map(String.init)
    if run.status != 0, !wanted.isEmpty, parts.suffix(wanted.count) == wanted[...] { return .confirmed }
    return .refuted("expected \(name), got \(last.isEmpty ? "status \(run.status)" : short(last))")
  }

  private static func lastLine(_ text: String, or other: String) -> String {
    text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }.map { short(String($0)) }
      ?? other
  }

  private static func short(_ text: String) -> String {
    let clean = ForbiddenCharacters.spelledOut(text)
    return clean.count > 200 ? clean.prefix(200) + "…" : clean
  }
}
