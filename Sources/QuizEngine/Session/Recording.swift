/// An answer to be stored.
public struct Recording: Sendable, Hashable {
  /// The attempt's identity.
  public var attempt: String
  /// The answer and its score.
  public var response: Attempt.Response
  /// The item's skill.
  public var skill: String
  /// The position in the attempt.
  public var position: Int
  /// The item that comes next.
  public var next: String?
  /// The active time of the attempt so far.
  public var activeMilliseconds: Int
  /// True if the item is flagged.
  public var isFlagged: Bool
  /// The person's note.
  public var note: String
  /// Why the attempt is over with this answer; nil if it goes on.
  public var finish: StopReason?
  /// The variant that was answered, if the item is a family.
  public var variant: String?

  /// The answer that was stored before; nil for the first, or if it doesn't matter.
  public var last: Attempt.Response?
  /// The stored answer to the same item that this one replaces; nil for a new answer.
  public var replaced: Attempt.Response?

  /// Creates a recording.
  public init(
    attempt: String, response: Attempt.Response, skill: String, position: Int, next: String?,
    activeMilliseconds: Int, isFlagged: Bool, note: String, finish: StopReason? = nil,
    variant: String? = nil, after last: Attempt.Response? = nil,
    replacing replaced: Attempt.Response? = nil
  ) {
    self.attempt = attempt
    self.response = response
    self.skill = skill
    self.position = position
    self.next = next
    self.activeMilliseconds = activeMilliseconds
    self.isFlagged = isFlagged
    self.note = note
    self.finish = finish
    self.variant = variant
    self.last = last
    self.replaced = replaced
  }
}
