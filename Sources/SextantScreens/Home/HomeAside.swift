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
    var lines = gaps(context, columns: inner.columns, count: max(3, min(12, area.rows - 16)))
    lines.append(.blank)
    lines += road(context, columns: inner.columns)
    // Nothing here can be scrolled, so only what fits is drawn.
    let note = Line.wrap(
      "All your answers together, older ones weighing less. The margin after a score is 95 %: 19 times out of 20 the true "
        + "value lies within it.", .muted, columns: inner.columns)
    if lines.count + 1 + note.count <= inner.rows { lines += [.blank] + note }
    Pane.draw(Array(lines.prefix(inner.rows)), offset: 0, in: inner, on: &frame)
  }

  private static func gaps(_ context: Context, columns: Int, count: Int) -> [Line] {
    let overview = context.overview
    let skills = overview.content.framework.skills
    let ranked = GapList(overview).ordered(GapList.Criteria()).filter {
      $0.answers > 0 && $0.status != .atTarget
    }.prefix(count)
    var lines = [
      Line.spread(
        [TextRun("Likely gaps first", .heading)],
        [TextRun(columns >= 31 ? "worth of 100" : "worth", .muted)], columns: columns),
      .blank,
    ]
    if ranked.isEmpty { lines.append(Line("No skill that we asked about is below the target.", .muted)) }
    for gap in ranked {
      let mark = GapsScreen.mark(gap)
      let name = skills[gap.skill].name
      let worth = Words.right(Words.points(gap.worth), 5)
      let verdict = gap.verdict.briefWords + " "
      let room = columns - 2 - CellText.width(of: name) - CellText.width(of: worth)
      // The name matters more than the verdict, which the gap report repeats.
      let rows = CellText.wrap(name, columns: columns - 2 - CellText.width(of: worth) - 1)
      for (index, row) in rows.enumerated() {
        lines.append(
          Line.spread(
            [TextRun(index == 0 ? mark.0 + " " : "  ", Style(mark.1)), TextRun(row)],
            index > 0
              ? [] : [TextRun(room > CellText.width(of: verdict) ? verdict : "", .muted), TextRun(worth)],
            columns: columns, command: .goTo(.gaps)))
      }
    }
    return lines
  }

  private static func road(_ context: Context, columns: Int) -> [Line] {
    let overview = context.overview
    var lines = [
      Line.spread([TextRun("The road in points", .heading)], [TextRun("ready", .muted)], columns: columns),
      .blank,
    ]
    for (step, readiness) in zip(overview.content.roadmap.steps, overview.readiness) {
      lines.append(
        Line.spread(
          [TextRun("\(step.number) ", .muted), TextRun(step.shortName)],
          [TextRun(readiness.overall.map(Words.percent) ?? "", .text)], columns: columns))
      let long = StepWords.readiness(readiness)
      let words =
        CellText.width(of: long) + 2 <= columns ? long : StepWords.readiness(readiness, isShort: true)
      lines += Line.wrap(words, .muted, columns: columns, indent: "  ")
    }
    return lines
  }
}

/// A step's readiness in words.
enum StepWords {
  static func readiness(_ readiness: StepReadiness, isShort: Bool = false) -> String {
    var parts: [String] = []
    if readiness.knowledgeTotal > 0, !readiness.isMeasured {
      parts.append(
        isShort
          ? "too little measured"
          : "knowledge of \(Words.decimal(readiness.knowledgeTotal)) not counted, too little measured yet")
    }
    if readiness.knowledgeTotal > 0, readiness.isMeasured {
      let known = "\(Words.decimal(readiness.knowledgeReady)) of \(Words.decimal(readiness.knowledgeTotal))"
      parts.append(isShort ? "\(known) known" : "knowledge \(known) at the target")
    }
    if readiness.scales > 0 {
      parts.append(
        readiness.scalesAnswered > 0
          ? "evidence \(Words.decimal(readiness.evidenceReady)) of \(Words.decimal(readiness.evidenceTotal))"
          : "evidence 0 of \(Words.decimal(readiness.evidenceTotal))\(isShort ? "" : ", nothing told")")
    }
    // The percentage of a step consists of these parts.
    let share = isShort ? nil : readiness.overall.map { "\(Words.percent($0)) ready: " }
    return (share ?? "") + parts.joined(separator: isShort ? " · " : ", ")
  }
}
