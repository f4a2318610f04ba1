import GRDB

/// An abandoned attempt that replaces one whose record was lost, so that its answers are kept.
struct AttemptStub {
  /// The known values: its identity, and values from an index.
  let known: [String: DatabaseValue]
  /// The assessment to use if nothing says which one an answer belongs to.
  let assessment: String

  /// Fills in values from its answers.
  func complete(_ values: inout [String: DatabaseValue], _ database: Database) throws {
    guard let id = known["id"].flatMap(String.fromDatabaseValue) else { return }
    let times = try Row.fetchOne(
      database, sql: "SELECT min(answered_at), max(answered_at) FROM response WHERE attempt = ?",
      arguments: [id])
    let assessment =
      try known["assessment"].flatMap(String.fromDatabaseValue) ?? assessment(of: id, database)
    values["assessment"] = assessment.databaseValue
    values["number"] = try number(in: assessment, database).databaseValue
    values["mode"] = try mode(of: id, database).databaseValue
    values["seed"] = 0.databaseValue
    values["configuration"] = "{}".databaseValue
    values["bank"] = "".databaseValue
    values["started_at"] = ((times?[0] as Double?) ?? 0).databaseValue
    values["finished_at"] = (times?[1] as Double?)?.databaseValue ?? .null
    values["state"] = "abandoned".databaseValue
  }

  /// The assessment of its answers' questions, otherwise the one whose attempts asked most of the same items, otherwise
  /// the one with most attempts or, without any attempt, with most other rows.
  private func assessment(of id: String, _ database: Database) throws -> String {
    let scoped = try String.fetchAll(
      database,
      sql: """
        SELECT t.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table' AND c.name = 'assessment' AND t.name <> 'attempt'
        ORDER BY t.name
        """)
    if scoped.contains("question"),
      let found = try String.fetchOne(
        database,
        sql: """
          SELECT q.assessment FROM response r JOIN question q ON q.id = r.question OR q.item = r.item
          WHERE r.attempt = ? GROUP BY q.assessment ORDER BY sum(q.id IS r.question) DESC, count(*) DESC, q.assessment
          LIMIT 1
          """, arguments: [id])
    {
      return found
    }
    let rows = scoped.map { "SELECT assessment FROM \($0.quotedDatabaseIdentifier) WHERE assessment <> ''" }
    return try String.fetchOne(
      database,
      sql: """
        SELECT a.assessment FROM attempt a JOIN response r ON r.attempt = a.id
        WHERE r.item IN (SELECT item FROM response WHERE attempt = ?)
        GROUP BY a.assessment ORDER BY count(*) DESC, a.assessment LIMIT 1
        """, arguments: [id])
      ?? String.fetchOne(
        database,
        sql: "SELECT assessment FROM attempt GROUP BY assessment ORDER BY count(*) DESC, assessment LIMIT 1")
      ?? (rows.isEmpty
        ? nil
        : String.fetchOne(
          database,
          sql: """
            SELECT assessment FROM (\(rows.joined(separator: " UNION ALL ")))
            GROUP BY assessment ORDER BY count(*) DESC, assessment LIMIT 1
            """))
      ?? self.assessment
  }

  /// Its own number if an index still has it, otherwise the next one.
  private func number(in assessment: String, _ database: Database) throws -> Int {
    if let number = known["number"].flatMap(Int.fromDatabaseValue),
      try Int.fetchOne(
        database, sql: "SELECT 1 FROM attempt WHERE assessment = ? AND number = ?",
        arguments: [assessment, number]) == nil
    {
      return number
    }
    return 1
      + (try Int.fetchOne(
        database, sql: "SELECT max(number) FROM attempt WHERE assessment = ?", arguments: [assessment]) ?? 0)
  }

  /// The mode, guessed from what is left of the attempt.
  ///
  /// A mock exam has sheets. A drill asks again what was answered before. Anything else counts as a
  /// placement.
  private func mode(of id: String, _ database: Database) throws -> String {
    let hasSheets =
      try Bool.fetchOne(
        database, sql: "SELECT count(*) FROM pragma_table_list WHERE name = 'sheet'") ?? false
    if hasSheets,
      try Bool.fetchOne(database, sql: "SELECT count(*) FROM sheet WHERE attempt = ?", arguments: [id])
        ?? false
    {
      return "mock"
    }
    let isRepeat = try Bool.fetchOne(
      database,
      sql: """
        SELECT 2 * sum(EXISTS (SELECT 1 FROM response e
            WHERE e.item = r.item AND e.attempt <> r.attempt AND e.answered_at < r.answered_at)) > count(*)
        FROM response r WHERE r.attempt = ?
        """, arguments: [id])
    return isRepeat ?? false ? "drill" : "placement"
  }
}
