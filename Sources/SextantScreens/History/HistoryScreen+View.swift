import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension HistoryScreen {
  /// The widest chart without a pane beside it: wider ones say no more, and the pane must not make the chart narrower.
  private static let chartColumns = 78
  /// The least columns of the pane beside the chart.
  private static let asideColumns = 28

  /// Draws the history.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let name = domain.map { context.content.framework.domains[$0].shortName } ?? "Overall"
    let title = "\(name) over time"
    let room = size.columns - CellText.width(of: title) - 4
    let ways = changeWords(context)
    let area = Chrome.draw(
      title: [TextRun(title, .heading)],
      right: [TextRun(ways.first { CellText.width(of: $0) <= room } ?? "", .muted)], on: &frame)
    guard !data.entries.isEmpty else {
      let text = Chrome.text(area.inset(top: area.rows >= 14 ? 2 : 0))
      let lines = Pane.fitted(text) { columns in
        Line.wrap(
          context.overview.nothingFinished
            + " Your first placement appears here, and from the second on you see what changed.",
          columns: columns)
      }
      Pane.draw(lines, offset: 0, in: text, on: &frame)
      return frame
    }
    let inner = area.inset(left: 1, right: 1)
    // In five rows, a chart says less than the numbers it would displace; tab shows it alone.
    if measured.isEmpty || (area.rows < 12 && !isChartAlone) {
      drawList(in: inner, hasAside: false, context, on: &frame)
      return frame
    }
    let listRows = isChartAlone ? 1 : min(data.entries.count + 2, inner.rows * 45 / 100) + notesRows(inner)
    let (top, bottom) = inner.splitTop(inner.rows - max(isChartAlone ? 1 : 3, listRows))
    let (plot, aside) = Self.split(top)
    chart(context, rows: plot.rows - 2).draw(into: &frame.surface, in: plot)
    if let aside {
      frame.rule(atColumn: aside.column - 2, in: top.inset(bottom: 1))
      let lines = asideLines(plot, columns: aside.columns, context)
      Pane.draw(lines, offset: 0, in: aside.inset(bottom: 1), on: &frame)
    }
    if isChartAlone {
      let rows = listed
      guard let selected = list.selected(in: rows) else { return frame }
      frame.put(
        row(
          selected, at: list.place(in: rows), isFocused: true, columns(bottom.columns, context), context),
        in: bottom, row: bottom.row)
    } else {
      drawList(in: bottom, plot: plot, hasAside: aside != nil, context, on: &frame)
    }
    return frame
  }

  /// The areas of the chart and of the pane beside it, if there is room for one.
  private static func split(_ area: Rect) -> (chart: Rect, aside: Rect?) {
    guard area.columns >= chartColumns + 3 + asideColumns else {
      return (
        Rect(
          column: area.column, row: area.row, columns: min(chartColumns, area.columns), rows: area.rows), nil
      )
    }
    let columns = min(48, max(asideColumns, area.columns - 100))
    let (left, rest) = area.splitLeft(area.columns - columns - 3)
    return (left, rest.inset(left: 3))
  }

  /// The rows below the list for the words about it, where they have no pane.
  private func notesRows(_ area: Rect) -> Int {
    Self.split(area).aside != nil ? 0 : area.rows >= 18 ? 4 : area.rows >= 14 ? 2 : 0
  }

  /// The attempts that measured the line's subject.
  private var measured: [HistoryData.Entry] {
    let found = data.entries.filter { $0.says(ofDomain: domain) }
    // A history of focus attempts alone should still show something.
    return found.isEmpty && domain == nil ? data.entries.filter(\.hasScore) : found
  }

  /// The attempts with a point: those that count, and those that were excluded.
  var drawn: [HistoryData.Entry] {
    let counted = Set(measured.map(\.id))
    return data.entries.filter {
      counted.contains($0.id) || ($0.record.exclusion != nil && $0.measured(domain: domain))
    }
  }

  /// What changed, from the fullest sentence to the shortest.
  private func changeWords(_ context: Context) -> [String] {
    guard !data.entries.isEmpty else { return [] }
    if let change = data.development(domain: domain, today: context.today, days: context.days) {
      return change.sentences + [change.words]
    }
    guard data.entries.count > 1 else { return ["a second attempt will show a change", "one attempt"] }
    let count = data.entries.count { $0.says(ofDomain: domain) }
    return [
      "\(count) of \(data.entries.count) attempts \(count == 1 ? "has" : "have") a score; a change needs two",
      "no change yet",
    ]
  }

  // MARK: Words about the chart

  /// What the marks of the chart stand for; only those that are drawn.
  func legend(_ plot: Rect, columns: Int, _ context: Context) -> [Line] {
    let chart = chart(context, rows: plot.rows - 2)
    let isPlain = columns < 40
    var parts: [[TextRun]] = []
    if chart.samples.contains(where: { !$0.isHollow }) {
      parts.append([
        TextRun("●", Style(.estimate, .bold)),
        TextRun(chart.showsMargins(in: plot) ? " attempt with its margin" : " attempt", .muted),
      ])
    }
    if chart.samples.contains(where: \.isHollow) {
      parts.append([TextRun("○", .muted), TextRun(" excluded", .muted)])
    }
    if let first = chart.levels.first, let last = chart.levels.last, last.time > first.time {
      parts.append([
        TextRun("━━", Style(.interval)), TextRun(isPlain ? " your score" : " your score each day", .muted),
      ])
    }
    var lines: [Line] = []
    for part in parts {
      let gap = TextRun("   ", .muted)
      if let last = lines.last, last.width + 3 + Line(part).width <= columns {
        lines[lines.count - 1].runs += [gap] + part
      } else {
        lines.append(Line(part))
      }
    }
    return lines
  }

  /// Sentences about the numbers, the most important first.
  func notes(hasSure: Bool, _ context: Context) -> [String] {
    let advice = context.overview.open == nil && domain == nil ? context.overview.retake?.line : nil
    return (advice.map { [$0] } ?? []) + [
      "Your score uses all answers up to that day, an attempt on its own only its own answers."
    ]
      + (hasSure
        ? ["“Sure” says how sure it is that the change since the last attempt of this kind is real."] : [])
      + (data.entries.contains { $0.exam != nil }
        ? ["An exam shows its right answers: ✓ passed, ✗ not passed."] : [])
      + ["Drills are practice and aren't listed."]
  }

  /// The pane beside the chart: today, the selected attempt, and what the marks mean.
  private func asideLines(_ plot: Rect, columns: Int, _ context: Context) -> [Line] {
    let overview = context.overview
    let count = domain.map { overview.answers(inDomain: $0) } ?? overview.answerCount
    let today = today(overview)
    var lines = [Line("Today", .heading)]
    if count == 0 {
      lines += Line.wrap(overview.leftOut(inDomain: domain).sentence, .muted, columns: columns)
    } else {
      let level = Words.level(lower: today.lower, upper: today.upper, answers: count)
      let score = Words.score(mean: today.mean, lower: today.lower, upper: today.upper)
      lines += Line.wrap(score + (level.map { ", \($0)" } ?? ""), Style(.text, .bold), columns: columns)
      lines += Line.wrap(
        "\(SkillVerdict.Model.sureness(today.atTarget)), "
          + "from \(Words.count(count, "answer"))", columns: columns)
    }
    if let entry = list.selected(in: listed) {
      lines += [.blank] + attemptLines(entry, columns: columns, context)
    }
    var groups = [legend(plot, columns: columns, context)]
    groups += notes(hasSure: true, context).map { Line.wrap($0, .muted, columns: columns) }
    for group in groups where lines.count + group.count + 1 < plot.rows { lines += [.blank] + group }
    return lines
  }

  /// The score today, as on the home screen, in logits.
  func today(_ overview: Overview) -> (mean: Double, lower: Double, upper: Double, atTarget: Double) {
    let standing = overview.standing
    guard let domain else {
      let all = standing.overall
      return (all.mean, all.lower95, all.upper95, all.probability(atLeast: standing.target))
    }
    let own = standing.domains[domain]
    return (own.mean, own.lower95, own.upper95, own.probability(atLeast: standing.target))
  }

  private func attemptLines(_ entry: HistoryData.Entry, columns: Int, _ context: Context) -> [Line] {
    let record = entry.record
    var lines = Line.wrap(
      "\(record.modeName.prefix(1).uppercased() + record.modeName.dropFirst()) of \(context.days.long(entry.date)), "
        + context.days.hour(entry.date), .heading, columns: columns)
    let count = domain.map { entry.answersOfDomain[$0] } ?? record.responseCount
    lines += Line.wrap(
      "\(Words.count(count, "answer")), "
        + Timestamps.duration(milliseconds: record.activeMilliseconds), columns: columns)
    if let exam = entry.exam { lines += Line.wrap(exam.headline, columns: columns) }
    if let value = entry.measured(domain: domain) ? entry.value(domain: domain) : nil {
      lines += Line.wrap("\(Self.score(value)) on its own", columns: columns)
    }
    if let value = data.score(after: entry, domain: domain, through: context.overview) {
      lines += Line.wrap("\(Self.score(value)) was your score after it", columns: columns)
    }
    if let reason = record.exclusion {
      lines += Line.wrap("It doesn't count: \(reason). O counts it again.", Style(.caution), columns: columns)
    }
    return lines
  }

  static func score(_ value: ScoreLine.Value) -> String {
    "\(ReportingScale.score(value.mean)) ± \(ReportingScale.points(value.margin))"
  }
}
