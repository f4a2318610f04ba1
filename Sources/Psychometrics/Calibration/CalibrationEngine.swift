/// The EM algorithm with squared extrapolation.
struct CalibrationEngine {
  let model: ItemCalibration.Model
  let options: ItemCalibration.Options
  let answers: AnswerLists
  private(set) var parameters: [CalibrationItem]
  private(set) var logLikelihood = -Double.infinity
  private(set) var iterations = 0
  private(set) var isConverged = false

  init(matrix: ResponseMatrix, model: ItemCalibration.Model, options: ItemCalibration.Options) {
    self.model = model
    self.options = options
    answers = AnswerLists(matrix)
    let beta = options.priors.guessing
    let guess = beta.map { ($0.alpha - 1) / max(1, $0.alpha + $0.beta - 2) } ?? 0.2
    parameters = (0..<matrix.itemCount).map { item in
      let share = matrix.shareRight(ofItem: item)
      let bare = model == .threePL ? min(0.98, max(0.05, (share - guess) / (1 - guess))) : share
      // The normal spread of ability flattens the margin; 1.2 corrects for that at a slope of 1.
      return CalibrationItem(
        slope: 1, intercept: 1.2 * log(bare / (1 - bare)),
        guessLogit: model == .threePL ? log(guess / (1 - guess)) : nil)
    }
  }

  /// Runs until the parameters converge: two EM steps, one extrapolation along them, and so on.
  mutating func run() {
    while iterations < options.maximumIterations {
      let start = vector(of: parameters)
      let first = step(from: parameters)
      let second = step(from: first.items)
      let (one, two) = (vector(of: first.items), vector(of: second.items))
      if distance(one, two) < options.tolerance {
        finish(second.items)
        return
      }
      let change = zip(one, start).map { $0 - $1 }
      let bend = zip(zip(two, one).map { $0 - $1 }, change).map { $0 - $1 }
      let length = (dot(change, change) / max(dot(bend, bend), 1e-300)).squareRoot()
      guard length > 1 else {
        parameters = second.items
        continue
      }
      let reach = min(length, 64)
      let leap = zip(start, zip(change, bend)).map { $0 + 2 * reach * $1.0 + reach * reach * $1.1 }
      let candidate = items(from: leap)
      let third = isSound(candidate) ? step(from: candidate) : nil
      // `second` was computed from the point whose likelihood it reports, so the extrapolation has to beat
      // that one.
      if let third, third.objective >= second.objective {
        parameters = third.items
      } else {
        parameters = second.items
      }
    }
    finish(parameters)
    isConverged = false
  }

  private mutating func finish(_ items: [CalibrationItem]) {
    parameters = items
    logLikelihood = counts(for: items).logLikelihood
    isConverged = true
  }

  /// Takes one EM step and returns the objective at the point where it started.
  private mutating func step(from items: [CalibrationItem]) -> (items: [CalibrationItem], objective: Double) {
    iterations += 1
    let counts = counts(for: items)
    var objective = counts.logLikelihood
    for item in items { objective += options.priors.logDensity(of: item) }
    return (maximised(items, counts: counts), objective)
  }

  /// The E-step: the expected counts under the given parameters.
  func counts(for items: [CalibrationItem]) -> ExpectedCounts {
    let table = LikelihoodTable(items: items, grid: options.grid)
    let width = table.width
    var counts = ExpectedCounts(width: width, itemCount: items.count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { masses in
      masses.initialize(repeating: 0)
      counts.right.withUnsafeMutableBufferPointer { right in
        counts.missing.withUnsafeMutableBufferPointer { missing in
          for person in answers.weights.indices {
            let weight = answers.weights[person]
            counts.logLikelihood +=
              weight
              * table.posterior(right: answers.right[person], missing: answers.missing[person], into: masses)
            for index in 0..<width { masses[index] *= weight }
            for index in 0..<width { counts.persons[index] += masses[index] }
            accumulate(masses, at: answers.right[person], into: right)
            accumulate(masses, at: answers.missing[person], into: missing)
          }
        }
      }
    }
    return counts
  }

  private func accumulate(
    _ masses: UnsafeMutableBufferPointer<Double>, at items: [Int32],
    into sums: UnsafeMutableBufferPointer<Double>
  ) {
    for item in items {
      let start = Int(item) * masses.count
      for index in 0..<masses.count { sums[start + index] += masses[index] }
    }
  }

  func vector(of items: [CalibrationItem]) -> [Double] { items.flatMap(\.vector) }

  private func items(from vector: [Double]) -> [CalibrationItem] {
    var position = 0
    return parameters.map { item in
      var item = item
      item.vector = Array(vector[position..<(position + item.count)])
      position += item.count
      return item
    }
  }

  private func distance(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  private func isSound(_ items: [CalibrationItem]) -> Bool {
    items.allSatisfy { item in
      item.vector.allSatisfy(\.isFinite) && (0.02...15).contains(item.slope) && abs(item.intercept) < 30
        && abs(item.guessLogit ?? 0) < 12
    }
  }
}
