import Foundation
import GRDB

/// One stored answer.
public struct ResponseRecord: JournalRecord {
  /// The table.
  public static let databaseTableName = "response"

  /// The attempt's identity.
  public var attempt: String
  /// The position in the attempt, from 0.
  public var position: Int
  /// The item's identity.
  public var item: String
  /// The item's revision when it was answered.
  public var itemRevision: Int
  /// The number of the stored question; nil for answers from before questions were stored.
  public var question: Int64?
  /// The item's level when it was answered, 1 to 5; nil for answers from before levels were stored.
  public var level: Int?
  /// The item's skill.
  public var skill: String
  /// The answer; the journal doesn't interpret it.
  public var answer: String
  /// The score category.
  public var category: Int
  /// The number of score categories.
  public var categoryCount: Int
  /// The share of full credit, 0 to 1.
  public var credit: Double
  /// True for "I don't know".
  public var isUnknown: Bool
  /// True if it came faster than the item can be read.
  public var isRapid: Bool
  /// How sure the person was, 1 to 3.
  public var confidence: Int?
  /// The time from showing to answering, in milliseconds.
  public var milliseconds: Int
  /// When it was answered.
  public var answeredAt: Date
  /// True if the person flagged it.
  public var flagged: Bool
  /// The person's note.
  public var note: String?
  /// The variant that was answered, if the item is a family; nil for all other answers.
  public var variant: String?

  private enum CodingKeys: String, CodingKey {
    case attempt, position, item, question, level, skill, answer, category, credit, confidence, milliseconds
    case flagged, note, variant
    case itemRevision = "item_revision"
    case categoryCount = "category_count"
    case isUnknown = "is_unknown"
    case isRapid = "is_rapid"
    case answeredAt = "answered_at"
  }

  /// Creates a record.
  public init(
    attempt: String, position: Int, item: String, itemRevision: Int, question: Int64? = nil,
    level: Int? = nil, skill: String, answer: String, category: Int, categoryCount: Int, credit: Double,
    isUnknown: Bool = false, isRapid: Bool = false,
    confidence: Int? = nil, milliseconds: Int, answeredAt: Date, flagged: Bool = false, note: String? = nil,
    variant: String? = nil
  ) {
    self.attempt = attempt
    self.position = position
    self.item = item
    self.itemRevision = itemRevision
    self.question = question
    self.level = level
    self.skill = skill
    self.answer = answer
    self.category = category
    self.categoryCount = categoryCount
    self.credit = credit
    self.isUnknown = isUnknown
    self.isRapid = isRapid
    self.confidence = confidence
    self.milliseconds = milliseconds
    self.answeredAt = answeredAt
    self.flagged = flagged
    self.note = note
    self.variant = variant
  }

  /// Clamps every number to its limits.
  public mutating func limit() {
    position = Limits.clamped(position, Limits.count)
    itemRevision = Limits.clamped(itemRevision, Limits.count)
    level = level.map { Limits.clamped($0, Limits.level) }
    category = Limits.clamped(category, Limits.category)
    categoryCount = Limits.clamped(categoryCount, category + 1...Limits.category.upperBound + 1)
    credit = Limits.clamped(credit, 0...1)
    confidence = confidence.map { Limits.clamped($0, 1...3) }
    milliseconds = Limits.clamped(milliseconds, Limits.milliseconds)
  }
}
