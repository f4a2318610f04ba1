import Foundation
import GRDB

extension Journal {
  /// Sets a damaged file aside and puts what can be read from it into a new one.
  static func recover(folder: URL, path: String, now: Date) throws(JournalError) -> JournalOpening {
    let aside = freeName(in: folder, now: now)
    do {
      for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
        try FileManager.default.moveItem(atPath: path + suffix, toPath: aside + suffix)
      }
      let queue = try makeEmpty(path)
      let rows = copyReadable(from: aside, to: queue)
      return JournalOpening(
        journal: queue, isNew: false,
        notices: [
          "The journal was damaged. It was set aside as \(aside); \(rows.attempts) attempts with "
            + "\(rows.responses) answers were read from it into a new one."
        ])
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError.cannotWrite(path: path, reason: "\(error)")
    }
  }

  private static func freeName(in folder: URL, now: Date) -> String {
    let stamp = Int(now.timeIntervalSince1970)
    var number = 0
    while true {
      let name = number == 0 ? "journal.damaged-\(stamp).sqlite" : "journal.damaged-\(stamp)-\(number).sqlite"
      let path = folder.appendingPathComponent(name).path
      if !FileManager.default.fileExists(atPath: path) { return path }
      number += 1
    }
  }

  private static func makeEmpty(_ path: String) throws -> Journal {
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw JournalError.cannotCreate(path: path, reason: "the folder refuses a new file") }
    return try connect(path)
  }

  private static let tables = ["attempt", "response", "evidence", "action", "review", "setting", "sheet"]

  /// Copies row by row, from both ends of each table, until the damage stops it.
  private static func copyReadable(from aside: String, to journal: Journal) -> (attempts: Int, responses: Int)
  {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    guard let source = try? DatabaseQueue(path: aside, configuration: configuration) else { return (0, 0) }
    for table in tables {
      var rows: [Row] = []
      for order in ["ASC", "DESC"] {
        let key = table == "response" ? "attempt \(order), position \(order)" : "1 \(order)"
        // What is damaged ends the cursor with an error; the rows before it are kept.
        try? source.read { database in
          let cursor = try Row.fetchCursor(database, sql: "SELECT * FROM \(table) ORDER BY \(key)")
          while let row = try cursor.next() { rows.append(row.copy()) }
        }
        if table != "response", table != "attempt" { break }
      }
      // An index can be damaged where its table is sound: read once more without any.
      try? source.read { database in
        let cursor = try Row.fetchCursor(database, sql: "SELECT * FROM \(table) NOT INDEXED")
        while let row = try cursor.next() { rows.append(row.copy()) }
      }
      insert(rows, into: table, of: journal)
    }
    let counts = try? journal.read { database in
      (
        try Int.fetchOne(database, sql: "SELECT count(*) FROM attempt") ?? 0,
        try Int.fetchOne(database, sql: "SELECT count(*) FROM response") ?? 0
      )
    }
    return counts ?? (0, 0)
  }

  private static func insert(_ rows: [Row], into table: String, of journal: Journal) {
    try? journal.write { database in
      for row in rows {
        let columns = row.columnNames.joined(separator: ", ")
        let marks = Array(repeating: "?", count: row.count).joined(separator: ", ")
        let values = row.databaseValues
        // A row that the new journal refuses was part of the damage.
        try? database.execute(
          sql: "INSERT OR IGNORE INTO \(table) (\(columns)) VALUES (\(marks))",
          arguments: StatementArguments(values))
      }
    }
  }
}
