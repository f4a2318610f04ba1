import Psychometrics
import TerminalUI

/// Draws abilities on the reporting scale: the interval as a bar, the estimate as a point, the target as a mark.
struct ScoreBar {
  /// The abilities at the two ends, in logits.
  static let range = -3.0...3.0

  /// The scores that the scale is labelled with.
  static let labels = [300, 400, 500, 600, 700]

  /// The column of an ability within `columns` cells.
  static func column(of ability: Double, columns: Int) -> Int {
    let share = (ability - range.lowerBound) / (range.upperBound - range.lowerBound)
    let last = lastColumn(columns)
    return min(last, max(0, Int((share * Double(last)).rounded())))
  }

  /// Puts a point into a bar; at an end with an arrow it takes the cell beside it, so that the arrow stays.
  private static func put(_ glyph: String, at ability: Double, _ style: Style, into cells: inout [TextRun]) {
    let column = column(of: ability, columns: cells.count)
    let inward = cells[column].text == "‹" ? 1 : cells[column].text == "›" ? -1 : 0
    cells[column + inward] = TextRun(glyph, style)
  }

  /// The column of the scale's upper end.
  private static func lastColumn(_ columns: Int) -> Int {
    // A whole number of cells per hundred points keeps the scale's numbers evenly spaced.
    columns > 12 ? (columns - 1) / 6 * 6 : columns - 1
  }

  /// One bar as runs of text.
  ///
  /// The point and the ends of the line are drawn where the rounded numbers are, so that equal numbers look equal. A
  /// line that goes beyond the scale ends with an arrow.
  ///
  /// - Parameter ring: Another estimate, drawn as a ring; nil for none.
  static func runs(
    mean: Double, lower: Double, upper: Double, ring: Double?, target: Double, columns: Int,
    isMeasured: Bool = true
  ) -> [TextRun] {
    var cells = Array(repeating: TextRun(" ", .faint), count: max(5, columns))
    func put(_ glyph: String, _ ability: Double, _ style: Style) {
      cells[column(of: ability, columns: cells.count)] = TextRun(glyph, style)
    }
    let shown = ability(mean)
    let low = shown - Double(ReportingScale.points(mean - lower)) / 100
    let high = shown + Double(ReportingScale.points(upper - mean)) / 100
    for score in labels { put("·", ReportingScale.ability(ofScore: score), .faint) }
    let (glyph, style) = isMeasured ? ("━", Style(.interval)) : ("┄", Style.faint)
    let from = column(of: low, columns: cells.count)
    for place in from...max(from, column(of: high, columns: cells.count)) {
      cells[place] = TextRun(glyph, style)
    }
    if low < range.lowerBound { put("‹", range.lowerBound, style) }
    if high > range.upperBound { put("›", range.upperBound, style) }
    put("┆", target, Style(.target))
    if let ring { Self.put("○", at: ability(ring), Style(.estimate), into: &cells) }
    if isMeasured { Self.put("●", at: shown, Style(.estimate, .bold), into: &cells) }
    return cells
  }

  /// The ability that the rounded score stands for.
  private static func ability(_ estimate: Double) -> Double {
    ReportingScale.ability(ofScore: ReportingScale.score(estimate))
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
      if score.mean - score.margin < range.lowerBound { put("‹", range.lowerBound, style) }
      if score.mean + score.margin > range.upperBound { put("›", range.upperBound, style) }
    }
    for score in labels { put("·", ReportingScale.ability(ofScore: score), .faint) }
    if let before { line("─", before, .muted) }
    if let after { line("━", after, Style(.interval)) }
    put("┆", target, Style(.target))
    if let before { Self.put("○", at: before.mean, .text, into: &cells) }
    if let after { Self.put("●", at: after.mean, Style(.estimate, .bold), into: &cells) }
    return cells
  }

  /// The numbers of the scale as runs of text, as wide as a bar and as many as have room.
  static func axis(columns: Int) -> [TextRun] {
    var cells = Array(repeating: Character(" "), count: max(5, columns))
    for score in columns >= 24 ? labels : [300, 500, 700] {
      let middle = column(of: ReportingScale.ability(ofScore: score), columns: cells.count)
      let start = min(cells.count - 3, max(0, middle - 1))
      for (index, digit) in "\(score)".enumerated() { cells[start + index] = digit }
    }
    return [TextRun(String(cells), .muted)]
  }
}
