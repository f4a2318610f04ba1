import Foundation
import GRDB

/// The person's report about one evidence scale.
public struct EvidenceRecord: JournalRecord {
  /// The table.
  public static let databaseTableName = "evidence"

  /// The assessment's identity.
  public var assessment: String
  /// The scale's identity.
  public var scale: String
  /// The level chosen; nil if the person prefers not to say.
  public var level: Int?
  /// A link or name that shows it.
  public var artefact: String?
  /// When it was reported.
  public var updatedAt: Date

  private enum CodingKeys: String, CodingKey {
    case assessment, scale, level, artefact
    case updatedAt = "updated_at"
  }

  /// Creates a record.
  public init(assessment: String, scale: String, level: Int?, artefact: String? = nil, updatedAt: Date) {
    self.assessment = assessment
    self.scale = scale
    self.level = level
    self.artefact = artefact
    self.updatedAt = updatedAt
  }

  /// Clamps every number to its limits.
  public mutating func limit() { level = level.map { Limits.clamped($0, Limits.evidenceLevel) } }
}
