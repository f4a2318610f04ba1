import Foundation
import ItemBank
import Psychometrics
import QuizEngine
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

extension HomeScreen {
  /// Draws the screen.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let overview = context.overview
    let area = Chrome.draw(
      title: [TextRun("Sextant", .heading)],
      right: titleRuns(overview, columns: size.columns), on: &frame)
    if overview.answerCount == 0 {
      drawWelcome(in: area, context, on: &frame)
    } else {
      // The scores take the same columns whether or not the second pane, which needs room for skill names, is there.
      let columns = min(area.columns, max(Self.leastMain, min(Self.mostMain, area.columns - 60)))
      drawScore(in: area.splitLeft(columns).left, context, on: &frame)
      if area.columns - columns >= 32 {
        HomeAside.draw(in: area.splitLeft(columns + 2).rest.inset(right: 2), context, on: &frame)
      }
    }
    return frame
  }

  /// What was done today where there is room, and what the scores are about.
  private func titleRuns(_ overview: Overview, columns: Int) -> [TextRun] {
    let about = "\(overview.content.framework.name) · \(overview.profileName) target"
    let today = overview.practice.words
    let hasRoom =
      !today.isEmpty && CellText.width(of: about) + CellText.width(of: today) + 16 <= columns
    return (hasRoom ? [TextRun(today, Style(.progress)), TextRun(" · ", .muted)] : [])
      + [TextRun(about, .muted)]
  }

  /// The columns of the scores beside the second pane.
  private static let (leastMain, mostMain) = (92, 110)

  private func drawScore(in area: Rect, _ context: Context, on frame: inout Frame) {
    let overview = context.overview
    let domains = overview.content.framework.domains
    if area.rows < 17 {
      drawLow(in: area, context, on: &frame)
      return
    }
    var row = area.row
    // The levels that the margin spans stand here, because the rows have no room for them on most screens.
    let whole = overview.standing.overall
    let level =
      Words.level(lower: whole.lower95, upper: whole.upper95, answers: overview.answerCount).map { "  \($0)" }
      ?? ""
    frame.put(
      Line.spread(
        [TextRun("Where you stand", .heading), TextRun(level, Style(.accent, .bold))],
        [TextRun(facts(context, columns: area.columns - 19 - CellText.width(of: level)), .muted)],
        columns: area.columns - 2),
      in: area.inset(left: 1), row: row)
    row += area.rows >= 20 ? 2 : 1
    let inner = area.inset(left: 1, right: 1)
    let table = ScoreTable(columns: inner.columns, target: overview.standing.target)
    if let axis = table.axis() { frame.put(axis, in: inner, row: row) }
    row += 1
    let overall = overview.standing.overall
    frame.put(
      table.line(
        ScoreTable.Row(
          name: "Overall", mean: overall.mean, lower: overall.lower95, upper: overall.upper95,
          answers: overview.answerCount, style: Style(.text, .bold))), in: inner, row: row)
    row += 1
    for (index, domain) in domains.enumerated() {
      guard row < area.endRow else { break }
      let estimate = overview.standing.domains[index]
      frame.put(
        table.line(
          ScoreTable.Row(
            name: (table.isWide ? (focus == index ? "▸ " : "  ") : "") + domain.shortName,
            mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95,
            answers: overview.answers(inDomain: index),
            leftOut: overview.leftOut(inDomain: index))), in: inner, row: row)
      if focus == index {
        frame.surface.restyle(
          Rect(column: inner.column, row: row, columns: table.barStart, rows: 1)
        ) { Style(.selection, $0.attributes.union(.reverse)) }
        frame.surface.cursor = Point(column: inner.column, row: row)
      }
      frame.hit(Rect(column: inner.column, row: row, columns: inner.columns, rows: 1), .choose(index))
      row += 1
    }
    if table.barColumns > 30 {
      frame.put(table.legend(overview.profileName), in: inner, row: row)
      row += 1
    }
    // Add blank rows only if nothing is lost.
    let lower = focusedLowerRow(overview)
    let next = nextLines(context, columns: inner.columns)
    let later = laterLines(context, columns: inner.columns)
    let below = next.count + later.count
    if area.endRow - row >= below + 3 { row += 1 }
    row = drawRoad(row: row, below: below, isFocused: lower == .road, in: area, context, on: &frame)
    if area.endRow - row > below { row += 1 }
    drawNext(next, later, row: row, focus: lower, in: inner, context, on: &frame)
  }

  /// The answers that the numbers rest on.
  func facts(_ context: Context, columns: Int = 200) -> String {
    let overview = context.overview
    // If numbers change without new answers, give the reason beside them.
    let isOld =
      overview.lastAttemptEnd.map { context.now.timeIntervalSince($0) > 14 * Seconds.perDay } ?? false
    let last = overview.lastAttemptEnd.map { context.days.ago($0, now: context.now) }
    func way(lead: String, counted: String) -> String {
      // An open attempt changes the numbers too, unless it is an exam, and its day differs from that of the
      // last result.
      if let open = overview.open {
        return " · a \(open.modeName) waits" + (open.mode == Mode.mock.rawValue ? "" : counted)
      }
      guard let last else { return "" }
      return " · " + lead + last + (isOld ? ", fading to 500" : "")
    }
    let ways = [way(lead: "last result ", counted: ", counted so far"), way(lead: "last ", counted: "")]
    // From the second attempt on, home shows a different number than either attempt, so explain why.
    let answers =
      overview.attemptCount > 1
      ? "all \(Words.count(overview.answerCount, "answer")), older less"
      : "\(Words.count(overview.answerCount, "answer")) counted"
    // Where there is room, questions without an answer have a number of their own.
    let told = overview.unansweredWords.isEmpty ? [answers] : [answers + overview.unansweredWords, answers]
    let words = told.flatMap { answers in
      ways.map { "\(Words.count(overview.attemptCount, "attempt")) · \(answers)\($0)" }
    }
    let counts =
      "\(Words.count(overview.attemptCount, "attempt")) · \(Words.count(overview.answerCount, "answer"))"
    let all = words + [counts + ways[1], counts, Words.count(overview.answerCount, "answer")]
    return all.first { CellText.width(of: $0) <= columns } ?? ""
  }

  private func drawRoad(
    row: Int, below: Int, isFocused: Bool, in area: Rect, _ context: Context, on frame: inout Frame
  ) -> Int {
    let steps = GapSummary.steps(context.overview)
    guard row < area.endRow, !steps.isEmpty else { return row }
    var column = area.column + 1
    column += frame.put([Self.label("Road")], at: Point(column: column, row: row))
    if isFocused {
      frame.surface.restyle(
        Rect(column: area.column + 1, row: row, columns: Self.labelColumns - 1, rows: 1)
      ) { Style(.selection, $0.attributes.union(.reverse)) }
      frame.surface.cursor = Point(column: area.column + 1, row: row)
    }
    let room = (area.endColumn - column - 1) / steps.count
    // Meters have one length, so that they can be compared; below the names there is room for longer ones.
    let longest = steps.map { CellText.width(of: $0.name) + 3 }.max() ?? 0
    let isTall = area.endRow - row >= below + 2 && room >= longest
    let words = Self.stepWords(steps, columns: room - 8)
    let told = words.compactMap { $0.share == nil ? nil : CellText.width(of: $0.words) }.max() ?? 0
    let cells = isTall ? max(2, min(10, room - told - 2)) : max(0, min(8, room - longest - 1))
    for (index, step) in steps.enumerated() {
      // Without room for the names, the numbers stand for them, as on the gap report's rows.
      let isNamed = isTall || room > longest
      let meter = Words.meter(step.share, cells: isNamed ? cells : max(0, room - 4))
      let name = TextRun(isNamed ? "\(step.number) \(step.name) " : "\(step.number) ", .muted)
      frame.put(
        isTall ? [name] : [name] + meter, at: Point(column: column, row: row), limit: room - 1)
      if isTall {
        // A step without skills has no share of them.
        let said =
          step.share == nil
          ? [TextRun(words[index].words, .muted)] : meter + [TextRun(" " + words[index].words, .muted)]
        frame.put(said, at: Point(column: column, row: row + 1), limit: room - 1)
      }
      frame.hit(Rect(column: column, row: row, columns: room - 1, rows: isTall ? 2 : 1), .goTo(.gaps))
      column += room
    }
    return row + (isTall ? 2 : 1)
  }

  /// How far each step is covered, all in the longest words that fit.
  static func stepWords(
    _ steps: [GapSummary.Step], columns: Int
  ) -> [(words: String, share: Double?)] {
    func said(_ way: Int) -> [(words: String, share: Double?)] {
      steps.map { step in
        let ways = step.share == nil ? [step.words] : Array(step.ways.dropFirst().prefix(2))
        return (ways.isEmpty ? "" : ways[min(way, ways.count - 1)], step.share)
      }
    }
    let long = said(0)
    return long.allSatisfy { $0.share == nil || CellText.width(of: $0.words) <= columns } ? long : said(1)
  }

  /// The columns of the labels of the lower rows.
  static let labelColumns = 8

  static func label(_ name: String) -> TextRun { TextRun(Words.fit(name, labelColumns), .heading) }

  private func drawNext(
    _ next: [Line], _ later: [Line], row: Int, focus: LowerRow?, in inner: Rect, _ context: Context,
    on frame: inout Frame
  ) {
    var lines = next + later.prefix(max(0, inner.endRow - row - next.count))
    let room = inner.endRow - row - lines.count
    if room >= 5 { lines += afterNext(context, columns: inner.columns, count: min(12, (room - 3) / 2)) }
    let focused = focus.map { Self.label($0.name) }
    for (index, line) in lines.enumerated() {
      guard row + index < inner.endRow else { break }
      var line = line
      if let focused, line.runs.first == focused {
        line.isFocused = true
        line.isSelected = true
        line.cursor = 0
      }
      frame.put(line, in: inner, row: row + index)
    }
  }

  func dueWords(_ overview: Overview) -> String {
    let (reviews, length) = (overview.reviews, overview.settings.drillLength)
    let minutes = Words.count(max(1, length * 2 / 3), "minute")
    return reviews.words + (reviews.done > 0 ? " · \(reviews.progress)" : "")
      + " · a drill of \(length) takes about \(minutes)"
  }

  /// The reviews that are due, and when a retake is worth it.
  func laterLines(_ context: Context, columns: Int) -> [Line] {
    let overview = context.overview
    var lines: [Line] = []
    if let ways = overview.interviewWays {
      let room = columns - Self.labelColumns
      lines.append(
        Line(
          [
            Self.label("Goal"),
            TextRun(
              ways.first { CellText.width(of: $0) <= room } ?? ways[ways.count - 1],
              overview.fitsInterview ? .text : Style(.caution)),
          ], command: .goTo(.plan)))
    }
    if let late = overview.overdue.first {
      let more = overview.overdue.count > 1 ? " and \(overview.overdue.count - 1) more" : ""
      // Don't repeat what is already shown above.
      let isNext =
        overview.open == nil && !overview.wantsPlacement && overview.nextAction?.action.id == late.id
      let day = overview.actions[late.id]?.due.map { $0.short(today: context.today) } ?? ""
      let title = isNext ? "that was due on \(day)" : "\(late.title), due on \(day)"
      lines.append(
        Line(
          [
            Self.label("Late"),
            TextRun(
              CellText.truncate("\(title)\(more)", columns: columns - Self.labelColumns - 8),
              Style(.caution)), TextRun("  p plan", .muted),
          ], command: .goTo(.plan)))
    }
    if overview.dueReviews > 0 {
      let room = columns - Self.labelColumns
      let key = "  d drill"
      let short = Words.count(overview.dueReviews, "review")
      let words = [dueWords(overview), overview.reviews.words, short].first {
        CellText.width(of: $0 + key) <= room
      }
      lines.append(
        Line(
          [Self.label("Due"), TextRun(words ?? short), TextRun(words == nil ? "" : key, .muted)],
          command: .drill))
    }
    if let measurement = overview.nextMeasurement {
      let room = columns - Self.labelColumns
      let ways = [measurement.sentence, "\(measurement.name), \(measurement.time)", measurement.name]
      let words = ways.first { CellText.width(of: $0) <= room } ?? measurement.name
      lines.append(Line([Self.label("Measure"), TextRun(CellText.truncate(words, columns: room))]))
    }
    if let sentences = overview.retake?.sentences, overview.open == nil {
      let room = columns - Self.labelColumns
      let sentence = sentences.first { CellText.width(of: $0) <= room } ?? sentences.last ?? ""
      lines.append(
        Line([Self.label("Retake"), TextRun(CellText.truncate(sentence, columns: room), .muted)]))
    }
    return lines
  }

  /// The actions after the next step, if there is room.
  private func afterNext(_ context: Context, columns: Int, count: Int) -> [Line] {
    let next = context.overview.next
    // The plan is long and its actions are expensive to copy, so take no more than fit.
    var others = Array(next.dropFirst())
    // In the order of the plan, then what isn't planned.
    let ranked = context.overview.plan.ranked
    let planned = context.overview.weeks.order.lazy.compactMap { id in ranked.first { $0.action.id == id } }
    for action in [AnySequence(planned), AnySequence(ranked)].lazy.joined() {
      if others.count >= count { break }
      if !(next + others).contains(where: { $0.action.id == action.action.id }) { others.append(action) }
    }
    // Titles need room; cut ones say too little.
    guard context.overview.open == nil, !others.isEmpty, columns >= 56 else { return [] }
    var lines: [Line] = [.blank, Line("Then", .heading)]
    let indent = String(repeating: " ", count: Self.labelColumns)
    for ranked in others.prefix(count) {
      let hours = Words.right("\(Words.decimal(ranked.action.hours)) h", 5)
      let whole =
        " step \(ranked.action.step) · " + hours
      let room = columns - indent.count - 1
      // The title matters more than its step; a long one takes two rows.
      let tail = CellText.width(of: ranked.action.title + whole) <= room ? whole : hours
      for (index, row) in CellText.wrap(ranked.action.title, columns: room - CellText.width(of: tail))
        .enumerated()
      {
        lines.append(
          Line.spread(
            [TextRun(indent), TextRun(row)], index == 0 ? [TextRun(tail, .muted)] : [], columns: columns,
            command: .goTo(.gaps)))
      }
    }
    return Array(lines.prefix(2 + count))
  }

  func nextLines(_ context: Context, columns: Int) -> [Line] {
    let overview = context.overview
    let lead = Self.label("Next")
    let indent = String(repeating: " ", count: Self.labelColumns)
    var lines: [Line] = []
    if let open = overview.open {
      lines.append(
        Line(
          [
            lead, TextRun("▸ ", .key),
            TextRun("Go on with your \(open.modeName)", Style(.accent, .bold)),
            TextRun(
              open.mode == Mode.mock.rawValue
                ? ", \(Words.count(open.responseCount, "answer")) so far  enter resumes it"
                : " at question \(open.responseCount + 1)  enter resumes it", .muted),
          ], command: .confirm))
    } else if overview.wantsPlacement {
      let first = overview.firstStep
      let reason = first.reason.prefix(1).uppercased() + first.reason.dropFirst()
      lines += CellText.wrap(reason, columns: columns - Self.labelColumns).enumerated().map {
        Line([$0.offset == 0 ? lead : TextRun(indent), TextRun($0.element)])
      }
      lines.append(
        Line(
          [
            TextRun(indent + "▸ ", .key), TextRun(first.title, Style(.accent, .bold)),
            TextRun("  enter begins it", .muted),
          ], command: .confirm))
    } else if overview.nextAction != nil {
      // First the action, then its purpose.
      let first = overview.firstStep
      let room = columns - Self.labelColumns - 2
      let title = CellText.wrap(first.title, columns: room)
      // The footer says it too, if the title needs the room.
      let hasKey = title.count == 1 && CellText.width(of: first.title) + 16 <= room
      lines += title.enumerated().map { index, row in
        Line(
          index == 0
            ? [
              lead, TextRun("▸ ", .key), TextRun(row, Style(.accent, .bold)),
              TextRun(hasKey ? "  enter opens it" : "", .muted),
            ] : [TextRun(indent + "  "), TextRun(row, Style(.accent, .bold))], command: .confirm)
      }
      let reason = first.reasons.first { CellText.width(of: $0) <= room } ?? first.reasons.last ?? ""
      lines += CellText.wrap(reason, columns: room).map {
        Line([TextRun(indent + "  "), TextRun($0, .muted)])
      }
    } else {
      lines.append(Line([lead, TextRun("Everything on the road is done. Retake to confirm it.", .text)]))
    }
    if focus == nil, let index = lines.firstIndex(where: { $0.command == .confirm }) ?? lines.indices.last {
      lines[index].cursor = Self.labelColumns
    }
    return lines
  }
}
