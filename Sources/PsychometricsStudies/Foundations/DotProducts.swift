import Psychometrics

/// Two scalar products that share a factor.
///
/// The sums run in four lanes, so that the processor can add four products at a time.
@inline(__always)
func dotProducts(
  _ row: UnsafeBufferPointer<Double>, from start: Int, with weights: UnsafeBufferPointer<Double>,
  and others: UnsafeBufferPointer<Double>
) -> (Double, Double) {
  var first = SIMD4<Double>()
  var second = SIMD4<Double>()
  var index = 0
  while index + 4 <= weights.count {
    let base = start + index
    let values = SIMD4(row[base], row[base + 1], row[base + 2], row[base + 3])
    first += values * SIMD4(weights[index], weights[index + 1], weights[index + 2], weights[index + 3])
    second += values * SIMD4(others[index], others[index + 1], others[index + 2], others[index + 3])
    index += 4
  }
  var sums = (first.sum(), second.sum())
  while index < weights.count {
    sums.0 += row[start + index] * weights[index]
    sums.1 += row[start + index] * others[index]
    index += 1
  }
  return sums
}
