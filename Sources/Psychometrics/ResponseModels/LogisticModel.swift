/// The logistic model of an answer that is right or wrong, with up to four parameters.
///
/// P(θ) = c + (d - c) / (1 + e^(-a(θ - b))), with D = 1. Sources: Birnbaum (1968); the upper asymptote:
/// Barton and Lord (1981).
public struct LogisticModel: Sendable, Equatable {
  /// The slope a at the difficulty, per logit.
  public var discrimination: Double
  /// The difficulty b, in logits.
  public var difficulty: Double
  /// The probability c of a right answer by guessing.
  public var guessing: Double
  /// The probability d of a right answer at the highest ability.
  public var ceiling: Double

  /// Creates a model; the default discrimination, 1.2, is for items without data.
  public init(
    discrimination: Double = 1.2, difficulty: Double, guessing: Double = 0, ceiling: Double = 1
  ) {
    self.discrimination = discrimination
    self.difficulty = difficulty
    self.guessing = guessing
    self.ceiling = ceiling
  }

  /// Returns the probability of a right answer at an ability in logits.
  public func probability(at theta: Double) -> Double {
    guessing + (ceiling - guessing) * logistic(discrimination * (theta - difficulty))
  }

  /// Returns the probability of a wrong answer at an ability in logits, precise even if it is tiny.
  public func probabilityOfError(at theta: Double) -> Double {
    (1 - ceiling) + (ceiling - guessing) * logistic(-discrimination * (theta - difficulty))
  }

  /// Returns the expected (Fisher) information at an ability, per squared logit.
  ///
  /// I = P'^2 / (P (1 - P)), Birnbaum (1968).
  public func information(at theta: Double) -> Double {
    let slope = derivatives(at: theta).first
    let product = probability(at: theta) * probabilityOfError(at: theta)
    return product > 0 ? slope * slope / product : 0
  }

  /// Returns the model to score with if the difficulty is only a judgement.
  ///
  /// Averaging over a normal error of the difficulty flattens the curve: a* = a / √(1 + (aτ/1.702)²), by the
  /// logistic-normal approximation.
  ///
  /// - Parameter difficultySD: the standard deviation τ of the difficulty, in logits.
  public func attenuated(difficultySD: Double) -> LogisticModel {
    var result = self
    result.discrimination = attenuatedDiscrimination(discrimination, difficultySD: difficultySD)
    return result
  }

  /// The first and the second derivative of the probability with respect to ability.
  package func derivatives(at theta: Double) -> (first: Double, second: Double) {
    let z = discrimination * (theta - difficulty)
    let right = logistic(z)
    let wrong = logistic(-z)
    let first = (ceiling - guessing) * discrimination * right * wrong
    return (first, first * discrimination * (wrong - right))
  }
}

/// The discrimination that remains if the difficulty has a standard deviation of `difficultySD` logits.
func attenuatedDiscrimination(_ discrimination: Double, difficultySD: Double) -> Double {
  let ratio = discrimination * difficultySD / 1.702
  return discrimination / (1 + ratio * ratio).squareRoot()
}
