/// A mistake in a file: where it is, what is wrong, and how to mend it.
public struct Diagnostic: Sendable, Equatable, Comparable, CustomStringConvertible {
  /// How much it matters.
  public enum Severity: String, Sendable, Codable {
    /// The file or item cannot be used.
    case error
    /// It can be used, but should be looked at.
    case warning
  }

  /// How much it matters.
  public var severity: Severity
  /// The rule that was broken, such as `key-count`.
  public var rule: String
  /// What is wrong, in lower case.
  public var message: String
  /// How to mend it.
  public var remedy: String
  /// Where it is.
  public var location: SourceLocation
  /// The item that it belongs to.
  public var item: String?

  /// Creates a diagnostic.
  public init(
    _ severity: Severity, rule: String, message: String, remedy: String, location: SourceLocation,
    item: String? = nil
  ) {
    self.severity = severity
    self.rule = rule
    self.message = message
    self.remedy = remedy
    self.location = location
    self.item = item
  }

  /// One line: place, severity, message, rule and remedy.
  public var description: String {
    "\(location.file):\(location.line):\(location.column): \(severity.rawValue): \(message) [\(rule)]; \(remedy)"
  }

  /// By file, line, column and rule.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    (left.location.file, left.location.line, left.location.column, left.rule)
      < (right.location.file, right.location.line, right.location.column, right.rule)
  }
}

/// Why an assessment cannot be used.
public enum BankError: Error, Equatable {
  /// The folder is missing or holds no `assessment.yaml`.
  case noAssessment(folder: String)
  /// A file cannot be read.
  case unreadable(file: String, reason: String)
  /// The files have mistakes.
  case invalid([Diagnostic])

  /// What to tell the person: every mistake with its place and remedy.
  public var message: String {
    switch self {
    case .noAssessment(let folder):
      "\(folder) holds no assessment.yaml; name a folder of assessments with --assessments"
    case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
    case .invalid(let diagnostics):
      "the assessment has mistakes\n" + diagnostics.prefix(20).map(\.description).joined(separator: "\n")
        + (diagnostics.count > 20
          ? "\n… and \(diagnostics.count - 20) more; `sextant bank lint` lists all" : "")
    }
  }
}
