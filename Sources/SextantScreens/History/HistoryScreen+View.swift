import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension HistoryScreen {
  /// Draws the history.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let name = domain.map { context.content.framework.domains[$0].shortName } ?? "Overall"
    let area = Chrome.draw(
      title: [TextRun("\(name) over time", .heading)],
      right: [TextRun(changeWords(columns: size.columns, context), .muted)], on: &frame)
    guard !data.entries.isEmpty else {
      let text = Chrome.text(area.inset(top: 2))
      Pane.draw(
        Line.wrap(
          "No attempt that measures is finished yet. After the first placement you see it here; from the second on, what "
            + "changed. Drills are practice and leave no mark.",
          columns: text.columns), offset: 0, in: text, on: &frame)
      return frame
    }
    // Without a number there is nothing to draw.
    if measured.isEmpty {
      drawList(in: area.inset(left: 1, right: 1), context, on: &frame)
      return frame
    }
    if isChartAlone {
      drawChartAlone(in: area.inset(left: 1, right: 1), context, on: &frame)
      return frame
    }
    let isWide = size.columns >= 118
    if isWide {
      let (left, rest) = area.splitLeft(max(area.columns / 2, area.columns - 70))
      chart(context, rows: left.rows - 3).draw(
        into: &frame.surface, in: left.inset(left: 1, top: 1, right: 1))
      drawList(in: rest.inset(left: 1, top: 1, right: 1), context, on: &frame)
      return frame
    }
    // In five rows, a chart says less than the numbers it would displace; tab shows it alone.
    if area.rows < 12 {
      drawList(in: area.inset(left: 1, right: 1), context, on: &frame)
      return frame
    }
    // A short list leaves its room to the chart.
    let legendRows = area.rows >= 18 && data.entries.count > 1 ? 4 : area.rows >= 14 ? 2 : 0
    let listRows = min(data.entries.count + 2, area.rows * 45 / 100) + legendRows
    let chartRows = area.rows - max(3, listRows)
    let (top, bottom) = area.splitTop(chartRows)
    chart(context, rows: top.rows - 2).draw(into: &frame.surface, in: top.inset(left: 1, right: 1))
    drawList(in: bottom.inset(left: 1, right: 1), context, on: &frame)
    return frame
  }

  /// Draws the chart on the whole screen, with the focused attempt below it.
  private func drawChartAlone(in area: Rect, _ context: Context, on frame: inout Frame) {
    let (top, bottom) = area.splitTop(area.rows - 1)
    chart(context, rows: top.rows - 2).draw(into: &frame.surface, in: top)
    let rows = listed
    if let selected = list.selected(in: rows) {
      frame.put(
        row(selected, at: list.place(in: rows), isFocused: true, columns: bottom.columns, context),
        in: bottom, row: bottom.row)
    }
  }

  /// The attempts that measured the line's subject.
  private var measured: [HistoryData.Entry] {
    let found = data.entries.filter { $0.says(ofDomain: domain) }
    // A history of focus attempts alone should still show something.
    return found.isEmpty && domain == nil ? data.entries.filter(\.hasScore) : found
  }

  private func changeWords(columns: Int, _ context: Context) -> String {
    guard !data.entries.isEmpty else { return "" }
    guard let change = data.development(domain: domain, today: context.today, days: context.days) else {
      return measured.count == 1 ? "one attempt: no change yet" : "no change yet"
    }
    return columns >= 60 ? change.sentence : change.words
  }

  private func chart(_ context: Context, rows: Int) -> LineChart {
    let entries = measured
    let samples = entries.compactMap { entry in
      entry.value(domain: domain).map {
        LineChart.Sample(
          time: entry.date.timeIntervalSince1970 / Seconds.perDay, value: 500 + 100 * $0.mean,
          margin: 100 * $0.margin)
      }
    }
    // The line is the score on each day, from all answers up to then; each attempt is a point beside it.
    let line = scores(context)
    let target = 500 + 100 * context.overview.standing.target
    let isOfOneDay = entries.count > 1 && Set(entries.map { context.days.day(of: $0.date) }).count == 1
    // Show all points and the whole line, and the margins as far as they lie on the usual scale.
    let values = line.map(\.value) + samples.map(\.value) + [target]
    let low = min((values.min() ?? 300) - 20, max(200, line.map { $0.value - $0.margin }.min() ?? 300))
    let high = max((values.max() ?? 700) + 20, min(800, line.map { $0.value + $0.margin }.max() ?? 700))
    let (step, range) = Self.axis(low: low, high: high, rows: rows)
    var ticks: [LineChart.Tick] = []
    var value = (range.lowerBound / step).rounded(.up) * step
    while value <= range.upperBound {
      ticks.append(.init(position: value, label: "\(Int(value))"))
      value += step
    }
    return LineChart(
      samples: samples, trend: line, target: target,
      targetLabel: "\(context.overview.profileName) target \(Int(target.rounded()))",
      valueTicks: ticks,
      timeTicks: labelled(entries).map {
        .init(
          position: $0.date.timeIntervalSince1970 / Seconds.perDay,
          // On a single day, show the hour.
          label: isOfOneDay ? context.days.hour($0.date) : context.days.short($0.date, now: context.now))
      }, range: range)
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

  private static let columnsForMode = 52

  /// The width of the column of items; an exam's right answers need more than a number.
  private var itemsWidth: Int { data.entries.contains { $0.exam != nil } ? 9 : 6 }
  /// The columns that the last one, whether somebody improved, needs.
  private var columnsForSure: Int { 59 + itemsWidth }

  private func drawList(in area: Rect, _ context: Context, on frame: inout Frame) {
    guard area.rows > 0 else { return }
    let columns = area.columns
    var head = "    "
    head +=
      columns >= Self.columnsForMode
      ? Words.fit("Attempt", 13) + Words.fit("Mode", 11) + Words.fit("Items", itemsWidth)
      : Words.fit("Day", 7) + Words.fit("Mode", 6)
    head += Words.fit("On its own", 12) + Words.fit("Change", 9)
    if columns >= columnsForSure { head += "Improved?" }
    let rows = listed
    let focus = list.place(in: rows)
    let excluded = list.selected(in: rows).flatMap { entry in
      entry.record.exclusion.map { "Attempt \(entry.record.number) doesn't count: \($0). O counts it again." }
    }
    let hasHint = hint != nil || search != nil || reason != nil || excluded != nil
    while head.last == " " { head.removeLast() }
    frame.put(Line(CellText.truncate(head, columns: columns), .heading), in: area, row: area.row)
    var body = area.inset(top: 1, bottom: hasHint ? 1 : 0)
    if body.rows >= 4 {
      frame.put(today(columns: columns, context), in: body, row: body.row)
      body = body.inset(top: 1)
    }
    // Build only the visible rows: there may be thousands.
    let offset = Pane.turned(to: focus, count: rows.count, height: body.rows)
    Pane.draw(count: rows.count, offset: offset, in: body, on: &frame) { place in
      row(rows[place], at: place, isFocused: place == focus, columns: columns, context)
    }
    if rows.isEmpty { frame.put(Line("    No attempt has these words.", .muted), in: body, row: body.row) }
    if let search {
      var line = search.line(columns: columns - 1)
      if !isSearching { line.cursor = nil }
      frame.put(line, in: area, row: area.endRow - 1)
    } else if let reason, hint == nil {
      frame.put(reason.line(columns: columns - 1), in: area, row: area.endRow - 1)
    } else if let hint {
      frame.put(
        Line(CellText.truncate(hint, columns: columns), Style(.caution)), in: area, row: area.endRow - 1)
    } else if let excluded {
      frame.put(
        Line(CellText.truncate("    " + excluded, columns: columns), Style(.caution)), in: area,
        row: area.endRow - 1)
    } else if columns < 60, body.rows > data.entries.count {
      frame.put(
        [TextRun("Drills are not listed.", .muted)],
        at: Point(column: area.column + 4, row: area.endRow - 1), limit: columns - 4)
    } else if data.entries.count > 1, body.rows > data.entries.count + 1, columns >= 60 {
      // The line isn't simply drawn through its points: each day's score rests on all answers up to then.
      frame.put(
        [
          TextRun("●", Style(.estimate, .bold)), TextRun(" an attempt on its own   ", .muted),
          TextRun("⠤⠤", Style(.interval)), TextRun(" \(lineName)   ", .muted),
          TextRun("░", .faint), TextRun(columns >= 72 ? " its 95 % margin" : " its margin", .muted),
        ], at: Point(column: area.column + 4, row: area.endRow - 1), limit: columns - 4)
      // Explain first why the line differs from the points, then the columns.
      let notes =
        [
          [
            "Your score on a day rests on all answers up to then.",
            "An attempt on its own has fewer, so it may be nearer 500.",
          ],
          ["Change: since the last of its mode; yes or no from 95 % on."],
        ]
        + (itemsWidth > 6
          ? [["An exam shows its right answers of all: ✓ passed, ✗ not passed."]] : [])
        + [
          ["Drills are practice and are not listed."]
        ]
      var row = area.endRow - 1
      var left = body.rows - data.entries.count - 2
      for note in notes {
        guard left >= note.count else { break }
        left -= note.count
        row -= note.count
        for (index, text) in note.enumerated() {
          frame.put(
            [TextRun(text, .muted)], at: Point(column: area.column + 4, row: row + index), limit: columns - 4)
        }
      }
    }
  }

  /// The line, for the legend.
  private var lineName: String { domain == nil ? "your score each day" : "your score in it each day" }

  /// The score today, as on the home screen.
  private func today(columns: Int, _ context: Context) -> Line {
    let overview = context.overview
    let count = domain.map { overview.answers(inDomain: $0) } ?? overview.answerCount
    let all = overview.standing.overall
    let told =
      domain.map { overview.standing.domains[$0] }.map {
        Words.score(mean: $0.mean, lower: $0.lower95, upper: $0.upper95)
      } ?? Words.score(mean: all.mean, lower: all.lower95, upper: all.upper95)
    let score = count == 0 ? "not asked" : told
    let isRoomy = columns >= Self.columnsForMode
    let name =
      isRoomy
      ? Words.fit("Your score today", 24) + Words.fit("\(count)", itemsWidth) : Words.fit("Score today", 13)
    let why =
      count == 0 ? "" : columns >= columnsForSure + 9 ? "from all answers, as on home" : "on home"
    return Line("    " + name + Words.fit(score, 12) + why, .muted)
  }

  private func row(
    _ entry: HistoryData.Entry, at place: Int, isFocused: Bool, columns: Int, _ context: Context
  ) -> Line {
    let isMarked = marked.contains(entry.id)
    // As many attempts at least are newer as rows are above it.
    let upTo = data.entries.dropLast(place)
    let older = data.entries[..<(upTo.lastIndex { $0.id == entry.id } ?? 0)]
    let value = entry.measured(domain: domain) ? entry.value(domain: domain) : nil
    let isExcluded = entry.record.exclusion != nil
    var text: String
    let mark = entry.exam.map { $0.isPassed ? "✓" : "✗" }
    if columns >= Self.columnsForMode {
      let items =
        entry.exam.map { exam in
          domain.map { "\(exam.domains[$0].right)/\(exam.domains[$0].total)" }
            ?? "\(exam.right)/\(exam.total) \(mark ?? "")"
        } ?? "\(domain.map { entry.answersOfDomain[$0] } ?? entry.record.responseCount)"
      text =
        Words.fit(context.days.near(entry.date, now: context.now), 13) + Words.fit(entry.mode.name, 11)
        + Words.fit(items, itemsWidth)
    } else {
      let day = context.days.short(entry.date, now: entry.date)
      text = Words.fit(day, 7) + Words.fit(mark.map { "exam\($0)" } ?? String(entry.mode.name.prefix(5)), 6)
    }
    let score =
      value.map { "\(ReportingScale.score($0.mean)) ± \(ReportingScale.points($0.margin))" }
      ?? (!entry.hasScore
        ? entry.exam == nil ? "–" : "too few answers" : domain == nil ? "one domain" : "not asked")
    text += Words.fit(score, entry.hasScore || entry.exam == nil ? 12 : 21)
    var runs = [
      TextRun(isFocused ? "▸" : " ", .key), TextRun(isMarked ? " ◆ " : "   ", Style(.accent)),
      TextRun(text, isExcluded ? .muted : .text),
    ]
    if isExcluded { runs.append(TextRun(columns >= Self.columnsForMode ? "excluded" : "excl.", .muted)) }
    let earlier = older.last { $0.mode == entry.mode && $0.says(ofDomain: domain) }
    if !isExcluded, let value, let before = earlier?.value(domain: domain) {
      let change = ReliableChange(
        from: (mean: before.mean, sd: before.sd), to: (mean: value.mean, sd: value.sd))
      let role = Words.role(change)
      runs.append(TextRun(Words.fit(Words.change(from: before.mean, to: value.mean), 9), Style(role)))
      if columns >= columnsForSure {
        runs.append(TextRun(Words.improved(change), Style(role)))
      }
    }
    // An empty cell would look as if something were missing.
    if !isExcluded, value != nil, !older.isEmpty, earlier == nil {
      runs.append(TextRun(columns >= Self.columnsForMode ? "first of its mode" : "first", .muted))
    }
    var line = Line(runs, command: .choose(place))
    line.isFocused = isFocused
    line.isSelected = isFocused
    if isFocused, !isSearching { line.cursor = 0 }
    return line
  }
}
