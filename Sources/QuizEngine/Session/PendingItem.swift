/// An item on the screen that has no answer yet: what would be lost if the program ended now.
public struct PendingItem: Codable, Sendable, Hashable {
  /// The attempt's identity.
  public var attempt: String
  /// The item's identity.
  public var item: String
  /// True where it carries a flag.
  public var isFlagged: Bool
  /// The person's note.
  public var note: String
  /// The answer as far as it goes, as it is stored; nil where none was begun.
  public var answer: String?
  /// How long the item has been worked on, in milliseconds; nil where an earlier version kept it.
  public var milliseconds: Int?

  /// Creates what is kept of an item.
  public init(
    attempt: String, item: String, isFlagged: Bool, note: String, answer: String?, milliseconds: Int? = nil
  ) {
    self.attempt = attempt
    self.item = item
    self.isFlagged = isFlagged
    self.note = note
    self.answer = answer
    self.milliseconds = milliseconds
  }
}
