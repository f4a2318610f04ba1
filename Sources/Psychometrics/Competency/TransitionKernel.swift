/// The distribution of a child's ability given its parent's, on the grid.
struct TransitionKernel: Sendable, Equatable {
  private let count: Int
  /// The masses of the child, one row for each parent node; every row sums to 1.
  private let forward: [Double]
  /// The same numbers, transposed, so that both directions read contiguous memory.
  private let backward: [Double]

  /// The kernel of child = √share parent + √(1 - share) noise.
  init(share: Double, grid: Grid) {
    let loading = share.squareRoot()
    let noise = (1 - share).squareRoot()
    let count = grid.count
    var forward: [Double] = []
    forward.reserveCapacity(count * count)
    for node in grid.nodes {
      forward += grid.masses(of: NormalDistribution(mean: loading * node, sd: noise))
    }
    self.init(forward: forward, count: count)
  }

  /// One component of a child's distribution: a normal distribution for each parent node.
  struct Part {
    var weight: Double
    var means: [Double]
    var variances: [Double]
  }

  /// The least standard deviation that the grid represents, in steps of the grid.
  private static let leastDeviation = 0.75

  /// The kernel of a child whose distribution is a mixture, for each parent node.
  init(parts: [Part], grid: Grid) {
    let count = grid.count
    let step = grid.step
    let least = Self.leastDeviation * step * Self.leastDeviation * step
    var forward = Array(repeating: 0.0, count: count * count)
    var row = Array(repeating: 0.0, count: count)
    for part in parts where part.weight > 0 {
      for parent in 0..<count {
        let variance = max(least, part.variances[parent])
        let mean = part.means[parent]
        let nearest = min(count - 1, max(0, Int(((mean - grid.nodes[0]) / step).rounded())))
        let distance = grid.nodes[nearest] - mean
        // From node to node a normal density changes by a factor that itself changes by a constant factor.
        let bend = exp(-step * step / variance)
        row[nearest] = 1
        var total = 1.0
        for direction in [1.0, -1] {
          var value = 1.0
          var factor = exp(-(direction * 2 * distance * step + step * step) / (2 * variance))
          var node = nearest + Int(direction)
          while node >= 0, node < count {
            value *= factor
            factor *= bend
            row[node] = value
            total += value
            node += Int(direction)
          }
        }
        let scale = part.weight / total
        for node in 0..<count { forward[parent * count + node] += scale * row[node] }
      }
    }
    self.init(forward: forward, count: count)
  }

  private init(forward: [Double], count: Int) {
    var backward = Array(repeating: 0.0, count: count * count)
    for parent in 0..<count {
      for child in 0..<count { backward[child * count + parent] = forward[parent * count + child] }
    }
    self.count = count
    self.forward = forward
    self.backward = backward
  }

  /// The likelihood of each parent value, given the likelihood of each child value.
  func towardsParent(_ child: [Double]) -> [Double] {
    Self.multiply(child, rows: backward, count: count)
  }

  /// The masses of the child, given the masses of the parent.
  func towardsChild(_ parent: [Double]) -> [Double] {
    Self.multiply(parent, rows: forward, count: count)
  }

  /// A row vector times a matrix, as sums of whole rows, which the compiler vectorises.
  private static func multiply(_ weights: [Double], rows: [Double], count: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { result, initialised in
      result.initialize(repeating: 0)
      rows.withUnsafeBufferPointer { rows in
        for index in 0..<count {
          let weight = weights[index]
          if abs(weight) < 1e-290 { continue }
          let start = index * count
          for column in 0..<count { result[column] += weight * rows[start + column] }
        }
      }
      initialised = count
    }
  }
}
