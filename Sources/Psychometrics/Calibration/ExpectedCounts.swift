/// The result of the E-step: how many persons are expected at each node, and how many of them answered right.
struct ExpectedCounts {
  /// The expected number of persons on each node.
  var persons: [Double]
  /// Item after item, the expected number of right answers on each node.
  var right: [Double]
  /// Item after item, the expected number of persons without an answer on each node.
  var missing: [Double]
  var logLikelihood = 0.0

  init(width: Int, itemCount: Int) {
    persons = Array(repeating: 0, count: width)
    right = Array(repeating: 0, count: width * itemCount)
    missing = right
  }
}

/// The answers as lists of item indices, so that loops over persons skip what doesn't count.
struct AnswerLists: Sendable {
  private(set) var right: [[Int32]] = []
  private(set) var missing: [[Int32]] = []
  let weights: [Double]

  init(_ matrix: ResponseMatrix) {
    weights = matrix.weights
    for pattern in matrix.patterns {
      right.append(pattern.indices.filter { pattern[$0] == 1 }.map { Int32($0) })
      missing.append(pattern.indices.filter { pattern[$0] < 0 }.map { Int32($0) })
    }
  }
}

/// The logarithms that the loops over persons add up.
struct LikelihoodTable {
  let width: Int
  /// The logarithm of the prior mass plus that of all items answered wrong.
  private var base: [Double]
  /// Item after item, what a right answer adds to that.
  private var gain: [Double]
  /// Item after item, the logarithm of a wrong answer.
  private var wrong: [Double]

  init(items: [CalibrationItem], grid: Grid) {
    width = grid.count
    base = grid.standardNormal.map(flooredLog)
    gain = []
    wrong = []
    gain.reserveCapacity(items.count * grid.count)
    wrong.reserveCapacity(items.count * grid.count)
    for item in items {
      for (index, node) in grid.nodes.enumerated() {
        let curve = item.curve(at: node)
        let logWrong = flooredLog(curve.wrong)
        gain.append(flooredLog(curve.right) - logWrong)
        wrong.append(logWrong)
        base[index] += logWrong
      }
    }
  }

  /// Writes the posterior masses of a response pattern and returns the logarithm of its probability.
  func posterior(
    right: [Int32], missing: [Int32], into masses: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    for index in 0..<width { masses[index] = base[index] }
    gain.withUnsafeBufferPointer { gain in
      for item in right {
        let start = Int(item) * width
        for index in 0..<width { masses[index] += gain[start + index] }
      }
    }
    wrong.withUnsafeBufferPointer { wrong in
      for item in missing {
        let start = Int(item) * width
        for index in 0..<width { masses[index] -= wrong[start + index] }
      }
    }
    var peak = -Double.infinity
    for index in 0..<width { peak = max(peak, masses[index]) }
    var total = 0.0
    for index in 0..<width {
      // Below e^-40 of the peak a node changes no digit of the sum.
      let distance = masses[index] - peak
      let mass = distance > -40 ? exp(distance) : 0
      masses[index] = mass
      total += mass
    }
    let scale = 1 / total
    for index in 0..<width { masses[index] *= scale }
    return log(total) + peak
  }
}
