/// A tempting line of code, and why it isn't faulty.
public struct LineNote: Sendable, Equatable {
  /// The line, from 1.
  public var line: Int
  /// Why it isn't the faulty one.
  public var rationale: String

  /// Creates a note.
  public init(line: Int, rationale: String) {
    self.line = line
    self.rationale = rationale
  }
}
