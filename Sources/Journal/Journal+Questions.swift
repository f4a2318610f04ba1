import Foundation
import GRDB

extension Journal {
  /// The questions that an attempt's answers belong to, by their number in the journal.
  public func questions(ofAttempt id: String) throws(JournalError) -> [Int64: QuestionRecord] {
    try read { database in
      try QuestionRecord.fetchAll(
        database, sql: "SELECT * FROM question WHERE id IN (SELECT question FROM response WHERE attempt = ?)",
        arguments: [id]
      ).reduce(into: [:]) { found, question in
        if let id = question.id { found[id] = question }
      }
    }
  }

  /// Stores a question unless it is already stored, and returns its number.
  ///
  /// Equal digests mean equal contents: a stored content that differs was damaged, and is replaced.
  static func keep(_ question: QuestionRecord, in database: Database) throws -> Int64 {
    let known = try Row.fetchOne(
      database,
      sql:
        "SELECT id, content FROM question WHERE assessment = ? AND item = ? AND revision = ? AND digest = ?",
      arguments: [question.assessment, question.item, question.revision, question.digest])
    if let known {
      let number = try known.decode(Int64.self, forColumn: "id")
      if try known.decode(String?.self, forColumn: "content") != question.content {
        try database.execute(
          sql: "UPDATE question SET content = ? WHERE id = ?", arguments: [question.content, number])
        try RowChecksum.renew("question", where: "id = ?", [number], in: database)
      }
      return number
    }
    var fresh = question
    fresh.id = nil
    try fresh.add(to: database)
    return database.lastInsertedRowID
  }
}
