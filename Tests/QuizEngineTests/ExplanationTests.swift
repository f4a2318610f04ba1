import Psychometrics
import Testing

@testable import QuizEngine

/// Where a number came from, held against the values of Shapley (1953) that few answers have.
@Suite struct ExplanationTests {
  private static func overall(_ pieces: [Explanation.Piece]) -> Double {
    Explanation(pieces, pool: Sample.pool, profile: "entry").standing.overall.mean
  }

  @Test(arguments: [
    ("d0.s0.i0", "d1.s1.i5", 1, 1), ("d0.s0.i0", "d0.s0.i5", 0, 1), ("d2.s0.i3", "d2.s1.i0", 1, 0),
  ])
  func twoAnswersAreCreditedWithWhatTheyDoInEitherOrder(one: String, two: String, first: Int, second: Int) {
    let pieces = [
      Explanation.Piece(item: one, category: first), Explanation.Piece(item: two, category: second),
    ]
    let explanation = Explanation(pieces, pool: Sample.pool, profile: "entry")
    let both = explanation.standing.overall.mean
    for (place, effect) in explanation.effects.enumerated() {
      let alone = Self.overall([pieces[place]])
      let last = both - Self.overall([pieces[1 - place]])
      #expect(abs(effect.overall - (alone + last) / 2) < 0.01, "\(effect) \(alone) \(last)")
    }
    let turned = Explanation(pieces.reversed(), pool: Sample.pool, profile: "entry")
    #expect(
      abs(turned.effects[1].overall - explanation.effects[0].overall) < 1e-9, "the order does not matter")
  }

  @Test func whatHasNoWeightIsCreditedWithNothing() {
    let explanation = Explanation(
      [.init(item: "d0.s0.i0", category: 1), .init(item: "d1.s0.i0", category: 0, weight: 0)],
      pool: Sample.pool, profile: "entry")
    #expect(explanation.effects[1].overall == 0 && explanation.effects[1].domains.allSatisfy { $0 == 0 })
  }
}
