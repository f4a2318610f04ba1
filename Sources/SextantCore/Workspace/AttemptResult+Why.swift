import QuizEngine

extension AttemptResult {
  /// How answers move the score and which misses cost most, as sentences.
  ///
  /// Difficulty isn't all: a question with parts has more points to lose, so a harder one may cost more than an easier one.
  package var whyAnswersMoveIt: String {
    "People who know one domain tend to know the others, so an answer in one moves them too. A miss costs more the easier "
      + "the question is, the more its domain counts, and if there was something to order, match or rate."
      + (answers.contains { $0.response.outcome == .unknown }
        ? " “I don't know” costs as much as a wrong answer." : "")
  }
}
