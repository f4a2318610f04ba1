import Foundation
import GRDB

/// The state of an action of the plan.
public struct ActionRecord: JournalRecord {
  /// The table.
  public static let databaseTableName = "action"

  /// The states of an action.
  public enum State: String, Sendable, CaseIterable, Codable {
    /// Not started.
    case todo
    /// Started.
    case doing
    /// Done.
    case done

    /// Reads a state; an unknown one, possible after damage, becomes `todo`.
    public init(from decoder: any Decoder) throws {
      self = Self(rawValue: try decoder.singleValueContainer().decode(String.self)) ?? .todo
    }
  }

  /// The assessment's identity.
  public var assessment: String
  /// The action's identity.
  public var action: String
  /// The state.
  public var state: State
  /// The due date.
  public var dueOn: Date?
  /// A link or name that proves it.
  public var artefact: String?
  /// The person's note.
  public var note: String?
  /// When the record changed.
  public var updatedAt: Date
  /// When it was done.
  public var doneAt: Date?

  private enum CodingKeys: String, CodingKey {
    case assessment, action, state, artefact, note
    case dueOn = "due_on"
    case updatedAt = "updated_at"
    case doneAt = "done_at"
  }

  /// Creates a record.
  public init(
    assessment: String, action: String, state: State = .todo, dueOn: Date? = nil, artefact: String? = nil,
    note: String? = nil, updatedAt: Date, doneAt: Date? = nil
  ) {
    self.assessment = assessment
    self.action = action
    self.state = state
    self.dueOn = dueOn
    self.artefact = artefact
    self.note = note
    self.updatedAt = updatedAt
    self.doneAt = doneAt
  }

  /// Only dates could exceed their limits, and those are clamped when read.
  public mutating func limit() {}
}
