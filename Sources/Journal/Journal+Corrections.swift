import GRDB

/// The last stored answer of an attempt, as a window knows it; another window may have replaced it.
public struct KnownAnswer: Sendable, Hashable {
  /// The item's identity.
  public var item: String
  /// The answer; the journal doesn't interpret it.
  public var answer: String
  /// How sure the person was, 1 to 3.
  public var confidence: Int?
  /// The time on the item; nil if it doesn't matter.
  public var milliseconds: Int?

  /// Creates it from its parts.
  public init(item: String, answer: String, confidence: Int?, milliseconds: Int? = nil) {
    self.item = item
    self.answer = answer
    self.confidence = confidence
    self.milliseconds = milliseconds.map { Limits.clamped($0, Limits.milliseconds) }
  }

  /// True if this is the answer.
  func isSame(as stored: ResponseRecord) -> Bool {
    (stored.item, stored.answer) == (item, answer) && stored.confidence == confidence
      && (milliseconds == nil || stored.milliseconds == milliseconds)
  }
}

/// What the journal keeps so that the last answer of an open attempt can be replaced.
extension Journal {
  /// How well the item of the last answer was remembered before it; nil if no answer can be replaced.
  public func memoryBefore(lastAnswerOf attempt: String) throws(JournalError) -> MemoryBeforeRecord? {
    try read { try Self.memoryBefore(attempt, in: $0) }
  }

  private static func memoryBefore(_ attempt: String, in database: Database) throws -> MemoryBeforeRecord? {
    try MemoryBeforeRecord.fetchOne(
      database, sql: "SELECT * FROM memory_before WHERE attempt = ?", arguments: [attempt])
  }

  /// Keeps the memory state of an item before an answer to it changes that state.
  static func keepMemory(before response: ResponseRecord, in database: Database) throws {
    let known = try ReviewRecord.fetchOne(
      database,
      sql: """
        SELECT * FROM review WHERE item = ? AND assessment = (SELECT assessment FROM attempt WHERE id = ?)
        """, arguments: [response.item, response.attempt])
    try MemoryBeforeRecord(attempt: response.attempt, item: response.item, review: known)
      .replace(in: database)
  }

  /// The last answer of an attempt; nil if it isn't the one that is known.
  static func last(_ known: KnownAnswer, of attempt: String, in database: Database) throws -> ResponseRecord?
  {
    let last = try ResponseRecord.fetchOne(
      database, sql: "SELECT * FROM response WHERE attempt = ? ORDER BY position DESC LIMIT 1",
      arguments: [attempt])
    return last.flatMap { known.isSame(as: $0) ? $0 : nil }
  }

  /// Removes the last answer of an attempt and what it changed in the memory of its item.
  ///
  /// - Returns: The position that becomes free; nil if the last answer is another one.
  static func takeBack(_ replaced: KnownAnswer, of attempt: String, in database: Database) throws -> Int? {
    guard let last = try last(replaced, of: attempt, in: database) else { return nil }
    try database.execute(
      sql: "DELETE FROM response WHERE attempt = ? AND position = ?", arguments: [attempt, last.position])
    guard let before = try memoryBefore(attempt, in: database), before.item == last.item else {
      return last.position
    }
    if let review = before.review {
      try review.replace(in: database)
    } else {
      try database.execute(
        sql: """
          DELETE FROM review WHERE item = ? AND assessment = (SELECT assessment FROM attempt WHERE id = ?)
          """, arguments: [last.item, attempt])
    }
    return last.position
  }

  static func forgetMemoryBefore(lastAnswerOf attempt: String, in database: Database) throws {
    try database.execute(sql: "DELETE FROM memory_before WHERE attempt = ?", arguments: [attempt])
  }
}
