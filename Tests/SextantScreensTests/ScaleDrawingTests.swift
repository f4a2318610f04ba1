import Testing

@testable import SextantCore
@testable import SextantScreens

/// Axes, meters and bars say what their numbers say.
@Suite struct ScaleDrawingTests {
  @Test func theNumbersOfAnAxisStandEvenlyApart() {
    for rows in 7...40 {
      for low in stride(from: 200.0, through: 500, by: 30) {
        for high in stride(from: low + 40, through: 800, by: 35) {
          let (step, range) = HistoryScreen.axis(low: low, high: high, rows: rows)
          #expect(range.lowerBound <= low + 1e-6 && range.upperBound >= high - 1e-6)
          let perRow = (range.upperBound - range.lowerBound) / Double(rows - 1)
          let rowsOfStep = step / perRow
          #expect(abs(rowsOfStep - rowsOfStep.rounded()) < 1e-6, "\(low) to \(high) in \(rows) rows")
          #expect(range.upperBound - range.lowerBound <= 2 * (high - low) + 250, "it fills the picture")
        }
      }
    }
  }

  @Test func moreRowsNeverHaveCoarserNumbers() {
    for (low, high) in [(240.0, 575.0), (300, 760), (80, 700), (430, 560)] {
      let steps = (4...60).map { HistoryScreen.axis(low: low, high: high, rows: $0).step }
      #expect(steps == steps.sorted(by: >), "\(low) to \(high): \(steps)")
      #expect(steps.last == 50)
    }
  }

  @Test func aMeterIsAsLongAsItIsAndFullOnlyWhereAllIsThere() {
    for cells in 0...20 {
      for step in 0...200 {
        let share = Double(step) / 200
        let runs = Words.meter(share, cells: cells)
        #expect(runs.reduce(0) { $0 + $1.text.count } == cells)
        guard cells > 1 else { continue }
        #expect(runs[0].text.isEmpty == (share <= 0.005) && runs[1].text.isEmpty == (share >= 0.995))
      }
    }
  }

  @Test func whatLeavesTheScaleIsMarked() {
    func bar(_ lower: Double, _ upper: Double) -> String {
      ScoreBar.runs(mean: 0, lower: lower, upper: upper, ring: nil, target: 0.5, columns: 37).map(\.text)
        .joined()
    }
    #expect(bar(-1, 3.2).hasSuffix("›") && !bar(-1, 3.2).contains("‹"))
    #expect(bar(-3.1, 1).hasPrefix("‹") && !bar(-1, 2.9).contains("›"))
    func point(_ mean: Double) -> String {
      ScoreBar.runs(
        mean: mean, lower: mean - 0.6, upper: mean + 0.6, ring: nil, target: 0.5, columns: 37
      ).map(\.text).joined()
    }
    #expect(point(-3.4).hasPrefix("‹●") && point(-2.9).hasPrefix("‹●"), "\(point(-2.9))")
    #expect(point(3.4).hasSuffix("●›"), "\(point(3.4))")
    func change(_ mean: Double) -> String {
      ScoreBar.change(before: nil, after: (mean: mean, margin: 0.6), target: 0.5, columns: 37).map(\.text)
        .joined()
    }
    #expect(change(-3.4).hasPrefix("‹●") && change(3.4).hasSuffix("●›"))
  }
}
