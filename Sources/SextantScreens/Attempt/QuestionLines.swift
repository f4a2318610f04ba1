import ItemBank
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

/// Builds the rows of an item: stem, code and answer parts, with or without the correct answer.
struct QuestionLines {
  var item: Item
  var order: [Int]
  var columns: Int
  /// The answer in the making; nil when reviewing an answer.
  var draft: Draft?
  /// The person's answer; if set, the correct answer and the rationales are shown.
  var given: Answer?
  var score: Score?

  /// True if answers don't affect the score.
  var isPractice = false
  /// True if the item is only looked at, so that "I don't know" isn't offered.
  var isPreview = false
  /// True if the code is drawn elsewhere.
  var leavesOutCode = false

  var isReview: Bool { given != nil }

  /// The stem and the code.
  func question() -> [Line] {
    var lines = Line.wrap(
      CellText.tablesFitted(item.stemAsProse, columns: columns), .text, columns: columns)
    for index in lines.indices {
      lines[index].runs = lines[index].runs.map { TextRun($0.text, Style(.text, .bold)) }
    }
    if item.code != nil, !leavesOutCode {
      lines.append(.blank)
      lines += code()
    }
    return lines
  }

  /// All rows.
  func build() -> [Line] {
    var lines = question()
    lines.append(.blank)
    lines += verdictLines
    lines += parts()
    if isReview {
      lines += feedback()
    } else if !isPreview {
      // A matching question has its rule between the rows and their matches.
      let isMatching = item.task.kind == .matching && columns >= 60
      if !isMatching {
        lines += rule()
        lines.append(.blank)
      }
      lines += unknown()
    }
    return lines
  }

  // MARK: Code

  private var pickable: Bool { item.task.kind == .linePick }

  /// The areas of a question and of its code beside it, and the rows of the code; nil if the code stays below the stem.
  ///
  /// From 100 columns on, the code stands beside its question where it fits without a break or a scroll bar. Lines to pick
  /// from are an answer, so they stay with the question.
  static func codeBeside(_ item: Item, in area: Rect) -> (text: Rect, code: Rect, lines: [Line])? {
    guard area.columns >= 96, let block = item.code, item.task.kind != .linePick else { return nil }
    let longest = block.lines.map { CellText.width(of: String($0)) }.max() ?? 0
    let needed = longest + 6 + "\(block.lines.count)".count
    // The question keeps half of the screen.
    let columns = max(40, needed)
    guard columns <= area.columns / 2 - 3, block.lines.count <= area.rows else { return nil }
    let text = Rect(
      column: area.column, row: area.row, columns: min(88, area.columns - columns - 5), rows: area.rows)
    let code = Rect(
      column: text.endColumn + 4, row: area.row, columns: area.endColumn - text.endColumn - 4, rows: area.rows
    )
    let lines = QuestionLines(item: item, order: [], columns: code.columns).code()
    return lines.count <= code.rows ? (text, code, lines) : nil
  }

  private func code() -> [Line] {
    guard let block = item.code else { return [] }
    let coloured = SyntaxColouring.lines(of: block.text, language: block.language)
    let digits = "\(block.lines.count)".count
    return coloured.enumerated().flatMap { index, tokens in
      let number = "\(index + 1)"
      let gutter = "  \(mark(ofLine: index + 1))\(padded("", digits - number.count))\(number) │ "
      // A continued line has no number, and a different rule.
      let rest = padded("", CellText.width(of: gutter) - 2) + "┆ "
      let rows = Line.broken(
        tokens.map { TextRun($0.text, Style($0.role)) }, columns: columns - CellText.width(of: gutter))
      return rows.enumerated().map { place, runs -> Line in
        var line = Line([TextRun(place == 0 ? gutter : rest, Style(.codeGutter))] + runs)
        if pickable, !isReview {
          line.command = .choose(index)
          line.isFocused = draft?.focus == index
          line.isSelected = line.isFocused || draft?.content == .line(index + 1)
          if line.isFocused, place == 0 { line.cursor = 2 }
        }
        return line
      }
    }
  }

  private func mark(ofLine number: Int) -> String {
    guard pickable, case .linePick(let lines, _) = item.task else { return "" }
    if isReview {
      if lines.contains(number) { return "✓ " }
      if given == .line(number) { return "✗ " }
      return "  "
    }
    return (draft?.focus == number - 1 ? "▸" : " ") + (draft?.content == .line(number) ? "●" : " ")
  }

  // MARK: Parts

  private func parts() -> [Line] {
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _): choices(options)
    case .numeric(let key): typed(unit: key.unit, answer: Words.value(key))
    case .shortText(let answers, _): typed(unit: "", answer: answers.first ?? "")
    case .ordering(let steps): ordering(steps)
    case .matching(let pairs, let extras): matching(pairs, rights: pairs.map(\.right) + extras)
    case .linePick(let lines, let notes): picking(lines, notes)
    case .situational(let options): situational(options)
    }
  }

  private func choices(_ options: [Option]) -> [Line] {
    let isMultiple = item.task.kind == .multipleChoice
    var lines: [Line] = []
    for (row, index) in order.enumerated() {
      let option = options[index]
      if isReview {
        let wasChosen = chosen(index)
        let sign = option.isKey ? "✓" : wasChosen ? "✗" : " "
        let role: Role = option.isKey ? .correct : wasChosen ? .wrong : .text
        let isMissed = isMultiple && option.isKey && !wasChosen && !(given?.isBlank ?? false) && !isPreview
        let said = wasChosen ? "   your answer" : isMissed ? "   you missed it" : ""
        let style = Style(role, option.isKey ? .bold : [])
        var rows = Line.wrap(
          option.text, style, columns: columns, indent: " \(sign) \(AnswerKeys.letter(row))   ")
        // Keep the remark about an option together.
        if let last = rows.indices.last, !said.isEmpty {
          if rows[last].width + CellText.width(of: said) <= columns {
            rows[last].runs.append(TextRun(said, style))
          } else {
            rows.append(Line("    " + said, style))
          }
        }
        lines += rows
        if !option.rationale.isEmpty {
          lines += Line.wrap(option.rationale, .muted, columns: columns, indent: "       ")
        }
        continue
      }
      let isFocused = draft?.focus == row
      var isChosen = false
      if case .choices(let set) = draft?.content { isChosen = set.contains(index) }
      if case .choice(let selected) = draft?.content { isChosen = selected == index }
      let box = isMultiple ? (isChosen ? "[x] " : "[ ] ") : ""
      var rows = Line.wrap(
        option.text, .text, columns: columns - 1,
        // Mark the choice at any width; the word beside it needs room.
        indent: " \(isChosen && !isMultiple ? "●" : isFocused ? "▸" : " ") \(AnswerKeys.letter(row))  \(box)",
        command: .choose(row))
      for place in rows.indices {
        rows[place].isFocused = isFocused
        rows[place].isSelected = isMultiple ? isFocused : isChosen
      }
      if let first = rows.indices.first {
        if let lead = rows[first].runs.first { rows[first].runs[0] = TextRun(lead.text, .key) }
        if isFocused { rows[first].cursor = 1 }
      }
      // The box of a multiple choice already shows it.
      if isChosen, !isMultiple, let roomy = rows.indices.first(where: { rows[$0].width + 10 <= columns }) {
        rows[roomy].runs.append(TextRun("   chosen", .muted))
      }
      lines += rows
    }
    return lines
  }

  private func chosen(_ index: Int) -> Bool {
    switch given {
    case .choice(let choice): choice == index
    case .choices(let set): set.contains(index)
    default: false
    }
  }

  private func typed(unit: String, answer: String) -> [Line] {
    if isReview, isPreview {
      var lines = Line.wrap(answer, Style(.correct, .bold), columns: columns, indent: " ✓ ")
      if case .shortText(let answers, _) = item.task, answers.count > 1 {
        lines += Line.wrap(
          "counts too: " + answers.dropFirst().joined(separator: "; "), .muted, columns: columns,
          indent: "   ")
      }
      for misconception in item.misconceptions {
        lines += Line.wrap(
          "\(misconception.answer): \(misconception.rationale)", .muted, columns: columns, indent: " ✗ ")
      }
      return lines
    }
    if isReview {
      var lines: [Line] = []
      let said: String
      if case .typed(let text) = given {
        said = text
      } else {
        said = given == .unanswered ? "no answer" : "I don't know"
      }
      let isRight = score?.isCorrect ?? false
      lines += Line.wrap(
        said, Style(isRight ? .correct : given?.isBlank ?? false ? .caution : .wrong), columns: columns,
        indent: " \(isRight ? "✓" : given?.isBlank ?? false ? "?" : "✗") your answer  ")
      if item.task.kind == .numeric, case .typed(let text) = given,
        let reading = Words.reading(of: text, unit: unit), reading != text
      {
        lines += Line.wrap("read as \(reading)", .muted, columns: columns, indent: "   ")
      }
      if isRight, case .numeric(let key) = item.task,
        !NumericEntry.values(of: said, unit: key.unit).contains(key.value)
      {
        lines += Line.wrap(
          "near enough to \(answer)", .muted, columns: columns, indent: "   ")
      }
      if !isRight {
        lines += Line.wrap(answer, Style(.correct, .bold), columns: columns, indent: " ✓ right        ")
        if let match = misconception(for: said) {
          lines += Line.wrap(match, .muted, columns: columns, indent: "   ")
        }
      }
      return lines
    }
    guard case .typed(let field) = draft?.content else { return [] }
    let isFocused = draft?.focus == 0
    let isNumber = item.task.kind == .numeric
    let widest = isNumber ? 16 : 48
    // A long unit on a narrow screen gets a row of its own.
    let isBeside = columns - 14 - CellText.width(of: unit) >= 8
    let room = min(widest, columns - 14 - (isBeside ? CellText.width(of: unit) : 0))
    let view = TextField(field).view(columns: max(4, room))
    // Don't repeat a unit that was typed.
    let isTyped = unit.isEmpty || field.text.hasSuffix(unit)
    var line = Line([
      TextRun(isFocused ? " ▸ " : "   ", .key), TextRun("answer  ", .muted),
      TextRun(padded(view.text, room), Style(.text, .underline)),
      TextRun(isTyped || !isBeside ? "" : " " + unit, .muted),
    ])
    line.command = .choose(0)
    line.isFocused = isFocused
    if isFocused { line.cursor = 11 + view.cursor }
    return [line]
      + (isTyped || isBeside ? [] : Line.wrap(unit, .muted, columns: columns, indent: "   in "))
      + (isNumber ? reading(of: field.text, unit: unit) : [])
  }

  /// How a typed number is read; nothing before anything is typed.
  private func reading(of text: String, unit: String) -> [Line] {
    guard !text.allSatisfy(\.isWhitespace) else { return [] }
    return Line.wrap(
      Words.reading(of: text, unit: unit).map { "read as \($0)" } ?? "not a number yet", .muted,
      columns: columns,
      indent: "   ")
  }

  private func misconception(for text: String) -> String? {
    Scoring.listedMistake(text, to: item)?.rationale
  }

  private func picking(_ lines: [Int], _ notes: [LineNote]) -> [Line] {
    guard isReview else {
      if case .line(let line?) = draft?.content {
        return Line.wrap("You pick line \(line).", columns: columns, indent: "   ")
      }
      return Line.wrap(
        "Read with the arrows; space picks the line, or its number.", .muted, columns: columns, indent: "   ")
    }
    var rows: [Line] = []
    if case .line(let line) = given, !lines.contains(line) {
      rows.append(Line(" ✗ you picked line \(line)", Style(.wrong)))
      if let note = notes.first(where: { $0.line == line }) {
        rows += Line.wrap(note.rationale, .muted, columns: columns, indent: "   ")
      }
    }
    let right = lines.map(String.init).joined(separator: " or ")
    rows.append(Line(" ✓ line \(right)", Style(.correct, .bold)))
    return rows
  }

  private func situational(_ options: [Option]) -> [Line] {
    var lines: [Line] = []
    if !isReview {
      // Break the scale only between its points.
      var row = "  "
      for point in ["1 ineffective", "2 slightly", "3 effective", "4 very effective"] {
        if CellText.width(of: row + point) + 3 > columns {
          lines.append(Line(row, .muted))
          row = "  "
        }
        row += (row == "  " ? " " : "   ") + point
      }
      lines.append(Line(row, .muted))
    }
    if !isReview { lines.append(.blank) }
    for (row, index) in order.enumerated() {
      let option = options[index]
      if isReview {
        var rating: Int?
        if case .ratings(let ratings) = given, ratings.indices.contains(index) { rating = ratings[index] }
        let wanted = option.effectiveness ?? 1
        let distance = rating.map { abs($0 - wanted) }
        lines += Line.wrap(
          option.text, .text, columns: columns, indent: " \(distance == 0 ? "✓" : distance == 1 ? "~" : "✗") "
        )
        let yours =
          isPreview ? "" : rating.map { $0 == wanted ? "as you said" : "you: \($0)" } ?? "not rated"
        let judged = TextRun("   \(wanted) \(Words.effectiveness[wanted])", Style(.correct, .bold))
        let said = TextRun("   \(yours)", Style(distance == 0 ? .muted : .wrong))
        let row = Line(yours.isEmpty ? [judged] : [judged, said])
        lines += row.width <= columns ? [row] : [Line([judged]), Line([said])]
        if !option.rationale.isEmpty {
          lines += Line.wrap(option.rationale, .muted, columns: columns, indent: "   ")
        }
        continue
      }
      var rating: Int?
      if case .ratings(let ratings) = draft?.content { rating = ratings[index] }
      let scale = (1...4).map { $0 == rating ? "(\($0))" : " \($0) " }.joined()
      let rows = Line.wrap(
        option.text, .text, columns: columns - 1,
        indent: " \(draft?.focus == row ? "▸" : " ") \(scale)  ", command: .choose(row))
      lines += focusable(rows, row: row)
    }
    return lines
  }

  func focusable(_ rows: [Line], row: Int) -> [Line] {
    var rows = rows
    let isFocused = draft?.focus == row
    for place in rows.indices {
      rows[place].isFocused = isFocused
      rows[place].isSelected = isFocused
    }
    if isFocused, let first = rows.indices.first { rows[first].cursor = 1 }
    return rows
  }

  func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - CellText.width(of: text)))
  }
}
