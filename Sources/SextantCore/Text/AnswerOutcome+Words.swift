import Journal
import QuizEngine

extension ResponseRecord {
  /// What became of the question.
  package var outcome: AnswerOutcome {
    AnswerOutcome(credit: credit, isUnknown: isUnknown, isUnanswered: isUnanswered)
  }
}

extension AnswerOutcome {
  /// The outcome in a word or two.
  package var word: String {
    switch self {
    case .right: "right"
    case .partly: "partly right"
    case .wrong: "wrong"
    case .unknown: "not known"
    case .unanswered: "unanswered"
    }
  }
}

extension AnswerCount {
  /// The count in words, such as `1 of 2 right, 1 partly` or `0 of 0 right, 2 unanswered`.
  package var words: String { "\(shortWords) right" + rest }
  /// The same without the word, such as `1 of 2`: the right ones of those that were answered.
  package var shortWords: String { "\(right) of \(given)" }
  /// What isn't among the right and the wrong answers, such as `, 1 partly`; empty if there is nothing.
  package var rest: String {
    (partly == 0 ? "" : ", \(partly) partly") + (unanswered == 0 ? "" : ", \(unanswered) unanswered")
  }
}
