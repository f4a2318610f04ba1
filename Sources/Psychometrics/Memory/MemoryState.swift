/// How well one item is remembered.
public struct MemoryState: Sendable, Equatable {
  /// The days after which the probability of recall has fallen to 0.9.
  public var stability: Double
  /// How hard the item is to remember, between 1 and 10.
  public var difficulty: Double

  /// Creates a state.
  public init(stability: Double, difficulty: Double) {
    self.stability = stability
    self.difficulty = difficulty
  }

  /// The lowest stability, in days.
  public static let minimumStability = 0.001

  /// Creates the state after the first answer to an item.
  public init(first rating: MemoryRating, parameters: MemoryParameters = .standard) {
    stability = max(Self.minimumStability, parameters[rating.rawValue - 1])
    difficulty = Self.clamped(Self.initialDifficulty(rating, parameters))
  }

  /// Returns the probability of recall after some days.
  ///
  /// R(t, S) = (1 + factor t / S)^decay.
  public func retrievability(afterDays days: Double, parameters: MemoryParameters = .standard) -> Double {
    pow(1 + parameters.factor * max(0, days) / stability, parameters.decay)
  }

  /// Returns the days after which the probability of recall has fallen to `retention`.
  public func interval(retention: Double, parameters: MemoryParameters = .standard) -> Double {
    stability / parameters.factor * (pow(retention, 1 / parameters.decay) - 1)
  }

  /// Returns the state after another answer.
  ///
  /// - Parameters:
  ///   - rating: how well the item was remembered.
  ///   - days: the days since the previous answer; less than one day counts as the same day.
  ///   - parameters: the weights of the model.
  public func updated(
    by rating: MemoryRating, afterDays days: Double, parameters: MemoryParameters = .standard
  ) -> MemoryState {
    let stability: Double
    if days < 1 {
      stability = sameDayStability(rating, parameters)
    } else {
      let retrievability = retrievability(afterDays: days, parameters: parameters)
      stability =
        rating == .again
        ? lapseStability(retrievability: retrievability, parameters)
        : recallStability(rating, retrievability: retrievability, parameters)
    }
    return MemoryState(
      stability: max(Self.minimumStability, stability), difficulty: nextDifficulty(rating, parameters))
  }
}
