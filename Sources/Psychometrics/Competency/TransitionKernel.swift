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
