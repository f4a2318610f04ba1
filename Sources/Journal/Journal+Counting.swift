import Foundation
import GRDB

/// What the closed attempts of an assessment are, as far as stored sums depend on it.
///
/// Answers of a closed attempt don't change, so two equal values mean the same answers.
public struct ClosedAttempts: Sendable, Hashable {
  /// The file, by device and number: a rebuilt journal is another file.
  public var file: String
  /// A digest of the attempts' identities, modes, states, ends and exclusions, in the order of their numbers.
  public var digest: UInt64

  /// Creates a value from its parts.
  public init(file: String, digest: UInt64) {
    self.file = file
    self.digest = digest
  }
}

/// The answers of an assessment for counting.
public struct CountableResponses: Sendable {
  /// The closed attempts at the time of reading.
  public var closed: ClosedAttempts
  /// The answers; only those of the open attempt where the closed ones were known.
  public var rows: [CountableResponse]
  /// True if the answers of the closed attempts are among the rows.
  public var hasClosed: Bool

  /// Puts them together.
  public init(closed: ClosedAttempts, rows: [CountableResponse], hasClosed: Bool) {
    self.closed = closed
    self.rows = rows
    self.hasClosed = hasClosed
  }
}

extension Journal {
  /// The journal's file, by device and number: a rebuilt journal is another file.
  public var fileIdentity: String {
    (try? store.connection())?.identity.map { "\($0.device).\($0.number)" } ?? ""
  }

  /// Every answer of an assessment, by attempt number and then by position.
  ///
  /// - Complexity: Scans one covering index; the texts of answers and notes are not read.
  public func countableResponses(assessment: String) throws(JournalError) -> [CountableResponse] {
    try read { try Self.countable(assessment: assessment, attempt: nil, in: $0) }
  }

  /// The answers of an assessment, without those of closed attempts whose sums the caller has stored.
  ///
  /// Everything is read at one moment, whatever another program writes.
  ///
  /// - Parameter hasStored: True if sums of these closed attempts are stored.
  public func countableResponses(
    assessment: String, hasStored: (ClosedAttempts) -> Bool
  ) throws(JournalError) -> CountableResponses {
    let file = fileIdentity
    return try read {
      try Self.countableResponses(assessment, ofFile: file, in: $0, hasStored: hasStored)
    }
  }

  static func countableResponses(
    _ assessment: String, ofFile file: String, in database: Database, hasStored: (ClosedAttempts) -> Bool
  ) throws -> CountableResponses {
    let (digest, open) = try closedAttempts(assessment: assessment, in: database)
    let closed = ClosedAttempts(file: file, digest: digest)
    if hasStored(closed) {
      let rows = try open.map { try countable(assessment: assessment, attempt: $0, in: database) }
      return CountableResponses(closed: closed, rows: rows ?? [], hasClosed: false)
    }
    return CountableResponses(
      closed: closed, rows: try countable(assessment: assessment, attempt: nil, in: database),
      hasClosed: true)
  }

  /// The digest of the closed attempts (FNV-1a: Fowler, Noll and Vo), and the identity of the open one.
  private static func closedAttempts(
    assessment: String, in database: Database
  ) throws -> (digest: UInt64, open: String?) {
    let statement = try database.makeStatement(
      sql: """
        SELECT id, mode, state, finished_at, EXISTS (SELECT 1 FROM exclusion WHERE attempt = id) FROM attempt
        WHERE assessment = ? ORDER BY number
        """)
    let cursor = try Row.fetchCursor(statement, arguments: [assessment])
    var digest = FNV1a()
    var open: String?
    while let row = try cursor.next() {
      let columns = Columns(row: row, statement: statement.sqliteStatement)
      let (id, mode, state) = (columns.text(0), columns.text(1), columns.text(2))
      if state == AttemptRecord.State.open.rawValue {
        open = id
        continue
      }
      for text in [id, mode, state] { digest.mix(text) }
      digest.mix(word: columns.double(3).bitPattern)
      digest.mix(word: UInt64(columns.int(4)))
    }
    return (digest.value, open)
  }

  /// - Parameter attempt: The only attempt to read; nil for all of the assessment.
  private static func countable(
    assessment: String, attempt: String?, in database: Database
  ) throws -> [CountableResponse] {
    let statement = try database.makeStatement(
      sql: """
        SELECT a.number, r.position, r.item_revision, r.level, r.category, r.category_count, r.is_rapid,
          r.is_unknown, r.answered_at, r.item, r.skill, a.id, a.mode, a.state,
          EXISTS (SELECT 1 FROM exclusion WHERE attempt = a.id), r.variant
        FROM attempt a JOIN response r INDEXED BY response_counted ON r.attempt = a.id
        WHERE a.assessment = ?\(attempt == nil ? "" : " AND a.id = ?") ORDER BY a.number, r.position
        """)
    let cursor = try Row.fetchCursor(
      statement, arguments: attempt.map { [assessment, $0] } ?? [assessment])
    var found: [CountableResponse] = []
    // Rows of one attempt are adjacent and share its texts.
    var attempt: (number: Int, id: String, mode: String, state: AttemptRecord.State, isExcluded: Bool)?
    while let row = try cursor.next() {
      let columns = Columns(row: row, statement: statement.sqliteStatement)
      let number = columns.int(0)
      if attempt?.number != number {
        attempt = (
          number, columns.text(11), columns.text(12),
          AttemptRecord.State(rawValue: columns.text(13)) ?? .abandoned, columns.int(14) != 0
        )
      }
      guard let attempt else { continue }
      let (level, category) = (columns.int(3), Limits.clamped(columns.int(4), Limits.category))
      found.append(
        CountableResponse(
          attempt: attempt.id, mode: attempt.mode, state: attempt.state, isExcluded: attempt.isExcluded,
          position: Limits.clamped(columns.int(1), Limits.count), item: columns.text(9),
          revision: Limits.clamped(columns.int(2), Limits.count),
          level: Limits.level.contains(level) ? level : nil, skill: columns.text(10), category: category,
          categoryCount: Limits.clamped(columns.int(5), category + 1...Limits.category.upperBound + 1),
          isRapid: columns.int(6) != 0, isUnknown: columns.int(7) != 0,
          answeredAt: Date(timeIntervalSince1970: Limits.seconds(columns.double(8))),
          variant: columns.optionalText(15)))
    }
    let unanswered = try unanswered(assessment: assessment, in: database)
    if !unanswered.isEmpty {
      for index in found.indices where found[index].isUnknown {
        found[index].isUnanswered = unanswered.contains(
          AnswerPlace(attempt: found[index].attempt, position: found[index].position))
      }
    }
    return found
  }

  /// In SQL, true for a row of the table of responses that holds an answer.
  ///
  /// An exam that is handed in stores its open questions too. The index doesn't have the answers' texts, so the
  /// condition that it has comes first.
  static func isGiven(_ row: String) -> String { "(\(row).is_unknown = 0 OR \(row).answer <> '-')" }

  /// The questions without an answer in exams that were handed in.
  ///
  /// The index doesn't have the answers' texts, so they are read here, of blank answers alone.
  private static func unanswered(assessment: String, in database: Database) throws -> Set<AnswerPlace> {
    let statement = try database.makeStatement(
      sql: """
        SELECT a.id, r.position FROM attempt a JOIN response r INDEXED BY response_counted ON r.attempt = a.id
        WHERE a.assessment = ? AND a.mode = 'mock' AND a.state <> 'open' AND NOT \(isGiven("r"))
        """)
    let cursor = try Row.fetchCursor(statement, arguments: [assessment])
    var found: Set<AnswerPlace> = []
    while let row = try cursor.next() {
      let columns = Columns(row: row, statement: statement.sqliteStatement)
      found.insert(
        AnswerPlace(attempt: columns.text(0), position: Limits.clamped(columns.int(1), Limits.count)))
    }
    return found
  }
}

/// Reads the columns of a row by position, without checking names and types, because there are many rows.
///
/// In a damaged row, a value that is no number or text reads as 0 or as an empty text.
private struct Columns {
  let row: Row
  let statement: OpaquePointer

  func int(_ index: CInt) -> Int { Int(sqliteStatement: statement, index: index) ?? 0 }
  func double(_ index: CInt) -> Double { Double(sqliteStatement: statement, index: index) }
  func optionalText(_ index: CInt) -> String? {
    row.hasNull(atIndex: Int(index)) ? nil : String(sqliteStatement: statement, index: index)
  }
  func text(_ index: CInt) -> String {
    row.hasNull(atIndex: Int(index)) ? "" : String(sqliteStatement: statement, index: index)
  }
}
