import Foundation

/// What home shows beside the score: what the person entered, and what waits.
public struct HomeRecords: Sendable {
  /// The reports about evidence scales.
  public let evidence: [EvidenceRecord]
  /// The actions of the plan that have a state.
  public let actions: [ActionRecord]
  /// The items under review, in the order in which they are due.
  public let dueDates: [(item: String, due: Date)]
  /// The open attempt.
  public let open: AttemptRecord?
  /// The attempt that was asked for.
  public let attempt: AttemptRecord?
}

extension Journal {
  /// Reads what home shows beside the score, in one transaction, because each costs time at the start.
  ///
  /// - Parameter attempt: The identity of an attempt to read with it.
  public func homeRecords(assessment: String, attempt: String?) throws(JournalError) -> HomeRecords {
    try read { database in
      HomeRecords(
        evidence: try Self.evidence(assessment, in: database),
        actions: try Self.actions(assessment, in: database),
        dueDates: try Self.dueDates(assessment, in: database),
        open: try Self.openAttempt(assessment, in: database),
        attempt: try attempt.flatMap { try Self.attempt($0, in: database) })
    }
  }

  /// Reads the settings of an assessment, and the answers for counting, in one transaction.
  ///
  /// - Parameter hasStored: True if sums of these closed attempts are stored.
  public func scoreRecords(
    assessment: String, hasStored: (ClosedAttempts) -> Bool
  ) throws(JournalError) -> (settings: [String: String], responses: CountableResponses) {
    let file = fileIdentity
    return try read { database in
      (
        try Self.settings(assessment, in: database),
        try Self.countableResponses(assessment, ofFile: file, in: database, hasStored: hasStored)
      )
    }
  }
}
