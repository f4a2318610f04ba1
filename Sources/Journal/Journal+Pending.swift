import GRDB

extension Journal {
  /// What is kept of the item that an attempt waits at, or nil.
  public func pending(ofAttempt id: String) throws(JournalError) -> PendingRecord? {
    try read { database in
      try PendingRecord.fetchOne(database, sql: "SELECT * FROM pending WHERE attempt = ?", arguments: [id])
    }
  }

  /// Keeps what is on the screen of an item without an answer.
  ///
  /// An attempt that is over has no such item: nothing is kept for it.
  public func keep(pending record: PendingRecord) throws(JournalError) {
    try write { database in
      let state = try String.fetchOne(
        database, sql: "SELECT state FROM attempt WHERE id = ?", arguments: [record.attempt])
      if state == "open" { try record.replace(in: database) }
    }
  }

  static func forgetPending(ofAttempt id: String, in database: Database) throws {
    try database.execute(sql: "DELETE FROM pending WHERE attempt = ?", arguments: [id])
  }
}
