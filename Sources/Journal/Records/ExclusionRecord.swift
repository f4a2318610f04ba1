import Foundation
import GRDB

/// An attempt that the person excluded from the score; its answers stay.
public struct ExclusionRecord: JournalRecord {
  /// The table.
  public static let databaseTableName = "exclusion"

  /// The attempt's identity.
  public var attempt: String
  /// Why it doesn't count, in the person's words.
  public var reason: String
  /// When it was excluded.
  public var excludedAt: Date

  private enum CodingKeys: String, CodingKey {
    case attempt, reason
    case excludedAt = "excluded_at"
  }

  /// Creates a record.
  public init(attempt: String, reason: String, excludedAt: Date) {
    self.attempt = attempt
    self.reason = reason
    self.excludedAt = excludedAt
  }

  /// There is no number to clamp.
  public mutating func limit() {}
}
