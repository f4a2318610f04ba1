import Foundation
import GRDB

/// Records that a person was shown a variant of a family, answered or not.
///
/// It outlives the attempt, because the person has seen it all the same.
public struct ShownVariantRecord: JournalRecord {
  /// The table.
  public static let databaseTableName = "shown_variant"

  /// The assessment's identity.
  public var assessment: String
  /// The item's identity.
  public var item: String
  /// The variant's identity.
  public var variant: String
  /// The attempt that showed it last.
  public var attempt: String
  /// When it was shown last.
  public var shownAt: Date

  private enum CodingKeys: String, CodingKey {
    case assessment, item, variant, attempt
    case shownAt = "shown_at"
  }

  /// Creates a record.
  public init(assessment: String, item: String, variant: String, attempt: String, shownAt: Date) {
    self.assessment = assessment
    self.item = item
    self.variant = variant
    self.attempt = attempt
    self.shownAt = shownAt
  }

  /// It has no numbers.
  public mutating func limit() {}
}
