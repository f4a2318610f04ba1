import ItemBank
import Journal
import QuizEngine
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

/// The lists of actions, plain or by week.
extension PlanScreen {
  /// The columns of a list of actions: title, time, and when it ends or is due.
  private func table(_ titles: [String], _ tails: [(time: String, end: String)], width: Int) -> Table {
    Table(
      [
        Table.Column("", least: min(24, max(8, width - 20))), Table.Column("", isRight: true),
        Table.Column("", isRight: true, rank: 1),
      ],
      texts: zip(titles, tails).map { [$0, $1.time, $1.end] }, room: width - 4, isStretched: true)
  }

  /// The rows of an action: its mark and its title, and what stands at the right.
  private func rows(
    _ action: RoadmapAction, _ tail: (time: String, end: String), in table: Table, isFocused: Bool,
    index: Int, _ context: Context
  ) -> [Line] {
    let record = context.overview.actions[action.id]
    let state = record?.state ?? .todo
    let isLate = record?.isLate(today: context.today) ?? false
    let mark = state == .done ? "■ " : state == .doing ? "◧ " : "□ "
    let style = isLate ? Style(.caution) : .muted
    let rows = table.lines([
      [TextRun(action.title)], [TextRun(tail.time, style)], [TextRun(tail.end, style)],
    ])
    return rows.enumerated().map { place, runs in
      var line = Line.entry(
        [TextRun(place == 0 ? mark : "  ", style)] + runs, isFocused: isFocused, command: .choose(index))
      if place > 0 {
        line.runs[0].text = "  "
        line.cursor = nil
      }
      return line
    }
  }

  /// The actions of a plain list, with date and hours.
  func listLines(_ rows: [PlanList.Row], _ place: Int, _ width: Int, _ context: Context) -> [Line] {
    let tails = rows.map { row -> (time: String, end: String) in
      // With enough room, the due date stands beside the hours; otherwise it replaces them.
      let hours = "\(Words.decimal(row.action.hours)) h"
      let record = context.overview.actions[row.id]
      if record?.state == .done, let done = record?.done(in: context.days) {
        return ("done \(done.short(today: context.today))", "")
      }
      // The plan's own date is the end that it has today.
      let end = record?.ownDue ?? context.overview.weeks.endDay(of: row.id)
      guard record?.due != nil, let due = end else { return width >= 40 ? ("", hours) : (hours, "") }
      let day = due.near(today: context.today)
      return width >= 56 ? ("by \(day)", hours) : width >= 40 ? (day, hours) : (day, "")
    }
    let table = table(rows.map(\.action.title), tails, width: width)
    return rows.enumerated().flatMap { index, entry in
      self.rows(
        entry.action, tails[index], in: table, isFocused: index == place, index: index, context)
    }
  }

  /// The plan: this week, the next one, the later ones, and what doesn't fit.
  func weekLines(_ rows: [PlanList.Row], _ place: Int, _ width: Int, _ context: Context) -> [Line] {
    let weeks = context.overview.weeks
    let today = context.today
    let isWhole = search == nil && list.criteria.step == nil
    // On a narrow terminal the time is enough; the pane has the rest.
    let isWide = width >= 60
    func tail(_ action: RoadmapAction) -> (time: String, end: String) {
      let record = context.overview.actions[action.id]
      if record?.state == .done { return ("", "done") }
      let first = weeks.firstPart(of: action.id)
      let time = first?.time ?? weeks.time(of: action.id)
      guard isWide else { return (time, "") }
      return (
        time,
        record?.isLate(today: today) ?? false
          ? "late" : first?.part ?? weeks.end(of: action.id, today: today) ?? ""
      )
    }
    let tails = rows.map { tail($0.action) }
    let table = table(rows.map(\.action.title), tails, width: width)
    var lines: [Line] = []
    /// A heading with the first of some words that fit beside it.
    func heading(_ name: String, _ words: String..., isMain: Bool = true) {
      if isMain, !lines.isEmpty, isWide { lines.append(.blank) }
      let room = width - CellText.width(of: name) - 3
      let fitting = words.first { !$0.isEmpty && CellText.width(of: $0) <= room }
      lines.append(
        Line([
          TextRun(name, isMain ? .heading : .muted), TextRun(fitting.map { " · " + $0 } ?? "", .muted),
        ]))
    }
    /// A part of an action that goes on.
    func goesOn(_ part: StudyWeeks.Continuation, after lead: String) -> [Line] {
      let title = context.content.roadmap.actions[weeks.entries[part.id]?.place ?? 0].title
      // Where there is little room, the part says more than the time.
      let tail = isWide ? "\(part.part), \(part.time)" : part.isCounted ? part.part : part.time
      return Line.wrap(
        "\(title): \(tail)", .muted, columns: width, indent: lead,
        hanging: String(repeating: " ", count: min(4, CellText.width(of: lead))))
    }
    let stretches = weeks.stretches(today: today)
    let laterWords = weeks.later?.words(today: today) ?? ""
    let laterInShort = weeks.later?.short ?? ""
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
        let isNear = stretch.name == "This week" || stretch.name == "Next week"
        // An action of many weeks has one row, where it begins; after that only the next week names it.
        let goingOn = isWhole ? stretch.goingOn.filter { $0.isCounted || isNear } : []
        if isNear {
          heading(stretch.name, weeks.load(ofWeek: index))
        } else {
          if !hasLater {
            hasLater = true
            heading("Later", laterWords, laterInShort)
          }
          if !hasRows, notes.isEmpty, goingOn.count <= 1 {
            lines += goingOn.flatMap { goesOn($0, after: stretch.name + "  ") }
            continue
          }
          heading(stretch.name, weeks.load(ofWeek: index), isMain: false)
        }
        for note in notes { lines += Line.wrap(note, .muted, columns: width, indent: "  · ") }
        lines += goingOn.flatMap { goesOn($0, after: "  · ") }
      }
      if case .leftOut? = section, shown < Int.max, let words = weeks.leftOut {
        shown = Int.max
        heading(weeks.leftOutHeading, words)
      }
    }
    for (index, entry) in rows.enumerated() {
      if shown != Int.max { lead(to: entry.section) }
      lines += self.rows(
        entry.action, tails[index], in: table, isFocused: index == place, index: index, context)
    }
    if isWhole, shown != Int.max, let last = weeks.weeks.weeks.indices.last {
      lead(to: .week(isFolded ? min(last, weeks.near) : last))
    }
    if isWhole, isFolded {
      if !hasLater, !laterWords.isEmpty {
        let more = " · f shows all weeks"
        heading("Later", laterWords + more, laterInShort + more, laterWords, laterInShort)
      }
      lines += foldedLines(columns: width, context)
      if let words = weeks.leftOut { heading(weeks.leftOutHeading, words) }
    }
    if isWhole, let sentence = context.overview.unplannedSentence {
      if isWide { lines.append(.blank) }
      lines += Line.wrap(sentence + " Tab lists all.", .muted, columns: min(84, width))
    }
    return lines
  }

  /// The next actions of the later weeks, each with the day on which it begins, and how many more there are.
  private func foldedLines(columns: Int, _ context: Context) -> [Line] {
    let weeks = context.overview.weeks
    let next = weeks.order.compactMap { weeks.entries[$0] }.filter { ($0.span?.week ?? 0) > weeks.near }
    guard !next.isEmpty else { return [] }
    let most = context.size.rows < 30 ? 2 : 8
    func day(_ entry: StudyWeeks.Entry) -> String { entry.span?.first.near(today: context.today) ?? "" }
    let width = next.prefix(most).map { CellText.width(of: day($0)) }.max() ?? 0
    let lines = next.prefix(most).flatMap { entry in
      Line.wrap(
        "\(context.content.roadmap.actions[entry.place].title), \(StudyWeeks.time(entry.minutes))", .muted,
        columns: columns, indent: "  \(Words.right(day(entry), width))  ",
        hanging: String(repeating: " ", count: columns < 60 ? 4 : width + 4))
    }
    let more = next.count - min(most, next.count)
    return lines + (more > 0 ? [Line("  and \(more) more", .muted)] : [])
  }
}
