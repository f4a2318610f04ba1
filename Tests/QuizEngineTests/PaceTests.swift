import Foundation
import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// A person's own pace, and the minutes that follow from it.
@Suite struct PaceTests {
  static let pool = PlacementStudyTests.pool

  /// The pace from earlier attempts, or that of an average person.
  static func pace(_ ratios: [Double]) -> Double { Pace.estimate(ratios) ?? 1 }

  @Test func withoutTimesThatSayAnythingItIsUnknown() {
    #expect(Pace.estimate([]) == nil && Pace.estimate([0.001, 400, .nan]) == nil)
    #expect(Pace.estimate([], before: 1.4) == 1.4)
  }

  @Test func fewAnswersChangeItLittleAndManyALot() {
    #expect((1.15...1.5).contains(Self.pace([2])))
    // Equal times are below the mean of times that vary.
    let (slow, fast) = (
      Self.pace(Array(repeating: 2, count: 90)), Self.pace(Array(repeating: 0.5, count: 90))
    )
    #expect((1.95...2.25).contains(slow) && (0.5...0.56).contains(fast), "\(slow) \(fast)")
    #expect(
      Pace.estimate(Array(repeating: 2, count: 6), before: 1) < Self.pace(Array(repeating: 2, count: 6)))
  }

  @Test func absencesAndRushedAnswersMoveItLittle() {
    let usual = Array(repeating: 1.0, count: 20)
    let pace = Self.pace(usual)
    #expect(Self.pace(usual + [100, 0.01]) == pace, "an hour away says nothing")
    #expect(abs(Self.pace(usual + [7.5]) / pace - 1) < 0.05)
    #expect(abs(Self.pace(usual + [7.5, 7.5, 7.5]) / pace - 1) < 0.12)
  }

  @Test func itStaysWithinItsBounds() {
    for ratio in [1e-300, 0.13, 7.9, 1e300, .infinity, .nan] {
      let pace = Self.pace(Array(repeating: ratio, count: 500))
      #expect(Pace.bounds.contains(pace), "\(ratio): \(pace)")
      #expect(Pace.bounds.contains(Pace.estimate([1], before: ratio)), "\(ratio)")
    }
  }

  /// Thirty times of a person with a known pace, as the study draws them: within 15 % for nine of ten people.
  @Test func thirtyAnswersSayIt() {
    var generator = SeededGenerator(seed: 12)
    var near = 0
    for _ in 0..<400 {
      let pace = exp(Pace.spread * generator.normal())
      let times = (0..<30).map { _ in pace * exp(0.4 * generator.normal() - 0.08) }
      if abs(Self.pace(times) / pace - 1) < 0.15 { near += 1 }
    }
    #expect(near > 360, "\(near) of 400")
  }

  @Test func minutesFollowItemsAndPace() {
    let average = AttemptTime.minutes(of: .placement, items: 30, pool: Self.pool)
    #expect((15...30).contains(average), "\(average)")
    #expect(AttemptTime.minutes(of: .placement, items: 15, pool: Self.pool) == average / 2)
    let slow = AttemptTime.minutes(of: .placement, items: 30, pool: Self.pool, pace: 1.5)
    #expect(abs(slow - 1.5 * average) < 1e-9)
    #expect(AttemptTime.items(within: 1.001 * average, of: .placement, pool: Self.pool) == 30)
    #expect(AttemptTime.items(within: 1.001 * average, of: .placement, pool: Self.pool, pace: 2) == 15)
    #expect(AttemptTime.items(within: 0.1, of: .placement, pool: Self.pool) == 1)
    let drill = AttemptTime.secondsPerItem(of: .drill, pool: Self.pool)
    #expect(
      drill > AttemptTime.secondsPerItem(of: .focus, pool: Self.pool) + 19, "an explanation is read too")
    let empty = ItemPool(items: [], framework: Sample.framework)
    #expect(AttemptTime.minutes(of: .placement, items: 30, pool: empty) == 0)
    #expect(AttemptTime.items(within: 15, of: .placement, pool: empty) == 1)
  }

  /// What is left falls to nothing, and follows the person's times.
  @Test func theTimeLeftFollowsTheAnswers() {
    let plan = AttemptPlan(mode: .placement, itemLimit: 20, seed: 4, profile: "entry", pace: 1.2)
    var attempt = Attempt(plan: plan, pool: Self.pool)
    let whole = AttemptTime.minutes(of: .placement, items: 20, pool: Self.pool, pace: 1.2)
    #expect(abs(attempt.minutesLeft / whole - 1) < 0.1)
    var left = [attempt.minutesLeft]
    while let served = attempt.current {
      let seconds = 2 * Self.pool.entries[served.entry].seconds
      _ = attempt.handle(
        .answered(
          .unknown, score: Score(category: 0, of: Self.pool.categoryCount(of: served.entry)), confidence: nil,
          milliseconds: Int(1000 * seconds)))
      left.append(attempt.minutesLeft)
    }
    #expect(attempt.responses.count == 20 && left.last == 0)
    #expect(attempt.pace > 1.6, "\(attempt.pace)")
    // The tenth answer: ten more at about twice the average.
    let rest = AttemptTime.minutes(of: .placement, items: 10, pool: Self.pool, pace: 2)
    #expect(abs(left[10] / rest - 1) < 0.2, "\(left[10]) of \(rest)")
  }
}
