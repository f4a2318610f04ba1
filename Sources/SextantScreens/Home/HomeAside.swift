import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

/// The second pane of the home screen on wide terminals: the largest gaps, and the parts of each step's
/// percentage.
enum HomeAside {
  static func draw(in area: Rect, _ context: Context, on frame: inout Frame) {
    guard area.columns >= 24 else { return }
    for row in area.row..<area.endRow {
      frame.surface.put("│", at: Point(column: area.column - 1, row: row), .faint)
    }
    let inner = area.inset(left: 2)
    let summary = GapSummary(context.overview)
    var lines = gaps(summary, columns: inner.columns, isTall: area.rows >= 30)
    lines.append(.blank)
    lines += road(summary, columns: inner.columns)
    // Nothing here can be scrolled, so only what fits is drawn.
    let note = Line.wrap(
      "All your answers together, older ones weighing less. The margin after a score is 95 %: 19 times out of 20 the true "
        + "value lies within it.", .muted, columns: inner.columns)
    if lines.count + 1 + note.count <= inner.rows { lines += [.blank] + note }
    Pane.draw(Array(lines.prefix(inner.rows)), offset: 0, in: inner, on: &frame)
  }

  /// The first skills of the gap report, with its reasons.
  private static func gaps(_ summary: GapSummary, columns: Int, isTall: Bool) -> [Line] {
    var lines = [Line("Work on these first", .heading), .blank]
    if summary.first.isEmpty {
      lines += Line.wrap(
        [summary.nothingFirst, summary.hiddenSentence].compactMap { $0 }.joined(separator: " "), .muted,
        columns: columns)
    }
    for first in summary.first {
      let mark = GapsScreen.mark(first.gap)
      let rows = CellText.wrap(first.name, columns: columns - 2)
      for (index, row) in rows.enumerated() {
        lines.append(
          Line(
            [TextRun(index == 0 ? mark.0 + " " : "  ", Style(mark.1)), TextRun(row)], command: .goTo(.gaps)))
      }
      guard isTall else { continue }
      let reason = TextRun("  " + first.reason, .muted)
      let whole = Line.spread([reason], [TextRun(first.priority.rawValue, .muted)], columns: columns)
      let fits = CellText.width(of: reason.text) + CellText.width(of: first.priority.rawValue) < columns
      lines += fits ? [whole] : Line.wrap(first.reason, .muted, columns: columns, indent: "  ")
    }
    return lines
  }

  /// How far each step is covered.
  private static func road(_ summary: GapSummary, columns: Int) -> [Line] {
    var lines = [Line("The road", .heading), .blank]
    for step in summary.steps {
      lines.append(Line([TextRun("\(step.number) ", .muted), TextRun(step.name)]))
      lines += Line.wrap(step.words, .muted, columns: columns, indent: "  ")
    }
    return lines
  }
}
