import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

/// The home screen on a low terminal.
extension HomeScreen {
  /// Draws the same content on a low terminal: a scrolling list above the next step, which stays in place.
  func drawLow(in area: Rect, _ context: Context, on frame: inout Frame) {
    let (body, foot) = area.inset(left: 1, right: 1).splitBottom(1)
    let lines = Pane.fitted(body) { lowLines(context, columns: $0) }
    Pane.draw(lines, offset: Pane.offset(0, lines: lines, height: body.rows), in: body, on: &frame)
    drawNextShort(row: foot.row, in: area, context, on: &frame)
  }

  private func lowLines(_ context: Context, columns: Int) -> [Line] {
    let overview = context.overview
    let domains = overview.content.framework.domains
    let table = ScoreTable(columns: columns, target: overview.standing.target)
    func focused(_ lines: [Line], _ row: Int) -> [Line] {
      lines.enumerated().map { index, line in
        var line = line
        line.command = .choose(row)
        guard focus == row else { return line }
        line.isFocused = true
        line.isSelected = true
        if index == 0 { line.cursor = 0 }
        return line
      }
    }
    let overall = overview.standing.overall
    var lines = [
      table.line(
        ScoreTable.Row(
          name: "Overall", mean: overall.mean, lower: overall.lower95, upper: overall.upper95,
          answers: overview.answerCount, style: Style(.text, .bold)))
    ]
    for (index, domain) in domains.enumerated() {
      let estimate = overview.standing.domains[index]
      let row = table.line(
        ScoreTable.Row(
          name: domain.shortName, mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95,
          answers: overview.answers(inDomain: index),
          leftOut: overview.leftOut(inDomain: index)))
      lines += focused([row], index)
    }
    let ways = overview.interviewWays ?? []
    if let words = ways.first(where: { CellText.width(of: $0) <= columns }) ?? ways.last {
      lines.append(Line(words, overview.fitsInterview ? .text : Style(.caution)))
    }
    for (index, lower) in Self.lowerRows(overview).enumerated() {
      let rows: [Line]
      switch lower {
      case .road: rows = roadLines(overview, columns: columns)
      case .measure:
        let sentence = overview.nextMeasurement?.sentence ?? ""
        rows = labelled(lower, Line.wrap(sentence, columns: columns - Self.labelColumns))
      case .retake:
        let sentence = overview.retake?.sentence ?? ""
        rows = labelled(lower, Line.wrap(sentence, .muted, columns: columns - Self.labelColumns))
      case .late:
        rows = laterLines(context, columns: columns).filter { $0.runs.first == Self.label("Late") }
      case .due:
        rows = labelled(lower, Line.wrap(dueWords(overview), columns: columns - Self.labelColumns))
      }
      lines += focused(rows, domains.count + index)
    }
    return lines + Line.wrap(facts(context), .muted, columns: columns)
  }

  /// Rows with a label in front of the first one.
  private func labelled(_ row: LowerRow, _ lines: [Line]) -> [Line] {
    lines.enumerated().map { index, line in
      Line([Self.label(index == 0 ? row.name : "")] + line.runs)
    }
  }

  private func roadLines(_ overview: Overview, columns: Int) -> [Line] {
    let steps = GapSummary.steps(overview)
    let names = (steps.map { CellText.width(of: $0.name) }.max() ?? 0) + 3
    let words = Self.stepWords(steps, columns: columns - Self.labelColumns - names - 6)
    let longest = words.compactMap { $0.share == nil ? nil : CellText.width(of: $0.words) }.max() ?? 0
    let cells = max(3, min(10, columns - Self.labelColumns - names - longest - 1))
    return labelled(
      .road,
      zip(steps, words).map { step, covered in
        let name = TextRun(Words.fit("\(step.number) \(step.name)", names), .muted)
        // A step without skills has no share of them.
        return covered.share == nil
          ? Line([name, TextRun(covered.words, .muted)])
          : Line(
            [name] + Words.meter(covered.share, cells: cells)
              + [TextRun(" " + Words.right(covered.words, longest), .muted)])
      })
  }

  private func drawNextShort(row: Int, in area: Rect, _ context: Context, on frame: inout Frame) {
    let overview = context.overview
    let lines = nextLines(context, columns: area.columns - 2)
    guard var line = lines.last else { return }
    if let open = overview.open {
      line.runs = [
        Self.label("Next"), TextRun("▸ ", .key),
        TextRun(
          CellText.truncate(
            "Go on with your \(open.modeName)", columns: area.columns - 4 - Self.labelColumns),
          Style(.accent, .bold)),
      ]
    } else if lines.count > 1 {
      // There is only one row, so say what to do, not why.
      let title = overview.firstStep.title
      let room = area.columns - 4 - Self.labelColumns
      line.runs = [
        Self.label("Next"), TextRun("▸ ", .key),
        TextRun(CellText.truncate(title, columns: room), Style(.accent, .bold)),
      ]
    }
    // Enter then opens the focused row, not this one.
    if focus != nil, line.runs.count > 2 {
      line.runs = line.runs.map { $0.text == "▸ " ? TextRun("  ") : TextRun($0.text, .muted) }
      line.cursor = nil
    }
    frame.put(line, in: area.inset(left: 1, right: 1), row: row)
  }
}
