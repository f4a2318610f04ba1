import Foundation
import GRDB

#if canImport(Glibc)
  import Glibc
#endif

extension Journal {
  /// The answers of an attempt, in order.
  public func responses(ofAttempt id: String) throws(JournalError) -> [ResponseRecord] {
    try read { database in
      try ResponseRecord.fetchAll(
        database, sql: "SELECT * FROM response WHERE attempt = ? ORDER BY position", arguments: [id])
    }
  }

  /// When the answers of each attempt were given, in seconds since 1970, the newest attempt first.
  ///
  /// - Parameter take: Receives the times of one attempt with answers; returns false to stop.
  public func answerTimes(assessment: String, _ take: ([Double]) -> Bool) throws(JournalError) {
    try read { database in
      let attempts = try String.fetchCursor(
        database, sql: "SELECT id FROM attempt WHERE assessment = ? ORDER BY number DESC",
        arguments: [assessment])
      while let id = try attempts.next() {
        let times = try Double.fetchAll(
          database,
          sql: """
            SELECT r.answered_at FROM response r INDEXED BY response_counted
            WHERE r.attempt = ? AND \(Self.isGiven("r"))
            """, arguments: [id])
        if !times.isEmpty, !take(times) { return }
      }
    }
  }

  /// The answers with a flag or a note in all attempts of an assessment, the newest first, with their questions by number.
  public func markedResponses(
    assessment: String
  ) throws(JournalError) -> (responses: [ResponseRecord], questions: [Int64: QuestionRecord]) {
    try responses(where: "r.flagged OR r.note IS NOT NULL", arguments: [assessment])
  }

  /// The answers to an item in all attempts of an assessment, the newest first, with their questions by number.
  public func responses(
    toItem item: String, assessment: String
  ) throws(JournalError) -> (responses: [ResponseRecord], questions: [Int64: QuestionRecord]) {
    try responses(where: "r.item = ?", arguments: [assessment, item])
  }

  private func responses(
    where condition: String, arguments: StatementArguments
  ) throws(JournalError) -> (responses: [ResponseRecord], questions: [Int64: QuestionRecord]) {
    try read { database in
      let responses = try ResponseRecord.fetchAll(
        database,
        sql: """
          SELECT r.* FROM response r JOIN attempt a ON a.id = r.attempt
          WHERE a.assessment = ? AND (\(condition))
          ORDER BY a.number DESC, r.position DESC
          """, arguments: arguments)
      let questions = try QuestionRecord.fetchAll(
        database,
        sql: """
          SELECT * FROM question WHERE id IN (
            SELECT r.question FROM response r JOIN attempt a ON a.id = r.attempt
            WHERE a.assessment = ? AND (\(condition)))
          """, arguments: arguments)
      return (
        responses,
        questions.reduce(into: [:]) { found, question in question.id.map { found[$0] = question } }
      )
    }
  }

  /// The answers of all attempts of an assessment, by attempt and in order.
  public func responsesByAttempt(assessment: String) throws(JournalError) -> [String: [ResponseRecord]] {
    try read { database in
      var found: [String: [ResponseRecord]] = [:]
      let cursor = try ResponseRecord.fetchCursor(
        database,
        sql: """
          SELECT * FROM response WHERE attempt IN (SELECT id FROM attempt WHERE assessment = ?)
          ORDER BY attempt, position
          """, arguments: [assessment])
      while let record = try cursor.next() { found[record.attempt, default: []].append(record) }
      return found
    }
  }

  /// When each item of an assessment was last answered, since a date.
  public func lastSeen(assessment: String, since date: Date) throws(JournalError) -> [String: Date] {
    try read { database in
      var seen: [String: Date] = [:]
      let cursor = try Row.fetchCursor(
        database,
        sql: """
          SELECT r.item, max(r.answered_at) FROM attempt a JOIN response r ON r.attempt = a.id
          WHERE a.assessment = ? AND r.answered_at >= ? GROUP BY r.item
          """, arguments: [assessment, Limits.seconds(date.timeIntervalSince1970)])
      while let row = try cursor.next() {
        seen[try row.decode(atIndex: 0)] = Date(
          timeIntervalSince1970: Limits.seconds(try row.decode(atIndex: 1)))
      }
      return seen
    }
  }

  /// Finds the last earlier answer to each item of an attempt; of a family, to the same variant.
  ///
  /// The joins are in the order of the text, because SQLite would rather read all earlier attempts: for each of a
  /// thousand attempts that took over a minute in all. With max(), it takes the other columns from the row with the
  /// maximum.
  static let lastAnswersQuery = """
    SELECT r.item, e.answered_at, max(b.number) FROM attempt a
    CROSS JOIN response r ON r.attempt = a.id
    CROSS JOIN response e INDEXED BY response_item
      ON e.item = r.item AND e.variant IS r.variant AND e.attempt <> r.attempt
    CROSS JOIN attempt b ON b.id = e.attempt AND b.assessment = a.assessment AND b.number < a.number
    WHERE a.id = ? GROUP BY r.item
    """

  /// When the items of an attempt were last answered in attempts with a lower number, by item.
  public func lastAnswers(before attempt: String) throws(JournalError) -> [String: Date] {
    try read { database in
      var found: [String: Date] = [:]
      let cursor = try Row.fetchCursor(database, sql: Self.lastAnswersQuery, arguments: [attempt])
      while let row = try cursor.next() {
        found[try row.decode(atIndex: 0)] = Date(
          timeIntervalSince1970: Limits.seconds(try row.decode(atIndex: 1)))
      }
      return found
    }
  }

  /// The credit of the last earlier answer to each item of an attempt, by item.
  ///
  /// Joins as `lastAnswersQuery` does, for the same reason.
  public func lastCredits(before attempt: String) throws(JournalError) -> [String: Double] {
    try read { database in
      var found: [String: Double] = [:]
      let cursor = try Row.fetchCursor(
        database,
        sql: """
          SELECT r.item, e.credit, max(b.number) FROM attempt a
          CROSS JOIN response r ON r.attempt = a.id
          CROSS JOIN response e INDEXED BY response_item ON e.item = r.item AND e.attempt <> r.attempt
          CROSS JOIN attempt b ON b.id = e.attempt AND b.assessment = a.assessment AND b.number < a.number
          WHERE a.id = ? AND \(Self.isGiven("e")) GROUP BY r.item
          """, arguments: [attempt])
      while let row = try cursor.next() {
        found[try row.decode(atIndex: 0)] = try row.decode(atIndex: 1)
      }
      return found
    }
  }

  /// The items of an attempt that were answered in earlier attempts of its assessment; of a family, the same variant.
  public func itemsKnown(before attempt: String) throws(JournalError) -> Set<String> {
    try read { database in
      try String.fetchSet(
        database,
        sql: """
          SELECT DISTINCT r.item FROM attempt a JOIN response r ON r.attempt = a.id
          JOIN response earlier ON earlier.item = r.item AND earlier.variant IS r.variant
            AND earlier.attempt <> r.attempt
          JOIN attempt b ON b.id = earlier.attempt AND b.assessment = a.assessment
          WHERE a.id = ? AND earlier.answered_at < a.started_at
          """, arguments: [attempt])
    }
  }

  /// The given items whose last answer was "I don't know".
  public func unknownItems(among items: [String], assessment: String) throws(JournalError) -> Set<String> {
    try read { database in
      let marks = items.map { _ in "?" }.joined(separator: ",")
      // With max(), SQLite takes the other columns from the row with the maximum.
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT r.item, r.is_unknown, max(r.answered_at) FROM response r JOIN attempt a ON a.id = r.attempt
          WHERE r.item IN (\(marks)) AND a.assessment = ? AND \(Self.isGiven("r")) GROUP BY r.item
          """, arguments: StatementArguments(items) + [assessment])
      return Set(
        try rows.filter { try $0.decode(Bool.self, atIndex: 1) }.map { try $0.decode(atIndex: 0) })
    }
  }

  /// The last answer to each of some items, in the attempts up to one of them.
  ///
  /// - Parameter number: The number of the last attempt.
  public func lastResponses(
    toItems items: [String], assessment: String, upTo number: Int
  ) throws(JournalError) -> [ResponseRecord] {
    try read { database in
      let marks = items.map { _ in "?" }.joined(separator: ",")
      // With max(), SQLite takes the other columns from the row with the maximum.
      return try ResponseRecord.fetchAll(
        database,
        sql: """
          SELECT r.*, max(a.number * 100000 + r.position) FROM response r JOIN attempt a ON a.id = r.attempt
          WHERE r.item IN (\(marks)) AND a.assessment = ? AND a.number <= ? AND \(Self.isGiven("r"))
          GROUP BY r.item ORDER BY r.item
          """, arguments: StatementArguments(items) + [assessment, number])
    }
  }

  /// The items of the last attempts of an assessment.
  public func itemsOfLastAttempts(
    _ count: Int, assessment: String, modes: [String]
  ) throws(JournalError) -> Set<String> {
    try read { database in
      let marks = modes.map { _ in "?" }.joined(separator: ",")
      return try String.fetchSet(
        database,
        sql: """
          SELECT item FROM response
          WHERE attempt IN (
            SELECT id FROM attempt a WHERE assessment = ? AND mode IN (\(marks))
              AND EXISTS (SELECT 1 FROM response WHERE attempt = a.id)
            ORDER BY started_at DESC LIMIT ?)
          """, arguments: [assessment] + StatementArguments(modes) + [count])
    }
  }
}
