import TerminalUI

/// Draws abilities on the reporting scale: the interval as a bar, the estimate as a point, the target as a mark.
struct ScoreBar {
  /// The abilities at the two ends, in logits.
  static let range = -3.0...3.0

  /// The column of an ability within `columns` cells.
  static func column(of ability: Double, columns: Int) -> Int {
    let share = (ability - range.lowerBound) / (range.upperBound - range.lowerBound)
    // A whole number of cells per hundred points keeps the scale's numbers evenly spaced.
    let cells = columns > 12 ? (columns - 1) / 6 * 6 : columns - 1
    // What lies beyond the scale ends where the scale ends.
    return min(cells, max(0, Int((share * Double(cells)).rounded())))
  }

  /// The marks where an interval continues beyond the scale: the columns and glyphs of its ends.
  private static func beyond(_ lower: Double, _ upper: Double, columns: Int) -> [(column: Int, glyph: String)]
  {
    (lower < range.lowerBound ? [(0, "‹")] : [])
      + (upper > range.upperBound ? [(column(of: range.upperBound, columns: columns), "›")] : [])
  }

  /// Draws one bar on a row.
  static func draw(
    mean: Double, lower: Double, upper: Double, target: Double?, at point: Point, columns: Int,
    isMeasured: Bool = true, on frame: inout Frame
  ) {
    guard columns >= 5 else { return }
    for score in [300, 400, 500, 600, 700] {
      let column = column(of: Double(score - 500) / 100, columns: columns)
      frame.surface.put("·", at: Point(column: point.column + column, row: point.row), .faint)
    }
    let from = column(of: lower, columns: columns)
    let to = column(of: upper, columns: columns)
    if isMeasured {
      frame.surface.put(
        String(repeating: "━", count: max(1, to - from + 1)),
        at: Point(column: point.column + from, row: point.row), Style(.interval))
    } else {
      frame.surface.put(
        String(repeating: "┄", count: max(1, to - from + 1)),
        at: Point(column: point.column + from, row: point.row), .faint)
    }
    for end in beyond(lower, upper, columns: columns) {
      frame.surface.put(
        end.glyph, at: Point(column: point.column + end.column, row: point.row),
        isMeasured ? Style(.interval) : .faint)
    }
    if let target {
      let place = column(of: target, columns: columns)
      frame.surface.put("┆", at: Point(column: point.column + place, row: point.row), Style(.target))
    }
    if isMeasured {
      frame.surface.put(
        "●", at: Point(column: point.column + column(of: mean, columns: columns), row: point.row),
        Style(.estimate, .bold))
    }
  }

  /// One bar as runs of text, with the earlier estimate as a ring.
  static func runs(
    mean: Double, lower: Double, upper: Double, before: Double?, target: Double, columns: Int,
    isMeasured: Bool = true
  ) -> [TextRun] {
    var cells = Array(repeating: TextRun(" ", .faint), count: max(5, columns))
    func put(_ glyph: String, _ ability: Double, _ style: Style) {
      cells[column(of: ability, columns: cells.count)] = TextRun(glyph, style)
    }
    for score in [300, 400, 500, 600, 700] { put("·", Double(score - 500) / 100, .faint) }
    let from = column(of: lower, columns: cells.count)
    for place in from...max(from, column(of: upper, columns: cells.count)) {
      cells[place] = isMeasured ? TextRun("━", Style(.interval)) : TextRun("┄", .faint)
    }
    for end in beyond(lower, upper, columns: cells.count) {
      cells[end.column] = TextRun(end.glyph, isMeasured ? Style(.interval) : .faint)
    }
    put("┆", target, Style(.target))
    if let before { put("○", before, .muted) }
    if isMeasured { put("●", mean, Style(.estimate, .bold)) }
    return cells
  }

  /// Two scores with their margins as runs of text: the earlier one as a ring on a thin line, the later one as a point on
  /// a thick line.
  static func change(
    before: (mean: Double, margin: Double)?, after: (mean: Double, margin: Double)?, target: Double,
    columns: Int
  ) -> [TextRun] {
    var cells = Array(repeating: TextRun(" ", .faint), count: max(5, columns))
    func put(_ glyph: String, _ ability: Double, _ style: Style) {
      cells[column(of: ability, columns: cells.count)] = TextRun(glyph, style)
    }
    func line(_ glyph: String, _ score: (mean: Double, margin: Double), _ style: Style) {
      let from = column(of: score.mean - score.margin, columns: cells.count)
      let to = column(of: score.mean + score.margin, columns: cells.count)
      for place in from...max(from, to) { cells[place] = TextRun(glyph, style) }
      for end in beyond(score.mean - score.margin, score.mean + score.margin, columns: cells.count) {
        cells[end.column] = TextRun(end.glyph, style)
      }
    }
    for score in [300, 400, 500, 600, 700] { put("·", Double(score - 500) / 100, .faint) }
    if let before { line("─", before, .muted) }
    if let after { line("━", after, Style(.interval)) }
    put("┆", target, Style(.target))
    if let before { put("○", before.mean, .text) }
    if let after { put("●", after.mean, Style(.estimate, .bold)) }
    return cells
  }

  /// The numbers of the scale as runs of text, as many as have room.
  static func axis(columns: Int) -> [TextRun] {
    var cells = Array(repeating: Character(" "), count: max(5, columns))
    let scores = columns >= 24 ? [300, 400, 500, 600, 700] : [300, 500, 700]
    for score in scores {
      let place = column(of: Double(score - 500) / 100, columns: cells.count)
      let start = min(cells.count - 3, max(0, place - 1))
      for (index, digit) in "\(score)".enumerated() { cells[start + index] = digit }
    }
    return [TextRun(String(cells), .muted)]
  }

  /// Draws the numbers of the scale above the bars.
  static func drawAxis(at point: Point, columns: Int, on frame: inout Frame) {
    guard columns >= 24 else { return }
    for score in [300, 400, 500, 600, 700] {
      let column = column(of: Double(score - 500) / 100, columns: columns)
      frame.surface.put(
        "\(score)", at: Point(column: point.column + min(columns - 3, max(0, column - 1)), row: point.row),
        .muted)
    }
  }
}
