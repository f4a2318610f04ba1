import TextLayout

/// A line chart over time with a band, points and a target, in braille dots or ASCII.
public struct LineChart: Sendable, Hashable {
  /// One measurement.
  public struct Sample: Sendable, Hashable {
    /// The position on the time axis, in any unit.
    public var time: Double
    /// The value.
    public var value: Double
    /// Half the height of the band.
    public var margin: Double

    /// Creates a sample.
    public init(time: Double, value: Double, margin: Double) {
      self.time = time
      self.value = value
      self.margin = margin
    }
  }

  /// A mark on an axis.
  public struct Tick: Sendable, Hashable {
    /// The position on the axis.
    public var position: Double
    /// The label.
    public var label: String

    /// Creates a mark.
    public init(position: Double, label: String) {
      self.position = position
      self.label = label
    }
  }

  /// The measurements, oldest first.
  public var samples: [Sample]
  /// The line with its band, oldest first; if empty, the line goes through the samples.
  public var trend: [Sample]
  /// The target value.
  public var target: Double?
  /// The label of the target's line.
  public var targetLabel: String
  /// Marks on the value axis.
  public var valueTicks: [Tick]
  /// Marks on the time axis.
  public var timeTicks: [Tick]
  /// The values at the lower and upper edge.
  public var range: ClosedRange<Double>

  /// Creates a chart.
  public init(
    samples: [Sample], trend: [Sample] = [], target: Double?, targetLabel: String, valueTicks: [Tick],
    timeTicks: [Tick],
    range: ClosedRange<Double>
  ) {
    self.samples = samples
    self.trend = trend
    self.target = target
    self.targetLabel = targetLabel
    self.valueTicks = valueTicks
    self.timeTicks = timeTicks
    self.range = range
  }

  /// Draws the chart; if the area is too small, it draws what fits.
  public func draw(into surface: inout Surface, in area: Rect) {
    let labelWidth = (valueTicks.map { CellText.width(of: $0.label) }.max() ?? 0) + 1
    let plot = area.inset(left: labelWidth + 1, bottom: 2)
    guard plot.columns >= 4, plot.rows >= 2 else { return }
    drawAxes(into: &surface, area: area, plot: plot, labelWidth: labelWidth)
    drawBand(into: &surface, plot: plot)
    drawTarget(into: &surface, plot: plot)
    drawLine(into: &surface, plot: plot)
    drawPoints(into: &surface, plot: plot)
    drawTargetLabel(into: &surface, plot: plot)
  }

  private var times: ClosedRange<Double> {
    let starts = [samples.first?.time, trend.first?.time].compactMap(\.self)
    let ends = [samples.last?.time, trend.last?.time].compactMap(\.self)
    let first = starts.min() ?? 0
    let last = max(first, ends.max() ?? 0)
    return last > first ? first...last : (first - 0.5)...(first + 0.5)
  }

  /// The horizontal position of a time, 0 to 1, with a small margin at both ends.
  private func across(_ time: Double) -> Double {
    let share = (time - times.lowerBound) / (times.upperBound - times.lowerBound)
    return 0.03 + 0.94 * share
  }

  /// The vertical position of a value, 0 at the top to 1 at the bottom.
  private func down(_ value: Double) -> Double {
    1 - (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound)
      / (range.upperBound - range.lowerBound)
  }

  private func column(_ time: Double, _ plot: Rect) -> Int {
    plot.column + min(plot.columns - 1, max(0, Int(across(time) * Double(plot.columns - 1) + 0.5)))
  }

  private func row(_ value: Double, _ plot: Rect) -> Int {
    plot.row + min(plot.rows - 1, max(0, Int(down(value) * Double(plot.rows - 1) + 0.5)))
  }

  private func drawAxes(into surface: inout Surface, area: Rect, plot: Rect, labelWidth: Int) {
    for row in plot.row..<plot.endRow {
      surface.put("│", at: Point(column: plot.column - 1, row: row), .faint)
    }
    var taken: Set<Int> = []
    for tick in valueTicks where range.contains(tick.position) {
      let row = row(tick.position, plot)
      guard taken.insert(row).inserted else { continue }
      let label = tick.label
      let pad = labelWidth - 1 - CellText.width(of: label)
      surface.put(label, at: Point(column: area.column + max(0, pad), row: row), .muted)
      surface.put("┤", at: Point(column: plot.column - 1, row: row), .faint)
    }
    surface.put(
      "└" + String(repeating: "─", count: plot.columns), at: Point(column: plot.column - 1, row: plot.endRow),
      .faint,
      limit: area.endColumn - plot.column + 1)
    var end = area.column
    var last = ""
    for tick in timeTicks {
      // Label two attempts of one day only once.
      guard tick.label != last else { continue }
      let width = CellText.width(of: tick.label)
      let place = column(tick.position, plot)
      let start = min(area.endColumn - width, max(plot.column, place - width / 2))
      guard start >= end else { continue }
      surface.put("┬", at: Point(column: place, row: plot.endRow), .faint)
      surface.put(tick.label, at: Point(column: start, row: plot.endRow + 1), .muted)
      end = start + width + 2
      last = tick.label
    }
  }

  /// The samples of the line and the band.
  private var line: [Sample] { trend.isEmpty ? samples : trend }

  /// The value and margin at a share of the width, interpolated between the samples around it.
  private func interpolated(_ share: Double) -> (value: Double, margin: Double)? {
    let samples = line
    guard let first = samples.first, let last = samples.last else { return nil }
    if share < across(first.time) || share > across(last.time) { return nil }
    // Find the first sample that is not before this position, by bisection.
    var low = 1
    var high = samples.count
    while low < high {
      let middle = (low + high) / 2
      if across(samples[middle].time) < share { low = middle + 1 } else { high = middle }
    }
    guard low < samples.count else { return (last.value, last.margin) }
    let (left, right) = (samples[low - 1], samples[low])
    let from = across(left.time)
    let to = across(right.time)
    guard to > from else { return (right.value, right.margin) }
    let part = (share - from) / (to - from)
    return (
      left.value + part * (right.value - left.value), left.margin + part * (right.margin - left.margin)
    )
  }

  private func drawBand(into surface: inout Surface, plot: Rect) {
    for place in 0..<plot.columns {
      let share = Double(place) / Double(max(1, plot.columns - 1))
      guard let (value, margin) = interpolated(share) else { continue }
      let top = row(value + margin, plot)
      let bottom = row(value - margin, plot)
      for row in top...max(top, bottom) {
        surface.put("░", at: Point(column: plot.column + place, row: row), Style(.faint))
      }
    }
  }

  private func drawTarget(into surface: inout Surface, plot: Rect) {
    guard let target, range.contains(target) else { return }
    let row = row(target, plot)
    let bounds = Rect(surface.size)
    for column in plot.column..<plot.endColumn where bounds.contains(Point(column: column, row: row)) {
      // Keep the target visible where the band covers it.
      guard [" ", "░"].contains(surface[column: column, row: row].glyph) else { continue }
      surface.put("┄", at: Point(column: column, row: row), Style(.target))
    }
  }

  /// Draws the target's label over anything below it.
  private func drawTargetLabel(into surface: inout Surface, plot: Rect) {
    guard let target, range.contains(target) else { return }
    let row = row(target, plot)
    let label = " " + targetLabel
    let width = CellText.width(of: label)
    guard width < plot.columns else { return }
    // Put it on its own line, at either end: beside another number it would read as that number's label.
    // Otherwise just above or below.
    let places = [
      Point(column: plot.endColumn - width, row: row), Point(column: plot.column, row: row),
      Point(column: plot.endColumn - width, row: row - 1),
      Point(column: plot.endColumn - width, row: row + 1),
    ]
    let place =
      places.first { place in
        place.row >= plot.row && place.row < plot.endRow
          && !samples.contains { sample in
            self.row(sample.value, plot) == place.row
              && (place.column..<place.column + width).contains(column(sample.time, plot))
          }
      }
    guard let place else { return }
    surface.put(label, at: place, Style(.target))
  }

  private func drawLine(into surface: inout Surface, plot: Rect) {
    guard line.count > 1 else { return }
    let wide = plot.columns * 2
    let high = plot.rows * 4
    var dots: [Int: UInt32] = [:]
    for x in 0..<wide {
      let share = Double(x) / Double(max(1, wide - 1))
      guard let (value, _) = interpolated(share) else { continue }
      let y = min(high - 1, max(0, Int(down(value) * Double(high - 1) + 0.5)))
      // The dots of a braille cell, by column and row (Unicode 15, block 2800).
      let bit: UInt32 = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]][x % 2][y % 4]
      dots[(y / 4) * plot.columns + x / 2, default: 0] |= bit
    }
    for (cell, bits) in dots {
      guard let scalar = Unicode.Scalar(0x2800 + bits) else { continue }
      surface.put(
        String(Character(scalar)),
        at: Point(column: plot.column + cell % plot.columns, row: plot.row + cell / plot.columns),
        Style(.interval))
    }
  }

  private func drawPoints(into surface: inout Surface, plot: Rect) {
    for sample in samples {
      surface.put(
        "●", at: Point(column: column(sample.time, plot), row: row(sample.value, plot)),
        Style(.estimate, .bold))
    }
  }
}
