/// The positions of each item's parameters in the vector of all parameters.
struct ParameterLayout {
  let count: Int
  private let starts: [Int]
  private let hasSharedSlope: Bool

  init(items: [CalibrationItem], model: ItemCalibration.Model) {
    hasSharedSlope = model == .onePL
    if model == .onePL {
      starts = items.indices.map { $0 + 1 }
      count = items.count + 1
    } else {
      var next = 0
      var starts: [Int] = []
      for item in items {
        starts.append(next)
        next += item.count
      }
      self.starts = starts
      count = next
    }
  }

  /// The position of a parameter: 0 slope, 1 intercept, 2 guessing.
  func position(_ item: Int, _ parameter: Int) -> Int {
    if hasSharedSlope { return parameter == 0 ? 0 : starts[item] }
    return starts[item] + parameter
  }
}

/// The complete-data scores: for each node, the derivatives of a person's log-likelihood at that node.
struct ScoreTable {
  private let layout: ParameterLayout
  private let parameterCounts: [Int]
  /// For each node, the score of a person who has every item wrong.
  private let allWrong: [[Double]]
  /// For each node and item, what a right answer adds to that.
  private let gain: [[(Double, Double, Double)]]
  /// For each node and item, what a wrong answer contributes.
  private let wrong: [[(Double, Double, Double)]]

  init(items: [CalibrationItem], layout: ParameterLayout, grid: Grid) {
    self.layout = layout
    parameterCounts = items.map(\.count)
    let wrong = grid.nodes.map { node in items.map { $0.score(isRight: false, at: node) } }
    gain = zip(grid.nodes, wrong).map { node, wrong in
      zip(items, wrong).map { item, base in
        let right = item.score(isRight: true, at: node)
        return (right.0 - base.0, right.1 - base.1, right.2 - base.2)
      }
    }
    self.wrong = wrong
    allWrong = wrong.map { scores in
      var vector = Array(repeating: 0.0, count: layout.count)
      for (item, score) in scores.enumerated() {
        vector[layout.position(item, 0)] += score.0
        vector[layout.position(item, 1)] += score.1
        if items[item].count == 3 { vector[layout.position(item, 2)] += score.2 }
      }
      return vector
    }
  }

  func write(node: Int, right: [Int32], missing: [Int32], into score: inout [Double]) {
    for index in score.indices { score[index] = allWrong[node][index] }
    for item in right { add(gain[node][Int(item)], item: Int(item), times: 1, to: &score) }
    for item in missing { add(wrong[node][Int(item)], item: Int(item), times: -1, to: &score) }
  }

  private func add(
    _ terms: (Double, Double, Double), item: Int, times factor: Double, to score: inout [Double]
  ) {
    score[layout.position(item, 0)] += factor * terms.0
    score[layout.position(item, 1)] += factor * terms.1
    if parameterCounts[item] == 3 { score[layout.position(item, 2)] += factor * terms.2 }
  }
}
