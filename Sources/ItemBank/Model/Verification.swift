/// How a machine verifies a key.
public struct Verification: Sendable, Equatable {
  /// The program to run.
  public enum Program: Sendable, Equatable {
    /// A program in `language` (python, sql or shell); `source` nil means the item's own code.
    case run(language: String, source: String?, setup: String?)
    /// A Python expression.
    case expression(String)
  }
  /// The expected result.
  public enum Expectation: Sendable, Equatable {
    /// The output equals the item's key.
    case key
    /// The output equals this text.
    case output(String)
    /// The program raises this exception.
    case raises(String)
  }
  /// The program to run.
  public var program: Program
  /// The expected result.
  public var expectation: Expectation

  /// Creates a verification.
  public init(program: Program, expectation: Expectation) {
    self.program = program
    self.expectation = expectation
  }
}
