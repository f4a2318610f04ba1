import TextLayout
import Yams

/// Collects mistakes while a file is read; reading continues, so that all of them are reported at once.
struct Reader {
  /// The deepest nesting and the largest number of nodes of a file; the format needs 6 levels.
  static let limits = (depth: 24, nodes: 400_000)

  let file: String
  var diagnostics: [Diagnostic] = []
  /// True if forbidden characters were already reported with their own places.
  private var isSifted = false

  init(file: String) { self.file = file }

  /// The text of a file that may be missing; nil without one, and with a report if it isn't text.
  mutating func text() -> String? {
    guard FileText.exists(file) else { return nil }
    guard case .success(let bytes) = FileText.read(file, limit: AssessmentParser.largestFile),
      let text = String(validating: bytes, as: UTF8.self)
    else {
      report("unreadable", "the file is not UTF-8 text", remedy: "save it as UTF-8", at: nil)
      return nil
    }
    return text
  }

  mutating func report(
    _ rule: String, _ message: String, remedy: String, at position: Position?,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(
        severity, rule: rule, message: ForbiddenCharacters.spelledOut(message),
        remedy: ForbiddenCharacters.spelledOut(remedy), location: location(position)))
  }

  func location(_ position: Position?) -> SourceLocation {
    SourceLocation(file: file, line: max(1, position?.line ?? 1), column: max(1, position?.column ?? 1))
  }

  /// Parses a text into nodes; syntax errors are reported with their place.
  mutating func compose(_ text: String) -> Node? {
    let (clean, found) = ForbiddenCharacters.sift(text)
    isSifted = !found.isEmpty
    for (scalar, line, column) in found {
      reportCharacter(scalar, "the file", at: Position(line: line, column: column))
    }
    if let anchor = AnchorScan.first(in: clean) {
      report(
        "yaml-alias", "anchors and aliases are no part of the format",
        remedy: "write the text out, or quote it where & or * is meant",
        at: Position(line: anchor.line, column: anchor.column))
      return nil
    }
    do {
      guard let node = try Yams.compose(yaml: clean), !isNothing(node) else {
        report("empty-file", "the file is empty", remedy: "write its first field", at: nil)
        return nil
      }
      return isWithinLimits(node) ? node : nil
    } catch let error as YamlError {
      report(error)
    } catch {
      report("yaml", "the file isn't YAML", remedy: "fix it", at: nil)
    }
    return nil
  }

  /// Reports a forbidden character in decoded text that an escape hid in the file.
  mutating func checkCharacters(_ text: String, _ name: String, _ position: Position?) {
    guard !isSifted, let scalar = ForbiddenCharacters.first(in: text) else { return }
    reportCharacter(scalar, name, at: position)
  }

  private mutating func reportCharacter(_ scalar: Unicode.Scalar, _ name: String, at position: Position?) {
    report(
      "control-character", "\(name) holds the character \(ForbiddenCharacters.name(scalar))",
      remedy: scalar == "\t"
        ? "write spaces" : "remove it; control, invisible, joining and flag characters are not allowed",
      at: position)
  }

  private func isNothing(_ node: Node) -> Bool { node.scalar.map { $0.string.isEmpty } ?? false }

  private mutating func report(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let begun = context.map { " (\($0.text), begun in line \($0.mark.line))" } ?? ""
      report(
        "yaml", problem + begun, remedy: "fix the YAML here; quote text that holds : # [ or {",
        at: Position(mark))
    case .duplicatedKeysInMapping(let duplicates, let context):
      report(
        "duplicate-field", "the field \(duplicates.joined(separator: ", ")) stands twice in one mapping",
        remedy: "keep one of them", at: Position(context.mark))
    case .reader(let problem, _, _, _):
      report("yaml", problem, remedy: "remove the character that YAML cannot hold", at: nil)
    default:
      report("yaml", "the file isn't YAML", remedy: "fix it", at: nil)
    }
  }

  private mutating func isWithinLimits(_ root: Node) -> Bool {
    var count = 0
    var layer = [root]
    for _ in 0..<Self.limits.depth {
      count += layer.count
      if count > Self.limits.nodes {
        report("too-large", "the file has more than \(Self.limits.nodes) values", remedy: "split it", at: nil)
        return false
      }
      layer = layer.flatMap { node -> [Node] in
        if let sequence = node.sequence { return Array(sequence) }
        return node.mapping.map { $0.flatMap { [$0.key, $0.value] } } ?? []
      }
      if layer.isEmpty { return true }
    }
    report(
      "too-deep", "the file nests values deeper than \(Self.limits.depth) levels", remedy: "write it flat",
      at: layer.first?.position)
    return false
  }
}
