import Foundation
import GRDB

/// What a person reports of an item, such as a mistake in it.
struct ItemReportRecord: JournalRecord {
  static let databaseTableName = "item_report"

  var assessment: String
  var item: String
  var text: String
  /// Nil for reports from before the instant was stored.
  var reportedAt: Date?

  private enum CodingKeys: String, CodingKey {
    case assessment, item, text
    case reportedAt = "reported_at"
  }

  mutating func limit() {}
}
