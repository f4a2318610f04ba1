import Testing

@testable import TerminalUI

@Suite struct RadarChartTests {
  private func draw(_ values: [Double], _ size: Size = Size(columns: 60, rows: 24)) -> Surface {
    var surface = Surface(size)
    RadarChart(
      axes: values.enumerated().map {
        RadarChart.Axis(label: "axis \($0.offset)", value: $0.element, target: 0.5)
      }
    ).draw(into: &surface, in: Rect(size))
    return surface
  }

  private func dots(_ surface: Surface, _ role: Role) -> Int {
    surface.cells.filter { $0.style.role == role }.reduce(0) { sum, cell in
      let value = cell.glyph.unicodeScalars.first?.value ?? 0
      return sum + ((0x2800...0x28FF).contains(value) ? (value - 0x2800).nonzeroBitCount : 0)
    }
  }

  @Test func everyAxisHasItsLabel() {
    for count in 3...9 {
      let surface = draw(Array(repeating: 0.7, count: count))
      for index in 0..<count { #expect(surface.text.contains("axis \(index)"), "\(count) axes") }
    }
  }

  @Test func moreReachedIsALongerLine() {
    let small = dots(draw(Array(repeating: 0.2, count: 8)), .estimate)
    let large = dots(draw(Array(repeating: 0.9, count: 8)), .estimate)
    #expect(small > 0 && large > 3 * small)
  }

  @Test func nothingIsDrawnOutsideOrWhereThereIsNoRoom() {
    #expect(draw([0.5, 0.5], Size(columns: 60, rows: 24)).text.allSatisfy { $0.isWhitespace })
    #expect(draw([0.5, 0.5, 0.5], Size(columns: 30, rows: 8)).text.allSatisfy { $0.isWhitespace })
    for value in [-3.0, 0, 1, 7] {
      let surface = draw(Array(repeating: value, count: 8), Size(columns: 40, rows: 14))
      #expect(surface.cells.count == 40 * 14)
    }
  }
}
