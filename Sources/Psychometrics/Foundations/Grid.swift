/// Equally spaced values of ability, on which this module represents every distribution.
///
/// For smooth functions that vanish at both ends, the error of a sum over equally spaced nodes falls
/// exponentially with the step. With 61 nodes the sum is exact for every practical purpose.
public struct Grid: Sendable, Equatable {
  /// The abilities, in logits, ascending.
  public let nodes: [Double]
  /// The distance between neighbouring nodes, in logits.
  public let step: Double
  /// The masses of the standard normal distribution on the nodes, which sum to 1.
  public let standardNormal: [Double]

  /// The grid that the program measures with: 61 nodes on [-6, 6].
  public static let standard = Grid(count: 61, lower: -6, upper: 6)

  /// Creates a grid of `count` nodes from `lower` to `upper`, in logits.
  ///
  /// - Precondition: at least two nodes, and `lower` below `upper`.
  public init(count: Int, lower: Double, upper: Double) {
    precondition(count >= 2 && lower < upper, "a grid needs two nodes and a span")
    let step = (upper - lower) / Double(count - 1)
    // Counted from the nearer end, so that a symmetric span gives exactly symmetric nodes.
    let nodes = (0..<count).map { index in
      2 * index < count - 1 ? lower + step * Double(index) : upper - step * Double(count - 1 - index)
    }
    self.nodes = nodes
    self.step = step
    standardNormal = normalised(nodes.map { exp(-0.5 * $0 * $0) })
  }

  /// The number of nodes.
  public var count: Int { nodes.count }

  /// Returns the masses of a normal distribution on the nodes, which sum to 1.
  public func masses(of distribution: NormalDistribution) -> [Double] {
    normalised(
      logarithms: nodes.map { node in
        let z = (node - distribution.mean) / distribution.sd
        return -0.5 * z * z
      })
  }

  /// Returns the mean and the standard deviation of masses on the nodes, in logits.
  public func moments(of masses: [Double]) -> (mean: Double, sd: Double) {
    var mean = 0.0
    for (node, mass) in zip(nodes, masses) { mean += node * mass }
    var variance = 0.0
    for (node, mass) in zip(nodes, masses) { variance += (node - mean) * (node - mean) * mass }
    return (mean, variance.squareRoot())
  }
}

/// Divides weights by their sum, so that the result sums to 1.
package func normalised(_ weights: [Double]) -> [Double] {
  var total = 0.0
  for weight in weights { total += weight }
  let scale = 1 / total
  return weights.map { $0 * scale }
}

/// Turns logarithms of weights into masses that sum to 1, without underflow of the largest.
package func normalised(logarithms: [Double]) -> [Double] {
  normalised(exponentials(logarithms))
}

/// Exponentials scaled so that the largest is 1.
func exponentials(_ logarithms: [Double]) -> [Double] {
  let peak = logarithms.max() ?? 0
  return logarithms.map { exp($0 - peak) }
}
