extension CalibrationEngine {
  /// The M-step: finds the item parameters that fit the expected counts best.
  func maximised(_ items: [CalibrationItem], counts: ExpectedCounts) -> [CalibrationItem] {
    switch model {
    case .twoPL, .threePL:
      return items.indices.map { maximised(items[$0], index: $0, counts: counts) }
    case .onePL:
      return maximisedTogether(items, counts: counts)
    }
  }

  /// One item's parameters after Fisher scoring.
  private func maximised(_ item: CalibrationItem, index: Int, counts: ExpectedCounts) -> CalibrationItem {
    var item = item
    for _ in 0..<12 {
      let (gradient, information) = derivatives(of: item, index: index, counts: counts)
      guard let step = information.solve(Array(gradient.prefix(item.count))) else { break }
      let longest = step.reduce(0) { max($0, abs($1)) }
      // Long steps are shortened: far from the maximum the quadratic approximation misleads.
      let scale = longest > 1 ? 1 / longest : 1
      var vector = item.vector
      for position in vector.indices { vector[position] += scale * step[position] }
      vector[0] = min(15, max(0.02, vector[0]))
      if item.guessLogit != nil { vector[2] = min(3, max(-10, vector[2])) }
      item.vector = vector
      if longest < 1e-7 { break }
    }
    return item
  }

  /// Newton's method for one slope that all items share, by eliminating their intercepts.
  private func maximisedTogether(_ items: [CalibrationItem], counts: ExpectedCounts) -> [CalibrationItem] {
    var items = items
    for _ in 0..<12 {
      var slopeGradient = 0.0
      var slopeInformation = 0.0
      var local: [(gradient: Double, information: Double, cross: Double)] = []
      for index in items.indices {
        let (gradient, information) = derivatives(of: items[index], index: index, counts: counts)
        let own = max(information[1, 1], 1e-12)
        slopeGradient += gradient[0] - information[1, 0] * gradient[1] / own
        slopeInformation += information[0, 0] - information[1, 0] * information[1, 0] / own
        local.append((gradient[1], own, information[1, 0]))
      }
      let step = max(-1, min(1, slopeGradient / max(slopeInformation, 1e-12)))
      var longest = abs(step)
      for index in items.indices {
        let own = (local[index].gradient - local[index].cross * step) / local[index].information
        items[index].intercept += max(-1, min(1, own))
        items[index].slope = min(15, max(0.02, items[index].slope + step))
        longest = max(longest, abs(own))
      }
      if longest < 1e-7 { break }
    }
    return items
  }

  /// The gradient of the expected log-likelihood with the priors, and its expected information.
  func derivatives(
    of item: CalibrationItem, index: Int, counts: ExpectedCounts
  ) -> (gradient: [Double], information: SymmetricMatrix3) {
    var (gradient, information) = options.priors.terms(for: item)
    let start = index * options.grid.count
    for (position, node) in options.grid.nodes.enumerated() {
      let given = counts.persons[position] - counts.missing[start + position]
      guard given > 1e-12 else { continue }
      let (right, wrong, slopes) = item.curve(at: node)
      let variance = max(right * wrong, 1e-300)
      let residual = (counts.right[start + position] - given * right) / variance
      let weight = given / variance
      gradient[0] += residual * slopes.0
      gradient[1] += residual * slopes.1
      gradient[2] += residual * slopes.2
      information[0, 0] += weight * slopes.0 * slopes.0
      information[1, 0] += weight * slopes.1 * slopes.0
      information[1, 1] += weight * slopes.1 * slopes.1
      information[2, 0] += weight * slopes.2 * slopes.0
      information[2, 1] += weight * slopes.2 * slopes.1
      information[2, 2] += weight * slopes.2 * slopes.2
    }
    return (gradient, information)
  }
}
