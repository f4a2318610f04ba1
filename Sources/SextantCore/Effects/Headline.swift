/// A short text that distinguishes an answered item in a list.
public struct Headline: Sendable, Hashable {
  /// The question in one line; empty until it is read, and if the bank no longer has the item.
  public var text: String
  /// True if the last answer was "I don't know".
  public var isUnknown: Bool

  /// Creates a headline.
  public init(text: String = "", isUnknown: Bool = false) {
    self.text = text
    self.isUnknown = isUnknown
  }
}
