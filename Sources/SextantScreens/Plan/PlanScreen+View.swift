import ItemBank
import Journal
import QuizEngine
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

extension PlanScreen {
  /// Draws the lists, and beside or below them the focused action.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let filter = list.criteria.filter
    let rows = listed(context)
    let area = Chrome.draw(
      title: [TextRun("Plan", .heading)],
      right: [
        TextRun(list.criteria.step.map { "step \($0) · " } ?? "", Style(.caution)),
        TextRun(isSearching ? "" : search.map { "/\($0.field.text) · " } ?? "", Style(.caution)),
        TextRun(aside(rows, columns: size.columns, context), .muted),
      ], on: &frame)
    let (tabs, rest) = area.splitTop(1)
    drawTabs(in: tabs, context, on: &frame)
    let isSideBySide = rest.columns >= Self.columnsForPane
    var body = rest.inset(top: rest.rows > 24 ? 1 : 0)
    if filter == .weeks, search == nil, list.criteria.step == nil, body.rows >= 8,
      let notice = notice(context.overview)
    {
      let lines = Line.wrap(
        notice.text, notice.isCaution ? Style(.caution) : .text, columns: min(88, body.columns - 2))
      for (row, line) in lines.prefix(2).enumerated() {
        frame.put(line, in: body.inset(left: 1, right: 1), row: body.row + row)
      }
      body = body.inset(top: min(2, lines.count) + (body.rows > 24 ? 1 : 0))
    }
    let place = list.place(in: rows)
    let columns = ListAndPane.columns(
      // Measure the actions of all lists, so that the rule stays in place from list to list.
      for: 24 + (context.content.roadmap.actions.map { CellText.width(of: $0.title) }.max() ?? 0), in: body)
    let width = (isSideBySide ? columns : body.columns) - 4
    let lines =
      rows.isEmpty
      ? Line.wrap(emptyWords, .muted, columns: width)
      : filter == .weeks ? weekLines(rows, place, width, context) : listLines(rows, place, width, context)
    let foot =
      prompt?.line(columns: area.columns - 2)
      ?? (isSearching ? search?.line(columns: area.columns - 2) : hint.map { Line($0, Style(.caution)) })
    let room = body.rows - (foot == nil ? 0 : 1)
    ListAndPane.draw(
      lines, pane: { rows.isEmpty ? [] : pane(rows[place], $0, context) }, paneScroll: paneScroll,
      listColumns: columns, leastColumns: Self.columnsForPane,
      // A few rows about the focused action are enough; the list needs the room.
      listRows: max(3, room - max(3, min(8, room / 3))), in: body, foot: foot, on: &frame)
    return frame
  }

  /// What to know about the whole plan, and what comes before its first action.
  private func notice(_ overview: Overview) -> (text: String, isCaution: Bool)? {
    let first = overview.firstStep
    // With few answers the plan's own notice names the placement already.
    let isNamed =
      overview.measureFirst != nil && overview.open.map { $0.mode == Mode.placement.rawValue } ?? true
    guard first.action == nil, overview.answerCount > 0, !isNamed else { return overview.planNotice }
    let notice = overview.planNotice
    return ("Do first: \(first.title)." + (notice.map { " \($0.text)" } ?? ""), notice?.isCaution ?? false)
  }

  /// The columns from which the focused action stands beside the list.
  private static let columnsForPane = 110

  /// The words at the right of the title.
  private func aside(_ rows: [PlanList.Row], columns: Int, _ context: Context) -> String {
    let pace = Words.pace(context.overview.settings.minutesAWeek)
    guard list.criteria.filter == .weeks else {
      let hours = Words.decimal(rows.reduce(0) { $0 + $1.action.hours })
      return columns >= 70
        ? "\(hours) h in this list"
          + (list.criteria.filter == .todo ? " · most value for the hours first" : "")
        : "\(hours) h"
    }
    guard let day = context.overview.weeks.interview else { return pace }
    let date = day.near(today: context.today)
    let days = context.today.distance(to: day)
    let left = days < 14 ? Words.count(days, "day") : Words.count(days / 7, "week")
    return columns >= 70 ? "\(pace) · interview \(date), in \(left)" : "interview \(date)"
  }

  private func drawTabs(in area: Rect, _ context: Context, on frame: inout Frame) {
    var column = 1
    for (index, tab) in Self.tabs.enumerated() {
      let style = tab == list.criteria.filter ? Style(.accent, [.bold, .reverse]) : Style(.muted)
      let start = column
      column += frame.put(
        [TextRun(tab == .weeks ? " \(tab.name) " : " \(tab.name) \(count(of: tab, context)) ", style)],
        at: Point(column: column, row: area.row))
      frame.hit(Rect(column: start, row: area.row, columns: column - start, rows: 1), .tab(index))
      column += 1
    }
  }

  /// What an empty list says.
  private var emptyWords: String {
    if search != nil { return "No action is about that." }
    return switch list.criteria.filter {
    case .weeks where list.criteria.step != nil: "Nothing of this step is planned."
    case .weeks: "Nothing is planned: no gap is known that an action could close. Tab lists all actions."
    case .todo, .left: "Everything is begun or done."
    case .doing: "Nothing is begun. Space on an action begins it."
    case .done: "Nothing is done yet."
    }
  }

  /// The rows of an action: its mark, its title, and what stands at the right.
  private func row(
    _ action: RoadmapAction, tail: String, tailWidth: Int, width: Int, isFocused: Bool, index: Int,
    _ context: Context
  ) -> Line {
    let record = context.overview.actions[action.id]
    let state = record?.state ?? .todo
    let isLate = record?.isLate(today: context.today) ?? false
    let mark = state == .done ? "■ " : state == .doing ? "◧ " : "□ "
    return .entry(
      [
        TextRun(mark, isLate ? Style(.caution) : .muted),
        TextRun(Words.fit(action.title, max(6, width - 3 - tailWidth))),
        TextRun(Words.right(tail, tailWidth), isLate ? Style(.caution) : .muted),
      ], isFocused: isFocused, command: .choose(index))
  }

  /// The actions of a plain list, with date and hours.
  private func listLines(
    _ rows: [PlanList.Row], _ place: Int, _ width: Int, _ context: Context
  ) -> [Line] {
    func tail(_ action: RoadmapAction) -> String {
      // With enough room, the due date precedes the hours; otherwise it replaces them.
      let hours = Words.right("\(Words.decimal(action.hours)) h", 5)
      let record = context.overview.actions[action.id]
      if record?.state == .done, let done = record?.done(in: context.days) {
        return "done \(done.short(today: context.today))"
      }
      guard let due = record?.due else { return hours }
      let day = due.short(today: context.today)
      return width >= 56 ? "by \(day)\(hours)" : width >= 40 ? day + hours : day
    }
    let tailWidth = 1 + (rows.map { CellText.width(of: tail($0.action)) }.max() ?? 0)
    return rows.enumerated().map { index, entry in
      row(
        entry.action, tail: tail(entry.action), tailWidth: tailWidth, width: width,
        isFocused: index == place, index: index, context)
    }
  }

  /// The plan: this week, the next one, the later ones, and what doesn't fit.
  private func weekLines(
    _ rows: [PlanList.Row], _ place: Int, _ width: Int, _ context: Context
  ) -> [Line] {
    let weeks = context.overview.weeks
    let today = context.today
    let isWhole = search == nil && list.criteria.step == nil
    // On a narrow terminal the time is enough; the pane has the rest.
    let isWide = width >= 60
    func parts(_ action: RoadmapAction) -> (time: String, end: String) {
      let record = context.overview.actions[action.id]
      if record?.state == .done { return ("", "done") }
      let first = weeks.firstPart(of: action.id)
      let time = first?.time ?? weeks.time(of: action.id)
      guard isWide else {
        return (
          time + (weeks.entries[action.id]?.span.flatMap { $0.parts > 1 ? " 1/\($0.parts)" : nil } ?? ""), ""
        )
      }
      return (
        time,
        record?.isLate(today: today) ?? false
          ? "late" : first?.part ?? weeks.end(of: action.id, today: today) ?? ""
      )
    }
    let tails = rows.map { parts($0.action) }
    let timeWidth = 2 + (tails.map { CellText.width(of: $0.time) }.max() ?? 0)
    let endWidth = isWide ? 2 + (tails.map { CellText.width(of: $0.end) }.max() ?? 0) : 0
    var lines: [Line] = []
    func heading(_ name: String, _ words: String, isMain: Bool = true) {
      if isMain, !lines.isEmpty, isWide { lines.append(.blank) }
      lines.append(
        Line([
          TextRun(name, isMain ? .heading : .muted), TextRun(words.isEmpty ? "" : " · " + words, .muted),
        ]))
    }
    /// A part of an action that goes on; nil if `lead` leaves no room for its title.
    func goesOn(_ part: StudyWeeks.Continuation, after lead: String) -> Line? {
      let title = context.content.roadmap.actions[weeks.entries[part.id]?.place ?? 0].title
      // Where there is little room, the part says more than the time.
      var tail = isWide ? "\(part.part), \(part.time)" : part.part
      func rest() -> Int { width - CellText.width(of: lead) - CellText.width(of: tail) - 2 }
      // Beside long dates only the numbers fit.
      if rest() < 10 {
        tail = tail.replacing("parts ", with: "").replacing(" to ", with: "–")
      }
      return rest() < 8 ? nil : Line(lead + Words.fit(title, rest()) + "  " + tail, .muted)
    }
    let stretches = weeks.stretches(today: today)
    var shown = -1
    var hasLater = false
    /// Adds the headings up to a week, or to the actions that aren't laid out.
    func lead(to section: PlanList.Section?) {
      let last: Int
      switch section {
      case .week(let index): last = stretches.lastIndex { $0.weeks.lowerBound <= index } ?? -1
      case .leftOut: last = stretches.count - 1
      case nil: return
      }
      while shown < last {
        shown += 1
        let stretch = stretches[shown]
        let index = stretch.weeks.lowerBound
        let hasRows = rows.contains { $0.section == .week(index) }
        guard isWhole || hasRows else { continue }
        if isWhole, index == weeks.weeksAfterInterview.lowerBound {
          hasLater = true
          heading("After the interview", weeks.interview?.near(today: today) ?? "")
        }
        let notes = isWhole ? weeks.notes(ofWeek: index) : []
        if stretch.name == "This week" || stretch.name == "Next week" {
          heading(stretch.name, weeks.load(ofWeek: index))
        } else {
          if !hasLater {
            hasLater = true
            heading("Later", weeks.later(today: today, isShort: !isWide) ?? "")
          }
          if !hasRows, notes.isEmpty, stretch.goingOn.count == 1,
            let line = goesOn(stretch.goingOn[0], after: stretch.name + "  ")
          {
            lines.append(line)
            continue
          }
          heading(stretch.name, weeks.load(ofWeek: index), isMain: false)
        }
        for note in notes { lines.append(Line(CellText.truncate("  · " + note, columns: width), .muted)) }
        if isWhole { lines += stretch.goingOn.compactMap { goesOn($0, after: "  · ") } }
      }
      if case .leftOut? = section, shown < Int.max, let words = weeks.leftOut {
        shown = Int.max
        heading(weeks.leftOutHeading, words)
      }
    }
    for (index, entry) in rows.enumerated() {
      if shown != Int.max { lead(to: entry.section) }
      lines.append(
        row(
          entry.action,
          tail: Words.right(tails[index].time, timeWidth) + Words.right(tails[index].end, endWidth),
          tailWidth: timeWidth + endWidth, width: width, isFocused: index == place, index: index, context))
    }
    if isWhole, shown != Int.max, let last = weeks.weeks.weeks.indices.last {
      lead(to: .week(last))
    }
    if isWhole, let sentence = context.overview.unplannedSentence {
      if isWide { lines.append(.blank) }
      lines += Line.wrap(sentence + " Tab lists all.", .muted, columns: min(84, width))
    }
    return lines
  }

  private func pane(
    _ entry: PlanList.Row, _ columns: Int, _ context: Context
  ) -> [Line] {
    let action = entry.action
    let record = context.overview.actions[action.id]
    var lines = Line.wrap(action.title, .heading, columns: columns)
    let step = context.content.roadmap.steps.first { $0.number == action.step }?.shortName ?? ""
    if context.overview.actions[action.id]?.state != .done,
      let reason = context.overview.reason(of: action.id)
    {
      lines += Line.wrap(
        "\(reason.priority.rawValue.prefix(1).uppercased() + reason.priority.rawValue.dropFirst()) · \(reason.sentence)",
        reason.priority == .high ? Style(.caution) : .muted, columns: columns)
    }
    let pace = context.overview.settings.minutesAWeek
    lines += Line.wrap(
      "Step \(action.step) \(step) · \(Words.decimal(action.hours)) h: "
        + (partWords(action, context)
          ?? "\(Words.span(hours: action.hours, minutesAWeek: pace)) at \(Words.pace(pace))")
        + firstWords(action, context),
      .muted, columns: columns)
    // The person's own text comes first: it is what they come back for.
    let own = ownLines(record, columns, context)
    if !own.isEmpty { lines += [.blank] + own }
    lines.append(.blank)
    lines += Line.wrap(action.details, columns: columns)
    lines.append(.blank)
    lines += Line.wrap("It is done when: " + action.proof, columns: columns)
    let links = action.linkLines(columns: columns)
    if !links.isEmpty { lines += [.blank] + links }
    lines += [.blank, Line("Helps", .heading)]
    let plan = PlanList(context.overview)
    for gap in plan.helpedSkills(by: action) {
      lines += SkillLine.lines(gap, name: context.content.framework.skills[gap.skill].name, columns: columns)
    }
    for scale in plan.helpedScales(by: action) { lines += Line.wrap(scale, columns: columns, indent: "◇ ") }
    return lines
  }

  /// In how many parts the plan does an action, and until when.
  private func partWords(_ action: RoadmapAction, _ context: Context) -> String? {
    let weeks = context.overview.weeks
    guard let span = weeks.entries[action.id]?.span, span.parts > 1,
      let end = weeks.end(of: action.id, today: context.today)
    else { return nil }
    return "\(span.parts) parts, one a week, \(end)"
  }

  /// What the plan puts before an action, if anything of it is open.
  private func firstWords(_ action: RoadmapAction, _ context: Context) -> String {
    let entries = context.overview.weeks.entries
    let open = action.after.compactMap { entries[$0] }
    return open.isEmpty
      ? ""
      : " · after: " + open.map { context.content.roadmap.actions[$0.place].title }.joined(separator: "; ")
  }

  /// The date, proof and note that the person wrote.
  private func ownLines(_ record: ActionRecord?, _ columns: Int, _ context: Context) -> [Line] {
    var lines: [Line] = []
    if let record, let due = record.due {
      let isLate = record.isLate(today: context.today)
      lines.append(
        Line(
          "By \(due.short(today: context.today))\(isLate ? ": overdue" : "")",
          Style(isLate ? .caution : .text)))
    }
    if let artefact = record?.artefact, !artefact.isEmpty {
      lines += Line.wrap("Proof: " + artefact, columns: columns)
    }
    if let note = record?.note, !note.isEmpty { lines += Line.wrap("Note: " + note, columns: columns) }
    if let done = record?.done(in: context.days) {
      lines.append(
        Line(
          "Done on \(done.near(today: context.today)), \(done.ago(today: context.today)).",
          Style(.correct)))
    }
    return lines
  }
}

extension PlanList.Filter {
  /// The name on its tab.
  var name: String {
    switch self {
    case .weeks: "Weeks"
    case .todo: "To do"
    case .doing: "Doing"
    case .done: "Done"
    case .left: "Left"
    }
  }
}
