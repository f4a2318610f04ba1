/// A typical wrong answer of a typed item.
public struct Misconception: Sendable, Equatable {
  /// The wrong answer, as a person would type it.
  public var answer: String
  /// The error behind it.
  public var rationale: String
  /// The answer with placeholders that it comes from; nil if the item is no variant of a family.
  public var template: String?

  /// Creates a misconception.
  public init(answer: String, rationale: String, template: String? = nil) {
    self.answer = answer
    self.rationale = rationale
    self.template = template
  }
}
