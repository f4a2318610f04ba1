import Foundation
import GRDB

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

  /// Puts them together.
  public init(
    evidence: [EvidenceRecord], actions: [ActionRecord], dueDates: [(item: String, due: Date)],
    open: AttemptRecord?, attempt: AttemptRecord?
  ) {
    self.evidence = evidence
    self.actions = actions
    self.dueDates = dueDates
    self.open = open
    self.attempt = attempt
  }
}

/// What the score rests on.
public struct ScoreRecords: Sendable {
  /// The settings of the assessment, together with those of the whole program.
  public let settings: [String: String]
  /// The answers, without those whose sums the caller has stored.
  public let responses: CountableResponses

  /// Puts them together.
  public init(settings: [String: String], responses: CountableResponses) {
    self.settings = settings
    self.responses = responses
  }
}

extension Journal {
  /// Reads what home shows beside the score, in one transaction.
  ///
  /// - Parameter attempt: The identity of an attempt to read with it.
  public func homeRecords(assessment: String, attempt: String?) throws(JournalError) -> HomeRecords {
    try read { try Self.homeRecords(assessment, attempt: attempt, in: $0) }
  }

  /// Reads the settings of an assessment, and the answers for counting, in one transaction.
  ///
  /// - Parameter hasStored: True if sums of these closed attempts are stored.
  public func scoreRecords(
    assessment: String, hasStored: (ClosedAttempts) -> Bool
  ) throws(JournalError) -> ScoreRecords {
    let file = fileIdentity
    return try read { try Self.scoreRecords(assessment, ofFile: file, in: $0, hasStored: hasStored) }
  }

  /// Reads both in one transaction, because each costs time at the start.
  ///
  /// - Parameters:
  ///   - attempt: The identity of an attempt to read with it.
  ///   - hasStored: True if sums of these closed attempts are stored.
  public func startRecords(
    assessment: String, attempt: String?, hasStored: (ClosedAttempts) -> Bool
  ) throws(JournalError) -> (score: ScoreRecords, home: HomeRecords) {
    let file = fileIdentity
    return try read { database in
      (
        try Self.scoreRecords(assessment, ofFile: file, in: database, hasStored: hasStored),
        try Self.homeRecords(assessment, attempt: attempt, in: database)
      )
    }
  }

  private static func homeRecords(
    _ assessment: String, attempt: String?, in database: Database
  ) throws -> HomeRecords {
    HomeRecords(
      evidence: try evidence(assessment, in: database),
      actions: try actions(assessment, in: database),
      dueDates: try dueDates(assessment, in: database),
      open: try openAttempt(assessment, in: database),
      attempt: try attempt.flatMap { try self.attempt($0, in: database) })
  }

  private static func scoreRecords(
    _ assessment: String, ofFile file: String, in database: Database, hasStored: (ClosedAttempts) -> Bool
  ) throws -> ScoreRecords {
    ScoreRecords(
      settings: try settings(assessment, in: database),
      responses: try countableResponses(assessment, ofFile: file, in: database, hasStored: hasStored))
  }
}
