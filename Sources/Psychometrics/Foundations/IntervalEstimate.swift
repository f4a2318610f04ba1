/// An estimate of an ability with its uncertainty, whether from one grid or averaged over several abilities.
public protocol IntervalEstimate {
  /// The mean, in logits.
  var mean: Double { get }
  /// The standard deviation, in logits.
  var sd: Double { get }
  /// The lower end of the 95 % interval, in logits.
  var lower95: Double { get }
  /// The upper end of the 95 % interval, in logits.
  var upper95: Double { get }
  /// The probability that the ability is at a target or above.
  func probability(atLeast target: Double) -> Double
  /// The probabilities of the bands between cuts, the lowest first.
  func bandProbabilities(cuts: [Double]) -> [Double]
}

extension Estimate: IntervalEstimate {}
extension WeightedEstimate: IntervalEstimate {}
