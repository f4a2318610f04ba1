import GRDB

extension Journal {
  /// The place of an answer in its attempt.
  public struct AnswerPlace: Sendable, Hashable {
    /// The attempt's identity.
    public var attempt: String
    /// The position in the attempt, from 0.
    public var position: Int

    /// Creates a place.
    public init(attempt: String, position: Int) {
      self.attempt = attempt
      self.position = position
    }
  }

  /// The answers that were wrong although the person was certain.
  ///
  /// - Complexity: Scans the answers, so it isn't for the start of the program.
  public func certainMisses(assessment: String) throws(JournalError) -> Set<AnswerPlace> {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT r.attempt, r.position FROM response r JOIN attempt a ON a.id = r.attempt
          WHERE a.assessment = ? AND r.confidence = 3 AND r.category = 0
          """, arguments: [assessment])
      var found: Set<AnswerPlace> = []
      while let row = try rows.next() {
        guard let attempt = String.fromDatabaseValue(row[0]), let position = Int.fromDatabaseValue(row[1])
        else { continue }
        found.insert(AnswerPlace(attempt: attempt, position: position))
      }
      return found
    }
  }
}
