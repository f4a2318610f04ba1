import Foundation
import GRDB

/// How well the item of an attempt's last answer was remembered before that answer, in case the answer is taken back.
///
/// An open attempt has one at most, and a closed one has none.
public struct MemoryBeforeRecord: JournalRecord {
  /// The table.
  public static let databaseTableName = "memory_before"

  /// The attempt's identity.
  public var attempt: String
  /// The item's identity.
  public var item: String
  /// The memory state as JSON; nil if the item wasn't under review.
  public var memory: String?

  /// Creates a record.
  init(attempt: String, item: String, review: ReviewRecord?) {
    self.attempt = attempt
    self.item = item
    // A record of finite numbers can always be encoded.
    memory = review.flatMap { try? JSONEncoder().encode($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The memory state; nil if the item wasn't under review.
  public var review: ReviewRecord? {
    guard var review = memory.flatMap({ try? JSONDecoder().decode(ReviewRecord.self, from: Data($0.utf8)) })
    else { return nil }
    review.limit()
    return review
  }

  /// It has no numbers of its own.
  public mutating func limit() {}
}
