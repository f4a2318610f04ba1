import Foundation

/// The part of an answer that counting needs.
///
/// Every answer of an assessment has its row; whether it counts is decided elsewhere.
public struct CountableResponse: Sendable, Equatable {
  /// The attempt's identity.
  public var attempt: String
  /// The kind of attempt.
  public var mode: String
  /// The state of the attempt.
  public var state: AttemptRecord.State
  /// True if the person excluded the attempt.
  public var isExcluded: Bool
  /// The position in the attempt, from 0.
  public var position: Int
  /// The item's identity.
  public var item: String
  /// The item's revision when it was answered.
  public var revision: Int
  /// The item's level when it was answered, 1 to 5; nil for answers from before levels were stored.
  public var level: Int?
  /// The item's skill.
  public var skill: String
  /// The score category.
  public var category: Int
  /// The number of score categories.
  public var categoryCount: Int
  /// True if it came faster than the item can be read.
  public var isRapid: Bool
  /// True for "I don't know", and for a question without an answer.
  public var isUnknown: Bool
  /// When it was answered.
  public var answeredAt: Date
  /// True for a question that had no answer when its exam was handed in.
  public var isUnanswered = false
  /// The variant that was answered, if the item is a family; nil for all other answers.
  public var variant: String?
}
