import Foundation
import GRDB

/// The person's work on one exam item, apart from the answer.
public struct ExamItemRecord: JournalRecord {
  /// The table.
  public static let databaseTableName = "sheet"

  /// The attempt's identity.
  public var attempt: String
  /// The position in the exam, from 0.
  public var position: Int
  /// True once it has been on the screen.
  public var isSeen: Bool
  /// True if the person flagged it.
  public var isFlagged: Bool
  /// The time spent on it.
  public var milliseconds: Int

  private enum CodingKeys: String, CodingKey {
    case attempt, position, milliseconds
    case isSeen = "seen"
    case isFlagged = "flagged"
  }

  /// Creates a record.
  public init(attempt: String, position: Int, isSeen: Bool, isFlagged: Bool, milliseconds: Int) {
    self.attempt = attempt
    self.position = position
    self.isSeen = isSeen
    self.isFlagged = isFlagged
    self.milliseconds = milliseconds
  }

  /// Clamps every number to its limits.
  public mutating func limit() {
    position = Limits.clamped(position, Limits.count)
    milliseconds = Limits.clamped(milliseconds, Limits.milliseconds)
  }
}
