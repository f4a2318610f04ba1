import QuizEngine
import SextantCore

extension AttemptScreen {
  /// Keeps what is on the screen; nothing where an answer is on the disk already.
  var keeping: [Effect] {
    switch stage {
    case .saving, .feedback: return []
    case .answering, .rating, .paused, .noting, .leaving: break
    }
    var note = note
    if case .noting(let field) = stage { note = field.text }
    guard isFlagged || !note.isEmpty || draft.isBegun else { return [] }
    return [
      .keepPending(
        PendingItem(
          attempt: record.id, item: item.id, isFlagged: isFlagged, note: note,
          answer: draft.answerSoFar?.storage))
    ]
  }

  /// Puts back what was kept of the item.
  mutating func restore(_ pending: PendingItem) {
    isFlagged = pending.isFlagged
    flags += isFlagged ? 1 : 0
    note = pending.note
    if let answer = pending.answer.flatMap(Answer.init(storage:)) { draft.restore(answer) }
  }
}
