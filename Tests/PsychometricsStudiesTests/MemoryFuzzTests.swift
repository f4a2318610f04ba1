import Psychometrics
import PsychometricsStudies
import Testing

@Suite("Spread intervals")
struct MemoryFuzzTests {
  @Test("spread intervals stay in their range, and short ones are left alone")
  func fuzz() {
    let scheduler = MemoryScheduler()
    #expect(scheduler.fuzzRange(days: 2) == 2...2)
    #expect(scheduler.fuzzRange(days: 11) == 9...13)
    #expect(scheduler.fuzzRange(days: 36500).upperBound == 36500)
    var random = SeededGenerator(seed: 1)
    let card = MemoryCard(
      due: 0, phase: .review, state: MemoryState(stability: 11, difficulty: 5), lastReview: -11 * 86_400.0)
    let plain = scheduler.reviewed(card, rating: .good, at: 0)
    let range = scheduler.fuzzRange(days: Int(plain.due / 86_400.0))
    var seen = Set<Int>()
    for _ in 0..<500 {
      let spread = scheduler.reviewed(card, rating: .good, at: 0, fuzz: &random)
      #expect(spread.state == plain.state)
      seen.insert(Int(spread.due / 86_400.0))
    }
    #expect(seen == Set(range))
  }
}
