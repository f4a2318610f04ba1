import Psychometrics

extension ResponseTables {
  /// Returns the expected posterior variance of every item, in squared logits; less is better.
  ///
  /// The values equal those of `ItemSelection.expectedPosteriorVariance`.
  ///
  /// - Parameter prior: the current distribution of the ability, as masses on the grid that sum to 1.
  /// - Complexity: two sums over the grid for each item and category; 100,000 items take a few milliseconds.
  public func expectedPosteriorVariances(prior: [Double]) -> [Double] {
    let (mean, sd) = grid.moments(of: prior)
    let centred = zip(prior, grid.nodes).map { $0 * ($1 - mean) }
    return collect(weights: prior, others: centred) { _, masses, shifts in
      // The lowest category gets the remaining mass and shift; all shifts sum to 0.
      var mass = 1.0
      var shift = 0.0
      var explained = 0.0
      for (rowMass, rowShift) in zip(masses, shifts) {
        mass -= rowMass
        shift -= rowShift
        if rowMass > 1e-300 { explained += rowShift * rowShift / rowMass }
      }
      if mass > 1e-12 { explained += shift * shift / mass }
      return max(0, sd * sd - explained)
    }
  }

  /// Returns the mutual information of ability and the answer to every item, in nats; more is better.
  ///
  /// The values equal those of `ItemSelection.mutualInformation`.
  ///
  /// - Parameter prior: the current distribution of the ability, as masses on the grid that sum to 1.
  public func mutualInformations(prior: [Double]) -> [Double] {
    let width = grid.count
    return collect(weights: prior, others: prior) { item, masses, _ in
      var conditional = 0.0
      for index in 0..<width { conditional += prior[index] * entropies[item * width + index] }
      var remaining = 1.0
      var entropy = 0.0
      for mass in masses {
        remaining -= mass
        entropy -= mass * flooredLog(mass)
      }
      entropy -= max(0, remaining) * flooredLog(remaining)
      return max(0, entropy - conditional)
    }
  }

  /// Calls `result` for every item with the two weighted sums of each of its rows.
  private func collect(
    weights: [Double], others: [Double], _ result: (Int, ArraySlice<Double>, ArraySlice<Double>) -> Double
  ) -> [Double] {
    precondition(weights.count == grid.count, "one mass a node")
    var first = Array(repeating: 0.0, count: firstRow[count])
    var second = first
    let width = grid.count
    probabilities.withUnsafeBufferPointer { probabilities in
      weights.withUnsafeBufferPointer { weights in
        others.withUnsafeBufferPointer { others in
          for row in first.indices {
            (first[row], second[row]) = dotProducts(
              probabilities, from: row * width, with: weights, and: others)
          }
        }
      }
    }
    return (0..<count).map { item in
      let rows = firstRow[item]..<firstRow[item + 1]
      return result(item, first[rows], second[rows])
    }
  }
}
