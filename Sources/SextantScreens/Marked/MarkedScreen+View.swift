import Foundation
import ItemBank
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension MarkedScreen {
  /// Draws the list beside the selected question, or one of the two where there is little room.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let rows = rows(context)
    let area = Chrome.draw(
      title: [TextRun("Flags and notes", .heading)], right: [TextRun(counted(rows.count), .muted)], on: &frame
    )
    guard !questions.isEmpty else {
      ListAndPane.draw(
        { Line.wrap(Self.emptiness, columns: $0) }, aside: { Self.uses(columns: $0) },
        in: area.inset(top: 1), on: &frame)
      return frame
    }
    let foot = footLine(columns: area.columns - 2)
    if isReading, let row = list.selected(in: rows) {
      let (body, bottom) = area.splitBottom(foot == nil ? 0 : 1)
      if let foot { frame.put(foot, in: bottom.inset(left: 1), row: bottom.row) }
      let text = Chrome.text(body.inset(top: area.rows > 14 ? 1 : 0))
      let lines = Pane.fitted(text) { Self.pane(row, columns: $0, context) }
      Pane.draw(lines, offset: scrolled(lines, text.rows), in: text, on: &frame)
      return frame
    }
    // Beside each other, both need room for whole sentences.
    let isBeside = area.columns >= Self.columnsForPane
    let columns = isBeside ? max(46, area.columns * 2 / 5) : area.columns
    ListAndPane.draw(
      lines(rows, columns: columns - 4, isWhole: isBeside, context),
      pane: { columns in list.selected(in: rows).map { Self.pane($0, columns: columns, context) } ?? [] },
      paneScroll: paneScroll, listColumns: columns, leastColumns: Self.columnsForPane,
      listRows: max(3, area.rows / 2), in: area, foot: foot, on: &frame)
    return frame
  }

  /// The columns from which the selected question stands beside the list.
  private static let columnsForPane = 110

  private static let emptiness =
    "Nothing is marked yet. While you answer, f puts a flag on a question and n writes a note on it. You find them here "
    + "once the attempt is over, with the explanations."

  /// What flags and notes are good for.
  private static func uses(columns: Int) -> [Line] {
    [
      (
        "Flag",
        "For a question to come back to, such as one you guessed. A mock exam lists its flagged questions before you hand in."
      ),
      ("Note", "For a thought while you answer, such as what confused you. Nobody else sees it."),
    ].flatMap { [Line($0.0, .heading)] + Line.wrap($0.1, .muted, columns: columns) + [.blank] }
  }

  private func counted(_ count: Int) -> String {
    guard !questions.isEmpty else { return "" }
    let whole = Words.count(questions.count, "question")
    let shown = count == questions.count ? whole : "\(count) of \(whole)"
    return list.criteria.filter == .all ? shown : "only \(list.criteria.filter.name) · \(shown)"
  }

  /// The list: below each heading the questions of one attempt or skill.
  ///
  /// - Parameter isWhole: True to wrap the questions, false to cut them to one row.
  private func lines(
    _ rows: [AskedQuestion], columns: Int, isWhole: Bool, _ context: Context
  ) -> [Line] {
    guard !rows.isEmpty else {
      return [
        Line(search == nil ? "No question has a mark of this kind." : "No question has these words.", .muted)
      ]
    }
    let selected = list.place(in: rows)
    var lines: [Line] = []
    var group: String?
    for (index, row) in rows.enumerated() {
      let skill = Self.skill(of: row, context)
      let attempt = Self.attempt(of: row, context)
      let heading = list.criteria.order == .skill ? skill : attempt
      if heading != group {
        group = heading
        lines += Line.wrap(heading, .heading, columns: columns + 2)
      }
      let (sign, role) = ResultScreen.mark(row.answered.response.outcome)
      let marks = (row.isFlagged ? "⚑" : " ") + (row.note == nil ? "  " : "✎ ")
      let room = columns - 7
      let texts =
        isWhole
        ? CellText.wrap(row.headline, columns: room) : [CellText.truncate(row.headline, columns: room)]
      for (number, text) in texts.enumerated() {
        let lead =
          number == 0
          ? [TextRun(marks, Style(.caution)), TextRun("\(sign) ", Style(role, .bold))] : [TextRun("     ")]
        var line = Line.entry(
          lead + [TextRun(text)], isFocused: index == selected, command: .choose(index))
        if number > 0, index == selected {
          line.runs[0].text = "  "
          line.cursor = nil
        }
        if isSearching { line.cursor = nil }
        lines.append(line)
      }
    }
    return lines
  }

  private static func skill(of row: AskedQuestion, _ context: Context) -> String {
    row.skill.map { context.content.framework.skills[$0].name } ?? "Skills no longer asked about"
  }

  private static func attempt(of row: AskedQuestion, _ context: Context) -> String {
    let day = context.days.near(row.answered.response.answeredAt, now: context.now)
    return "Attempt \(row.attempt) · \(row.mode.name) · \(day)"
  }

  /// The note, then the question as it was asked with its explanation.
  static func pane(_ row: AskedQuestion, columns: Int, _ context: Context) -> [Line] {
    var lines = Line.wrap(skill(of: row, context), .heading, columns: columns)
    lines += Line.wrap(
      attempt(of: row, context) + (row.isFlagged ? " · flagged" : ""), .muted, columns: columns)
    lines.append(.blank)
    if let note = row.note {
      lines += Line.wrap("Your note: " + note, Style(.caution), columns: columns)
      lines.append(.blank)
    }
    return lines
      + AnsweredLines.lines(row.answered, seed: row.seed, hasNote: false, columns: columns)
  }
}
