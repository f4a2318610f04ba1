/// The lower triangle L with L Lᵀ = A of a symmetric positive definite matrix A.
struct CholeskyFactor: Sendable, Equatable {
  private let rows: [[Double]]

  /// Factors a matrix given by its rows; nil if it is not positive definite.
  init?(_ matrix: [[Double]]) {
    var rows = matrix
    for row in matrix.indices {
      for column in 0...row {
        var sum = matrix[row][column]
        for index in 0..<column { sum -= rows[row][index] * rows[column][index] }
        if row == column {
          guard sum > 0 else { return nil }
          rows[row][row] = sum.squareRoot()
        } else {
          rows[row][column] = sum / rows[column][column]
        }
      }
    }
    self.rows = rows
  }

  /// The solution x of A x = b.
  func solve(_ right: [Double]) -> [Double] {
    var x = whiten(right)
    for row in rows.indices.reversed() {
      for below in (row + 1)..<max(row + 1, rows.count) { x[row] -= rows[below][row] * x[below] }
      x[row] /= rows[row][row]
    }
    return x
  }

  /// The solution z of L z = b, with |z|² = bᵀ A⁻¹ b.
  func whiten(_ right: [Double]) -> [Double] {
    var z = right
    for row in rows.indices {
      for index in 0..<row { z[row] -= rows[row][index] * z[index] }
      z[row] /= rows[row][row]
    }
    return z
  }
}

/// The scalar product of two arrays of the same length.
func dot(_ left: [Double], _ right: [Double]) -> Double {
  var sum = 0.0
  for (a, b) in zip(left, right) { sum += a * b }
  return sum
}
