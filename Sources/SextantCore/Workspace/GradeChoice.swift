import Foundation
import Journal
import Psychometrics
import QuizEngine

/// The grades that an answer under review can have, each with the day on which its question then comes back.
///
/// The program chooses a grade from the answer, its confidence and its time. The person may know better: the answer was
/// a slip, or a lucky guess. Another grade replaces the memory state that the journal keeps for the question, and the
/// automatic one brings it back.
public struct GradeChoice: Sendable {
  /// The grade chosen from the answer.
  public let automatic: MemoryRating
  /// The grade that holds.
  public var chosen: MemoryRating
  /// The memory state after each grade, in the order of the grades.
  private let records: [ReviewRecord]
  /// The person's days.
  private let days: LocalDays

  /// Computes what each grade leads to.
  ///
  /// - Parameter after: Returns the memory state after a grade.
  init(_ automatic: MemoryRating, days: LocalDays, after: (MemoryRating) -> ReviewRecord) {
    self.automatic = automatic
    self.days = days
    chosen = automatic
    records = MemoryRating.allCases.map(after)
  }

  /// The memory state that holds.
  var record: ReviewRecord { record(chosen) }

  private func record(_ rating: MemoryRating) -> ReviewRecord { records[rating.rawValue - 1] }

  /// The question's item.
  public var item: String { record.item }

  /// When the question comes back after a grade.
  public func due(_ rating: MemoryRating) -> Date { record(rating).dueAt }

  /// When the question comes back.
  public var due: Date { due(chosen) }

  /// The same with another grade.
  package func choosing(_ rating: MemoryRating) -> GradeChoice {
    var copy = self
    copy.chosen = rating
    return copy
  }
}

extension MemoryRating {
  /// The grade in a word.
  package var word: String {
    switch self {
    case .again: "again"
    case .hard: "hard"
    case .good: "good"
    case .easy: "easy"
    }
  }
}

extension GradeChoice {
  /// When the question comes back, as seen from its answer: a sentence that names a grade of the person's own.
  package var sentence: String {
    "It comes back \(days.coming(due, now: record.lastReviewAt))"
      + (chosen == automatic ? "." : ", because you graded it \(chosen.word).")
  }
}
