/// The parameters of an item as they are estimated: P = g + (1 - g) σ(slope θ + intercept).
struct CalibrationItem: Equatable, Sendable {
  var slope: Double
  var intercept: Double
  /// The logit of the guessing probability; nil if the model has no guessing.
  var guessLogit: Double?

  var guessing: Double? { guessLogit.map(logistic) }

  var model: LogisticModel {
    LogisticModel(discrimination: slope, difficulty: -intercept / slope, guessing: guessing ?? 0)
  }

  var count: Int { guessLogit == nil ? 2 : 3 }

  var vector: [Double] {
    get { guessLogit.map { [slope, intercept, $0] } ?? [slope, intercept] }
    set {
      slope = newValue[0]
      intercept = newValue[1]
      if guessLogit != nil { guessLogit = newValue[2] }
    }
  }

  /// The probabilities of a right and of a wrong answer, and the derivatives of the former.
  func curve(at theta: Double) -> (right: Double, wrong: Double, slopes: (Double, Double, Double)) {
    let z = slope * theta + intercept
    let high = logistic(z)
    let low = logistic(-z)
    let guess = guessing ?? 0
    let rise = (1 - guess) * high * low
    return (guess + (1 - guess) * high, (1 - guess) * low, (rise * theta, rise, guess * (1 - guess) * low))
  }

  /// The derivatives of the logarithm of the probability of an answer.
  func score(isRight: Bool, at theta: Double) -> (Double, Double, Double) {
    let (right, wrong, slopes) = curve(at: theta)
    let factor = isRight ? 1 / max(right, 1e-300) : -1 / max(wrong, 1e-300)
    return (slopes.0 * factor, slopes.1 * factor, slopes.2 * factor)
  }
}

/// A symmetric matrix with at most three rows.
struct SymmetricMatrix3: Sendable {
  private var values: [Double] = Array(repeating: 0, count: 9)

  subscript(row: Int, column: Int) -> Double {
    get { values[3 * max(row, column) + min(row, column)] }
    set { values[3 * max(row, column) + min(row, column)] = newValue }
  }

  /// Solves M x = b for the leading rows, as many as b has; nil if M is not positive definite.
  func solve(_ right: [Double]) -> [Double]? {
    let rows = right.indices.map { row in right.indices.map { self[row, $0] } }
    return CholeskyFactor(rows)?.solve(right)
  }
}
