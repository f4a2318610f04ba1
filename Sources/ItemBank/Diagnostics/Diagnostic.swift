/// A mistake in a file: where it is, what is wrong, and how to fix it.
public struct Diagnostic: Sendable, Equatable, Comparable, CustomStringConvertible {
  /// How serious it is.
  public enum Severity: String, Sendable, Codable {
    /// The file or item can't be used.
    case error
    /// It can be used, but the author should check it.
    case warning
  }

  /// How serious it is.
  public var severity: Severity
  /// The rule that was broken, such as `key-count`.
  public var rule: String
  /// What is wrong, in lower case.
  public var message: String
  /// How to fix it.
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

  /// Orders by file, line, column and rule.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    (left.location.file, left.location.line, left.location.column, left.rule)
      < (right.location.file, right.location.line, right.location.column, right.rule)
  }
}
