/// Normal steps on the grid: of an ability from day to day, or of the error of a ruler.
struct StepKernel {
  /// The masses of a step by 0, 1, 2 … nodes, to either side.
  private let masses: [Double]

  init(variance: Double, grid: Grid) {
    let units = variance / (grid.step * grid.step)
    if units < 0.5 {
      // Steps shorter than the grid's: three masses with exactly this variance.
      masses = [1 - units, units / 2]
      return
    }
    let reach = min(grid.count - 1, Int((6 * units.squareRoot()).rounded(.up)))
    let raw = (0...reach).map { exp(-0.5 * Double($0 * $0) / units) }
    let total = 2 * raw.reduce(0, +) - raw[0]
    masses = raw.map { $0 / total }
  }

  func applied(to values: [Double]) -> [Double] {
    let count = values.count
    var result = values.map { $0 * masses[0] }
    for (shift, mass) in masses.enumerated().dropFirst() {
      for index in 0..<(count - shift) {
        result[index] += mass * values[index + shift]
        result[index + shift] += mass * values[index]
      }
    }
    return result
  }
}
