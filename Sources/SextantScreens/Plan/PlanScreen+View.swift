import ItemBank
import Journal
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

extension PlanScreen {
  /// Draws the lists, and beside them the focused action.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let filter = list.criteria.filter
    let rows = listed(context)
    let hours = rows.reduce(0) { $0 + $1.action.hours }
    let pace = context.overview.settings.minutesAWeek
    let told =
      filter == .next
      ? size.columns >= 70
        ? context.overview.nextIsSoon
          ? "best worth for the hours, each within six weeks at \(Words.pace(pace))"
          : "what is begun, then the shortest, at \(Words.pace(pace))"
        : Words.pace(pace)
      : size.columns >= 70
        ? "\(Words.decimal(hours)) hours in this list"
          + (search == nil && list.criteria.step == nil && filter == .todo
            ? " · the best value for the hours first" : "")
        : "\(Words.decimal(hours)) h"
    let area = Chrome.draw(
      title: [TextRun("Plan", .heading)],
      right: [
        TextRun(list.criteria.step.map { "step \($0) · " } ?? "", Style(.caution)),
        TextRun(isSearching ? "" : search.map { "/\($0.field.text) · " } ?? "", Style(.caution)),
        TextRun(told, .muted),
      ], on: &frame)
    let (tabs, body) = area.splitTop(1)
    var column = 1
    for (index, tab) in Self.tabs.enumerated() {
      let style = tab == filter ? Style(.accent, [.bold, .reverse]) : Style(.muted)
      let start = column
      column += frame.put(
        [TextRun(tab == .next ? " \(tab.name) " : " \(tab.name) \(count(of: tab, context)) ", style)],
        at: Point(column: column, row: tabs.row))
      frame.hit(
        Rect(column: start, row: tabs.row, columns: column - start, rows: 1), .tab(index))
      column += 1
    }
    let place = list.place(in: rows)
    let columns = ListAndPane.columns(
      // Measure the actions of all lists, so that the rule stays in place from list to list.
      for: 16 + (context.content.roadmap.actions.map { CellText.width(of: $0.title) }.max() ?? 0), in: body)
    let width = (body.columns >= 70 ? columns : body.columns) - 4
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
    var lines = rows.enumerated().map { index, entry -> Line in
      let state = context.overview.actions[entry.action.id]?.state ?? .todo
      let isLate = context.overview.actions[entry.action.id]?.isLate(today: context.today) ?? false
      let mark = state == .done ? "■ " : state == .doing ? "◧ " : "□ "
      return .entry(
        [
          TextRun(mark, isLate ? Style(.caution) : .muted),
          TextRun(Words.fit(entry.action.title, max(6, width - 3 - tailWidth))),
          TextRun(Words.right(tail(entry.action), tailWidth), isLate ? Style(.caution) : .muted),
        ], isFocused: index == place, command: .choose(index))
    }
    if lines.isEmpty {
      let words =
        switch filter {
        case _ where search != nil: "No action is about that."
        case .next, .todo, .left: "Everything is begun or done."
        case .doing: "Nothing is begun. Space on an action begins it."
        case .done: "Nothing is done yet."
        }
      lines = Line.wrap(words, .muted, columns: width)
    }
    if filter == .next, body.rows >= 16 {
      lines.append(.blank)
      lines += Line.wrap(
        pace <= 30
          ? "In \(pace) minutes a week, what is due for review comes first: d drills it. + and - change the time."
          : "The gap report asks for worth alone, this list for the hours, too. All else is under To do, Doing and "
            + "Done. + and - change the time.", .muted, columns: width)
    }
    let foot =
      prompt?.line(columns: area.columns - 2)
      ?? (isSearching ? search?.line(columns: area.columns - 2) : hint.map { Line($0, Style(.caution)) })
    ListAndPane.draw(
      lines, pane: { rows.isEmpty ? [] : pane(rows[place], $0, context) }, paneScroll: paneScroll,
      listColumns: columns,
      in: body.inset(top: body.rows > 12 ? 1 : 0), foot: foot,
      on: &frame)
    return frame
  }

  private func pane(
    _ entry: PlanList.Row, _ columns: Int, _ context: Context
  ) -> [Line] {
    let action = entry.action
    let record = context.overview.actions[action.id]
    var lines = Line.wrap(action.title, .heading, columns: columns)
    let step = context.content.roadmap.steps.first { $0.number == action.step }?.shortName ?? ""
    let worth = entry.worth.map { " · worth \(Words.points($0)) of 100, by all that it helps" } ?? ""
    let pace = context.overview.settings.minutesAWeek
    lines += Line.wrap("Step \(action.step) \(step)\(worth)", .muted, columns: columns)
    lines += Line.wrap(
      "\(Words.decimal(action.hours)) h: \(Words.span(hours: action.hours, minutesAWeek: pace)) at \(Words.pace(pace))",
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
    case .next: "Next"
    case .todo: "To do"
    case .doing: "Doing"
    case .done: "Done"
    case .left: "Left"
    }
  }
}
