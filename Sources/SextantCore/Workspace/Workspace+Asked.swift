import Foundation
import ItemBank
import Journal
import QuizEngine

/// A question as it was asked in one attempt, with the answer.
public struct AskedQuestion: Identifiable, Sendable {
  /// The answer's place in the journal.
  public struct ID: Hashable, Sendable {
    /// The attempt.
    public var attempt: String
    /// The position in the attempt, from 0.
    public var position: Int
  }

  /// The answer with its question.
  public var answered: AnsweredItem
  /// The attempt's number.
  public var attempt: Int
  /// The kind of attempt.
  public var mode: Mode
  /// The attempt's seed, which the order of the options follows from.
  public var seed: UInt64
  /// The skill, as an index into the framework; nil if the framework no longer has it.
  public var skill: Int?

  /// The answer's place in the journal.
  public var id: ID { ID(attempt: answered.response.attempt, position: answered.response.position) }

  /// True if it has a flag.
  public var isFlagged: Bool { answered.response.flagged }

  /// The note; nil if there is none.
  public var note: String? { answered.response.note }

  /// The question's first words.
  package var headline: String { answered.item?.headline ?? answered.response.item }

  /// The order in which its options were shown.
  package var order: [Int] {
    answered.item.map { Presentation(of: $0.task, seed: seed, position: answered.response.position).order }
      ?? []
  }
}

extension Workspace {
  /// The flagged questions and the notes of all attempts, the newest first.
  ///
  /// Those of an open attempt that measures come once it is over, since their explanations would help in it.
  ///
  /// - Throws: `JournalError`, or `BankError`.
  public func markedQuestions() throws -> [AskedQuestion] {
    try asked(try journal.markedResponses(assessment: framework.id))
  }

  /// The question whose answer an estimate rests on, as it was asked; nil if the journal no longer has it.
  ///
  /// Like the others, one of an open attempt that measures isn't given.
  ///
  /// - Throws: `JournalError`, or `BankError`.
  func askedQuestion(item: String, at date: Date) throws -> AskedQuestion? {
    let found = try asked(try journal.responses(toItem: item, assessment: framework.id))
    return found.min {
      abs($0.answered.response.answeredAt.timeIntervalSince(date))
        < abs($1.answered.response.answeredAt.timeIntervalSince(date))
    }
  }

  /// Answers with their questions, without those of an open attempt that measures.
  private func asked(
    _ found: (responses: [ResponseRecord], questions: [Int64: QuestionRecord])
  ) throws -> [AskedQuestion] {
    let attempts = Dictionary(
      try journal.attempts(assessment: framework.id).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let places = Dictionary(
      framework.skills.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    return try found.responses.compactMap { response in
      guard let attempt = attempts[response.attempt] else { return nil }
      let mode = Mode(rawValue: attempt.mode) ?? .placement
      if attempt.state == .open, mode.measures { return nil }
      return AskedQuestion(
        answered: AnsweredItem(
          response: response, shown: response.question.flatMap { found.questions[$0]?.shown },
          today: try bank.item(id: response.item)),
        attempt: attempt.number, mode: mode, seed: attempt.seed, skill: places[response.skill])
    }
  }
}
