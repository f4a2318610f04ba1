/// The state of one item in a person's reviews, and when it is due.
///
/// Times are seconds since any fixed point, usually the Unix epoch.
public struct MemoryCard: Sendable, Equatable {
  /// The stage of learning that an item is in.
  public enum Phase: Sendable, Equatable {
    /// New: reviewed again within minutes, at this learning step.
    case learning(step: Int)
    /// Known: reviewed again after days.
    case review
    /// Forgotten once: reviewed again within minutes, at this relearning step.
    case relearning(step: Int)
  }

  /// The stage of learning.
  public var phase: Phase
  /// The strength of the memory; nil before the first answer.
  public var state: MemoryState?
  /// When the item is due, in seconds.
  public var due: Double
  /// When the item was last answered, in seconds; nil before the first answer.
  public var lastReview: Double?

  /// Creates a card; given only a time, a new card that is due then.
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
  /// These are whole days of 24 hours, as in the reference scheduler.
  public func elapsedDays(at moment: Double) -> Double? {
    lastReview.map { max(0, ((moment - $0) / Seconds.perDay).rounded(.down)) }
  }

  /// Returns the probability that the item is still remembered at a time; 0 before the first answer.
  public func retrievability(at moment: Double, parameters: MemoryParameters = .standard) -> Double {
    guard let state, let days = elapsedDays(at: moment) else { return 0 }
    return state.retrievability(afterDays: days, parameters: parameters)
  }
}
