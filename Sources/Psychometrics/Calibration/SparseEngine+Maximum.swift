extension SparseEngine {
  /// The M-step: the parameters that fit the expected counts and the priors best, by Fisher scoring.
  func maximised(_ sums: Sums) -> [SparseItem] {
    let width = options.grid.count
    return parameters.indices.map { index in
      let start = 2 * index * width
      let counts = sums.answers[start..<start + 2 * width]
      // An item that nobody answered has nothing but its prior.
      guard counts.contains(where: { $0 > 0 }) else { return priors[index].parameters }
      return maximised(parameters[index], prior: priors[index], counts: counts)
    }
  }

  /// One item's parameters; `counts` are the wrong answers by node, then the right ones.
  private func maximised(
    _ item: SparseItem, prior: SparseCalibration.Prior, counts: ArraySlice<Double>
  ) -> SparseItem {
    let width = options.grid.count
    let guess = prior.guessing
    let difficulties = (mean: prior.difficulty.mean, precision: 1 / squared(prior.difficulty.sd))
    let slopes = (mean: prior.logDiscrimination.mean, precision: 1 / squared(prior.logDiscrimination.sd))
    var item = item
    for _ in 0..<12 {
      let slope = item.slope
      var bySlope = -(item.logSlope - slopes.mean) * slopes.precision
      var byDifficulty = -(item.difficulty - difficulties.mean) * difficulties.precision
      var (slopeInformation, cross, information) = (slopes.precision, 0.0, difficulties.precision)
      for (node, theta) in options.grid.nodes.enumerated() {
        let wrong = counts[counts.startIndex + node]
        let right = counts[counts.startIndex + width + node]
        let given = wrong + right
        guard given > 1e-12 else { continue }
        let z = slope * (theta - item.difficulty)
        let (high, low) = (logistic(z), logistic(-z))
        let probability = guess + (1 - guess) * high
        let rise = (1 - guess) * high * low
        let variance = max(probability * (1 - guess) * low, 1e-300)
        let residual = (right - given * probability) * rise / variance
        let weight = given * rise * rise / variance
        // By the chain rule, z changes with the logarithm of the slope by z, and with the difficulty by -a.
        bySlope += residual * z
        byDifficulty -= residual * slope
        slopeInformation += weight * z * z
        cross -= weight * z * slope
        information += weight * slope * slope
      }
      let determinant = slopeInformation * information - cross * cross
      let slopeStep = (information * bySlope - cross * byDifficulty) / determinant
      let step = (slopeInformation * byDifficulty - cross * bySlope) / determinant
      let longest = max(abs(slopeStep), abs(step))
      // Long steps are shortened: far from the maximum the quadratic approximation misleads.
      let scale = longest > 0.5 ? 0.5 / longest : 1
      item.logSlope += scale * slopeStep
      item.difficulty += scale * step
      if longest < 1e-6 { break }
    }
    return item
  }
}
