/// One item in a person's reviews: where it stands and when it is due.
///
/// Moments are seconds since any fixed point in time, the Unix epoch as a rule.
public struct MemoryCard: Sendable, Equatable {
  /// The part of its course that an item is in.
  public enum Phase: Sendable, Equatable {
    /// New: repeated within minutes, at a step of the learning steps.
    case learning(step: Int)
    /// Known: repeated after days.
    case review
    /// Forgotten once: repeated within minutes, at a step of the relearning steps.
    case relearning(step: Int)
  }

  /// The part of its course.
  public var phase: Phase
  /// How well it sits in memory; nil before the first answer.
  public var state: MemoryState?
  /// The moment at which it is due, in seconds.
  public var due: Double
  /// The moment of the last answer, in seconds; nil before the first.
  public var lastReview: Double?

  /// Creates a card; without arguments but the moment a new one that is due at once.
  public init(
    due: Double, phase: Phase = .learning(step: 0), state: MemoryState? = nil, lastReview: Double? = nil
  ) {
    self.phase = phase
    self.state = state
    self.due = due
    self.lastReview = lastReview
  }

  /// Returns the whole days since the last answer; nil before the first.
  ///
  /// Whole days of 24 hours, as the reference scheduler counts them.
  public func elapsedDays(at moment: Double) -> Double? {
    lastReview.map { max(0, ((moment - $0) / Seconds.perDay).rounded(.down)) }
  }

  /// Returns the probability that the item is still remembered at a moment; 0 before the first answer.
  public func retrievability(at moment: Double, parameters: MemoryParameters = .standard) -> Double {
    guard let state, let days = elapsedDays(at: moment) else { return 0 }
    return state.retrievability(afterDays: days, parameters: parameters)
  }
}
