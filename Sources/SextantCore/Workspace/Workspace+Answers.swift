import Foundation
import Journal
import QuizEngine

/// An answer as other programs get it.
package struct ExportedAnswer: Sendable, Encodable {
  /// The attempt's identity.
  package var attemptID: String
  /// The attempt's number.
  package var attempt: Int
  /// The kind of attempt: `placement`, `focus`, `drill` or `mock`.
  package var mode: String
  /// The position in the attempt, from 1.
  package var position: Int
  /// The item.
  package var item: String
  /// The item's revision.
  package var revision: Int
  /// The variant, if the item is a family.
  package var variant: String?
  /// The skill.
  package var skill: String
  /// The item's level when it was answered, 1 to 5.
  package var level: Int?
  /// The answer, as the journal keeps it.
  package var answer: String
  /// The share of the marks, from 0 to 1.
  package var score: Double
  /// True for "I don't know".
  package var isUnknown: Bool
  /// True if it came faster than the question can be read.
  package var isTooFast: Bool
  /// How sure the person was, from 1 to 3.
  package var confidence: Int?
  /// The seconds from showing the question to the answer.
  package var seconds: Double
  /// When it was given, ISO 8601 in UTC.
  package var at: String
  /// Why its attempt doesn't count; missing if it does.
  package var excluded: String?
  /// True if the person flagged the question.
  package var isFlagged: Bool
  /// The person's note.
  package var note: String?
}

extension Workspace {
  /// All answers of attempts that have ended, in the order in which they were given.
  ///
  /// What an open placement or exam hides isn't given away.
  ///
  /// - Throws: `JournalError`.
  package func exportedAnswers() throws -> [ExportedAnswer] {
    let responses = try journal.responsesByAttempt(assessment: framework.id)
    return try attempts().filter { $0.state != .open }.sorted { $0.number < $1.number }.flatMap { attempt in
      (responses[attempt.id] ?? []).sorted { $0.position < $1.position }.map { response in
        ExportedAnswer(
          attemptID: attempt.id, attempt: attempt.number, mode: attempt.mode, position: response.position + 1,
          item: response.item, revision: response.itemRevision, variant: response.variant,
          skill: response.skill, level: response.level, answer: response.answer, score: response.credit,
          isUnknown: response.isUnknown, isTooFast: response.isRapid, confidence: response.confidence,
          seconds: Double(response.milliseconds) / 1000, at: Timestamps.text(response.answeredAt),
          excluded: attempt.exclusion, isFlagged: response.flagged, note: response.note)
      }
    }
  }
}
