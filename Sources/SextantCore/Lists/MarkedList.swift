import Foundation
import ItemBank
import Journal
import QuizEngine

/// A question that the person flagged, or wrote a note on, as it was asked in one attempt.
public struct MarkedQuestion: Identifiable, Sendable {
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

/// The flagged questions and the notes of all attempts as a list.
package struct MarkedList: ListContent {
  /// What to list.
  package enum Filter: Int, Sendable, Hashable, CaseIterable {
    /// Flags and notes.
    case all
    /// Flags alone.
    case flagged
    /// Notes alone.
    case noted

    /// The name for people.
    package var name: String {
      switch self {
      case .all: "flags and notes"
      case .flagged: "flags"
      case .noted: "notes"
      }
    }
  }

  /// The orders of the list.
  package enum Order: Sendable, Hashable {
    /// The newest answer first.
    case newest
    /// By skill, in the order of the framework.
    case skill
  }

  /// The filter and the order.
  package struct Criteria: Hashable, Sendable {
    /// What to list.
    package var filter = Filter.all
    /// The order.
    package var order = Order.newest

    /// Lists everything, the newest first.
    package init() {}
  }

  private let questions: [MarkedQuestion]
  private let framework: Framework

  /// Lists questions, given with the newest first.
  package init(_ questions: [MarkedQuestion], _ framework: Framework) {
    self.questions = questions
    self.framework = framework
  }

  package func ordered(_ criteria: Criteria) -> [MarkedQuestion] {
    guard criteria.order == .skill else { return questions }
    return questions.enumerated().sorted {
      ($0.element.skill ?? .max, $0.offset) < ($1.element.skill ?? .max, $1.offset)
    }.map(\.element)
  }

  package func keeps(_ row: MarkedQuestion, _ criteria: Criteria) -> Bool {
    switch criteria.filter {
    case .all: true
    case .flagged: row.isFlagged
    case .noted: row.note != nil
    }
  }

  package func searchText(of row: MarkedQuestion) -> SearchText {
    let item = row.answered.item
    return SearchText(
      row.answered.response.item, row.skill.map { framework.skills[$0].name } ?? "", item?.stem ?? "",
      item?.partsText ?? "", item?.code?.text ?? "", row.note ?? "", row.answered.verdict)
  }
}

extension Workspace {
  /// The flagged questions and the notes of all attempts, the newest first.
  ///
  /// Those of an open attempt that measures come once it is over, since their explanations would help in it.
  ///
  /// - Throws: `JournalError`, or `BankError`.
  public func markedQuestions() throws -> [MarkedQuestion] {
    let attempts = Dictionary(
      try journal.attempts(assessment: framework.id).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let places = Dictionary(
      framework.skills.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let (responses, questions) = try journal.markedResponses(assessment: framework.id)
    return try responses.compactMap { response in
      guard let attempt = attempts[response.attempt] else { return nil }
      let mode = Mode(rawValue: attempt.mode) ?? .placement
      if attempt.state == .open, mode.measures { return nil }
      return MarkedQuestion(
        answered: AnsweredItem(
          response: response, shown: response.question.flatMap { questions[$0]?.shown },
          today: try bank.item(id: response.item)),
        attempt: attempt.number, mode: mode, seed: attempt.seed, skill: places[response.skill])
    }
  }
}
