import QuizEngine
import Testing

@testable import SextantCore

extension Workspace {
  /// Takes an exam whose questions end in the given ways, in their order, and hands it in.
  ///
  /// - Returns: The attempt's identity.
  @discardableResult
  func takeExam(_ outcomes: [AnswerOutcome], seed: UInt64 = 3) throws -> String {
    let session = try startExam(length: outcomes.count, minutes: 30, seed: seed)
    var exam = session.exam
    for (position, outcome) in outcomes.enumerated() where outcome != .unanswered {
      exam.handle(.moved(to: position))
      exam.handle(.worked(40_000, onItem: true))
      let item = try #require(try bank.item(id: exam.itemStates[position].item))
      let categories = Scoring.categoryCount(of: item.task.kind)
      let key = Rehearsal.key(of: item)
      switch outcome {
      case .right: exam.handle(.answered(key, Scoring.score(key, to: item.task)))
      case .unknown: exam.handle(.answered(.unknown, Score(category: 0, of: categories)))
      case .partly: exam.handle(.answered(key, Score(category: max(0, categories - 2), of: categories)))
      case .wrong, .unanswered: exam.handle(.answered(key, Score(category: 0, of: categories)))
      }
    }
    exam.handle(.handedIn)
    try handIn(exam, attempt: session.record.id)
    return session.record.id
  }
}
