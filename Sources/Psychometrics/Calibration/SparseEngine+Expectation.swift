extension SparseEngine {
  /// The result of the E-step, which adds over parts of the persons.
  struct Sums: Sendable {
    /// For each node, the expected number of persons.
    var persons: [Double]
    /// For each item and score, the expected number of such answers on each node.
    var answers: [Double]
    var logLikelihood = 0.0

    init(width: Int, itemCount: Int) {
      persons = Array(repeating: 0, count: width)
      answers = Array(repeating: 0, count: 2 * itemCount * width)
    }

    mutating func add(_ other: Sums) {
      for index in persons.indices { persons[index] += other.persons[index] }
      for index in answers.indices { answers[index] += other.answers[index] }
      logLikelihood += other.logLikelihood
    }
  }

  /// The parts of the persons; they depend on the data alone, so sums are the same for any number of threads.
  func parts(of count: Int) -> [Range<Int>] {
    let number = max(1, min(32, count / 256))
    return (0..<number).map { count * $0 / number..<count * ($0 + 1) / number }
  }

  /// The E-step over every person, or over every `stride`-th.
  func expectedSums(every stride: Int) -> Sums {
    let table = SparseLikelihoods(items: parameters, priors: priors, grid: options.grid)
    let prior = options.grid.masses(of: ability).map(flooredLog)
    let parts = parts(of: (responses.personCount + stride - 1) / stride)
    let (responses, itemCount) = (responses, priors.count)
    let sums = concurrentMap(count: parts.count, threads: options.threads) { part in
      var sums = Sums(width: table.width, itemCount: itemCount)
      table.accumulate(
        responses, persons: parts[part], every: stride, logPrior: prior, into: &sums)
      return sums
    }
    return sums.dropFirst().reduce(into: sums[0]) { $0.add($1) }
  }

  /// The logarithm of the probability of each answer on each node.
  struct SparseLikelihoods: Sendable {
    let width: Int
    /// For each item and score, one value a node.
    private let logarithms: [Double]

    init(items: [SparseItem], priors: [SparseCalibration.Prior], grid: Grid) {
      width = grid.count
      logarithms = [Double](unsafeUninitializedCapacity: 2 * items.count * grid.count) { buffer, count in
        for (index, item) in items.enumerated() {
          let (slope, guess) = (item.slope, priors[index].guessing)
          for (node, theta) in grid.nodes.enumerated() {
            let z = slope * (theta - item.difficulty)
            let start = 2 * index * grid.count + node
            buffer.initializeElement(at: start, to: flooredLog((1 - guess) * logistic(-z)))
            buffer.initializeElement(
              at: start + grid.count, to: flooredLog(guess + (1 - guess) * logistic(z)))
          }
        }
        count = 2 * items.count * grid.count
      }
    }

    /// Adds the posterior masses of a range of persons to the sums.
    func accumulate(
      _ responses: SparseResponses, persons: Range<Int>, every stride: Int, logPrior: [Double],
      into sums: inout Sums
    ) {
      let width = width
      var logLikelihood = 0.0
      withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { masses in
        masses.initialize(repeating: 0)
        sums.answers.withUnsafeMutableBufferPointer { answers in
          sums.persons.withUnsafeMutableBufferPointer { totals in
            for person in persons {
              let given = responses.rows(of: person * stride)
              if given.isEmpty { continue }
              logLikelihood += posterior(of: given, logPrior: logPrior, into: masses)
              Self.add(masses, to: totals)
              for row in given {
                let start = Int(row) * width
                Self.add(masses, to: UnsafeMutableBufferPointer(rebasing: answers[start..<start + width]))
              }
            }
          }
        }
      }
      sums.logLikelihood += logLikelihood
    }

    /// Adds one value a node to a sum.
    ///
    /// Almost all the time is spent here. Through plain pointers the processor adds several nodes at once.
    @inline(__always)
    private static func add(
      _ values: UnsafeMutableBufferPointer<Double>, to sums: UnsafeMutableBufferPointer<Double>
    ) {
      guard let from = values.baseAddress, let into = sums.baseAddress else { return }
      for node in 0..<min(values.count, sums.count) { into[node] += from[node] }
    }

    /// Writes the posterior masses of one person and returns the logarithm of the answers' probability.
    func posterior(
      of given: ArraySlice<UInt32>, logPrior: [Double], into masses: UnsafeMutableBufferPointer<Double>
    ) -> Double {
      for node in 0..<width { masses[node] = logPrior[node] }
      logarithms.withUnsafeBufferPointer { logarithms in
        guard let table = logarithms.baseAddress, let sums = masses.baseAddress else { return }
        for row in given {
          let from = table + Int(row) * width
          for node in 0..<width { sums[node] += from[node] }
        }
      }
      var peak = -Double.infinity
      for node in 0..<width { peak = max(peak, masses[node]) }
      var total = 0.0
      for node in 0..<width {
        // Below e^-40 of the peak a node changes no digit of the sum.
        let distance = masses[node] - peak
        let mass = distance > -40 ? exp(distance) : 0
        masses[node] = mass
        total += mass
      }
      let scale = 1 / total
      for node in 0..<width { masses[node] *= scale }
      return log(total) + peak
    }
  }
}
