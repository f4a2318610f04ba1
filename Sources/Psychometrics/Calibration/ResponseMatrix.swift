/// The answers of many persons to many items: right, wrong or missing.
///
/// Identical rows are stored once, with a weight.
public struct ResponseMatrix: Sendable, Equatable {
  /// The number of items.
  public let itemCount: Int
  /// The number of persons, or the sum of their weights.
  public let personCount: Double
  /// One row for each different pattern: 1 right, 0 wrong, -1 missing.
  let patterns: [[Int8]]
  let weights: [Double]

  /// The reason why rows are refused.
  public enum Invalid: Error, Sendable, Equatable {
    /// The row at this index differs in length from the first one.
    case length(row: Int)
    /// The number of weights differs from the number of rows, or a weight is negative.
    case weights
  }

  /// Creates a matrix from rows of answers: true for right, false for wrong, nil for missing.
  ///
  /// - Parameters:
  ///   - rows: one row for each person, all of the same length.
  ///   - weights: how often each row counts; nil means once.
  /// - Throws: `Invalid` if the lengths differ or a weight is negative.
  public init(rows: [[Bool?]], weights: [Double]? = nil) throws(Invalid) {
    if let weights, weights.count != rows.count || weights.contains(where: { $0 < 0 }) { throw .weights }
    let itemCount = rows.first?.count ?? 0
    var positions: [[Int8]: Int] = [:]
    var patterns: [[Int8]] = []
    var totals: [Double] = []
    for (index, row) in rows.enumerated() {
      guard row.count == itemCount else { throw .length(row: index) }
      let pattern = row.map { answer -> Int8 in answer.map { $0 ? 1 : 0 } ?? -1 }
      let weight = weights?[index] ?? 1
      if let position = positions[pattern] {
        totals[position] += weight
      } else {
        positions[pattern] = patterns.count
        patterns.append(pattern)
        totals.append(weight)
      }
    }
    self.itemCount = itemCount
    self.patterns = patterns
    self.weights = totals
    personCount = totals.reduce(0, +)
  }

  /// The weighted share of right answers to an item, among those who answered it; kept away from 0 and 1.
  func shareRight(ofItem item: Int) -> Double {
    var right = 0.5
    var given = 1.0
    for (pattern, weight) in zip(patterns, weights) where pattern[item] >= 0 {
      given += weight
      if pattern[item] == 1 { right += weight }
    }
    return right / given
  }
}
