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
          "No attempt has measured anything yet. After your first placement you see it here; from the second on, "
            + "what changed. Drills are practice and aren't listed.", columns: columns)
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
          selected, at: list.place(in: rows), isFocused: true,
          Columns(bottom.columns, data, domain: domain, context), context),
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
  private var drawn: [HistoryData.Entry] {
    let counted = Set(measured.map(\.id))
    return data.entries.filter {
      counted.contains($0.id) || ($0.record.exclusion != nil && $0.measured(domain: domain))
    }
  }

  /// What changed, from the fullest sentence to the shortest.
  private func changeWords(_ context: Context) -> [String] {
    guard !data.entries.isEmpty else { return [] }
    if let change = data.development(domain: domain, today: context.today, days: context.days) {
      return [change.sentence, change.words]
    }
    guard data.entries.count > 1 else { return ["the second attempt shows a change", "one attempt"] }
    let count = data.entries.count { $0.says(ofDomain: domain) }
    return [
      "\(count) of \(data.entries.count) attempts \(count == 1 ? "has" : "have") a score; a change needs two",
      "no change yet",
    ]
  }

  private func chart(_ context: Context, rows: Int) -> LineChart {
    let entries = drawn
    let samples = entries.compactMap { entry in
      entry.value(domain: domain).map {
        LineChart.Sample(
          time: entry.date.timeIntervalSince1970 / Seconds.perDay, value: 500 + 100 * $0.mean,
          margin: 100 * $0.margin, isHollow: entry.record.exclusion != nil)
      }
    }
    // The line is the score on each day, from all answers up to then; each attempt is a point beside it.
    let line = scores(context)
    let target = 500 + 100 * context.overview.standing.target
    // Show all points and the whole line, and the margins as far as they lie on the usual scale.
    let values = line.map(\.value) + samples.map(\.value) + [target]
    let marked = samples + line.suffix(1)
    let low = min((values.min() ?? 300) - 20, max(200, marked.map { $0.value - $0.margin }.min() ?? 300))
    let high = max((values.max() ?? 700) + 20, min(800, marked.map { $0.value + $0.margin }.max() ?? 700))
    let (step, range) = Self.axis(low: low, high: high, rows: rows)
    var ticks: [LineChart.Tick] = []
    var value = (range.lowerBound / step).rounded(.up) * step
    while value <= range.upperBound {
      ticks.append(.init(position: value, label: "\(Int(value))"))
      value += step
    }
    return LineChart(
      samples: samples, levels: line,
      endLabel: line.isEmpty
        ? "" : "\(ReportingScale.score(context.overview.score(domain: domain).mean)) today",
      target: target, targetLabel: "\(context.overview.profileName) target \(Int(target.rounded()))",
      valueTicks: ticks,
      timeTicks: labelled(entries).map {
        .init(
          position: $0.date.timeIntervalSince1970 / Seconds.perDay,
          label: context.days.short($0.date, now: context.now))
      }, range: range, leastSpan: 7)
  }

  /// The score on each day with answers, and today.
  private func scores(_ context: Context) -> [LineChart.Sample] {
    // A day's score holds from its last attempt on.
    let ends = Dictionary(
      data.entries.map { (context.days.day(of: $0.date), $0.date) }, uniquingKeysWith: { max($0, $1) })
    return data.points(domain: domain, through: context.overview).map { point in
      let isToday = point.day == context.overview.today
      let time =
        isToday ? context.overview.now : ends[point.day] ?? context.days.start(of: point.day.advanced(by: 1))
      return LineChart.Sample(
        time: time.timeIntervalSince1970 / Seconds.perDay, value: 500 + 100 * point.value.mean,
        margin: 100 * point.value.margin)
    }
  }

  /// The numbers on an axis with that many rows.
  ///
  /// Each step between two numbers takes the same number of rows, at least two if there is room.
  static func axis(low: Double, high: Double, rows: Int) -> (step: Double, range: ClosedRange<Double>) {
    let last = max(1, rows - 1)
    var best: (step: Double, range: ClosedRange<Double>)?
    for step in [50.0, 100, 200, 500, 1000] {
      // The more rows per step, the finer the picture. Start with the finest and stop when everything fits.
      for rowsOfStep in stride(from: last, through: last < 8 ? 1 : 2, by: -1) {
        let perRow = step / Double(rowsOfStep)
        let lower = (low / perRow + 1e-9).rounded(.down) * perRow
        let upper = lower + Double(last) * perRow
        guard upper >= high - 1e-9 else { continue }
        // A single number is no scale.
        let first = (lower / step - 1e-9).rounded(.up) * step
        guard first + step <= upper + 1e-9 else { continue }
        // Choose coarser numbers only if they fill the picture much better.
        if upper - lower < (best.map { $0.range.upperBound - $0.range.lowerBound } ?? .infinity) * 0.93 {
          best = (step, lower...upper)
        }
        break
      }
    }
    return best ?? (1000, ((low / 1000).rounded(.down) * 1000)...((high / 1000).rounded(.up) * 1000))
  }

  /// The attempts to label on the axis: all if there are few, otherwise one for each stretch of time.
  private func labelled(_ entries: [HistoryData.Entry]) -> [HistoryData.Entry] {
    let stretches = 48
    guard entries.count > stretches, let first = entries.first, let last = entries.last else {
      return entries
    }
    let start = first.date
    let span = max(1, last.date.timeIntervalSince(start))
    var taken = -1
    return entries.filter { entry in
      let stretch = Int(Double(stretches) * entry.date.timeIntervalSince(start) / span)
      guard stretch > taken else { return false }
      taken = stretch
      return true
    }
  }

  // MARK: Words about the chart

  /// What the marks of the chart stand for; only those that are drawn.
  private func legend(_ plot: Rect, columns: Int, _ context: Context) -> [Line] {
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
        TextRun("──", Style(.interval)), TextRun(isPlain ? " your score" : " your score each day", .muted),
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
  private func notes(hasSure: Bool, _ context: Context) -> [String] {
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
        "\(Words.percent(today.atTarget)) sure you're at the target, "
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
  private func today(_ overview: Overview) -> (mean: Double, lower: Double, upper: Double, atTarget: Double) {
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

  private static func score(_ value: ScoreLine.Value) -> String {
    "\(ReportingScale.score(value.mean)) ± \(ReportingScale.points(value.margin))"
  }

  // MARK: The list

  /// The widths of the list's columns; 0 leaves one out.
  private struct Columns {
    let all: Int
    /// The day, with the time if attempts share a day.
    let day: Int
    let mode: Int
    /// An exam's right answers need more than a number.
    let items: Int
    let score: Int
    let change: Int
    let sure: Int
    let hasTimes: Bool

    init(_ columns: Int, _ data: HistoryData, domain: Int?, _ context: Context) {
      all = columns
      let days = data.entries.map { context.days.day(of: $0.date) }
      hasTimes = Set(days).count < days.count
      let longest = data.entries.map { CellText.width(of: context.days.near($0.date, now: context.now)) }
        .max()
      let wide = max(10, longest ?? 0) + (hasTimes ? 6 : 0) + 2
      let items = data.entries.contains { $0.exam != nil } ? 9 : 6
      if columns >= 4 + wide + 11 + items + 12 + 9 {
        (score, change) = (12, 9)
        (day, mode, self.items) = (wide, 11, items)
      } else {
        (score, change) = (10, 6)
        (day, mode, self.items) = (hasTimes ? 13 : 7, hasTimes ? 0 : 10, 0)
      }
      let used = 4 + day + mode + self.items + score + change
      sure = columns >= used + 6 ? 6 : 0
    }

    var isRoomy: Bool { items > 0 }
    /// The columns before the score.
    var lead: Int { day + mode + items }
  }

  private func drawList(
    in area: Rect, plot: Rect? = nil, hasAside: Bool, _ context: Context, on frame: inout Frame
  ) {
    guard area.rows > 0 else { return }
    let columns = area.columns
    let rows = listed
    // Whether the bar is needed decides how wide the rows may be.
    let widths = Columns(columns - (rows.count + 2 > area.rows ? 1 : 0), data, domain: domain, context)
    let head =
      "    " + Words.fit(widths.isRoomy ? "Attempt" : "Day", widths.day)
      + (widths.mode > 0 ? Words.fit("Mode", widths.mode) : "")
      + (widths.items > 0 ? Words.fit("Items", widths.items) : "")
      + Words.fit(widths.isRoomy ? "On its own" : "Own score", widths.score)
      + (widths.sure > 0 ? Words.fit("Change", widths.change) + "Sure" : "Change")
    let focus = list.place(in: rows)
    let excluded =
      hasAside
      ? nil
      : list.selected(in: rows).flatMap { entry in
        entry.record.exclusion.map {
          "This \(entry.mode.name) doesn't count: \($0). O counts it again."
        }
      }
    let hasHint = hint != nil || search != nil || reason != nil || excluded != nil
    frame.put(Line(head, .heading), in: area, row: area.row)
    var body = area.inset(top: 1, bottom: hasHint ? 1 : 0)
    if body.rows >= min(4, rows.count + 1) {
      frame.put(today(widths, context), in: body, row: body.row)
      body = body.inset(top: 1)
    }
    // Build only the visible rows: there may be thousands.
    let offset = Pane.turned(to: focus, count: rows.count, height: body.rows)
    Pane.draw(count: rows.count, offset: offset, in: body, on: &frame) { place in
      row(rows[place], at: place, isFocused: place == focus, widths, context)
    }
    if rows.isEmpty { frame.put(Line("    No attempt has these words.", .muted), in: body, row: body.row) }
    if let search {
      var line = search.line(columns: columns - 1)
      if !isSearching { line.cursor = nil }
      frame.put(line, in: area, row: area.endRow - 1)
    } else if let reason, hint == nil {
      frame.put(reason.line(columns: columns - 1), in: area, row: area.endRow - 1)
    } else if let words = hint ?? excluded {
      frame.put(
        Line(CellText.truncate(words, columns: columns), Style(.caution)), in: area, row: area.endRow - 1)
    } else if !hasAside {
      drawNotes(
        plot, hasSure: widths.sure > 0, in: area.inset(top: body.row - area.row + max(1, rows.count)),
        context,
        on: &frame)
    }
  }

  /// Draws what fits below the list: when to retake, the marks, and what the columns mean.
  private func drawNotes(
    _ plot: Rect?, hasSure: Bool, in area: Rect, _ context: Context, on frame: inout Frame
  ) {
    let columns = area.columns - 4
    var left = area.rows
    var lines: [Line] = []
    var groups = notes(hasSure: hasSure, context).map { Line.wrap($0, .muted, columns: columns) }
    if let plot { groups.insert(legend(plot, columns: columns, context), at: min(1, groups.count)) }
    for group in groups where group.count <= left {
      left -= group.count
      lines += group
    }
    // Set off from the list if there is room.
    let start = area.row + min(1, left)
    for (index, line) in lines.enumerated() {
      frame.put(line, in: area.inset(left: 4), row: start + index)
    }
  }

  /// The score today, as on the home screen.
  private func today(_ widths: Columns, _ context: Context) -> Line {
    let overview = context.overview
    let count = domain.map { overview.answers(inDomain: $0) } ?? overview.answerCount
    let today = today(overview)
    let score =
      count == 0
      ? overview.leftOut(inDomain: domain).shortWords
      : Words.score(mean: today.mean, lower: today.lower, upper: today.upper)
    let name =
      widths.isRoomy
      ? Words.fit("Your score today", widths.day + widths.mode) + Words.fit("\(count)", widths.items)
      : Words.fit("Score today", widths.lead)
    let used = 4 + widths.lead + widths.score
    let why = ["from all answers, as on home", "as on home", "on home", ""].first {
      used + CellText.width(of: $0) <= widths.all
    }
    return Line("    " + name + Words.fit(score, widths.score) + (count == 0 ? "" : why ?? ""), .muted)
  }

  private func row(
    _ entry: HistoryData.Entry, at place: Int, isFocused: Bool, _ widths: Columns, _ context: Context
  ) -> Line {
    let isMarked = marked.contains(entry.id)
    // As many attempts at least are newer as rows are above it.
    let upTo = data.entries.dropLast(place)
    let older = data.entries[..<(upTo.lastIndex { $0.id == entry.id } ?? 0)]
    let value = entry.measured(domain: domain) ? entry.value(domain: domain) : nil
    let isExcluded = entry.record.exclusion != nil
    let mark = entry.exam.map { $0.isPassed ? "✓" : "✗" }
    let date =
      widths.isRoomy
      ? context.days.near(entry.date, now: context.now) : context.days.short(entry.date, now: entry.date)
    var text = Words.fit(
      widths.hasTimes ? "\(date) \(context.days.hour(entry.date))" : date, widths.day)
    if widths.isRoomy {
      let items =
        entry.exam.map { exam in
          domain.map { "\(exam.domains[$0].right)/\(exam.domains[$0].questions)" }
            ?? "\(exam.right)/\(exam.total) \(mark ?? "")"
        } ?? "\(domain.map { entry.answersOfDomain[$0] } ?? entry.record.responseCount)"
      text += Words.fit(entry.mode.name, widths.mode) + Words.fit(items, widths.items)
    } else if widths.mode > 0 {
      text += Words.fit(mark.map { "exam \($0)" } ?? entry.mode.name, widths.mode)
    }
    let score =
      value.map(Self.score)
      ?? (!entry.hasScore
        ? entry.exam == nil ? "none counts" : "too few answers" : domain == nil ? "one domain" : "not asked")
    text += Words.fit(score, entry.hasScore || entry.exam == nil ? widths.score : 21)
    var runs = [
      TextRun(isFocused ? "▸" : " ", .key), TextRun(isMarked ? " ◆ " : "   ", Style(.accent)),
      TextRun(text, isExcluded ? .muted : .text),
    ]
    if isExcluded { runs.append(TextRun(widths.isRoomy ? "excluded" : "out", .muted)) }
    let earlier = older.last { $0.mode == entry.mode && $0.says(ofDomain: domain) }
    if !isExcluded, let value, let before = earlier?.value(domain: domain) {
      let change = ReliableChange(
        from: (mean: before.mean, sd: before.sd), to: (mean: value.mean, sd: value.sd))
      let role = Words.role(change)
      runs.append(
        TextRun(Words.fit(Words.change(from: before.mean, to: value.mean), widths.change), Style(role)))
      if widths.sure > 0 { runs.append(TextRun(Words.sure(change, before.mean, value.mean), Style(role))) }
    }
    // An empty cell would look as if something were missing.
    if !isExcluded, value != nil, !older.isEmpty, earlier == nil {
      let used = 4 + widths.lead + widths.score
      runs.append(
        TextRun(used + 17 <= widths.all ? "first of its kind" : "first", .muted))
    }
    var line = Line(runs, command: .choose(place))
    line.isFocused = isFocused
    line.isSelected = isFocused
    if isFocused, !isSearching { line.cursor = 0 }
    return line
  }
}
