import TextLayout

/// A chart over time: measurements as points with their margins, a line of levels, and a target.
public struct LineChart: Sendable, Hashable {
  /// A value at a time, with its margin.
  public struct Sample: Sendable, Hashable {
    /// The position on the time axis, in any unit.
    public var time: Double
    /// The value.
    public var value: Double
    /// Half the height of the margin.
    public var margin: Double
    /// True if the sample doesn't count, so that its point is a ring.
    public var isHollow: Bool

    /// Creates a sample.
    public init(time: Double, value: Double, margin: Double, isHollow: Bool = false) {
      self.time = time
      self.value = value
      self.margin = margin
      self.isHollow = isHollow
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
  /// The line, oldest first: each value holds until the next, and the last ends the line.
  public var levels: [Sample]
  /// The words at the end of the line.
  public var endLabel: String
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
  /// The least time that the chart is about, so that what happened within minutes isn't drawn far apart.
  public var leastSpan: Double

  /// Creates a chart.
  public init(
    samples: [Sample], levels: [Sample] = [], endLabel: String = "", target: Double?, targetLabel: String,
    valueTicks: [Tick], timeTicks: [Tick], range: ClosedRange<Double>, leastSpan: Double = 0
  ) {
    self.leastSpan = leastSpan
    self.samples = samples
    self.levels = levels
    self.endLabel = endLabel
    self.target = target
    self.targetLabel = targetLabel
    self.valueTicks = valueTicks
    self.timeTicks = timeTicks
    self.range = range
  }

  /// Draws the chart; if the area is too small, it draws what fits.
  public func draw(into surface: inout Surface, in area: Rect) {
    let plan = Plan(self, in: area)
    guard plan.plot.columns >= 4, plan.plot.rows >= 2 else { return }
    drawAxes(into: &surface, area: area, plan)
    drawTarget(into: &surface, plan)
    drawLine(into: &surface, plan)
    drawMargins(into: &surface, plan)
    drawPoints(into: &surface, plan)
    drawEndLabel(into: &surface, plan)
    drawTargetLabel(into: &surface, plan)
  }

  /// The number of measurements up to which each has its margin in an area; with more, the bars would be a blur.
  public func showsMargins(in area: Rect) -> Bool { Plan(self, in: area).showsMargins }

  /// Where things are drawn.
  private struct Plan {
    let plot: Rect
    let labelWidth: Int
    /// The columns that times may take; the rest of the plot is for the words at the end of the line.
    let columns: Int
    let showsMargins: Bool
    private let range: ClosedRange<Double>
    private let times: ClosedRange<Double>
    init(_ chart: LineChart, in area: Rect) {
      labelWidth = (chart.valueTicks.map { CellText.width(of: $0.label) }.max() ?? 0) + 1
      plot = area.inset(left: labelWidth + 1, bottom: 2)
      range = chart.range
      let all = chart.samples.map(\.time) + [chart.levels.first, chart.levels.last].compactMap { $0?.time }
      let first = all.min() ?? 0
      let last = max(first, all.max() ?? 0)
      // What takes less time stands in the middle.
      let missing = max(last > first ? 0 : 1, chart.leastSpan - (last - first)) / 2
      times = missing > 0 ? (first - missing)...(last + missing) : first...last
      let label = chart.endLabel.isEmpty ? 0 : CellText.width(of: chart.endLabel) + 3
      columns = plot.columns - label >= 16 ? plot.columns - label : plot.columns
      let (times, columns) = (times, columns)
      let used = Set(chart.samples.map { Self.column($0.time, times, columns) })
      showsMargins = used.count * 2 <= max(2, columns)
    }

    /// True if the words at the end of the line have room.
    var hasEndLabel: Bool { columns < plot.columns }

    private static func column(_ time: Double, _ times: ClosedRange<Double>, _ columns: Int) -> Int {
      let share = (time - times.lowerBound) / (times.upperBound - times.lowerBound)
      // A small margin at both ends.
      return min(columns - 1, max(0, Int((0.03 + 0.94 * share) * Double(columns - 1) + 0.5)))
    }

    /// The column of a time: always to scale, so measurements within hours share one.
    func column(_ time: Double) -> Int { plot.column + Self.column(time, times, columns) }

    func row(_ value: Double) -> Int {
      let down =
        1 - (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound)
        / (range.upperBound - range.lowerBound)
      return plot.row + min(plot.rows - 1, max(0, Int(down * Double(plot.rows - 1) + 0.5)))
    }
  }

  private func drawAxes(into surface: inout Surface, area: Rect, _ plan: Plan) {
    let plot = plan.plot
    for row in plot.row..<plot.endRow {
      surface.put("│", at: Point(column: plot.column - 1, row: row), .faint)
    }
    var taken: Set<Int> = []
    for tick in valueTicks where range.contains(tick.position) {
      let row = plan.row(tick.position)
      guard taken.insert(row).inserted else { continue }
      let label = tick.label
      let pad = plan.labelWidth - 1 - CellText.width(of: label)
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
      let place = plan.column(tick.position)
      let start = min(area.endColumn - width, max(plot.column, place - width / 2))
      guard start >= end else { continue }
      surface.put("┬", at: Point(column: place, row: plot.endRow), .faint)
      surface.put(tick.label, at: Point(column: start, row: plot.endRow + 1), .muted)
      end = start + width + 2
      last = tick.label
    }
  }

  private func drawTarget(into surface: inout Surface, _ plan: Plan) {
    guard let target, range.contains(target) else { return }
    surface.put(
      String(repeating: "┄", count: plan.plot.columns),
      at: Point(column: plan.plot.column, row: plan.row(target)), Style(.target))
  }

  /// The rows of the line, from its first column on.
  ///
  /// Between two measurements nothing is known, so a value stays level until the next. Only from the last measurement to
  /// the end, where the score of today may have faded a little, does the line go straight.
  private func path(_ plan: Plan) -> (start: Int, rows: [Int])? {
    guard let first = levels.first, let last = levels.last else { return nil }
    let start = plan.column(first.time)
    var rows: [Int] = []
    for (index, level) in levels.dropLast().enumerated() {
      let next = levels[index + 1]
      let (from, to) = (plan.column(level.time), plan.column(next.time))
      let isEnd = index == levels.count - 2 && level.time >= samples.last?.time ?? level.time
      for column in from..<max(from, to) {
        let share = isEnd ? Double(column - from) / Double(to - from) : 0
        rows.append(plan.row(level.value + share * (next.value - level.value)))
      }
    }
    rows.append(plan.row(last.value))
    return (start, rows)
  }

  /// Draws a heavy line, so that it can't be taken for the margin of a point.
  private func drawLine(into surface: inout Surface, _ plan: Plan) {
    guard let (start, rows) = path(plan) else { return }
    for (index, row) in rows.enumerated() {
      let column = start + index
      guard index > 0, rows[index - 1] != row else {
        surface.put("━", at: Point(column: column, row: row), Style(.interval))
        continue
      }
      let before = rows[index - 1]
      let (corner, bend) = row < before ? ("┛", "┏") : ("┓", "┗")
      for between in min(row, before)...max(row, before) {
        let glyph = between == before ? corner : between == row ? bend : "┃"
        surface.put(glyph, at: Point(column: column, row: between), Style(.interval))
      }
    }
  }

  private func drawMargins(into surface: inout Surface, _ plan: Plan) {
    guard plan.showsMargins else { return }
    // Of those that share a column, the newest that counts shows its margin.
    var shown: [Int: Sample] = [:]
    for sample in samples {
      let column = plan.column(sample.time)
      if shown[column]?.isHollow ?? true || !sample.isHollow { shown[column] = sample }
    }
    for (column, sample) in shown {
      drawMargin(sample, at: column, sample.isHollow ? Style.faint : .muted, into: &surface, plan)
    }
    // Today's margin, unless the last measurement stands there.
    guard let last = levels.last, let newest = samples.last else { return }
    let column = plan.column(last.time)
    guard column > plan.column(newest.time) + 1 else { return }
    drawMargin(last, at: column, .muted, into: &surface, plan)
    surface.put("┫", at: Point(column: column, row: plan.row(last.value)), Style(.interval))
  }

  private func drawMargin(
    _ sample: Sample, at column: Int, _ style: Style, into surface: inout Surface, _ plan: Plan
  ) {
    let (top, bottom) = (plan.row(sample.value + sample.margin), plan.row(sample.value - sample.margin))
    guard top < bottom else { return }
    for row in top...bottom { surface.put("│", at: Point(column: column, row: row), style) }
    // A margin that goes on beyond the chart has no end.
    if sample.value + sample.margin <= range.upperBound {
      surface.put("┬", at: Point(column: column, row: top), style)
    }
    if sample.value - sample.margin >= range.lowerBound {
      surface.put("┴", at: Point(column: column, row: bottom), style)
    }
  }

  private func drawPoints(into surface: inout Surface, _ plan: Plan) {
    for sample in samples {
      surface.put(
        sample.isHollow ? "○" : "●",
        at: Point(column: plan.column(sample.time), row: plan.row(sample.value)),
        sample.isHollow ? .muted : Style(.estimate, .bold))
    }
  }

  private func drawEndLabel(into surface: inout Surface, _ plan: Plan) {
    guard plan.hasEndLabel, let last = levels.last else { return }
    let column = plan.column(last.time)
    let row = plan.row(last.value)
    // A point covers the end of the line if it was measured just before. Its own number may differ, so a dash in the
    // line's look says that the label is the line's.
    let isCovered = samples.contains { plan.column($0.time) == column && plan.row($0.value) == row }
    surface.put(isCovered ? "━ " : " ", at: Point(column: column + 1, row: row), Style(.interval))
    surface.put(endLabel, at: Point(column: column + (isCovered ? 3 : 2), row: row), Style(.interval, .bold))
  }

  /// Draws the target's label on the target's line, or beside it where that is taken.
  private func drawTargetLabel(into surface: inout Surface, _ plan: Plan) {
    guard let target, range.contains(target) else { return }
    let plot = plan.plot
    let row = plan.row(target)
    let label = " " + targetLabel + " "
    let width = CellText.width(of: label)
    guard width < plot.columns else { return }
    let bounds = Rect(surface.size)
    func isFree(_ place: Point, of glyphs: Set<Character>) -> Bool {
      place.row >= plot.row && place.row < plot.endRow
        && (place.column..<place.column + width).allSatisfy { column in
          let point = Point(column: column, row: place.row)
          return !bounds.contains(point)
            || glyphs.contains(surface[column: point.column, row: point.row].glyph)
        }
    }
    // Beside another number it would read as that number's label, so its own row comes first, from the right.
    let starts =
      [plot.endColumn - width, plot.column + 1] + (plot.column..<plot.endColumn - width).reversed()
    let places = [row, row - 1, row + 1].flatMap { row in starts.map { Point(column: $0, row: row) } }
    // Without a free place it covers a line, but never a measurement.
    let place =
      places.first { isFree($0, of: [" ", "┄"]) }
      ?? places.first { isFree($0, of: [" ", "┄", "━", "┃", "│"]) }
    guard let place else { return }
    surface.put(label, at: place, Style(.target))
  }
}
