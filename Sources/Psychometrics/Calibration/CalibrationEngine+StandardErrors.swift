extension CalibrationEngine {
  /// The standard errors of one item's parameters.
  struct Errors {
    var discrimination: Double
    var difficulty: Double
    var guessing: Double?
  }

  /// The standard errors from the observed information; nil if it is not positive definite.
  ///
  /// Louis (1982): the observed information is the complete-data information minus the information lost
  /// because the abilities are unknown. That loss is the covariance of the complete-data score, given each
  /// person's answers.
  func standardErrors() -> [Errors]? {
    let layout = ParameterLayout(items: parameters, model: model)
    var information = completeInformation(layout: layout)
    subtractLostInformation(layout: layout, from: &information)
    let rows = (0..<layout.count).map { row in
      (0..<layout.count).map { information[max(row, $0) * layout.count + min(row, $0)] }
    }
    guard let factor = CholeskyFactor(rows) else { return nil }
    return parameters.indices.map { index in
      let item = parameters[index]
      func variance(_ gradient: [Double]) -> Double {
        var unit = Array(repeating: 0.0, count: layout.count)
        for (position, value) in gradient.enumerated() { unit[layout.position(index, position)] += value }
        return factor.whiten(unit).reduce(0) { $0 + $1 * $1 }
      }
      let guess = item.guessing.map { $0 * (1 - $0) * variance([0, 0, 1]).squareRoot() }
      // The delta method for b = -intercept / slope.
      let byDifficulty = [item.intercept / (item.slope * item.slope), -1 / item.slope]
      return Errors(
        discrimination: variance([1]).squareRoot(), difficulty: variance(byDifficulty).squareRoot(),
        guessing: guess)
    }
  }

  /// The negative second derivatives of the expected complete-data log-likelihood, by finite differences.
  private func completeInformation(layout: ParameterLayout) -> [Double] {
    let counts = counts(for: parameters)
    var result = Array(repeating: 0.0, count: layout.count * layout.count)
    let h = 1e-5
    for (index, item) in parameters.enumerated() {
      for column in 0..<item.count {
        var (above, below) = (item, item)
        above.vector[column] += h
        below.vector[column] -= h
        let high = derivatives(of: above, index: index, counts: counts).gradient
        let low = derivatives(of: below, index: index, counts: counts).gradient
        for row in 0..<item.count {
          let places = (layout.position(index, row), layout.position(index, column))
          guard places.0 >= places.1 else { continue }
          result[places.0 * layout.count + places.1] -= (high[row] - low[row]) / (2 * h)
        }
      }
    }
    return result
  }

  private func subtractLostInformation(layout: ParameterLayout, from information: inout [Double]) {
    let table = LikelihoodTable(items: parameters, grid: options.grid)
    let scores = ScoreTable(items: parameters, layout: layout, grid: options.grid)
    let size = layout.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: table.width) { masses in
      masses.initialize(repeating: 0)
      var score = Array(repeating: 0.0, count: size)
      information.withUnsafeMutableBufferPointer { information in
        for person in answers.weights.indices {
          let right = answers.right[person]
          let missing = answers.missing[person]
          _ = table.posterior(right: right, missing: missing, into: masses)
          let weight = answers.weights[person]
          var mean = Array(repeating: 0.0, count: size)
          for node in 0..<table.width where masses[node] > 1e-8 {
            scores.write(node: node, right: right, missing: missing, into: &score)
            mean.add(score, times: masses[node])
            subtractSquare(of: score, times: weight * masses[node], from: information)
          }
          subtractSquare(of: mean, times: -weight, from: information)
        }
      }
    }
  }

  /// Subtracts a multiple of v vᵀ from the lower triangle of a matrix.
  private func subtractSquare(
    of vector: [Double], times factor: Double, from matrix: UnsafeMutableBufferPointer<Double>
  ) {
    vector.withUnsafeBufferPointer { vector in
      for row in 0..<vector.count {
        let scale = factor * vector[row]
        let start = row * vector.count
        for column in 0...row { matrix[start + column] -= scale * vector[column] }
      }
    }
  }
}
