import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

/// The attempts as a list.
extension HistoryScreen {
  func drawList(
    in area: Rect, plot: Rect? = nil, hasAside: Bool, _ context: Context, on frame: inout Frame
  ) {
    guard area.rows > 0 else { return }
    let columns = area.columns
    let rows = listed
    // Whether the bar is needed decides how wide the rows may be.
    let widths = self.columns(columns - (rows.count + 2 > area.rows ? 1 : 0), context)
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
    frame.put(Line([TextRun("    ")] + widths.table.head()), in: area, row: area.row)
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
        plot, hasSure: widths.table.shows(Column.sure.rawValue),
        in: area.inset(top: body.row - area.row + max(1, rows.count)),
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
  private func today(_ columns: Columns, _ context: Context) -> Line {
    let overview = context.overview
    let count = domain.map { overview.answers(inDomain: $0) } ?? overview.answerCount
    let today = today(overview)
    let score =
      count == 0
      ? overview.leftOut(inDomain: domain).shortWords
      : Words.score(mean: today.mean, lower: today.lower, upper: today.upper)
    let (items, own) = (
      columns.table.start(of: Column.items.rawValue), columns.table.start(of: Column.score.rawValue)
    )
    var text =
      ["Your score today", "Score today", "Today"].first {
        CellText.width(of: $0) + Table.gap <= items ?? own ?? 0
      } ?? ""
    func add(_ words: String, at column: Int?) {
      guard let column, CellText.width(of: text) <= column else { return }
      text = Words.fit(text, column) + words
    }
    add("\(count)", at: items)
    add(score, at: own)
    let why = ["from all answers, as on home", "as on home", "on home"].first {
      4 + CellText.width(of: text) + Table.gap + CellText.width(of: $0) <= columns.all
    }
    return Line(
      "    " + text + (count == 0 ? "" : why.map { String(repeating: " ", count: Table.gap) + $0 } ?? ""),
      .muted)
  }

  /// The columns of the list.
  private enum Column: Int, CaseIterable { case day, mode, items, score, change, sure }

  /// The columns with their widths.
  struct Columns {
    let table: Table
    /// The cells of a row.
    let all: Int
    /// True if days have their year, and modes and counts their columns.
    let isRoomy: Bool
    /// True if the day isn't enough to tell attempts apart.
    let hasTimes: Bool
  }

  /// The columns that have room; with little room, days are short.
  func columns(_ room: Int, _ context: Context) -> Columns {
    let days = data.entries.map { context.days.day(of: $0.date) }
    let hasTimes = Set(days).count < days.count
    func columns(isRoomy: Bool) -> Columns {
      let texts = data.entries.map { entry in
        [
          day(entry, isRoomy: isRoomy, hasTimes: hasTimes, context), entry.mode.name, items(entry),
          score(entry, isRoomy: isRoomy),
          // The longest of what may stand there.
          "+ 100", ">99 %",
        ]
      }
      let table = Table(
        [
          Table.Column(isRoomy ? "Attempt" : "Day"), Table.Column("Kind", rank: 3),
          Table.Column("Questions", rank: 5), Table.Column(isRoomy ? "On its own" : "Own score"),
          Table.Column("Change", rank: 1), Table.Column("Sure", rank: 4),
        ], texts: texts, room: room - 4)
      return Columns(table: table, all: room, isRoomy: isRoomy, hasTimes: hasTimes)
    }
    let roomy = columns(isRoomy: true)
    return roomy.table.shows(Column.items.rawValue) ? roomy : columns(isRoomy: false)
  }

  private func day(
    _ entry: HistoryData.Entry, isRoomy: Bool, hasTimes: Bool, _ context: Context
  ) -> String {
    let date =
      isRoomy
      ? context.days.near(entry.date, now: context.now) : context.days.short(entry.date, now: context.now)
    // With little room, only attempts of one day need their times.
    let day = context.days.day(of: entry.date)
    let isShared = data.entries.count { context.days.day(of: $0.date) == day } > 1
    return hasTimes && (isRoomy || isShared) ? "\(date) \(context.days.hour(entry.date))" : date
  }

  private func items(_ entry: HistoryData.Entry) -> String {
    guard let exam = entry.exam else {
      return "\(domain.map { entry.answersOfDomain[$0] } ?? entry.record.responseCount)"
    }
    let mark = exam.isPassed ? "✓" : "✗"
    return domain.map { "\(exam.domains[$0].right)/\(exam.domains[$0].questions)" }
      ?? "\(exam.right)/\(exam.total) \(mark)"
  }

  /// What an attempt says on its own, or why it says nothing.
  private func score(_ entry: HistoryData.Entry, isRoomy: Bool) -> String {
    if let value = entry.measured(domain: domain) ? entry.value(domain: domain) : nil {
      return Self.score(value)
    }
    guard entry.hasScore else {
      return entry.exam == nil
        ? SkillVerdict.LeftOut.notCounted : isRoomy ? "too few answers" : "too few"
    }
    return domain == nil ? "one domain" : "not asked"
  }

  func row(
    _ entry: HistoryData.Entry, at place: Int, isFocused: Bool, _ columns: Columns, _ context: Context
  ) -> Line {
    let isMarked = marked.contains(entry.id)
    // As many attempts at least are newer as rows are above it.
    let upTo = data.entries.dropLast(place)
    let older = data.entries[..<(upTo.lastIndex { $0.id == entry.id } ?? 0)]
    let value = entry.measured(domain: domain) ? entry.value(domain: domain) : nil
    let isExcluded = entry.record.exclusion != nil
    let style = isExcluded ? Style.muted : .text
    var cells = Column.allCases.map { _ in [TextRun]() }
    func set(_ column: Column, _ text: String, _ style: Style) {
      cells[column.rawValue] = [TextRun(text, style)]
    }
    set(.day, day(entry, isRoomy: columns.isRoomy, hasTimes: columns.hasTimes, context), style)
    set(.mode, entry.mode.name, style)
    set(.items, items(entry), style)
    set(.score, score(entry, isRoomy: columns.isRoomy), style)
    let earlier = older.last { $0.mode == entry.mode && $0.says(ofDomain: domain) }
    // What isn't a change takes the room of its two columns.
    var words: [String] = []
    if isExcluded {
      words = ["excluded", "out"]
    } else if let value, let earlier, let before = earlier.value(domain: domain),
      let claim = entry.claim(since: earlier, domain: domain)
    {
      let style = Style(Words.role(claim))
      set(.change, Words.change(from: before.mean, to: value.mean), style)
      set(.sure, claim.sureness, style)
    } else if value != nil, !older.isEmpty, earlier == nil {
      // An empty cell would look as if something were missing.
      words = ["first of its kind", "–"]
    }
    var runs =
      [TextRun(isFocused ? "▸" : " ", .key), TextRun(isMarked ? " ◆ " : "   ", Style(.accent))]
      + (columns.table.lines(cells).first ?? [])
    if let start = columns.table.start(of: Column.change.rawValue) {
      let used = runs.reduce(0) { $0 + CellText.width(of: $1.text) }
      if let words = words.first(where: { 4 + start + CellText.width(of: $0) <= columns.all }),
        used <= 4 + start
      {
        runs.append(TextRun(String(repeating: " ", count: 4 + start - used) + words, .muted))
      }
    }
    var line = Line(runs, command: .choose(place))
    line.isFocused = isFocused
    line.isSelected = isFocused
    if isFocused, !isSearching { line.cursor = 0 }
    return line
  }
}
