import GRDB

extension Journal {
  /// The stored work on the pending item of an attempt; nil if there is none.
  public func pending(ofAttempt id: String) throws(JournalError) -> PendingRecord? {
    try read { database in
      try PendingRecord.fetchOne(database, sql: "SELECT * FROM pending WHERE attempt = ?", arguments: [id])
    }
  }

  /// Stores the work on an item without an answer.
  ///
  /// If the attempt is over, or another window has stored an answer to the item, nothing is stored, so that
  /// window's work on its next item stays.
  public func keep(pending record: PendingRecord) throws(JournalError) {
    try write { database in
      let state = try String.fetchOne(
        database, sql: "SELECT state FROM attempt WHERE id = ?", arguments: [record.attempt])
      let isAnswered =
        try Bool.fetchOne(
          database, sql: "SELECT EXISTS (SELECT 1 FROM response WHERE attempt = ? AND item = ?)",
          arguments: [record.attempt, record.item]) ?? false
      if state == "open", !isAnswered { try record.replace(in: database) }
    }
  }

  static func forgetPending(ofAttempt id: String, in database: Database) throws {
    try database.execute(sql: "DELETE FROM pending WHERE attempt = ?", arguments: [id])
  }
}
