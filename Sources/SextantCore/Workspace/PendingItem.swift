import QuizEngine

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

  /// Creates an item as it stands.
  package init(attempt: String, item: String, isFlagged: Bool, note: String, answer: String? = nil) {
    self.attempt = attempt
    self.item = item
    self.isFlagged = isFlagged
    self.note = note
    self.answer = answer
  }
}
