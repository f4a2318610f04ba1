import Foundation
import GRDB

/// Gives rows whose parent row was lost a new parent, with whatever is still known about it.
struct References {
  let salvage: Salvage
  /// The assessment of answers of which nothing else says where they belong.
  let assessment: String

  private struct Reference {
    var child: TableShape
    var parent: TableShape
    var from: [String]
    var to: [String]

    var isOptional: Bool {
      from.allSatisfy { name in child.columns.first { $0.name == name }?.isNullable ?? false }
    }

    /// The rows of the child table `c` without a parent.
    var orphans: String {
      let pairs = zip(from, to).map { from, to in
        "p.\(to.quotedDatabaseIdentifier) = c.\(from.quotedDatabaseIdentifier)"
      }
      let present = from.map { "c.\($0.quotedDatabaseIdentifier) IS NOT NULL" }
      return present.joined(separator: " AND ")
        + " AND NOT EXISTS (SELECT 1 FROM \(parent.name.quotedDatabaseIdentifier) p WHERE "
        + pairs.joined(separator: " AND ") + ")"
    }
  }

  /// Completes every reference; afterwards all of them are valid.
  ///
  /// - Returns: The number of attempts that had to be replaced.
  func complete(_ database: Database) throws -> Int {
    var replaced = 0
    let references = try references(database)
    // A new parent can itself lack a parent.
    for _ in 0...salvage.version.tables.count {
      for reference in references { replaced += try complete(reference, database) }
    }
    for reference in references {
      try database.execute(
        sql: "DELETE FROM \(reference.child.name.quotedDatabaseIdentifier) AS c WHERE \(reference.orphans)")
    }
    return replaced
  }

  private func references(_ database: Database) throws -> [Reference] {
    var found: [Reference] = []
    for table in salvage.version.tables {
      let rows = try Row.fetchAll(
        database,
        sql:
          "SELECT id, \"table\" AS parent, \"from\", \"to\" FROM pragma_foreign_key_list(?) ORDER BY id, seq",
        arguments: [table.name])
      for (_, rows) in Dictionary(grouping: rows, by: { $0["id"] as Int }).sorted(by: { $0.key < $1.key }) {
        guard let name = rows.first?["parent"] as String?, let parent = salvage.version.table(name) else {
          continue
        }
        let key =
          parent.primaryKey.isEmpty
          ? parent.rowidColumn.map { [parent.columns[$0].name] } ?? []
          : parent.primaryKey.map { parent.columns[$0].name }
        let to = rows.enumerated().compactMap { place, row in
          row["to"] as String? ?? (place < key.count ? key[place] : nil)
        }
        guard to.count == rows.count else { continue }
        found.append(Reference(child: table, parent: parent, from: rows.map { $0["from"] }, to: to))
      }
    }
    return found
  }

  private func complete(_ reference: Reference, _ database: Database) throws -> Int {
    let child = reference.child.name.quotedDatabaseIdentifier
    if reference.isOptional {
      // The row only says that a parent existed; its content is lost.
      let changes = reference.from.map { "\($0.quotedDatabaseIdentifier) = NULL" }
      try database.execute(
        sql: "UPDATE \(child) AS c SET \(changes.joined(separator: ", ")) WHERE \(reference.orphans)")
      return 0
    }
    let names = reference.from.map { "c.\($0.quotedDatabaseIdentifier)" }.joined(separator: ", ")
    let keys = try Row.fetchAll(
      database, sql: "SELECT DISTINCT \(names) FROM \(child) c WHERE \(reference.orphans) ORDER BY \(names)")
    var replaced = 0
    for key in keys {
      var values = Dictionary(zip(reference.to, key.databaseValues), uniquingKeysWith: { first, _ in first })
      // An index may still have more of the lost row.
      let hint = salvage.hints[reference.parent.name]?.values.first { hint in
        reference.to.allSatisfy { hint[$0]?.databaseValue == values[$0] }
      }
      for (name, value) in hint ?? [:] { values[name] = value.databaseValue }
      let isAttempt = reference.parent.name == "attempt"
      if isAttempt { try AttemptStub(known: values, assessment: assessment).complete(&values, database) }
      if try insert(values, into: reference.parent, database), isAttempt { replaced += 1 }
    }
    return replaced
  }

  /// Inserts a row, with the smallest value of its type in columns that must not be empty.
  private func insert(_ known: [String: DatabaseValue], into table: TableShape, _ database: Database) throws
    -> Bool
  {
    var values = known
    for (place, column) in table.columns.enumerated()
    where values[column.name] == nil && !column.isOptional && place != table.rowidColumn {
      values[column.name] =
        switch column.type {
        case "TEXT": "".databaseValue
        case "BLOB": Data().databaseValue
        default: 0.databaseValue
        }
    }
    let names = values.keys.sorted()
    do {
      try database.execute(
        sql: """
          INSERT INTO \(table.name.quotedDatabaseIdentifier)
          (\(names.map(\.quotedDatabaseIdentifier).joined(separator: ", ")))
          VALUES (\(databaseQuestionMarks(count: names.count)))
          """, arguments: StatementArguments(names.map { values[$0] ?? .null }))
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return false
    }
  }
}
