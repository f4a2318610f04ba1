import QuizEngine

extension Session.Remark {
  /// Why an answer can't be taken back, as a sentence; nil for remarks about an answer in the making.
  package var whyNotUndone: String? {
    switch self {
    case .nothingToUndo: "There's nothing to take back."
    case .onlyTheLast: "Only the last answer can be taken back."
    case .onlyConfidence: Session.onlyConfidence
    case .answerIsFinal: "You've seen the correct answer, so this answer is final."
    case .attemptIsOver: "That was the last question, so its answer is final."
    case .incomplete, .unreadable, .doubtful, .choseFocused: nil
    }
  }
}

extension Session {
  /// Why an answer with feedback can't change, as a sentence.
  package static let onlyConfidence =
    "You've seen the correct answer, so you can only change how sure you were."
}

extension Words {
  /// What is allowed while knowledge is measured, as a sentence.
  package static let rules = "Paper and a calculator are fine; searching isn't."
  /// The same in few cells.
  package static let rulesInShort = "Calculator yes, searching no."
}
