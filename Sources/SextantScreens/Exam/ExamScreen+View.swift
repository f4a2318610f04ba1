import ItemBank
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension ExamScreen {
  func bindings(_ context: Context) -> [Binding] {
    if session.isWriting { return [] }
    switch session.stage {
    case .rating, .feedback, .finishing, .over: return []
    case .answering: return takesText ? typingBindings : answeringBindings
    case .ready:
      return Bindings.vertical + [
        Binding(.confirm, [.enter, .character(" ")], label: "choose", help: "do what is selected"),
        Binding(.back, [.escape], label: "not now", help: "leave; nothing has begun"),
      ]
    case .paused:
      return [
        Binding(
          .confirm, [.enter, .character(" "), .character("z"), .function(5), .escape], label: "go on",
          help: "go on")
      ]
    case .away:
      if case .overview = aside { return Self.overviewBindings }
      let isLast = if case .handingIn = aside { true } else { false }
      return Bindings.vertical + [
        Binding(.confirm, [.enter, .character(" ")], label: "choose", help: "do what is selected"),
        // The key that opened it closes it too.
        Binding(
          .back, [.escape] + (isLast ? [.character("s")] : []), label: "back", help: "back to the exam"),
      ]
    }
  }

  private var typingBindings: [Binding] {
    [
      Binding(.confirm, [.enter, .tab], label: "next", help: "to the next question"),
      AnswerKeys.unknownWhileTyping,
      Binding(.down, [.down], help: "to “I don't know”"),
      Binding(.back, [.escape], label: "leave", help: "stop for now, or hand in"),
      Binding(.help, [.function(1)], label: "keys", help: "show or hide the keys"),
      Binding(.overview, [.function(2)], label: "overview", help: "all questions at a glance"),
      Binding(.flag, [.function(3)], label: "flag", help: "put a flag on the question, to come back to it"),
      Binding(.previous, [.backTab], label: "back", help: "to the previous question"),
      Binding(.pause, [.function(5)], label: "pause", help: "cover the exam. \(Session.clockRule)"),
      Binding(.pageUp, [.pageUp], help: "a screenful up"),
      Binding(.pageDown, [.pageDown], help: "a screenful down"),
    ]
  }

  private var answeringBindings: [Binding] {
    var list = AnswerKeys.bindings(item: item, draft: draft)
    let place = min(1, list.count)
    list.insert(contentsOf: Self.walkingBindings, at: place)
    // After the key that confirms, as in every attempt.
    list.insert(AnswerKeys.unknown(item), at: place + 1)
    // The footer has no room for everything.
    return list + [AnswerKeys.undo.labelled("")] + Bindings.vertical
  }

  /// The keys of an exam item besides those for answering.
  static let walkingBindings = [
    Binding(.confirm, [.enter, .tab, .character("+")], label: "next", help: "to the next question"),
    Binding(.previous, [.backTab, .character("-")], label: "back", help: "to the previous question"),
    Binding(
      .overview, [.character("o"), .function(2)], label: "overview", help: "all questions at a glance"),
    Binding(
      .flag, [.character("f"), .function(3)], label: "flag",
      help: "put a flag on the question, to come back to it"),
    Binding(
      .pause, [.character("z"), .function(5)], label: "pause", help: "cover the exam. \(Session.clockRule)"),
    Binding(.back, [.escape], label: "leave", help: "stop for now, or hand in"),
  ]

  /// The keys of the overview.
  static let overviewBindings =
    [
      Binding(.confirm, [.enter, .character(" ")], label: "open", help: "open the focused question"),
      Binding(.handIn, [.character("s")], label: "hand in", help: "check once more, then hand in"),
      Binding(
        .next, [.tab], label: "next open", help: "to the next question without an answer"),
      Binding(.flag, [.character("f")], label: "next flagged", help: "to the next question with a flag"),
      Binding(.back, [.escape, .character("o")], label: "back", help: "back to the question"),
      Binding(.left, [.left, .character("h")], help: "one to the left"),
      Binding(.right, [.right, .character("l")], help: "one to the right"),
    ] + Bindings.vertical

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: title(columns: size.columns), right: time, on: &frame)
    switch (session.stage, aside) {
    case (_, .overview(let focus)?): drawOverview(focus, in: area, on: &frame)
    case (.ready, _):
      let time = session.plan.timeLimit.map { " in \($0 / 60) minutes" } ?? ", without a time limit"
      drawChoice(
        "Ready?",
        // The rules come first, because a low terminal cuts the end.
        "\(itemStates.count) questions\(time). \(Exam.rules(cut: cut, questions: itemStates.count)) Take them in any order, and change answers "
          + "until you hand in.", ["Begin", "Not now"], readyEntry,
        in: area,
        on: &frame)
    case (.paused, _):
      drawText(
        "Paused",
        "The exam is covered and its clock is stopped. Your answers are saved. \(Session.clockRule)",
        in: area,
        on: &frame)
    case (_, .leaving(let entry)?):
      drawChoice(
        "Leave the exam?",
        "Answers, flags and the time left are saved. Resuming goes on at this question. \(Session.clockRule)",
        Self.exits, entry, in: area, on: &frame)
    case (_, .handingIn(let entry)?):
      drawChoice(
        session.exam?.unansweredWords.map { "\($0). Hand in?" } ?? "Hand in?", lastWords,
        lastEntries.map(\.text), entry, in: area, on: &frame)
    default: drawItem(in: area, on: &frame)
    }
    return frame
  }

  private func title(columns: Int) -> [TextRun] {
    let count = itemStates.count
    if case .overview = aside {
      return [TextRun("Mock exam", .heading), TextRun("  all \(count) questions", .text)]
    }
    var runs = [TextRun("Mock exam", .heading), TextRun("  \(session.place + 1) of \(count)", .text)]
    if columns >= 64 {
      runs +=
        [TextRun("  ")]
        + Words.meter(
          Double(session.answeredCount) / Double(max(1, count)), cells: min(columns >= 90 ? 20 : 12, count))
    }
    return runs
  }

  /// The time left: whole minutes, then seconds.
  private var time: [TextRun] {
    guard let left = session.remainingMilliseconds, let minutes = session.remainingMinutes else {
      return [TextRun("no time limit", .muted)]
    }
    if left > lastMinutes {
      return [TextRun("\(minutes) min left", session.isTimeShort ? Style(.caution, .bold) : .muted)]
    }
    let seconds = (left + 999) / 1000
    let shown = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60) left"
    return [TextRun(shown, Style(.caution, .bold))]
  }

  /// The progress of the exam, in words.
  private var progress: String {
    let unknown = unknownCount > 0 ? " · \(unknownCount) “I don't know”" : ""
    let partly = session.partlyCount > 0 ? " · \(session.partlyCount) partly" : ""
    let unseen = unseenCount > 0 ? " · \(unseenCount) unseen" : ""
    return
      "\(session.answeredCount - unknownCount) answered\(unknown)\(partly) · \(openCount) open\(unseen) · "
      + "\(session.flags) flagged"
  }

  private var shortProgress: String {
    "\(session.answeredCount) answered · \(itemStates.count - session.answeredCount) to go"
  }

  /// The pass mark of the exam, in percent.
  private var cut: Int { session.plan.cut ?? pool.framework.cut(ofProfile: session.plan.profile) }

  /// The number of items answered with “I don't know”.
  private var unknownCount: Int { itemStates.count { $0.answer == .unknown } }
  /// The number of items seen but not answered.
  private var openCount: Int { itemStates.count { $0.answer == nil && $0.isSeen } }
  /// The number of items never seen.
  private var unseenCount: Int { itemStates.count { $0.answer == nil && !$0.isSeen } }

  private var lastWords: String {
    var parts: [String] = []
    if let words = session.exam?.unansweredSentences {
      if unseenCount > 0 { parts.append("\(unseenCount) of them you haven't seen yet.") }
      parts.append(words)
    } else {
      parts.append("All \(itemStates.count) questions have an answer.")
    }
    if session.partlyCount > 0 {
      parts.append(
        "\(Words.count(session.partlyCount, "question")) \(session.partlyCount == 1 ? "is" : "are") answered only in "
          + "part; rows without an answer count as wrong.")
    }
    if session.flags > 0 {
      parts.append("\(Words.count(session.flags, "question")) \(session.flags == 1 ? "has" : "have") a flag.")
    }
    parts.append("Afterwards you see the right answers, and can't change yours.")
    return parts.joined(separator: " ")
  }

  // MARK: One item

  private func drawItem(in area: Rect, on frame: inout Frame) {
    var area = area
    if area.columns >= 124 {
      let (left, rest) = area.splitLeft(area.columns - 40)
      frame.rule(atColumn: rest.column, in: rest)
      drawGrid(focus: nil, in: rest.inset(left: 2, top: 1, right: 1), on: &frame)
      area = left
    }
    let hasAir = area.rows >= 16
    let (body, bottom) = area.inset(top: hasAir ? 1 : 0).splitBottom(hasAir ? 2 : 1)
    let beside = QuestionLines.codeBeside(item, in: body.inset(left: 2, right: 2))
    let text = beside?.text ?? Chrome.text(body)
    if let beside {
      frame.rule(atColumn: beside.code.column - 2, in: beside.code)
      Pane.draw(beside.lines, offset: 0, in: beside.code, on: &frame)
    }
    let lines = Pane.fitted(text) { columns in
      var question = QuestionLines(item: item, order: session.presentation.order, columns: columns)
      question.leavesOutCode = beside != nil
      question.draft = draft
      return question.build()
    }
    let offset = isReading ? scroll : Pane.offset(scroll, lines: lines, height: text.rows)
    Pane.draw(lines, offset: offset, in: text, on: &frame)
    let foot = Chrome.text(bottom)
    let isFlagged = itemStates[session.place].isFlagged
    let hasRoom = CellText.width(of: progress) + (isFlagged ? 11 : 0) <= foot.columns
    frame.put(
      Line.spread(
        hint.map { [TextRun($0, Style(.caution))] } ?? [TextRun(hasRoom ? progress : shortProgress, .muted)],
        isFlagged ? [TextRun("⚑ flagged ", Style(.caution))] : [],
        columns: foot.columns), in: foot, row: bottom.endRow - 1)
  }

  // MARK: All items

  private func drawOverview(_ focus: Int, in area: Rect, on frame: inout Frame) {
    let hasAir = area.rows >= 16
    let text = area.inset(left: 2, top: hasAir ? 1 : 0, right: 1)
    let (top, rest) = text.splitTop(hasAir ? 2 : 1)
    frame.put(
      [TextRun(CellText.width(of: progress) <= top.columns ? progress : shortProgress, Style(.text, .bold))],
      at: Point(column: top.column, row: top.row))
    drawGrid(focus: focus, in: rest, on: &frame)
  }

  /// Draws every item with its mark, in one or more rows per domain; each can be clicked.
  private func drawGrid(focus: Int?, in area: Rect, on frame: inout Frame) {
    let sections = sections
    let names = min(18, (sections.map { CellText.width(of: $0.name) }.max() ?? 0) + 2)
    let cell = 6
    let perRow = max(1, (area.columns - names) / cell)
    // Compute the rows first, so that the focused one can be kept in view.
    var rows: [(name: String, positions: [Int])] = []
    for section in sections {
      for start in stride(from: 0, to: section.positions.count, by: perRow) {
        rows.append(
          (
            start == 0 ? section.name : "",
            Array(section.positions[start..<min(start + perRow, section.positions.count)])
          ))
      }
    }
    let legend = area.rows >= 6 ? 2 : 0
    let height = max(1, area.rows - legend)
    let focused = rows.firstIndex { $0.positions.contains(focus ?? session.place) } ?? 0
    let isLoose = focus != nil && rows.count * 2 <= height
    let offset = isLoose ? 0 : min(max(0, focused - height / 2), max(0, rows.count - height))
    var row = area.row
    for entry in rows.dropFirst(offset).prefix(height) {
      frame.put(
        [TextRun(CellText.truncate(entry.name, columns: names - 1), .muted)],
        at: Point(column: area.column, row: row))
      for (index, position) in entry.positions.enumerated() {
        let place = Rect(column: area.column + names + index * cell, row: row, columns: cell - 1, rows: 1)
        frame.put(mark(position), at: Point(column: place.column, row: row), limit: place.columns)
        if position == focus {
          frame.surface.restyle(place) { Style(.selection, $0.attributes.union(.reverse)) }
          frame.surface.cursor = Point(column: place.column, row: row)
        } else if focus == nil, position == session.place {
          frame.surface.restyle(place) { Style($0.role, $0.attributes.union(.reverse)) }
        }
        frame.hit(place, .toItem(position))
      }
      row += isLoose ? 2 : 1
    }
    if legend > 0 {
      frame.put(
        legendRuns(columns: area.columns), at: Point(column: area.column, row: area.endRow - 1),
        limit: area.columns)
    }
  }

  /// What the signs mean, those that don't occur left out where there is little room.
  private func legendRuns(columns: Int) -> [TextRun] {
    let isRoomy = columns >= 62
    let signs: [(sign: String, style: Style, name: String, isShown: Bool)] = [
      ("●", Self.answeredStyle, columns >= 46 ? "answered" : "done", true),
      ("?", Style(.muted), "don't know", isRoomy || unknownCount > 0),
      ("◐", Style(.caution), "partly", isRoomy || session.partlyCount > 0),
      ("○", Style(.caution), "open", true),
      ("·", .muted, "unseen", isRoomy || unseenCount > 0),
      ("⚑", Style(.caution), "flag", isRoomy || session.flags > 0),
    ]
    return signs.filter(\.isShown).flatMap { sign in
      [TextRun(sign.sign, sign.style), TextRun(" \(sign.name)\(columns >= 46 ? "  " : " ")", .muted)]
    }
  }

  /// The look of an answered item: not that of a right answer, which nobody knows yet.
  private static let answeredStyle = Style(.accent)

  /// An item's number with the sign of its state.
  private func mark(_ position: Int) -> [TextRun] {
    let itemState = itemStates[position]
    let number = TextRun(Words.right("\(position + 1)", 3), itemState.isSeen ? .text : .muted)
    let sign =
      itemState.answer.map {
        $0 == .unknown
          ? TextRun("?", .muted)
          : $0.isComplete ? TextRun("●", Self.answeredStyle) : TextRun("◐", Style(.caution))
      } ?? (itemState.isSeen ? TextRun("○", Style(.caution)) : TextRun("·", .muted))
    return [number, sign, TextRun(itemState.isFlagged ? "⚑" : " ", Style(.caution))]
  }

  // MARK: Texts

  private func drawText(_ heading: String, _ prose: String, in area: Rect, on frame: inout Frame) {
    let text = Chrome.text(area.inset(top: min(3, area.rows / 4)))
    let lines = Pane.fitted(text) { [Line(heading, .heading), .blank] + Line.wrap(prose, columns: $0) }
    Pane.draw(lines, offset: 0, in: text, on: &frame)
  }

  private func drawChoice(
    _ heading: String, _ prose: String, _ entries: [String], _ entry: Int, in area: Rect,
    on frame: inout Frame
  ) {
    func rows(_ columns: Int) -> [Line] {
      entries.enumerated().map { index, name in
        .entry(
          [TextRun(CellText.truncate(name, columns: columns - 2))], isFocused: index == entry,
          command: .choose(index))
      }
    }
    // On a low terminal the entries stay in view, and the text above them gets the remaining rows.
    if area.rows < 14 {
      let (top, bottom) = Chrome.text(area).splitBottom(entries.count)
      let words = Pane.fitted(top) { [Line(heading, .heading)] + Line.wrap(prose, .muted, columns: $0) }
      Pane.draw(words, offset: 0, in: top, on: &frame)
      Pane.draw(rows(bottom.columns), offset: 0, in: bottom, on: &frame)
      return
    }
    let text = Chrome.text(area.inset(top: min(3, area.rows / 4)))
    let lines = Pane.fitted(text) { columns in
      [Line(heading, .heading), .blank] + Line.wrap(prose, .muted, columns: columns) + [.blank]
        + rows(columns)
    }
    Pane.draw(lines, offset: Pane.offset(0, lines: lines, height: text.rows), in: text, on: &frame)
  }
}
