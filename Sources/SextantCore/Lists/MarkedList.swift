import Foundation
import ItemBank
import Journal
import QuizEngine

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

  private let questions: [AskedQuestion]
  private let framework: Framework

  /// Lists questions, given with the newest first.
  package init(_ questions: [AskedQuestion], _ framework: Framework) {
    self.questions = questions
    self.framework = framework
  }

  package func ordered(_ criteria: Criteria) -> [AskedQuestion] {
    guard criteria.order == .skill else { return questions }
    return questions.enumerated().sorted {
      ($0.element.skill ?? .max, $0.offset) < ($1.element.skill ?? .max, $1.offset)
    }.map(\.element)
  }

  package func keeps(_ row: AskedQuestion, _ criteria: Criteria) -> Bool {
    switch criteria.filter {
    case .all: true
    case .flagged: row.isFlagged
    case .noted: row.note != nil
    }
  }

  package func searchText(of row: AskedQuestion) -> SearchText {
    let item = row.answered.item
    return SearchText(
      row.answered.response.item, row.skill.map { framework.skills[$0].name } ?? "", item?.stem ?? "",
      item?.partsText ?? "", item?.code?.text ?? "", row.note ?? "", row.answered.verdict)
  }
}
