/// What tells an answered item apart in a row.
public struct Headline: Sendable, Hashable {
  /// What it asks, in a line; empty until it is read, and where the bank has the item no longer.
  public var text: String
  /// True where the last answer was "I don't know".
  public var isUnknown: Bool

  /// Creates a headline.
  public init(text: String = "", isUnknown: Bool = false) {
    self.text = text
    self.isUnknown = isUnknown
  }
}
