import Foundation
import GRDB

/// A question as it was shown, stored once for each version.
public struct QuestionRecord: JournalRecord, Identifiable {
  /// The table.
  public static let databaseTableName = "question"

  /// The number in the journal; nil before it is stored.
  public var id: Int64?
  /// The assessment's identity.
  public var assessment: String
  /// The item's identity.
  public var item: String
  /// The item's revision.
  public var revision: Int
  /// Distinguishes versions of one revision.
  public var digest: String
  /// The item's level, 1 to 5.
  public var level: Int
  /// The kind of answer, as named in the bank's files.
  public var kind: String
  /// Everything that was shown, and the correct answer; the journal doesn't interpret it.
  public var content: String
  /// When it was first answered.
  public var storedAt: Date

  private enum CodingKeys: String, CodingKey {
    case id, assessment, item, revision, digest, level, kind, content
    case storedAt = "stored_at"
  }

  /// Creates a record.
  public init(
    id: Int64? = nil, assessment: String, item: String, revision: Int, digest: String, level: Int,
    kind: String,
    content: String, storedAt: Date
  ) {
    self.id = id
    self.assessment = assessment
    self.item = item
    self.revision = revision
    self.digest = digest
    self.level = level
    self.kind = kind
    self.content = content
    self.storedAt = storedAt
  }

  /// Clamps every number to its limits.
  public mutating func limit() {
    revision = Limits.clamped(revision, Limits.count)
    level = Limits.clamped(level, Limits.level)
  }
}
