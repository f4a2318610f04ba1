/// Decides by FSRS-6 when an item is asked again.
public struct MemoryScheduler: Sendable, Equatable {
  /// The weights of the memory model.
  public var parameters: MemoryParameters
  /// The probability of recall at which an item becomes due.
  public var desiredRetention: Double
  /// The delays of a new item until it counts as known, in seconds.
  public var learningSteps: [Double]
  /// The delays of a forgotten item until it counts as known again, in seconds.
  public var relearningSteps: [Double]
  /// The longest interval, in days.
  public var maximumInterval: Int
  /// The time after which a right answer ends the steps of minutes, in seconds; the reference has no such time.
  ///
  /// Without one, an item that is answered once a day, rightly but slowly, stays due every few minutes for ever.
  public var stepsEndAfter: Double

  /// Creates a scheduler; the defaults are the reference's: 90 %, learning steps of 1 and 10 minutes,
  /// relearning after 10.
  public init(
    parameters: MemoryParameters = .standard, desiredRetention: Double = 0.9,
    learningSteps: [Double] = [60, 600], relearningSteps: [Double] = [600], maximumInterval: Int = 36500,
    stepsEndAfter: Double = .infinity
  ) {
    self.parameters = parameters
    self.desiredRetention = desiredRetention
    self.learningSteps = learningSteps
    self.relearningSteps = relearningSteps
    self.maximumInterval = maximumInterval
    self.stepsEndAfter = stepsEndAfter
  }

  /// Returns the whole days until a memory of the given stability fades to the desired retention.
  ///
  /// Rounds half to even, as the reference does.
  public func intervalDays(stability: Double) -> Int {
    let state = MemoryState(stability: stability, difficulty: 1)
    let days = state.interval(retention: desiredRetention, parameters: parameters)
    let bounded = min(Double(maximumInterval), max(1, days.rounded(.toNearestOrEven)))
    return Int(bounded)
  }

  /// Returns the card after an answer.
  ///
  /// - Parameters:
  ///   - card: the card before.
  ///   - rating: how well the item was remembered.
  ///   - moment: the time of the answer, in seconds.
  public func reviewed(_ card: MemoryCard, rating: MemoryRating, at moment: Double) -> MemoryCard {
    var result = card
    let state = updatedState(of: card, rating: rating, at: moment)
    let wait: Double?
    let hasRested = card.lastReview.map { moment - $0 >= stepsEndAfter } ?? false
    switch card.phase {
    case .learning where hasRested && rating != .again, .relearning where hasRested && rating != .again:
      (result.phase, wait) = (.review, nil)
    case .learning(let step):
      (result.phase, wait) = stepped(step, of: learningSteps, rating: rating) { .learning(step: $0) }
    case .relearning(let step):
      (result.phase, wait) = stepped(step, of: relearningSteps, rating: rating) { .relearning(step: $0) }
    case .review:
      if rating == .again, let first = relearningSteps.first {
        (result.phase, wait) = (.relearning(step: 0), first)
      } else {
        (result.phase, wait) = (.review, nil)
      }
    }
    result.state = state
    result.due = moment + (wait ?? Double(intervalDays(stability: state.stability)) * Seconds.perDay)
    result.lastReview = moment
    return result
  }

  private func updatedState(of card: MemoryCard, rating: MemoryRating, at moment: Double) -> MemoryState {
    guard let state = card.state else { return MemoryState(first: rating, parameters: parameters) }
    return state.updated(by: rating, afterDays: card.elapsedDays(at: moment) ?? 0, parameters: parameters)
  }

  /// The next stage after an answer at a short step, and the seconds to wait; nil for an interval of days.
  private func stepped(
    _ step: Int, of steps: [Double], rating: MemoryRating, phase: (Int) -> MemoryCard.Phase
  ) -> (MemoryCard.Phase, Double?) {
    if steps.isEmpty || (step >= steps.count && rating != .again) { return (.review, nil) }
    switch rating {
    case .again: return (phase(0), steps[0])
    case .hard where step > 0: return (phase(step), steps[step])
    // Halfway between the first and second step, or half as long again if there is no second step.
    case .hard: return (phase(0), steps.count == 1 ? steps[0] * 1.5 : (steps[0] + steps[1]) / 2)
    case .good where step + 1 < steps.count: return (phase(step + 1), steps[step + 1])
    case .good, .easy: return (.review, nil)
    }
  }
}
