import Foundation
import GRDB

extension Journal {
  private static let columns = """
    a.*, (SELECT count(*) FROM response r INDEXED BY response_counted WHERE r.attempt = a.id AND \(isGiven("r")))
      AS response_count, \(exclusion)
    """
  private static let exclusion = "(SELECT reason FROM exclusion e WHERE e.attempt = a.id) AS exclusion"

  /// Stores a new attempt and assigns its number.
  ///
  /// - Parameter shown: The variants that it shows.
  /// - Throws: `JournalError.conflict` if the assessment already has an open attempt.
  public func startAttempt(
    _ record: AttemptRecord, showing shown: [ShownVariantRecord] = []
  ) throws(JournalError) -> AttemptRecord {
    try write { database in
      var record = record
      if let number = try Int.fetchOne(
        database, sql: "SELECT number FROM attempt WHERE assessment = ? AND state = 'open'",
        arguments: [record.assessment])
      {
        throw JournalError.conflict(
          "attempt \(number) waits to be finished; `sextant resume` goes on with it")
      }
      record.number =
        try Int.fetchOne(
          database, sql: "SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE assessment = ?",
          arguments: [record.assessment]) ?? 1
      try record.add(to: database)
      for variant in shown { try variant.replace(in: database) }
      return record
    }
  }

  /// Stores an answer and all its consequences in one transaction.
  ///
  /// The answer's position says how many answers the window knows. It is stored behind all others: where damage has
  /// lost one of them, the positions have a gap, and the next one by count is taken.
  ///
  /// - Parameters:
  ///   - question: The question as it was shown; it is stored with the first answer to it.
  ///   - nextItem: The item that comes next; nil at the end.
  ///   - shown: The variant in which the next item is shown.
  ///   - review: How well the item is remembered after the answer.
  ///   - end: When and why the attempt is over with this answer; nil if it goes on.
  ///   - last: The answer that was stored before; nil if none was, or if it doesn't matter.
  ///   - replaced: The last stored answer, if this one is given instead; what it changed in the memory of the item is
  ///     taken back.
  /// - Throws: `JournalError.conflict` if the attempt is not open, the position is taken or the last answer is another
  ///   one, for example because the same attempt was continued in another window.
  public func record(
    _ response: ResponseRecord, question: QuestionRecord? = nil, nextItem: String?,
    showing shown: ShownVariantRecord? = nil, activeMilliseconds: Int,
    review: ReviewRecord? = nil, end: (date: Date, reason: String)? = nil,
    after last: KnownAnswer? = nil, replacing replaced: KnownAnswer? = nil
  ) throws(JournalError) {
    try write { database in
      let state = try String.fetchOne(
        database, sql: "SELECT state FROM attempt WHERE id = ?", arguments: [response.attempt])
      let count = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM response WHERE attempt = ?", arguments: [response.attempt])
      let elsewhere = JournalError.conflict(
        "this attempt went on in another window; resume it to see where it is, your other answers are safe")
      guard state == "open", count == response.position + (replaced == nil ? 0 : 1) else { throw elsewhere }
      var response = response
      if let replaced {
        guard let position = try Self.takeBack(replaced, of: response.attempt, in: database) else {
          throw elsewhere
        }
        response.position = position
      } else {
        if let last, try Self.last(last, of: response.attempt, in: database) == nil { throw elsewhere }
        response.position =
          try Int.fetchOne(
            database, sql: "SELECT max(position) + 1 FROM response WHERE attempt = ?",
            arguments: [response.attempt]) ?? 0
        try Self.keepMemory(before: response, in: database)
      }
      try Self.insert(response, to: question, in: database)
      try database.execute(
        sql: "UPDATE attempt SET pending_item = ?, active_ms = ? WHERE id = ?",
        arguments: [
          nextItem, Limits.clamped(activeMilliseconds, Limits.milliseconds), response.attempt,
        ])
      try RowChecksum.renew("attempt", where: "id = ?", [response.attempt], in: database)
      // The work on the item that comes next may be there already, if it was shown before an answer was taken back.
      try database.execute(
        sql: "DELETE FROM pending WHERE attempt = ? AND item IS NOT ?",
        arguments: [response.attempt, replaced == nil ? nil : nextItem])
      try review?.replace(in: database)
      try shown?.replace(in: database)
      if let end {
        try Self.close(response.attempt, at: end.date, state: .finished, reason: end.reason, in: database)
      }
    }
  }

  /// Stores an answer, and its question unless that is already stored.
  static func insert(
    _ response: ResponseRecord, to question: QuestionRecord?, in database: Database
  ) throws {
    var response = response
    if let question {
      response.question = try Self.keep(question, in: database)
      response.level = question.level
    }
    try response.add(to: database)
  }

  /// Changes the flag of an answered item.
  ///
  /// - Parameter position: The place among the answers that are stored, from 0.
  public func setFlag(attempt: String, position: Int, flagged: Bool) throws(JournalError) {
    let place = """
      attempt = ? AND position = (
        SELECT position FROM response WHERE attempt = ? ORDER BY position LIMIT 1 OFFSET ?)
      """
    try write { database in
      try database.execute(
        sql: "UPDATE response SET flagged = ? WHERE \(place)",
        arguments: [flagged, attempt, attempt, position])
      try RowChecksum.renew("response", where: place, [attempt, attempt, position], in: database)
    }
  }

  /// Closes a finished attempt.
  public func finish(attempt: String, at date: Date, reason: String) throws(JournalError) {
    try write { try Self.close(attempt, at: date, state: .finished, reason: reason, in: $0) }
  }

  /// Deletes an attempt without answers; its number becomes free again.
  public func discard(attempt: String) throws(JournalError) {
    try write { database in
      try database.execute(
        sql: """
          DELETE FROM attempt WHERE id = ? AND state = 'open'
            AND NOT EXISTS (SELECT 1 FROM response WHERE attempt = ?)
            AND NOT EXISTS (SELECT 1 FROM sheet WHERE attempt = ?)
          """, arguments: [attempt, attempt, attempt])
    }
  }

  /// Closes an open attempt; a closed one stays unchanged.
  static func close(
    _ id: String, at date: Date, state: AttemptRecord.State, reason: String?, in database: Database
  ) throws {
    try database.execute(
      sql: """
        UPDATE attempt SET state = ?, finished_at = ?, stop_reason = ?, pending_item = NULL
        WHERE id = ? AND state = 'open'
        """, arguments: [state.rawValue, Limits.seconds(date.timeIntervalSince1970), reason, id])
    try RowChecksum.renew("attempt", where: "id = ?", [id], in: database)
    try forgetPending(ofAttempt: id, in: database)
    try forgetMemoryBefore(lastAnswerOf: id, in: database)
  }

  /// All attempts of an assessment, oldest first.
  ///
  /// - Parameter counted: False skips counting the answers, which avoids reading them.
  public func attempts(
    assessment: String, counted: Bool = true, answered: Bool = false
  ) throws(JournalError) -> [AttemptRecord] {
    let columns = counted ? Self.columns : "a.*, \(Self.exclusion)"
    let condition = answered ? " AND EXISTS (SELECT 1 FROM response WHERE attempt = a.id)" : ""
    return try read { database in
      try AttemptRecord.fetchAll(
        database, sql: "SELECT \(columns) FROM attempt a WHERE assessment = ?\(condition) ORDER BY number",
        arguments: [assessment])
    }
  }

  /// An attempt by its identity; nil if there is none.
  public func attempt(id: String) throws(JournalError) -> AttemptRecord? {
    try read { try Self.attempt(id, in: $0) }
  }

  static func attempt(_ id: String, in database: Database) throws -> AttemptRecord? {
    try AttemptRecord.fetchOne(
      database, sql: "SELECT \(columns) FROM attempt a WHERE id = ?", arguments: [id])
  }

  /// The attempt to continue; nil if there is none.
  public func openAttempt(assessment: String) throws(JournalError) -> AttemptRecord? {
    try read { try Self.openAttempt(assessment, in: $0) }
  }

  static func openAttempt(_ assessment: String, in database: Database) throws -> AttemptRecord? {
    try AttemptRecord.fetchOne(
      database, sql: "SELECT \(columns) FROM attempt a WHERE assessment = ? AND state = 'open'",
      arguments: [assessment])
  }
}
