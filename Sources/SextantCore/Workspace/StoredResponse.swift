import Foundation
import ItemBank
import Journal
import QuizEngine

extension ResponseRecord {
  /// Converts an engine response to a journal record; the only place where the two meet.
  ///
  /// - Parameters:
  ///   - pool: The items, for skill and level.
  ///   - note: The person's note; an empty one counts as none.
  ///   - variant: The variant that was answered, if the item is a family.
  init(
    _ response: Attempt.Response, attempt: String, position: Int, pool: ItemPool, at date: Date,
    isFlagged: Bool, note: String = "", variant: String? = nil
  ) {
    let entry = response.entry.map { pool.entries[$0] }
    self.init(
      attempt: attempt, position: position, item: response.item, itemRevision: response.revision,
      level: entry?.level, skill: entry.map { pool.framework.skills[$0.skill].id } ?? "",
      answer: response.answer.storage, category: response.score.category,
      categoryCount: response.score.categoryCount, credit: response.score.credit,
      isUnknown: response.answer.isBlank, isRapid: response.isRapid, confidence: response.confidence,
      milliseconds: response.milliseconds, answeredAt: date, flagged: isFlagged,
      note: note.isEmpty ? nil : note, variant: variant)
  }
}

extension Attempt.Response {
  /// Converts a stored answer to a response to replay; its item and score are taken as stored.
  init(_ record: ResponseRecord, pool: ItemPool) {
    self.init(
      entry: pool.index(of: record.item), item: record.item, revision: record.itemRevision,
      answer: Answer(storage: record.answer) ?? .unknown,
      score: Score(category: record.category, of: record.categoryCount), confidence: record.confidence,
      milliseconds: record.milliseconds, isRapid: record.isRapid)
  }
}

extension QuestionRecord {
  /// The present question of an item.
  init(_ item: Item, assessment: String, at date: Date) {
    let text = StoredQuestion(item).text
    self.init(
      assessment: assessment, item: item.id, revision: item.revision,
      digest: StoredQuestion.digest(ofText: text), level: item.level, kind: item.task.kind.rawValue,
      content: text, storedAt: date)
  }

  /// The item as it was shown; nil if a newer version stored it in a form that this one can't read.
  var shown: Item? { StoredQuestion(text: content)?.item(id: item, revision: revision) }
}

extension Workspace {
  /// The present question of an item; nil if the bank no longer has it.
  ///
  /// - Parameter variant: The variant, if the item is a family.
  /// - Throws: `BankError`.
  func question(_ id: String, variant: String?, at date: Date) throws -> QuestionRecord? {
    try bank.item(id: id, variant: variant).map { QuestionRecord($0, assessment: framework.id, at: date) }
  }
}
