import ItemBank
import Journal
import QuizEngine

extension ExamResult {
  /// Counts the stored answers of a mock exam; nil for another kind of attempt.
  ///
  /// - Parameter responses: The stored answers of the attempt.
  init?(_ responses: [ResponseRecord], of record: AttemptRecord, framework: Framework) {
    guard record.mode == Mode.mock.rawValue else { return nil }
    let plan = AttemptPlan(stored: record.configuration)
    let stored = Dictionary(responses.map { ($0.position, $0) }, uniquingKeysWith: { first, _ in first })
    // An exam whose plan can't be read has at least the questions that were answered.
    let items = plan?.items ?? responses.map(\.item)
    let questions = items.enumerated().map { position, item -> Question in
      guard let response = plan?.items == nil ? responses[position] : stored[position],
        !response.isUnanswered
      else { return Question(item: item) }
      return Question(
        item: item, credit: response.credit, isUnknown: response.isUnknown, isRapid: response.isRapid)
    }
    self.init(
      questions, framework: framework, cut: plan?.cut ?? framework.cut(ofProfile: plan?.profile ?? ""),
      milliseconds: record.activeMilliseconds, timeLimit: plan?.timeLimit)
  }
}

extension ResponseRecord {
  /// True if the question was still open when its exam was handed in.
  package var isUnanswered: Bool { answer == Answer.unanswered.storage }
}
