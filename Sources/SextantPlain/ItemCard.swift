import ItemBank
import QuizEngine
import SextantCore

/// An item with its key, as plain text for authors.
public enum ItemCard {
  /// The lines of the card.
  public static func lines(_ item: Item) -> [String] {
    var lines = ["Type: \(Words.kind(item.task.kind)). Difficulty \(item.level) of 5.", ""]
    let order = PlainText.authorOrder(item)
    lines += PlainText.question(item, order: order)
    lines.append("")
    let full = Scoring.categoryCount(of: item.task.kind)
    lines += PlainText.feedback(item, order: order, score: Score(category: full - 1, of: full), given: nil)
      .dropFirst()
    if case .numeric(let key) = item.task {
      lines.append(key.tolerance == 0 ? "Only this number counts." : "Counts within \(key.tolerance) of it.")
    }
    if case .shortText(let answers, let ignoresCase) = item.task {
      if answers.count > 1 { lines.append("Counts too: \(answers.dropFirst().joined(separator: "; ")).") }
      lines.append(ignoresCase ? "Capital letters do not count." : "Capital letters count.")
    }
    lines += item.misconceptions.map { "Misconception \($0.answer): \($0.rationale)" }
    if let checked = item.checked { lines.append("Checked: \(checked)") }
    lines.append("For authors: \(item.id), revision \(item.revision), Bloom level \(item.bloom.rawValue).")
    return lines.map(PlainText.clean)
  }
}
