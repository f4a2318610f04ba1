import ItemBank
import QuizEngine
import SextantCore
import TerminalUI

/// A question as it was asked, with the given answer, its explanation and the person's note.
enum AnsweredLines {
  /// The rows.
  ///
  /// - Parameters:
  ///   - seed: The attempt's seed, which the order of the options follows from.
  ///   - hasNote: False if the note is shown elsewhere.
  static func lines(
    _ answered: AnsweredItem, seed: UInt64, hasNote: Bool = true, columns: Int
  ) -> [Line] {
    var lines: [Line] = []
    for notice in [answered.whyNotCounted, answered.changeNotice].compactMap({ $0 }) {
      lines += Line.wrap(notice, Style(.caution), columns: columns)
      lines.append(.blank)
    }
    if answered.isOtherQuestion, let item = answered.item {
      lines += Line.wrap(answered.scoredThen, columns: columns)
      lines.append(.blank)
      lines += Line.wrap("The question today: " + item.headline, .muted, columns: columns)
      lines += Line.wrap("! reports a mistake in this question (\(item.id)).", .muted, columns: columns)
    } else if let item = answered.item {
      var question = QuestionLines(
        item: item,
        order: Presentation(of: item.task, seed: seed, position: answered.response.position).order,
        columns: columns)
      question.given = Answer(storage: answered.response.answer) ?? .unknown
      question.score = Score(category: answered.response.category, of: answered.response.categoryCount)
      lines += question.build()
      let sure =
        answered.response.confidence.map {
          ["", "You guessed. ", "You were fairly sure. ", "You were certain. "][min(3, max(0, $0))]
        } ?? ""
      lines += Line.wrap(
        sure + "! reports a mistake in this question (\(item.id)).", .muted, columns: columns)
    } else {
      lines += Line.wrap(
        "What it asked isn't stored (\(answered.response.item)). \(answered.scoredThen)", columns: columns)
    }
    if hasNote, let note = answered.response.note {
      lines.append(.blank)
      lines += Line.wrap("Your note: " + note, Style(.caution), columns: columns)
    }
    return lines
  }
}
