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

  // MARK: What is said about the cost of misses

  /// What a miss of one question alone costs, at a level.
  private static func cost(_ item: String, level: Int? = nil) -> Double {
    let count = Sample.pool.categoryCount(of: Sample.pool.index(of: item) ?? 0)
    let row = CountedResponsesTests.row(item, level: level, category: 0, of: count)
    let counted = CountedResponsesTests.counted([row])
    return -(Explanation(counted, pool: Sample.pool, profile: "entry").effects.first?.overall ?? 0)
  }

  /// Of the same question, a miss costs more the easier it is and the more its domain counts.
  @Test func aMissCostsMoreTheEasierTheQuestionIsAndTheMoreItsDomainCounts() {
    for number in 0..<6 {
      let byLevel = (1...5).map { Self.cost("d1.s0.i\(number)", level: $0) }
      for (easier, harder) in zip(byLevel, byLevel.dropFirst()) { #expect(easier > harder, "\(byLevel)") }
      let byDomain = (0..<4).map { Self.cost("d\($0).s0.i\(number)", level: 3) }
      for (more, less) in zip(byDomain, byDomain.dropFirst()) { #expect(more > less, "\(byDomain)") }
    }
  }

  /// A question with steps to order or actions to rate counts for more than a single answer, so that it may cost more than an
  /// easier one.
  @Test func aMissOfAQuestionWithPartsCostsMore() {
    for level in 1...5 {
      let single = (0..<4).map { Self.cost("d1.s0.i\($0)", level: level) }.max() ?? .infinity
      #expect(Self.cost("d1.s0.i4", level: level) > single && Self.cost("d1.s0.i5", level: level) > single)
    }
    #expect(Self.cost("d1.s0.i4", level: 2) > Self.cost("d1.s0.i0", level: 1))
    #expect(Self.cost("d1.s0.i5", level: 2) > Self.cost("d1.s0.i0", level: 1))
  }
}
