import ItemBank
import Journal
import QuizEngine

/// An attempt ready to go on.
public struct AttemptSession: Sendable {
  /// The stored attempt.
  public var record: AttemptRecord
  /// Its state machine.
  public var attempt: Attempt
  /// The item that it waits at; nil where it is over.
  public var item: Item?
  /// How many items carry a flag.
  public var flags: Int
  /// Why items are asked, as sentences by item; what is not named was chosen for what it tells.
  public var reasons: [String: String]

  /// What was kept of the item that it waits at.
  public var pending: PendingItem?

  /// Creates a session.
  public init(
    record: AttemptRecord, attempt: Attempt, item: Item?, flags: Int = 0, reasons: [String: String] = [:],
    pending: PendingItem? = nil
  ) {
    self.pending = pending
    self.record = record
    self.attempt = attempt
    self.item = item
    self.flags = flags
    self.reasons = reasons
  }
}
