import Testing

@testable import QuizEngine

/// A question without an answer is no answer: not right, but nobody answered it wrong.
@Suite struct AnswerCountTests {
  @Test func everyQuestionIsInOneGroup() {
    for outcome in AnswerOutcome.allCases {
      let count = AnswerCount([outcome])
      #expect(count.questions == 1 && count.right + count.missed + count.unanswered == 1)
      #expect(count.given == (outcome.isGiven ? 1 : 0) && count.missed == (outcome.isMissed ? 1 : 0))
    }
    #expect(!AnswerOutcome.unanswered.isMissed && !AnswerOutcome.unanswered.isGiven)
    #expect(AnswerOutcome.unknown.isMissed && AnswerOutcome.partly.isMissed && !AnswerOutcome.right.isMissed)
  }

  /// An open question moves the score as a wrong answer does, and is in no count of answers or misses.
  @Test func openQuestionsCountForTheScoreAlone() {
    let pool = Sample.pool
    func rows(_ isUnanswered: Bool) -> [CountedResponses.Row] {
      pool.entries.indices.prefix(12).map { index in
        CountedResponses.Row(
          attempt: "a", mode: .mock, isOpen: false, item: pool.entries[index].id,
          category: index < 10 ? pool.categoryCount(of: index) - 1 : 0,
          categoryCount: pool.categoryCount(of: index),
          answeredAt: 0, isUnanswered: isUnanswered && index >= 10)
      } + [
        CountedResponses.Row(
          attempt: "b", mode: .placement, isOpen: false, item: pool.entries[12].id, category: 0,
          categoryCount: pool.categoryCount(of: 12), answeredAt: 0)
      ]
    }
    let open = CountedResponses(rows(true), pool: pool, today: 0) { _ in 0 }
    let wrong = CountedResponses(rows(false), pool: pool, today: 0) { _ in 0 }
    #expect(
      ScoreEstimates(open, pool: pool, profile: "") == ScoreEstimates(wrong, pool: pool, profile: ""))
    #expect(open.tallies.missed.count == 1 && wrong.tallies.missed.count == 3)
    #expect(open.given.count == 11 && wrong.given.count == 13)
    #expect(open.countsOfDomains(pool: pool).reduce(0, +) == 11)
    let answers = open.answersOfSkills(pool: pool)
    #expect(answers.reduce(0) { $0 + $1.asked } == 11 && answers.reduce(0) { $0 + $1.missed } == 1)
    #expect(answers.reduce(0) { $0 + $1.leftOut.unanswered } == 2)
    // What is stored of closed attempts says the same.
    let again = CountedResponses(open.stored(rows(true), pool: pool), open: [], pool: pool, today: 0) { _ in 0
    }
    #expect(again.answersOfSkills(pool: pool) == answers)
    #expect(again.tallies == open.tallies)
  }
}
