import ItemBank
import QuizEngine

/// The answers of an attempt as a list.
package struct AnswerList: ListContent {
  /// The answers to list.
  package enum Filter: Sendable, Hashable {
    /// All of them.
    case all
    /// Given answers without full credit; confident but wrong ones come first, because a misconception costs more
    /// than a gap.
    case misses
    /// Questions that an exam left without an answer.
    case unanswered
    /// Flagged answers.
    case flagged
    /// Answers that moved the overall score or a domain's, strongest first.
    case moved(domain: Int?)
  }

  /// The orders of the list.
  package enum Order: Sendable, Hashable {
    /// In the order in which they were asked.
    case asked
    /// By skill, in the order of the framework.
    case skill
  }

  /// The filter and the order of the list.
  package struct Criteria: Hashable, Sendable {
    /// The answers to list.
    package var filter: Filter
    /// The order.
    package var order: Order

    /// Creates criteria; without arguments, all answers in the order in which they were asked.
    package init(_ filter: Filter = .all, order: Order = .asked) {
      self.filter = filter
      self.order = order
    }
  }

  /// An answer.
  package struct Row: Identifiable, Sendable {
    /// Its position in the attempt, from 0.
    package var id: Int
  }

  /// Anything below a tenth of a point is only rounding.
  private static let leastMove = 0.001

  private let result: AttemptResult

  /// Lists the answers of an attempt.
  package init(_ result: AttemptResult) { self.result = result }

  package func ordered(_ criteria: Criteria) -> [Row] {
    let places: [Int]
    switch criteria.filter {
    case .moved(let domain):
      // By the points that are shown, so that rounding leaves no row out of order.
      let effects = result.explanation?.effects ?? []
      let points = result.explanation?.points(domain: domain) ?? []
      places = zip(effects, points).map { ($0.row, abs($1), abs($0.moved(domain: domain))) }
        .sorted { ($1.1, $1.2, $0.0) < ($0.1, $0.2, $1.0) }.map(\.0)
    case .misses:
      let all = arranged(criteria.order)
      places =
        all.filter { result.answers[$0].isMisconception } + all.filter { !result.answers[$0].isMisconception }
    case .all, .unanswered, .flagged: places = arranged(criteria.order)
    }
    return places.map(Row.init)
  }

  private func arranged(_ order: Order) -> [Int] {
    let answers = result.answers
    let places = answers.indices.sorted { answers[$0].response.position < answers[$1].response.position }
    guard order == .skill else { return places }
    let skills = Dictionary(
      result.domains.flatMap(\.skills).enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let place = { (answer: Int) in skills[result.answers[answer].response.skill] ?? .max }
    return places.sorted { (place($0), $0) < (place($1), $1) }
  }

  package func keeps(_ row: Row, _ criteria: Criteria) -> Bool {
    let response = result.answers[row.id].response
    return switch criteria.filter {
    case .all: true
    case .misses: response.outcome.isMissed
    case .unanswered: !response.outcome.isGiven
    case .flagged: response.flagged
    case .moved(let domain):
      result.explanation?.effects.first { $0.row == row.id }.map {
        abs($0.moved(domain: domain)) >= Self.leastMove
      } ?? false
    }
  }

  package func searchText(of row: Row) -> SearchText {
    let answered = result.answers[row.id]
    let skill = result.domains.flatMap(\.skills).first { $0.id == answered.response.skill }?.name ?? ""
    return SearchText(
      answered.response.item, skill, answered.item?.stem ?? "", answered.item?.partsText ?? "",
      answered.item?.code?.text ?? "", answered.response.note ?? "", answered.verdict)
  }
}

extension Explanation.Effect {
  /// How much the answer moved the overall score or a domain's, in logits.
  package func moved(domain: Int?) -> Double { domain.map { domains[$0] } ?? overall }
}

extension AnsweredItem {
  /// True for an answer that was confident but wrong.
  package var isMisconception: Bool {
    response.outcome.isMissed && response.credit == 0 && response.confidence == 3
  }

  /// The result of the answer, such as `wrong, certain, flagged`.
  package var verdict: String {
    var words = [response.outcome.word]
    if isMisconception { words.append("certain") }
    if response.flagged { words.append("flagged") }
    if response.isRapid { words.append("not counted: too fast") }
    return words.joined(separator: ", ")
  }
}
