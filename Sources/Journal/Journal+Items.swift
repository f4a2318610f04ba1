import Foundation
import GRDB

extension Journal {
  /// The person's reports of problems with items, by item.
  public func itemReports(assessment: String) throws(JournalError) -> [String: String] {
    try read { database in
      try ItemReportRecord.fetchAll(
        database, sql: "SELECT * FROM item_report WHERE assessment = ?", arguments: [assessment]
      ).reduce(into: [:]) { $0[$1.item] = $1.text }
    }
  }

  /// Stores a report of a problem with an item; an empty text removes it.
  public func set(itemReport text: String, item: String, assessment: String, at date: Date)
    throws(JournalError)
  {
    try write { database in
      if text.isEmpty {
        try database.execute(
          sql: "DELETE FROM item_report WHERE assessment = ? AND item = ?", arguments: [assessment, item])
      } else {
        try ItemReportRecord(assessment: assessment, item: item, text: text, reportedAt: date)
          .replace(in: database)
      }
    }
  }

  /// Stores that the person saw the correct answer of an item outside an attempt.
  public func noteKeyRead(item: String, assessment: String, at date: Date) throws(JournalError) {
    try write { database in
      try KeyReadRecord(assessment: assessment, item: item, readAt: date).replace(in: database)
    }
  }

  /// When the person last saw correct answers outside an attempt, by item, since a date.
  public func keysRead(assessment: String, since date: Date) throws(JournalError) -> [String: Date] {
    try read { database in
      try KeyReadRecord.fetchAll(
        database, sql: "SELECT * FROM key_read WHERE assessment = ? AND read_at >= ?",
        arguments: [assessment, Limits.seconds(date.timeIntervalSince1970)]
      ).reduce(into: [:]) { $0[$1.item] = $1.readAt }
    }
  }
}
