import Foundation
import GRDB

extension Journal {
  /// The variants of an item that the person was shown, the one of longest ago first.
  public func shownVariants(ofItem item: String, assessment: String) throws(JournalError)
    -> [ShownVariantRecord]
  {
    try read { database in
      try ShownVariantRecord.fetchAll(
        database,
        sql: "SELECT * FROM shown_variant WHERE assessment = ? AND item = ? ORDER BY shown_at, variant",
        arguments: [assessment, item])
    }
  }

  /// The variant of each family that an attempt shows, by item.
  public func shownVariants(ofAttempt id: String, assessment: String) throws(JournalError) -> [String: String]
  {
    try read { database in
      try ShownVariantRecord.fetchAll(
        database, sql: "SELECT * FROM shown_variant WHERE assessment = ? AND attempt = ?",
        arguments: [assessment, id]
      ).reduce(into: [:]) { $0[$1.item] = $1.variant }
    }
  }

  /// Stores that a variant is shown.
  public func note(shown record: ShownVariantRecord) throws(JournalError) {
    try write { try record.replace(in: $0) }
  }
}
