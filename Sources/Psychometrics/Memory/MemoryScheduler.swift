/// Decides when an item is asked again, by FSRS-6.
public struct MemoryScheduler: Sendable, Equatable {
  /// The weights of the memory model.
  public var parameters: MemoryParameters
  /// The probability of recall at which an item is due.
  public var desiredRetention: Double
  /// The waits of a new item before it counts as known, in seconds.
  public var learningSteps: [Double]
  /// The waits of a forgotten item before it counts as known again, in seconds.
  public var relearningSteps: [Double]
  /// The longest interval, in days.
  public var maximumInterval: Int

  /// Creates a scheduler; the defaults are those of the reference: 90 %, steps of 1, 10 and again 10 minutes.
  public init(
    parameters: MemoryParameters = .standard, desiredRetention: Double = 0.9,
    learningSteps: [Double] = [60, 600], relearningSteps: [Double] = [600], maximumInterval: Int = 36500
  ) {
    self.parameters = parameters
    self.desiredRetention = desiredRetention
    self.learningSteps = learningSteps
    self.relearningSteps = relearningSteps
    self.maximumInterval = maximumInterval
  }

  /// Returns the whole days until a memory of some stability has faded to the desired retention.
  ///
  /// Rounded half to even, as the reference does.
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
  ///   - moment: the moment of the answer, in seconds.
  public func reviewed(_ card: MemoryCard, rating: MemoryRating, at moment: Double) -> MemoryCard {
    var result = card
    let state = updatedState(of: card, rating: rating, at: moment)
    let wait: Double?
    switch card.phase {
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

  /// Where an answer leads from a short step, and the seconds to wait; nil for an interval of days.
  private func stepped(
    _ step: Int, of steps: [Double], rating: MemoryRating, phase: (Int) -> MemoryCard.Phase
  ) -> (MemoryCard.Phase, Double?) {
    if steps.isEmpty || (step >= steps.count && rating != .again) { return (.review, nil) }
    switch rating {
    case .again: return (phase(0), steps[0])
    case .hard where step > 0: return (phase(step), steps[step])
    // Between the first and the second step, or half as long again where there is no second.
    case .hard: return (phase(0), steps.count == 1 ? steps[0] * 1.5 : (steps[0] + steps[1]) / 2)
    case .good where step + 1 < steps.count: return (phase(step + 1), steps[step + 1])
    case .good, .easy: return (.review, nil)
    }
  }
}
