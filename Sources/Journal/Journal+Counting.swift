import Foundation
import GRDB

extension Journal {
  /// Every answer of an assessment, by attempt number and then by position.
  ///
  /// - Complexity: Scans one covering index; the texts of answers and notes are not read.
  public func countableResponses(assessment: String) throws(JournalError) -> [CountableResponse] {
    try read { database in
      let statement = try database.makeStatement(
        sql: """
          SELECT a.number, r.position, r.item_revision, r.level, r.category, r.category_count, r.is_rapid,
            r.is_unknown, r.answered_at, r.item, r.skill, a.id, a.mode, a.state
          FROM attempt a JOIN response r INDEXED BY response_counted ON r.attempt = a.id
          WHERE a.assessment = ? ORDER BY a.number, r.position
          """)
      let cursor = try Row.fetchCursor(statement, arguments: [assessment])
      var found: [CountableResponse] = []
      // Rows of one attempt are adjacent and share its texts.
      var attempt: (number: Int, id: String, mode: String, state: AttemptRecord.State)?
      while let row = try cursor.next() {
        let columns = Columns(row: row, statement: statement.sqliteStatement)
        let number = columns.int(0)
        if attempt?.number != number {
          attempt = (
            number, columns.text(11), columns.text(12),
            AttemptRecord.State(rawValue: columns.text(13)) ?? .abandoned
          )
        }
        guard let attempt else { continue }
        let (level, category) = (columns.int(3), Limits.clamped(columns.int(4), Limits.category))
        found.append(
          CountableResponse(
            attempt: attempt.id, mode: attempt.mode, state: attempt.state,
            position: Limits.clamped(columns.int(1), Limits.count), item: columns.text(9),
            revision: Limits.clamped(columns.int(2), Limits.count),
            level: Limits.level.contains(level) ? level : nil, skill: columns.text(10), category: category,
            categoryCount: Limits.clamped(columns.int(5), category + 1...Limits.category.upperBound + 1),
            isRapid: columns.int(6) != 0, isUnknown: columns.int(7) != 0,
            answeredAt: Date(timeIntervalSince1970: Limits.seconds(columns.double(8)))))
      }
      return found
    }
  }
}

/// Reads the columns of a row by position, without checking names and types, because there are many rows.
///
/// In a damaged row, a value that is no number or text reads as 0 or as an empty text.
private struct Columns {
  let row: Row
  let statement: OpaquePointer

  func int(_ index: CInt) -> Int { Int(sqliteStatement: statement, index: index) ?? 0 }
  func double(_ index: CInt) -> Double { Double(sqliteStatement: statement, index: index) }
  func text(_ index: CInt) -> String {
    row.hasNull(atIndex: Int(index)) ? "" : String(sqliteStatement: statement, index: index)
  }
}
