import TextLayout

/// A radar chart in braille dots: a closed line of values, and a second one for the target.
public struct RadarChart: Sendable, Hashable {
  /// One axis.
  public struct Axis: Sendable, Hashable {
    /// The label at its end.
    public var label: String
    /// The value, 0 to 1; nil if unknown.
    public var value: Double?
    /// The target, 0 to 1.
    public var target: Double

    /// Creates an axis.
    public init(label: String, value: Double?, target: Double) {
      self.label = label
      self.value = value
      self.target = target
    }
  }

  /// The axes, clockwise from the top; fewer than three draw nothing.
  public var axes: [Axis]

  /// Creates a chart.
  public init(axes: [Axis]) { self.axes = axes }

  /// The smallest area that the chart needs, labels included.
  public static let leastSize = Size(columns: 36, rows: 13)

  /// Draws the chart in the middle of an area; nothing if the area is too small.
  public func draw(into surface: inout Surface, in area: Rect) {
    guard axes.count >= 3, area.columns >= Self.leastSize.columns, area.rows >= Self.leastSize.rows else {
      return
    }
    let labelWidth = axes.map { CellText.width(of: $0.label) }.max() ?? 0
    // Braille dots are about square: a cell has two by four of them and is half as wide as high.
    let plotColumns = min(area.columns - 2 * labelWidth - 2, (area.rows - 2) * 2)
    guard plotColumns >= 10 else { return }
    let plot = Rect(
      column: area.column + (area.columns - plotColumns) / 2,
      row: area.row + 1 + (area.rows - 2 - plotColumns / 2) / 2,
      columns: plotColumns, rows: plotColumns / 2)
    let radius = Double(plot.columns) - 1
    let centre = (x: Double(plot.columns * 2 - 1) / 2, y: Double(plot.rows * 4 - 1) / 2)
    func point(_ index: Int, _ share: Double) -> (x: Double, y: Double) {
      let (sine, cosine) = Self.direction(index, of: axes.count)
      let length = radius * min(1, max(0, share))
      return (centre.x + length * sine, centre.y - length * cosine)
    }
    for index in axes.indices {
      line(from: centre, to: point(index, 1), every: 4, Style(.faint), plot, &surface)
    }
    ring(axes.map(\.target), every: 3, Style(.target), plot, point, &surface)
    ring(axes.map(\.value), every: 1, Style(.estimate), plot, point, &surface)
    // Mark the corners, so that they stand out without colour and where two lines share cells.
    func mark(_ glyph: String, _ index: Int, _ share: Double, _ style: Style) {
      let corner = point(index, share)
      surface.put(
        glyph, at: Point(column: plot.column + Int(corner.x) / 2, row: plot.row + Int(corner.y) / 4), style)
    }
    for (index, axis) in axes.enumerated() {
      mark("○", index, axis.target, Style(.target))
      if let value = axis.value { mark("●", index, value, Style(.estimate, .bold)) }
    }
    for (index, axis) in axes.enumerated() {
      let end = point(index, 1)
      let width = CellText.width(of: axis.label)
      let column = plot.column + Int(end.x) / 2
      let row = plot.row + Int(end.y) / 4
      let (sine, cosine) = Self.direction(index, of: axes.count)
      let start = abs(sine) < 0.1 ? column - width / 2 : sine > 0 ? column + 2 : column - width - 1
      let line = abs(sine) < 0.1 ? (cosine > 0 ? plot.row - 1 : plot.endRow) : row
      surface.put(
        axis.label, at: Point(column: max(area.column, min(area.endColumn - width, start)), row: line), .muted
      )
    }
  }

  /// Sine and cosine of an axis, computed here because this module imports no mathematics library.
  private static func direction(_ index: Int, of count: Int) -> (sine: Double, cosine: Double) {
    // Rotate by one axis, as often as needed; the series converges fast for angles below a right angle.
    let angle = 2 * Double.pi / Double(count)
    var (sine, cosine) = (0.0, 0.0)
    var term = 1.0
    for power in 0..<24 {
      switch power % 4 {
      case 0: cosine += term
      case 1: sine += term
      case 2: cosine -= term
      default: sine -= term
      }
      term *= angle / Double(power + 1)
    }
    var point = (sine: 0.0, cosine: 1.0)
    for _ in 0..<index {
      point = (
        point.sine * cosine + point.cosine * sine, point.cosine * cosine - point.sine * sine
      )
    }
    return point
  }

  private func ring(
    _ shares: [Double?], every: Int, _ style: Style, _ plot: Rect,
    _ point: (Int, Double) -> (x: Double, y: Double),
    _ surface: inout Surface
  ) {
    for index in shares.indices {
      // An unknown value leaves a gap in the line.
      let next = (index + 1) % shares.count
      guard let one = shares[index], let two = shares[next] else { continue }
      line(from: point(index, one), to: point(next, two), every: every, style, plot, &surface)
    }
  }

  /// Sets every `every`th dot of a line; dots of other lines in the same cell stay.
  private func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), every: Int, _ style: Style,
    _ plot: Rect,
    _ surface: inout Surface
  ) {
    let steps = max(1, Int(max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up)))
    for step in stride(from: 0, through: steps, by: every) {
      let share = Double(step) / Double(steps)
      let x = Int((start.x + share * (end.x - start.x)).rounded())
      let y = Int((start.y + share * (end.y - start.y)).rounded())
      guard x >= 0, y >= 0, x < plot.columns * 2, y < plot.rows * 4 else { continue }
      let place = Point(column: plot.column + x / 2, row: plot.row + y / 4)
      guard Rect(surface.size).contains(place) else { continue }
      let bit: UInt32 = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]][x % 2][y % 4]
      let before = surface[column: place.column, row: place.row]
      let old = before.glyph.unicodeScalars.first?.value ?? 0
      let bits = (0x2800...0x28FF).contains(old) ? old - 0x2800 : 0
      guard let scalar = Unicode.Scalar(0x2800 + (bits | bit)) else { continue }
      surface.put(String(Character(scalar)), at: place, style)
    }
  }
}
