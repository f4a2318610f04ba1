import Psychometrics
import Testing

@testable import QuizEngine

/// Where a number came from, held against the values of Shapley (1953) that few answers have.
@Suite struct ExplanationTests {
  private static func explanation(_ answers: [(item: String, category: Int)]) -> Explanation {
    let rows = answers.map { answer in
      CountedResponsesTests.row(
        answer.item, category: answer.category,
        of: Sample.pool.categoryCount(of: Sample.pool.index(of: answer.item) ?? 0))
    }
    return Explanation(CountedResponsesTests.counted(rows), pool: Sample.pool, profile: "entry")
  }

  @Test(arguments: [
    ("d0.s0.i0", "d1.s1.i5", 1, 1), ("d0.s0.i0", "d0.s0.i5", 0, 1), ("d2.s0.i3", "d2.s1.i0", 1, 0),
  ])
  func twoAnswersAreCreditedWithWhatTheyDoInEitherOrder(one: String, two: String, first: Int, second: Int) {
    let answers = [(item: one, category: first), (item: two, category: second)]
    let explanation = Self.explanation(answers)
    let both = explanation.standing.overall.mean
    for (place, effect) in explanation.effects.enumerated() {
      let alone = Self.explanation([answers[place]]).standing.overall.mean
      let last = both - Self.explanation([answers[1 - place]]).standing.overall.mean
      #expect(abs(effect.overall - (alone + last) / 2) < 0.01, "\(effect) \(alone) \(last)")
    }
    let turned = Self.explanation(answers.reversed())
    #expect(
      abs(turned.effects[1].overall - explanation.effects[0].overall) < 1e-9, "the order does not matter")
  }

  @Test func whatDoesNotCountHasNoRow() {
    let rows = [CountedResponsesTests.row(), CountedResponsesTests.row("d1.s0.i0", isRapid: true)]
    let explanation = Explanation(
      CountedResponses(ofAttempt: rows, pool: Sample.pool), pool: Sample.pool, profile: "entry")
    #expect(explanation.effects.map(\.row) == [0])
  }
}
