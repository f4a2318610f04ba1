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
  /// The count in words, such as `1 of 2 right, 1 partly`.
  package var words: String {
    "\(right) of \(total) right" + (partly == 0 ? "" : ", \(partly) partly")
  }
}
