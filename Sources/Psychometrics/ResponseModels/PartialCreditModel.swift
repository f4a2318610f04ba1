/// The generalized partial credit model of an answer that earns between 0 and m points.
///
/// P(k) is proportional to exp(Σ_{j ≤ k} a (θ - b_j)); the sum is 0 for k = 0. Source: Muraki (1992).
public struct PartialCreditModel: Sendable, Equatable {
  /// The slope a of every step, per logit.
  public var discrimination: Double
  /// The abilities b_j, in logits, at which k - 1 and k points are equally likely; they need not ascend.
  public var thresholds: [Double]

  /// Creates a model with one threshold for each point.
  public init(discrimination: Double = 1.2, thresholds: [Double]) {
    self.discrimination = discrimination
    self.thresholds = thresholds
  }

  /// Returns the probability of each number of points at an ability in logits; they sum to 1.
  public func probabilities(at theta: Double) -> [Double] {
    normalised(logarithms: kernels(at: theta))
  }

  /// Returns the expected (Fisher) information at an ability, per squared logit.
  ///
  /// I = a² Var(k), Muraki (1993).
  public func information(at theta: Double) -> Double {
    var mean = 0.0
    var square = 0.0
    for (category, probability) in probabilities(at: theta).enumerated() {
      mean += Double(category) * probability
      square += Double(category * category) * probability
    }
    return discrimination * discrimination * max(0, square - mean * mean)
  }

  /// Returns the model to score with if the location of the item is only a judgement.
  ///
  /// It applies the logistic-normal approximation of `LogisticModel` to the common slope.
  ///
  /// - Parameter difficultySD: the standard deviation of the location, in logits.
  public func attenuated(difficultySD: Double) -> PartialCreditModel {
    var result = self
    result.discrimination = attenuatedDiscrimination(discrimination, difficultySD: difficultySD)
    return result
  }

  private func kernels(at theta: Double) -> [Double] {
    var sum = 0.0
    var kernels = [0.0]
    for threshold in thresholds {
      sum += discrimination * (theta - threshold)
      kernels.append(sum)
    }
    return kernels
  }
}
