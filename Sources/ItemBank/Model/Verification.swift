/// How a machine confirms a key.
public struct Verification: Sendable, Equatable {
  /// What is run.
  public enum Program: Sendable, Equatable {
    /// A program in `language` (python, sql or shell); the item's code where `source` is nil.
    case run(language: String, source: String?, setup: String?)
    /// A Python expression.
    case expression(String)
  }
  /// What must come out.
  public enum Expectation: Sendable, Equatable {
    /// The output equals the item's key.
    case key
    /// The output equals this text.
    case output(String)
    /// The program ends with this exception.
    case raises(String)
  }
  /// What is run.
  public var program: Program
  /// What must come out.
  public var expectation: Expectation

  /// Creates a verification.
  public init(program: Program, expectation: Expectation) {
    self.program = program
    self.expectation = expectation
  }
}
