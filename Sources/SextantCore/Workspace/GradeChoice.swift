import Foundation
import Journal
import Psychometrics
import QuizEngine

/// The grades that an answer under review can have, each with the day on which its question then comes back.
///
/// The program chooses a grade from the answer, its confidence and its time. The person may know better: the answer was
/// a slip, or a lucky guess. What wasn't right is again or hard. Another grade replaces the memory state that the journal keeps for the question, and the
/// automatic one brings it back.
public struct GradeChoice: Sendable {
  /// The grade chosen from the answer.
  public let automatic: MemoryRating
  /// The grade that holds.
  public var chosen: MemoryRating
  /// The highest grade that the answer can have: what wasn't right was not remembered well.
  public let highest: MemoryRating
  /// The memory state after each grade, in the order of the grades.
  private let records: [ReviewRecord]
  /// The person's days.
  private let days: LocalDays

  /// Computes what each grade leads to.
  ///
  /// - Parameters:
  ///   - isRight: True if the answer was right.
  ///   - after: Returns the memory state after a grade.
  init(
    _ automatic: MemoryRating, isRight: Bool, days: LocalDays, after: (MemoryRating) -> ReviewRecord
  ) {
    self.automatic = automatic
    highest = isRight ? .easy : .hard
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

  /// The grades that the answer can have.
  package var allowed: [MemoryRating] { MemoryRating.allCases.filter { $0.rawValue <= highest.rawValue } }

  /// These grades in words, such as `again or hard`.
  package var words: String {
    let words = allowed.map(\.word)
    return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }

  /// Why the answer can't have a grade, as a sentence; nil if it can.
  package func limit(_ rating: MemoryRating) -> String? {
    rating.rawValue <= highest.rawValue
      ? nil : "The answer wasn't right, so you can only grade it \(words)."
  }

  /// The same with another grade; one that the answer can't have becomes the highest that it can have.
  package func choosing(_ rating: MemoryRating) -> GradeChoice {
    var copy = self
    copy.chosen = rating.rawValue <= highest.rawValue ? rating : highest
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
