import ItemBank
import Journal
import QuizEngine

/// An attempt ready to continue.
public struct AttemptSession: Sendable {
  /// The stored attempt.
  public var record: AttemptRecord
  /// Its state machine.
  public var attempt: Attempt
  /// The pending item; nil if the attempt is over.
  public var item: Item?
  /// The number of flagged items.
  public var flags: Int
  /// The reasons why items are asked, as sentences by item; items that are missing were chosen for their
  /// information.
  public var reasons: [String: String]

  /// The stored work on the pending item.
  public var pending: PendingItem?

  /// The item that was answered last; nil if its answer can't be taken back.
  package var last: LastAnswer?

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
