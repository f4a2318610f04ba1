import ItemBank
import QuizEngine
import SextantCore

extension PlainText {
  /// A question as it was asked, with the given answer, its explanation and the person's note.
  ///
  /// - Parameter seed: The attempt's seed, which the order of the options follows from.
  static func answered(_ answered: AnsweredItem, seed: UInt64) -> [String] {
    let response = answered.response
    let lost = response.isRapid ? [] : answered.whyNotCounted.map { [$0] } ?? []
    guard let item = answered.item else { return lost + [answered.scoredThen] }
    let note = response.note.map { ["Your note: \(clean($0))"] } ?? []
    let notice = lost + (answered.changeNotice.map { [$0] } ?? [])
    if answered.isOtherQuestion {
      return notice + [
        answered.scoredThen, "The question today: \(clean(item.spokenHeadline))",
      ] + note
    }
    // Use the numbers that the person typed.
    let order = Presentation(of: item.task, seed: seed, position: response.position).order
    let given = Answer(storage: response.answer) ?? .unknown
    var lines = notice + question(item, order: order)
    lines.append("You: \(said(given, to: item, order: order))")
    if response.isRapid {
      lines.append("Not counted, and not put under review: it came faster than the question can be read.")
    }
    lines += feedback(
      item, order: order, score: Score(category: response.category, of: response.categoryCount), given: given)
    return lines + note
  }
}
