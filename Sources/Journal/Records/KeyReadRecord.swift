import Foundation
import GRDB

/// Records that a person saw the correct answer of an item outside an attempt.
struct KeyReadRecord: JournalRecord {
  static let databaseTableName = "key_read"

  var assessment: String
  var item: String
  var readAt: Date

  private enum CodingKeys: String, CodingKey {
    case assessment, item
    case readAt = "read_at"
  }

  mutating func limit() {}
}
