import GRDB

/// What is on the screen of an item without an answer yet: what would be lost if the program ended now.
public struct PendingRecord: JournalRecord {
  /// The table.
  public static let databaseTableName = "pending"

  /// The attempt's identity.
  public var attempt: String
  /// The item's identity.
  public var item: String
  /// The revision of the item that the answer was begun in; nil if that is not known.
  public var revision: Int?
  /// The digest of the item that the answer was begun in; nil if that is not known.
  public var digest: String?
  /// The answer as far as it goes, opaque to the journal; nil if none was begun.
  public var answer: String?
  /// True if the person put a flag on the item.
  public var isFlagged: Bool
  /// The person's note; empty where there is none.
  public var note: String
  /// How long the item has been worked on; nil if that is not known.
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

  /// True if nothing was done about the item but looking at it.
  public var isEmpty: Bool { answer == nil && !isFlagged && note.isEmpty }

  /// Brings every number within its limits.
  public mutating func limit() {
    revision = revision.map { Limits.held($0, Limits.count) }
    milliseconds = milliseconds.map { Limits.held($0, Limits.milliseconds) }
  }
}
