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
      let lines = Self.lines(of: notice, columns: min(88, body.columns - 2), rows: max(2, body.rows / 5))
      for (row, line) in lines.enumerated() {
        frame.put(line, in: body.inset(left: 1, right: 1), row: body.row + row)
      }
      body = body.inset(top: lines.count + (body.rows > 24 ? 1 : 0))
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
      lines, pane: { rows.isEmpty ? [] : paneLines(rows[place], $0, context) }, paneScroll: paneScroll,
      listColumns: columns, leastColumns: Self.columnsForPane,
      // A few rows about the focused action are enough; the list needs the room.
      listRows: max(3, room - max(3, min(8, room / 3))), in: body, foot: foot, on: &frame)
    return frame
  }

  /// What to know about the whole plan, and what comes before its first action.
  private func notice(_ overview: Overview) -> Overview.PlanNotice? {
    let first = overview.firstStep
    // With few answers the plan's own notice names the placement already.
    let isNamed =
      overview.measureFirst != nil && overview.open.map { $0.mode == Mode.placement.rawValue } ?? true
    guard first.action == nil, overview.answerCount > 0, !isNamed else { return overview.planNotice }
    var notice = overview.planNotice ?? Overview.PlanNotice(sentences: [], isCaution: false)
    notice.sentences.insert("Do first: \(first.title).", at: 0)
    return notice
  }

  /// As many whole sentences as have room, the most important first.
  private static func lines(of notice: Overview.PlanNotice, columns: Int, rows: Int) -> [Line] {
    let style = notice.isCaution ? Style(.caution) : .text
    for count in stride(from: notice.sentences.count, through: 1, by: -1) {
      let lines = Line.wrap(
        notice.sentences.prefix(count).joined(separator: " "), style, columns: columns)
      if lines.count <= rows || count == 1 { return lines }
    }
    return []
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
    guard let day = context.overview.weeks.interview else {
      let weeks = context.overview.weeks
      return columns >= 70 && !weeks.entries.isEmpty
        ? "\(weeks.total.words(today: context.today)) · \(pace)" : pace
    }
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
