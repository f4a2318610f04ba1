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
  /// An uncertain location makes full and no credit more frequent at the cost of the points between, so a smaller
  /// slope alone would keep a quarter too much information. Instead, the logarithms of the odds of neighbouring points
  /// are averaged over the errors, and the slope and thresholds are those that reproduce them in the item's middle.
  ///
  /// - Parameter difficultySD: the standard deviation of the location, in logits.
  public func attenuated(difficultySD: Double) -> PartialCreditModel {
    guard difficultySD > 0, !thresholds.isEmpty else { return self }
    let middle = thresholds.reduce(0, +) / Double(thresholds.count)
    let centre = logOdds(at: middle, difficultySD: difficultySD)
    let below = logOdds(at: middle - Self.reach, difficultySD: difficultySD)
    let above = logOdds(at: middle + Self.reach, difficultySD: difficultySD)
    var slope = 0.0
    for step in thresholds.indices {
      slope += (above[step] - below[step]) / (2 * Self.reach * Double(thresholds.count))
    }
    return PartialCreditModel(discrimination: slope, thresholds: centre.map { middle - $0 / slope })
  }

  /// How far from the middle the slope is taken to either side, in logits: where items are mostly asked.
  private static let reach = 1.5
  /// The nodes and weights of Gauss's and Hermite's quadrature for a standard normal error.
  private static let errors: [(node: Double, weight: Double)] = [
    (-2.856970013872806, 0.011257411327721), (-1.355626179974266, 0.222075922005613), (0, 8.0 / 15),
    (1.355626179974266, 0.222075922005613), (2.856970013872806, 0.011257411327721),
  ]

  /// The logarithm of P(k) / P(k - 1) for each step, with probabilities averaged over normal errors of the location.
  private func logOdds(at theta: Double, difficultySD: Double) -> [Double] {
    var means = Array(repeating: 0.0, count: thresholds.count + 1)
    for error in Self.errors {
      means.add(probabilities(at: theta - difficultySD * error.node), times: error.weight)
    }
    return thresholds.indices.map { log(means[$0 + 1] / means[$0]) }
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
