import Psychometrics
import Testing

@testable import QuizEngine

/// When questions come back.
@Suite struct RecallTests {
  static let day = 86_400.0

  /// A miss, and then a right answer a day, each slow or unsure.
  @Test func rememberedOvernightItComesBackAfterDays() {
    var card = Recall.scheduler.reviewed(MemoryCard(due: 0), rating: .again, at: 0)
    #expect(card.due == 60)
    var waits: [Double] = []
    var moment = Self.day
    for _ in 0..<5 {
      card = Recall.scheduler.reviewed(card, rating: .hard, at: moment)
      #expect(card.phase == .review)
      waits.append((card.due - moment) / Self.day)
      moment = card.due
    }
    #expect(waits.allSatisfy { $0 >= 1 } && waits[0] <= 4, "\(waits)")
    #expect(waits == waits.sorted(), "\(waits)")
  }

  /// Whatever happened before, a right answer after half a day leads to days, and one within minutes keeps its steps.
  @Test(arguments: 0..<200)
  func aRightAnswerAfterANightLeadsToDays(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var card = MemoryCard(due: 0)
    var moment = 0.0
    for _ in 0..<12 {
      let rating = MemoryRating.allCases[Int(generator.next() % 4)]
      let isNew = card.lastReview == nil
      let wait = [60.0, 600, 3_600, Self.day / 2, Self.day, 5 * Self.day][Int(generator.next() % 6)]
      moment += wait
      let reference = MemoryScheduler().reviewed(card, rating: rating, at: moment)
      card = Recall.scheduler.reviewed(card, rating: rating, at: moment)
      if !isNew, wait >= Self.day / 2, rating != .again {
        #expect(card.phase == .review && card.due - moment >= Self.day)
      } else {
        #expect(card == reference)
      }
    }
  }

  @Test(arguments: [0, 20, 200])
  func slowIsBetweenThreeAndTwentyTimesTheUsual(words: Int) {
    let usual = 30_000 + 300 * words
    for (times, isSlow) in [(1, false), (3, false), (4, true), (20, true), (21, false), (1_000, false)] {
      #expect(Recall.isSlow(milliseconds: times * usual, words: words) == isSlow, "\(times)")
    }
  }
}
