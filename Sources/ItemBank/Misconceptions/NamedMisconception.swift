/// A mistaken idea that comes back in several items, with the wrong answers that it leads to.
///
/// An assessment lists them in `misconceptions.yaml`, beside its items: one idea is a matter of many items, and a bank
/// opens without it.
public struct NamedMisconception: Sendable, Equatable, Identifiable {
  /// A wrong answer that the idea leads to.
  public struct Sign: Sendable, Hashable {
    /// The item's identity.
    public var item: String
    /// The text of the option, or the wrong value as the item lists it.
    public var wrong: String

    /// Creates a sign.
    public init(item: String, wrong: String) {
      self.item = item
      self.wrong = wrong
    }
  }

  /// Its identity, such as `ml.precision-for-recall`.
  public var id: String
  /// What the person does, such as "Takes precision for recall".
  public var title: String
  /// What is wrong with the idea, and what holds instead.
  public var explanation: String
  /// The action of the roadmap that cures it.
  public var action: String
  /// The wrong answers that it leads to.
  public var signs: [Sign]
  /// Its place in the file.
  public var location: SourceLocation?

  /// Creates a misconception.
  public init(
    id: String, title: String, explanation: String, action: String, signs: [Sign],
    location: SourceLocation? = nil
  ) {
    self.id = id
    self.title = title
    self.explanation = explanation
    self.action = action
    self.signs = signs
    self.location = location
  }

  /// The texts that show it in an item, each in its bare form.
  public func wrongAnswers(to item: String) -> [String] {
    signs.filter { $0.item == item }.map { Self.bare($0.wrong) }
  }

  /// A text without the line breaks and the spaces at its ends that a file adds.
  public static func bare(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
