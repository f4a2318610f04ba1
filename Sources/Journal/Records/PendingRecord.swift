import GRDB

/// The work on an item without an answer: everything that would be lost if the program ended now.
public struct PendingRecord: JournalRecord {
  /// The table.
  public static let databaseTableName = "pending"

  /// The attempt's identity.
  public var attempt: String
  /// The item's identity.
  public var item: String
  /// The item's revision when the answer was begun; nil if unknown.
  public var revision: Int?
  /// The item's digest when the answer was begun; nil if unknown.
  public var digest: String?
  /// The answer so far, not interpreted by the journal; nil if none was begun.
  public var answer: String?
  /// True if the person flagged the item.
  public var isFlagged: Bool
  /// The person's note; empty if there is none.
  public var note: String
  /// The time spent on the item; nil if unknown.
  public var milliseconds: Int?

  private enum CodingKeys: String, CodingKey {
    case attempt, item, revision, digest, answer, note, milliseconds
    case isFlagged = "flagged"
  }

  /// Creates a record.
  public init(
    attempt: String, item: String, revision: Int?, digest: String?, answer: String?, isFlagged: Bool,
    note: String, milliseconds: Int? = nil
  ) {
    self.attempt = attempt
    self.item = item
    self.revision = revision
    self.digest = digest
    self.answer = answer
    self.isFlagged = isFlagged
    self.note = note
    self.milliseconds = milliseconds
  }

  /// True if the person only looked at the item.
  public var isEmpty: Bool { answer == nil && !isFlagged && note.isEmpty }

  /// Clamps every number to its limits.
  public mutating func limit() {
    revision = revision.map { Limits.clamped($0, Limits.count) }
    milliseconds = milliseconds.map { Limits.clamped($0, Limits.milliseconds) }
  }
}
