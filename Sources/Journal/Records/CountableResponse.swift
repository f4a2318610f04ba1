import Foundation

/// What counting needs to know of one answer, and nothing else of it.
///
/// Every answer of an assessment has its row; whether it counts is not decided here.
public struct CountableResponse: Sendable, Equatable {
  /// The attempt's identity.
  public var attempt: String
  /// The kind of attempt.
  public var mode: String
  /// Where the attempt is.
  public var state: AttemptRecord.State
  /// The position in the attempt, from 0.
  public var position: Int
  /// The item's identity.
  public var item: String
  /// The item's revision when it was answered.
  public var revision: Int
  /// The item's level when it was answered, 1 to 5; nil for answers from before it was stored.
  public var level: Int?
  /// The item's skill.
  public var skill: String
  /// The score category.
  public var category: Int
  /// The number of score categories.
  public var categoryCount: Int
  /// True if it came faster than the item can be read.
  public var isRapid: Bool
  /// True for "I don't know".
  public var isUnknown: Bool
  /// When it was answered.
  public var answeredAt: Date
}
