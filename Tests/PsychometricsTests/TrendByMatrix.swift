import Foundation
import Psychometrics

/// The trend's posterior by the full covariance matrix of the attempts, solved by elimination: slow and plain.
struct TrendByMatrix {
  let drift: (mean: Double, sd: Double)
  private let days: [Double]
  private let values: [Double]
  private let noisy: [[Double]]
  private let centre: Double
  private let driftVariance: Double
  private let walkVariance: Double

  init(attempts: [(day: Double, mean: Double, sd: Double)], settings: GrowthTrend.Settings) {
    let informing = attempts.filter { 1 / ($0.sd * $0.sd) - 1 > 1e-3 }
    let precisions = informing.map { 1 / ($0.sd * $0.sd) - 1 }
    let days = informing.map(\.day)
    let values = zip(informing, precisions).map { $0.mean / ($0.sd * $0.sd) / $1 }
    let centre = zip(days, precisions).reduce(0) { $0 + $1.0 * $1.1 } / precisions.reduce(0, +)
    let perDay = settings.driftOverSpan / ((days.max() ?? 0) - (days.min() ?? 0))
    let driftVariance = perDay * perDay
    let walkVariance = settings.wanderPerMonth * settings.wanderPerMonth / 30
    self.days = days
    self.values = values
    self.centre = centre
    self.driftVariance = driftVariance
    self.walkVariance = walkVariance
    var noisy = days.map { left in
      days.map { Self.covariance(left - centre, $0 - centre, driftVariance, walkVariance) }
    }
    for index in days.indices { noisy[index][index] += 1 / precisions[index] }
    self.noisy = noisy
    drift = Self.posterior(noisy, values, days.map { driftVariance * ($0 - centre) }, driftVariance)
  }

  func ability(onDay day: Double) -> (mean: Double, sd: Double) {
    let here = day - centre
    return Self.posterior(
      noisy, values, days.map { Self.covariance(here, $0 - centre, driftVariance, walkVariance) },
      Self.covariance(here, here, driftVariance, walkVariance))
  }

  private static func covariance(_ left: Double, _ right: Double, _ drift: Double, _ walk: Double) -> Double {
    1 + drift * left * right + walk * (left * right > 0 ? min(abs(left), abs(right)) : 0)
  }

  private static func posterior(
    _ matrix: [[Double]], _ values: [Double], _ across: [Double], _ variance: Double
  ) -> (mean: Double, sd: Double) {
    let weights = solve(matrix, across)
    let mean = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
    let explained = zip(weights, across).reduce(0) { $0 + $1.0 * $1.1 }
    return (mean, (variance - explained).squareRoot())
  }

  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = matrix
    var result = right
    for pivot in rows.indices {
      for row in rows.indices where row > pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot..<rows.count { rows[row][column] -= factor * rows[pivot][column] }
        result[row] -= factor * result[pivot]
      }
    }
    for pivot in rows.indices.reversed() {
      for column in pivot + 1..<rows.count { result[pivot] -= rows[pivot][column] * result[column] }
      result[pivot] /= rows[pivot][pivot]
    }
    return result
  }
}
