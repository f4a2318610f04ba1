/// One of the answers to choose from.
public struct Option: Sendable, Equatable {
  /// The text.
  public var text: String
  /// True if it belongs to the key.
  public var isKey: Bool
  /// How effective the action is, 1 to 4; situational items only.
  public var effectiveness: Int?
  /// The ratings of independent people, 1 to 4, of which `effectiveness` is the median; empty if nobody rated it.
  public var ratings: [Int]
  /// Why it is right, or the misconception behind it.
  public var rationale: String
  /// The text with placeholders that it comes from; nil if the item is no variant of a family.
  public var template: String?

  /// Creates an option.
  public init(
    text: String, isKey: Bool = false, effectiveness: Int? = nil, ratings: [Int] = [], rationale: String,
    template: String? = nil
  ) {
    self.text = text
    self.isKey = isKey
    self.effectiveness = effectiveness
    self.ratings = ratings
    self.rationale = rationale
    self.template = template
  }
}
