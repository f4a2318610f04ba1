import Testing

@testable import Psychometrics

@Suite("Memory against the published vectors of FSRS-6")
struct MemoryTests {
  static let day = 86400.0

  /// The card after some answers, each given a number of days after the one before.
  static func course(
    _ ratings: [Int], gaps: [Double], parameters: MemoryParameters = .standard
  ) throws -> MemoryState {
    var state: MemoryState?
    for (rating, gap) in zip(ratings, gaps) {
      let rating = try #require(MemoryRating(rawValue: rating))
      state =
        state?.updated(by: rating, afterDays: gap, parameters: parameters)
        ?? MemoryState(first: rating, parameters: parameters)
    }
    return try #require(state)
  }

  static func isClose(_ value: Double, _ published: Double) -> Bool {
    // The vectors are of single precision.
    abs(value - published) <= max(1e-5, 2e-6 * abs(published))
  }

  @Test("intervals of a card that is always reviewed when due")
  func intervals() {
    let scheduler = MemoryScheduler()
    var moment = 1_669_725_000.0
    var card = MemoryCard(due: moment)
    var intervals: [Int] = []
    for rating: MemoryRating in [
      .good, .good, .good, .good, .good, .good, .again, .again, .good, .good, .good, .good, .good,
    ] {
      card = scheduler.reviewed(card, rating: rating, at: moment)
      intervals.append(Int((card.due - moment) / Self.day))
      moment = card.due
    }
    #expect(intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21])
  }

  @Test("stability and difficulty after six answers")
  func state() throws {
    let gaps = [0.0, 0, 1, 3, 8, 21]
    let state = try Self.course([1, 3, 3, 3, 3, 3], gaps: gaps)
    #expect(abs(state.stability - 53.62691) < 1e-5)
    #expect(abs(state.difficulty - 6.3574867) < 1e-5)
    var weights = MemoryParameters.standard.weights
    for index in 17...19 { weights[index] = 0 }
    let plain = try Self.course([1, 3, 3, 3, 3, 3], gaps: gaps, parameters: MemoryParameters(weights))
    #expect(Self.isClose(plain.stability, 53.335106))
    #expect(abs(plain.difficulty - 6.3574867) < 1e-5)
  }

  @Test("the same through the scheduler, at the days of the reference")
  func stateByScheduler() throws {
    let scheduler = MemoryScheduler()
    var card = MemoryCard(due: 0)
    var moment = 0.0
    for (rating, gap) in zip([MemoryRating.again, .good, .good, .good, .good, .good], [0.0, 0, 1, 3, 8, 21]) {
      moment += gap * Self.day
      card = scheduler.reviewed(card, rating: rating, at: moment)
    }
    let state = try #require(card.state)
    #expect(abs(state.stability - 53.62691) < 1e-5)
    #expect(abs(state.difficulty - 6.3574867) < 1e-5)
  }

  @Test("ten easy answers within a second reach the lowest difficulty")
  func easiest() throws {
    let state = try Self.course(Array(repeating: 4, count: 10), gaps: Array(repeating: 0, count: 10))
    #expect(state.difficulty == 1)
  }

  @Test("forgetting a thousand times leaves some stability")
  func forgetting() throws {
    var state = MemoryState(first: .again)
    for _ in 0..<1000 {
      state = state.updated(by: .again, afterDays: 1)
      #expect(state.stability >= MemoryState.minimumStability)
      #expect((1...10).contains(state.difficulty))
    }
  }

  @Test("retrievability")
  func retrievability() throws {
    let published = [1.0, 0.9403443, 0.9253786, 0.9185229, 0.9, 0.8261359]
    for (index, stability) in [1.0, 2, 3, 4, 4, 2].enumerated() {
      let state = MemoryState(stability: stability, difficulty: 5)
      #expect(Self.isClose(state.retrievability(afterDays: Double(index)), published[index]))
    }
    var weights = MemoryParameters.standard.weights
    weights[20] = 0.2
    let parameters = try MemoryParameters(weights)
    for (days, value) in [1.0, 0.9, 0.84028935, 0.7985001].enumerated() {
      let state = MemoryState(stability: 1, difficulty: 5)
      #expect(Self.isClose(state.retrievability(afterDays: Double(days), parameters: parameters), value))
    }
  }

  @Test("intervals for every retention")
  func retention() {
    let published = [3_116_766, 34793, 2508, 387, 90, 27, 9, 3, 1, 1]
    for (index, value) in published.enumerated() {
      let retention = Double(index + 1) / 10
      let free = MemoryScheduler(desiredRetention: retention, maximumInterval: 100_000_000)
      // Single precision loses the last digits of the first.
      #expect(abs(free.intervalDays(stability: 1) - value) <= value / 1_000_000)
      let bounded = MemoryScheduler(desiredRetention: retention)
      #expect(bounded.intervalDays(stability: 1) == min(36500, value))
    }
  }

  @Test("the formulas, one by one")
  func formulas() {
    let w = MemoryParameters.standard
    let shifted = [8.354889, 6.6774445, 5.0, 3.3225555]
    let next = [8.341763, 6.6659956, 4.990228, 3.3144615]
    let recall = [25.602541, 28.226582, 58.656002, 127.226685]
    let lapse = [1.0525396, 1.1894329, 1.3680838, 1.584989]
    let sameDay = [1.596818, 5.0, 5.0, 8.12961]
    for (index, rating) in MemoryRating.allCases.enumerated() {
      let middle = MemoryState(stability: 5, difficulty: 5)
      #expect(Self.isClose(middle.shiftedDifficulty(rating, w), shifted[index]))
      #expect(Self.isClose(middle.nextDifficulty(rating, w), next[index]))
      #expect(Self.isClose(middle.sameDayStability(rating, w), sameDay[index]))
      let state = MemoryState(stability: 5, difficulty: Double(index + 1))
      let retrievability = 0.9 - 0.1 * Double(index)
      #expect(Self.isClose(state.recallStability(rating, retrievability: retrievability, w), recall[index]))
      #expect(Self.isClose(state.lapseStability(retrievability: retrievability, w), lapse[index]))
    }
  }

  @Test("other weights, of the version before")
  func otherWeights() throws {
    let parameters = try MemoryParameters([
      0.6845422, 1.6790825, 4.7349424, 10.042885, 7.4410233, 0.64219797, 1.071918, 0.0025195254, 1.432437,
      0.1544, 0.8692766, 2.0696752, 0.0953, 0.2975, 2.4691248, 0.19542035, 3.201072, 0.18046261, 0.121442534,
      0, 0.5,
    ])
    let state = try Self.course([1, 3, 3, 3, 3], gaps: [0, 1, 3, 8, 21], parameters: parameters)
    #expect(Self.isClose(state.stability, 31.722992))
    #expect(Self.isClose(state.difficulty, 7.382128))

    let before = try Self.course([1, 3, 3, 3], gaps: [0, 1, 3, 8], parameters: parameters)
    let published = [
      (2.9691455, 8.000659), (17.091452, 7.6913934), (31.722992, 7.382128), (71.7502, 7.0728626),
    ]
    for (rating, values) in zip(MemoryRating.allCases, published) {
      let after = before.updated(by: rating, afterDays: 21, parameters: parameters)
      #expect(Self.isClose(after.stability, values.0))
      #expect(Self.isClose(after.difficulty, values.1))
    }
    let later = MemoryState(stability: 20.925528, difficulty: 7.005062)
      .updated(by: .good, afterDays: 21, parameters: parameters)
    #expect(abs(later.stability - 40.87456) < 1e-4)
    #expect(Self.isClose(later.difficulty, 6.9913807))
    let interval = MemoryState(stability: 121.01552, difficulty: 5)
      .interval(retention: 0.9, parameters: parameters)
    #expect(abs(interval - 121.01551) < 1e-4)
  }

  @Test("the steps of a new item")
  func learningSteps() {
    let scheduler = MemoryScheduler()
    let new = MemoryCard(due: 0)
    let good = scheduler.reviewed(new, rating: .good, at: 0)
    #expect(good.phase == .learning(step: 1) && good.due == 600)
    let again = scheduler.reviewed(new, rating: .again, at: 0)
    #expect(again.phase == .learning(step: 0) && again.due == 60)
    let hard = scheduler.reviewed(new, rating: .hard, at: 0)
    #expect(hard.phase == .learning(step: 0) && hard.due == 330)
    let hardLater = scheduler.reviewed(good, rating: .hard, at: 600)
    #expect(hardLater.phase == .learning(step: 1) && hardLater.due == 1200)
    let easy = scheduler.reviewed(new, rating: .easy, at: 0)
    #expect(easy.phase == .review && easy.due >= Self.day)
    let oneStep = MemoryScheduler(learningSteps: [60]).reviewed(new, rating: .hard, at: 0)
    #expect(oneStep.phase == .learning(step: 0) && oneStep.due == 90)
    let noStep = MemoryScheduler(learningSteps: []).reviewed(new, rating: .again, at: 0)
    #expect(noStep.phase == .review && noStep.due >= Self.day)
    let graduated = scheduler.reviewed(good, rating: .good, at: 600)
    #expect(graduated.phase == .review && graduated.due - 600 == 2 * Self.day)
  }

  @Test("the steps of a forgotten item")
  func relearningSteps() {
    let known = MemoryCard(
      due: 0, phase: .review, state: MemoryState(stability: 10, difficulty: 5), lastReview: -10 * Self.day)
    let lapsed = MemoryScheduler().reviewed(known, rating: .again, at: 0)
    #expect(lapsed.phase == .relearning(step: 0) && lapsed.due == 600)
    let back = MemoryScheduler().reviewed(lapsed, rating: .good, at: 600)
    #expect(back.phase == .review && back.due >= Self.day)
    let without = MemoryScheduler(relearningSteps: []).reviewed(known, rating: .again, at: 0)
    #expect(without.phase == .review && without.due >= Self.day)
  }

  @Test("weights outside their bounds are refused")
  func validation() {
    let standard = MemoryParameters.standard.weights
    #expect(throws: MemoryParameters.Invalid.count(20)) { try MemoryParameters(Array(standard.dropLast())) }
    #expect(throws: MemoryParameters.Invalid.count(24)) { try MemoryParameters(standard + [1, 1, 1]) }
    for (index, value) in [(6, 100.0), (10, -42), (0, 0), (3, 101)] {
      var weights = standard
      weights[index] = value
      #expect(throws: MemoryParameters.Invalid.outOfBounds(index: index)) { try MemoryParameters(weights) }
    }
    #expect(throws: Never.self) { try MemoryParameters(standard) }
    #expect(throws: Never.self) { try MemoryParameters(MemoryParameters.lowerBounds) }
    #expect(throws: Never.self) { try MemoryParameters(MemoryParameters.upperBounds) }
  }

  @Test("answers become ratings")
  func ratings() {
    #expect(MemoryRating(isRight: false, certainty: .high) == .again)
    #expect(MemoryRating(isRight: true, certainty: .low) == .hard)
    #expect(MemoryRating(isRight: true, certainty: .high, isSlow: true) == .hard)
    #expect(MemoryRating(isRight: true) == .good)
    #expect(MemoryRating(isRight: true, certainty: .medium) == .good)
    #expect(MemoryRating(isRight: true, certainty: .high) == .easy)
  }

  @Test("better remembered is never sooner forgotten", arguments: 1...30 as ClosedRange<UInt64>)
  func monotone(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let state = MemoryState(
      stability: 0.5 + 60 * random.uniform(), difficulty: 1 + 9 * random.uniform())
    let days = (random.uniform() * 90).rounded()
    let after = MemoryRating.allCases.map { state.updated(by: $0, afterDays: days) }
    for (worse, better) in zip(after, after.dropFirst()) {
      #expect(better.stability >= worse.stability - 1e-12)
      #expect(better.difficulty <= worse.difficulty + 1e-12)
    }
  }
}
