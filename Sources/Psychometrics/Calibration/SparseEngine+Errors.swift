extension SparseEngine {
  /// The items with their standard errors; those with too few or constant answers keep their prior.
  ///
  /// The variances are those of the answers and the prior together, plus those of the scale's origin and unit.
  func items() -> [SparseCalibration.Item] {
    let counts = responses.countsByItem
    let information = scoreProducts()
    return parameters.indices.map { index in
      let (answers, right) = counts[index]
      let finding: SparseCalibration.Finding =
        answers == 0
        ? .unanswered
        : right == answers
          ? .allRight : right == 0 ? .allWrong : answers < options.minimumAnswers ? .tooFew : .estimated
      let prior = priors[index]
      let item = finding == .estimated ? parameters[index] : prior.parameters
      let precisions = (1 / squared(prior.logDiscrimination.sd), 1 / squared(prior.difficulty.sd))
      var variances = (1 / precisions.0, 1 / precisions.1)
      if finding == .estimated {
        let (first, cross, second) = information[index]
        let (slopes, difficulties) = (first + precisions.0, second + precisions.1)
        let determinant = slopes * difficulties - cross * cross
        variances = (difficulties / determinant, slopes / determinant)
        if let scale {
          // The answers place an item among the others; its place on the scale shares the scale's error.
          let shares = (first / slopes, second / difficulties)
          variances.0 += squared(shares.0) * scale.unitVariance
          variances.1 +=
            squared(shares.1)
            * (scale.originVariance + squared(item.difficulty - scale.centre) * scale.unitVariance)
        }
      }
      return SparseCalibration.Item(
        model: LogisticModel(
          discrimination: item.slope, difficulty: item.difficulty, guessing: prior.guessing),
        discriminationError: item.slope * variances.0.squareRoot(),
        difficultyError: variances.1.squareRoot(), answers: answers, right: right, finding: finding)
    }
  }

  /// For each item, the sum over its answers of the products of the score: slope², slope · difficulty,
  /// difficulty².
  ///
  /// The score of an answer is the expected gradient of its log-probability, given all answers of the person.
  /// The sum of its outer products estimates the information (Berndt, Hall, Hall and Hausman 1974). The other
  /// items count as known, because with sparse answers any two items share few persons.
  private func scoreProducts() -> [(Double, Double, Double)] {
    let table = SparseLikelihoods(items: parameters, priors: priors, grid: options.grid)
    let slopes = ScoreRows(items: parameters, priors: priors, grid: options.grid)
    let prior = options.grid.masses(of: ability).map(flooredLog)
    let parts = parts(of: responses.personCount)
    let (responses, parameters) = (responses, parameters)
    let sums = concurrentMap(count: parts.count, threads: options.threads) { part in
      var products = Array(repeating: (0.0, 0.0, 0.0), count: parameters.count)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: table.width) { masses in
        masses.initialize(repeating: 0)
        for person in parts[part] {
          let given = responses.rows(of: person)
          if given.isEmpty { continue }
          _ = table.posterior(of: given, logPrior: prior, into: masses)
          for row in given {
            let (byZ, byZTheta) = slopes.expected(row, masses)
            let index = Int(row / 2)
            let item = parameters[index]
            let bySlope = item.slope * (byZTheta - item.difficulty * byZ)
            let byDifficulty = -item.slope * byZ
            products[index].0 += bySlope * bySlope
            products[index].1 += bySlope * byDifficulty
            products[index].2 += byDifficulty * byDifficulty
          }
        }
      }
      return products
    }
    return sums.dropFirst().reduce(into: sums[0]) { total, part in
      for index in total.indices {
        total[index].0 += part[index].0
        total[index].1 += part[index].1
        total[index].2 += part[index].2
      }
    }
  }

  /// The derivatives of the log-probability of each answer with respect to z = a (θ - b), on each node.
  private struct ScoreRows: Sendable {
    private let nodes: [Double]
    private let values: [Double]

    init(items: [SparseItem], priors: [SparseCalibration.Prior], grid: Grid) {
      nodes = grid.nodes
      values = items.indices.flatMap { index -> [Double] in
        let (item, guess) = (items[index], priors[index].guessing)
        let z = grid.nodes.map { item.slope * ($0 - item.difficulty) }
        let right = z.map { z in
          let high = logistic(z)
          return (1 - guess) * high * logistic(-z) / max(guess + (1 - guess) * high, 1e-300)
        }
        return z.map { -logistic($0) } + right
      }
    }

    /// The means of the derivative and of its product with θ, over the posterior masses of a person.
    func expected(
      _ row: UInt32, _ masses: UnsafeMutableBufferPointer<Double>
    ) -> (Double, Double) {
      let start = Int(row) * nodes.count
      var (mean, product) = (0.0, 0.0)
      for node in nodes.indices {
        let term = masses[node] * values[start + node]
        mean += term
        product += term * nodes[node]
      }
      return (mean, product)
    }
  }
}
