import GRDB

/// An abandoned attempt in the place of one whose record was lost, so that its answers are kept.
struct AttemptStub {
  /// What is known: its identity, and what an index says.
  let known: [String: DatabaseValue]

  /// Where nothing says what an answer belongs to.
  static let fallbackAssessment = "ml-engineer"

  /// Adds what its answers tell.
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

  /// The assessment of the attempts that asked most of the same items, else the one with most attempts.
  private func assessment(of id: String, _ database: Database) throws -> String {
    try String.fetchOne(
      database,
      sql: """
        SELECT a.assessment FROM attempt a JOIN response r ON r.attempt = a.id
        WHERE r.item IN (SELECT item FROM response WHERE attempt = ?)
        GROUP BY a.assessment ORDER BY count(*) DESC, a.assessment LIMIT 1
        """, arguments: [id])
      ?? String.fetchOne(
        database,
        sql: "SELECT assessment FROM attempt GROUP BY assessment ORDER BY count(*) DESC, assessment LIMIT 1")
      ?? Self.fallbackAssessment
  }

  /// Its own number where an index still holds it, else the next one.
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

  /// The mode, by what is left of it.
  ///
  /// A mock exam has sheets. A drill asks again what was answered before. Everything else was a placement.
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
