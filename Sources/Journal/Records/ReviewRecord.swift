import Foundation
import GRDB

/// The memory state of an item, which determines its next review.
public struct ReviewRecord: JournalRecord {
  /// The table.
  public static let databaseTableName = "review"

  /// The assessment's identity.
  public var assessment: String
  /// The item's identity.
  public var item: String
  /// The stability, in days.
  public var stability: Double
  /// The difficulty, 1 to 10.
  public var difficulty: Double
  /// The state of learning.
  public var state: String
  /// The learning step; nil if it is in none.
  public var step: Int?
  /// When it is due.
  public var dueAt: Date
  /// When it was last reviewed.
  public var lastReviewAt: Date
  /// The number of reviews.
  public var reviewCount: Int
  /// The number of times it was forgotten.
  public var lapses: Int

  private enum CodingKeys: String, CodingKey {
    case assessment, item, stability, difficulty, state, step, lapses
    case dueAt = "due_at"
    case lastReviewAt = "last_review_at"
    case reviewCount = "review_count"
  }

  /// Creates a record.
  public init(
    assessment: String, item: String, stability: Double, difficulty: Double, state: String, step: Int?,
    dueAt: Date,
    lastReviewAt: Date, reviewCount: Int, lapses: Int
  ) {
    self.assessment = assessment
    self.item = item
    self.stability = stability
    self.difficulty = difficulty
    self.state = state
    self.step = step
    self.dueAt = dueAt
    self.lastReviewAt = lastReviewAt
    self.reviewCount = reviewCount
    self.lapses = lapses
  }

  /// Clamps every number to its limits.
  public mutating func limit() {
    stability = Limits.clamped(stability, Limits.stability)
    difficulty = Limits.clamped(difficulty, Limits.difficulty)
    step = step.map { Limits.clamped($0, 0...1000) }
    reviewCount = Limits.clamped(reviewCount, Limits.count)
    lapses = Limits.clamped(lapses, Limits.count)
  }
}
