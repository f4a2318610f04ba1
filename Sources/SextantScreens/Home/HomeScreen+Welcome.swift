import ItemBank
import SextantCore
import TerminalUI
import TextLayout

/// Home before the first answer: what the placement is, and where the road leads.
extension HomeScreen {
  func drawWelcome(in area: Rect, _ context: Context, on frame: inout Frame) {
    let text = Chrome.text(area.inset(top: area.rows > 24 ? 2 : 0))
    let lines = Pane.fitted(text) { welcomeLines(columns: $0, rows: text.rows, context) }
    Pane.draw(lines, offset: Pane.offset(0, lines: lines, height: text.rows), in: text, on: &frame)
  }

  private func welcomeLines(columns: Int, rows: Int, _ context: Context) -> [Line] {
    let overview = context.overview
    var lines: [Line] = [Line("Find out where you stand", .heading), .blank]
    if let open = overview.open {
      lines += Line.wrap(open.waits, columns: columns)
    } else {
      lines += Line.wrap(
        "The placement asks about \(overview.settings.placementLength) questions from \(overview.itemCount), "
          + "over all \(overview.content.framework.domains.count) domains, and adapts to your answers. "
          + "It takes \(overview.time(of: .placement, items: overview.settings.placementLength)); you can stop at any "
          + "question and go on later.", columns: columns)
      lines.append(.blank)
      lines += Line.wrap(
        "You will see each domain with its uncertainty, the gaps on the four steps of the road, and what "
          + "to do about them. “I don't know” is a good answer: it costs no more than a wrong one.", .muted,
        columns: columns)
    }
    lines.append(.blank)
    let label = overview.open == nil ? "Start the placement" : "Go on"
    var start = Line(
      [TextRun(" ▸ ", .key), TextRun(label, Style(.accent, .bold)), TextRun("   enter", .key)],
      command: .confirm)
    start.cursor = 1
    start.isFocused = true
    lines.append(start)
    guard rows >= 18 else { return lines }
    lines.append(.blank)
    if rows > 24 { lines.append(.blank) }
    return lines + RoadLines.all(columns: columns, overview.content)
  }
}

/// The four steps of the road, each with what it is about.
enum RoadLines {
  static func all(columns: Int, _ content: AssessmentContent) -> [Line] {
    [Line("The road", .heading)]
      + content.roadmap.steps.flatMap { step in
        CellText.wrap(step.about, columns: max(12, columns - 20)).enumerated().map { index, row in
          Line([
            TextRun(index == 0 ? "  \(step.number)  " : "     ", .muted),
            TextRun(Words.fit(index == 0 ? step.shortName : "", 14)), TextRun(row, .muted),
          ])
        }
      }
  }
}
