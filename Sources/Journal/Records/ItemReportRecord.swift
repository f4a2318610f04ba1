import Foundation
import GRDB

/// The person's report of a problem with an item, such as a mistake.
struct ItemReportRecord: JournalRecord {
  static let databaseTableName = "item_report"

  var assessment: String
  var item: String
  var text: String
  /// Nil for reports from before times were stored.
  var reportedAt: Date?

  private enum CodingKeys: String, CodingKey {
    case assessment, item, text
    case reportedAt = "reported_at"
  }

  mutating func limit() {}
}
