/// A typical wrong answer of a typed item.
public struct Misconception: Sendable, Equatable {
  /// The wrong answer, as a person would type it.
  public var answer: String
  /// The error behind it.
  public var rationale: String

  /// Creates a misconception.
  public init(answer: String, rationale: String) {
    self.answer = answer
    self.rationale = rationale
  }
}
