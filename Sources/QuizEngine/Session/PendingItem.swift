/// An item on the screen without an answer: everything that would be lost if the program ended now.
public struct PendingItem: Codable, Sendable, Hashable {
  /// The attempt's identity.
  public var attempt: String
  /// The item's identity.
  public var item: String
  /// True if it is flagged.
  public var isFlagged: Bool
  /// The person's note.
  public var note: String
  /// The answer so far, in stored form; nil if none was begun.
  public var answer: String?
  /// The time spent on the item, in milliseconds; nil if an earlier version stored it.
  public var milliseconds: Int?

  /// Creates a pending item.
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
