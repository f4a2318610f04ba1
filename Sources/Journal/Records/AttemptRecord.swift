import Foundation
import GRDB

/// One stored attempt.
public struct AttemptRecord: JournalRecord, Identifiable {
  /// The table.
  public static let databaseTableName = "attempt"

  /// The states of an attempt.
  public enum State: String, Sendable, CaseIterable, Codable {
    /// Can be continued.
    case open
    /// Finished.
    case finished
    /// Closed without a result; its answers stay.
    case abandoned

    /// Reads a state; an unknown one, possible after damage, becomes `abandoned`.
    public init(from decoder: any Decoder) throws {
      self = Self(rawValue: try decoder.singleValueContainer().decode(String.self)) ?? .abandoned
    }
  }

  /// The identity, chosen by the caller.
  public var id: String
  /// 1, 2, 3 … within the assessment; assigned by the journal.
  public var number: Int
  /// The assessment's identity.
  public var assessment: String
  /// The kind of attempt.
  public var mode: String
  /// The seed of every random choice.
  public var seed: UInt64 {
    get { UInt64(bitPattern: seedBits) }
    set { seedBits = Int64(bitPattern: newValue) }
  }
  /// The seed in the form that SQLite can store.
  private var seedBits: Int64
  /// The plan as JSON; the journal doesn't interpret it.
  public var configuration: String
  /// The content key of the bank.
  public var bank: String
  /// When it began.
  public var startedAt: Date
  /// When it ended.
  public var finishedAt: Date?
  /// The state.
  public var state: State
  /// Why it ended.
  public var stopReason: String?
  /// The item that waits for an answer.
  public var pendingItem: String?
  /// The time spent on items, in milliseconds.
  public var activeMilliseconds: Int
  /// How many times the exam's answers were stored; a window that holds a smaller number is out of date.
  public var version: Int
  /// The number of answers, counted on reading.
  public var responseCount = 0
  /// Why the person excluded it from the score, read with it; nil if it counts.
  public var exclusion: String?

  private enum CodingKeys: String, CodingKey {
    case id, number, assessment, mode, configuration, bank, state, version
    case seedBits = "seed"
    case startedAt = "started_at"
    case finishedAt = "finished_at"
    case stopReason = "stop_reason"
    case pendingItem = "pending_item"
    case activeMilliseconds = "active_ms"
  }

  /// Creates a record.
  public init(
    id: String, number: Int = 0, assessment: String, mode: String, seed: UInt64, configuration: String,
    bank: String, startedAt: Date, finishedAt: Date? = nil, state: State = .open, stopReason: String? = nil,
    pendingItem: String? = nil, activeMilliseconds: Int = 0, version: Int = 0,
    responseCount: Int = 0
  ) {
    self.id = id
    self.number = number
    self.assessment = assessment
    self.mode = mode
    seedBits = Int64(bitPattern: seed)
    self.configuration = configuration
    self.bank = bank
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.state = state
    self.stopReason = stopReason
    self.pendingItem = pendingItem
    self.activeMilliseconds = activeMilliseconds
    self.version = version
    self.responseCount = responseCount
  }

  /// Reads a row; the number of answers is set only if the query counts them.
  public init(row: Row) throws {
    self = try FetchableRecordDecoder().decode(Self.self, from: row)
    responseCount = row["response_count"] ?? 0
    exclusion = row["exclusion"]
    limit()
  }

  /// Clamps every number to its limits.
  public mutating func limit() {
    number = Limits.clamped(number, Limits.count)
    activeMilliseconds = Limits.clamped(activeMilliseconds, Limits.milliseconds)
    version = Limits.clamped(version, Limits.count)
  }
}
