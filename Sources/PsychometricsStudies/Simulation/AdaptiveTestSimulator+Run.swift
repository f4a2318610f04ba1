import Psychometrics

extension AdaptiveTestSimulator {
  /// The sums over all persons.
  struct Tally {
    var errors = 0.0
    var squares = 0.0
    var covered = 0
    var given = 0
    var persons = 0
    var uses: [Int]

    init(itemCount: Int) {
      uses = Array(repeating: 0, count: itemCount)
    }
  }

  /// Gives one person a test.
  func simulate(theta: Double, tally: inout Tally, using random: inout SeededGenerator) {
    var masses = grid.standardNormal
    var isOpen = openItems(tally: tally)
    var moments = grid.moments(of: masses)
    let length = min(settings.length, itemCount)
    for position in 0..<length {
      let choice =
        position == 0
        ? leastUsed(uses: tally.uses, using: &random)
        : best(masses: masses, mean: moments.mean, isOpen: isOpen, using: &random)
      guard let item = choice else { break }
      isOpen[item] = false
      tally.uses[item] += 1
      tally.given += 1
      update(&masses, item: item, isRight: random.uniform() < truth[item].probability(at: theta))
      moments = grid.moments(of: masses)
      if moments.sd < settings.stopSD { break }
    }
    tally.persons += 1
    let error = moments.mean - theta
    tally.errors += error
    tally.squares += error * error
    let estimate = Estimate(masses: masses, grid: grid)
    if (estimate.lower95...estimate.upper95).contains(theta) { tally.covered += 1 }
  }

  /// The items that not too large a share of the persons has received so far.
  private func openItems(tally: Tally) -> [Bool] {
    let limit = Int(settings.maximumExposure * Double(tally.persons)) + 1
    var isOpen = tally.uses.map { $0 < limit }
    // If the bank is too small for the limit, exceed the limit rather than give no item.
    if isOpen.lazy.filter({ $0 }).count < settings.length { isOpen = isOpen.map { _ in true } }
    return isOpen
  }

  /// A random choice among the least-used items.
  private func leastUsed(uses: [Int], using random: inout SeededGenerator) -> Int? {
    guard let least = uses.min() else { return nil }
    var rank = Int(random.uniform() * Double(uses.lazy.filter { $0 == least }.count))
    for (item, count) in uses.enumerated() where count == least {
      if rank == 0 { return item }
      rank -= 1
    }
    return nil
  }

  /// A random choice among the best open items.
  private func best(
    masses: [Double], mean: Double, isOpen: [Bool], using random: inout SeededGenerator
  ) -> Int? {
    let place = ((mean - grid.nodes[0]) / grid.step).rounded()
    let start = min(grid.count - 1, max(0, Int(place))) * itemCount
    let centred = zip(masses, grid.nodes).map { $0 * ($1 - mean) }
    // Sorted, best first. The list is short, so inserting in order is cheap.
    var best: [(item: Int, value: Double)] = []
    var judged = 0
    for rank in 0..<itemCount where judged < settings.shortlist {
      let item = Int(ranking[start + rank])
      guard isOpen[item] else { continue }
      judged += 1
      let value = explainedVariance(item: item, masses: masses, centred: centred)
      let position = best.firstIndex { $0.value < value } ?? best.count
      guard position < settings.randomesque else { continue }
      best.insert((item, value), at: position)
      if best.count > settings.randomesque { best.removeLast() }
    }
    return best.isEmpty ? nil : best[Int(random.uniform() * Double(best.count))].item
  }

  /// The variance of the posterior mean over an item's answers: the expected fall in variance.
  private func explainedVariance(item: Int, masses: [Double], centred: [Double]) -> Double {
    curves.withUnsafeBufferPointer { curves in
      masses.withUnsafeBufferPointer { masses in
        centred.withUnsafeBufferPointer { centred in
          let (right, shift) = dotProducts(curves, from: item * grid.count, with: masses, and: centred)
          let product = right * (1 - right)
          return product > 1e-12 ? shift * shift / product : 0
        }
      }
    }
  }

  private func update(_ masses: inout [Double], item: Int, isRight: Bool) {
    let start = item * grid.count
    curves.withUnsafeBufferPointer { curves in
      masses.withUnsafeMutableBufferPointer { masses in
        var total = 0.0
        for index in 0..<masses.count {
          let right = curves[start + index]
          masses[index] *= isRight ? right : 1 - right
          total += masses[index]
        }
        let scale = 1 / total
        for index in 0..<masses.count { masses[index] *= scale }
      }
    }
  }
}
