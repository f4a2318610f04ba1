import ItemBank
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension AttemptScreen {
  /// Draws the attempt.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: title(columns: size.columns), right: [TextRun(place(context, columns: size.columns), .muted)],
      on: &frame)
    if case .leaving(let entry) = aside {
      drawExits(entry, in: area, on: &frame)
    } else if session.stage == .paused {
      drawPause(in: area, on: &frame)
    } else {
      drawItem(in: area, context, on: &frame)
    }
    return frame
  }

  /// True if letters are text.
  var takesText: Bool {
    if case .noting = aside { return true }
    return aside == nil && session.stage == .answering && session.draft.takesLetters
  }

  private var isUnderFeedback: Bool {
    if case .feedback = session.stage { true } else { false }
  }

  private var item: Item { session.item }
  private var plan: AttemptPlan { session.plan }
  private var answered: Int { session.responses.count }

  private func title(columns: Int) -> [TextRun] {
    // The item that was just answered keeps its number.
    let number = session.responses.last?.item == item.id ? answered : answered + 1
    let limit = plan.itemLimit
    var runs = [
      TextRun(plan.mode.title, .heading),
      // A short attempt never ends early by its precision.
      TextRun(
        "  \(number) of \(limit >= Self.itemsForGoal && plan.mode.measures ? "at most " : "")\(limit)",
        .text),
    ]
    if columns >= 60 {
      // One cell for each item, if there is room.
      let most = columns >= 90 ? 20 : 12
      runs +=
        [TextRun("  ")]
        + Words.meter(
          Double(answered) / Double(max(1, limit)), cells: min(most, limit))
      if plan.mode.measures, let left = session.attempt?.minutesLeft, left > 0 {
        let words = "  \(Words.left(minutes: left))"
        let used = runs.reduce(CellText.width(of: words)) { $0 + CellText.width(of: $1.text) }
        if used + 2 <= columns { runs.append(TextRun(words, .muted)) }
      }
    }
    return runs
  }

  private func place(_ context: Context, columns: Int) -> String {
    let framework = context.content.framework
    let domain = framework.domains.first { $0.id == item.domain }
    guard let domain else { return "" }
    // A skill's name helps to answer, so a measuring attempt names it only with the feedback.
    guard !plan.mode.measures || isUnderFeedback else {
      return columns - 4 - titleWidth(columns: columns) >= longestDomain(framework) ? domain.shortName : ""
    }
    let skill = domain.skills.first { $0.id == item.skill }?.name ?? ""
    // On a short row the skill is left out: half a name says little.
    let full = "\(domain.shortName) › \(skill)"
    let room = columns - 4 - titleWidth(columns: columns)
    guard room >= longestDomain(framework) else { return "" }
    return CellText.width(of: full) <= room ? full : domain.shortName
  }

  private func titleWidth(columns: Int) -> Int {
    title(columns: columns).reduce(0) { $0 + CellText.width(of: $1.text) }
  }

  /// The width of the longest name of a domain: one is shown on every item of an attempt, or on none.
  private func longestDomain(_ framework: Framework) -> Int {
    framework.domains.map { CellText.width(of: $0.shortName) }.max() ?? 0
  }

  /// The rows of an explanation below the screen; 0 if none is shown.
  func rowsLeft(_ size: Size, _ context: Context) -> Int {
    guard isUnderFeedback else { return 0 }
    var frame = Frame(size)
    let area = Chrome.draw(title: [], on: &frame)
    let (text, _) = places(in: area, foot: footLines(columns: area.columns, context))
    let beside = QuestionLines.codeBeside(item, in: Self.whole(text, in: area))
    let lines = itemLines(in: beside?.text ?? text, leavesOutCode: beside != nil)
    return max(0, lines.count - text.rows - max(0, scroll))
  }

  /// The first row of an explanation to show, so that the verdict is in sight below a long question.
  func rowOfVerdict(_ size: Size, _ context: Context) -> Int {
    var frame = Frame(size)
    let area = Chrome.draw(title: [], on: &frame)
    let (all, _) = places(in: area, foot: footLines(columns: area.columns, context))
    let beside = QuestionLines.codeBeside(item, in: Self.whole(all, in: area))
    let text = beside?.text ?? all
    var row = 0
    _ = Pane.fitted(text) { columns in
      let question = questionLines(columns: columns, leavesOutCode: beside != nil)
      row = question.question().count + 1
      return question.build()
    }
    // With the beginning of the answer parts.
    return row + 3 <= text.rows ? 0 : row
  }

  /// The rows of the text, over the whole width.
  private static func whole(_ text: Rect, in area: Rect) -> Rect {
    Rect(column: text.column, row: text.row, columns: area.endColumn - text.column - 2, rows: text.rows)
  }

  /// The areas of the item's text and of what is below it.
  private func places(in area: Rect, foot: [Line]) -> (text: Rect, bottom: Rect) {
    let hasAir = area.rows >= 16
    let (body, bottom) = area.inset(top: hasAir ? 1 : 0).splitBottom(foot.count + (hasAir ? 1 : 0))
    return (Chrome.text(body), bottom)
  }

  private func itemLines(in text: Rect, leavesOutCode: Bool) -> [Line] {
    Pane.fitted(text) { questionLines(columns: $0, leavesOutCode: leavesOutCode).build() }
  }

  private func questionLines(columns: Int, leavesOutCode: Bool) -> QuestionLines {
    var question = QuestionLines(item: item, order: session.presentation.order, columns: columns)
    question.leavesOutCode = leavesOutCode
    if case .feedback(let response) = session.stage {
      question.given = response.answer
      question.score = response.score
    } else {
      question.draft = session.draft
      question.isPractice = !plan.mode.measures
    }
    return question
  }

  private func drawItem(in area: Rect, _ context: Context, on frame: inout Frame) {
    let foot = footLines(columns: area.columns, context)
    let (all, bottom) = places(in: area, foot: foot)
    let beside = QuestionLines.codeBeside(item, in: Self.whole(all, in: area))
    let text = beside?.text ?? all
    let lines = itemLines(in: text, leavesOutCode: beside != nil)
    if let beside {
      frame.rule(atColumn: beside.code.column - 2, in: beside.code)
      Pane.draw(beside.lines, offset: 0, in: beside.code, on: &frame)
    }
    let offset = isUnderFeedback || isReading ? scroll : Pane.offset(scroll, lines: lines, height: text.rows)
    Pane.draw(lines, offset: offset, in: text, on: &frame)
    let textBottom = Chrome.text(bottom)
    var isAsking = false
    if case .rating = session.stage, aside == nil { isAsking = true }
    for (index, line) in foot.enumerated() {
      // The question about the answer stands right below it, also on a high screen.
      let row = bottom.endRow - foot.count + index
      let below = min(row, text.row + lines.count - offset + 1)
      if isAsking, index == 0 {
        // Beside code, the text is narrower than the rows at the foot.
        let area = Rect(column: text.column, row: below, columns: text.columns, rows: 1)
        frame.put(
          Self.ratingLine(columns: text.columns, confidence: confidenceBefore), in: area, row: below)
      } else {
        frame.put(line, in: textBottom, row: row)
      }
    }
  }

  /// The rows above the keys: the confidence question, hints, and the precision so far.
  private func footLines(columns: Int, _ context: Context) -> [Line] {
    let columns = min(88, columns - (columns < 60 ? 2 : 4))
    var lines: [Line] = []
    if case .noting(let field) = aside {
      let view = field.view(columns: max(4, columns - 8))
      var line = Line([TextRun("Note  ", .accent), TextRun(view.text, Style(.text, .underline))])
      line.cursor = 6 + view.cursor
      lines.append(line)
    } else if case .rating = session.stage {
      lines.append(Self.ratingLine(columns: columns, confidence: confidenceBefore))
      if let hint { lines += Line.wrap(hint, Style(.caution), columns: columns) }
    } else if let hint {
      lines += Line.wrap(hint, Style(.caution), columns: columns)
    }
    if isUnderFeedback, let grades = gradesOfItem {
      lines.append(Self.gradeLine(grades, columns: columns, context))
    }
    var right: [TextRun] = []
    if session.isFlagged { right.append(TextRun("⚑ flagged ", Style(.caution))) }
    if !session.note.isEmpty { right.append(TextRun("✎ note ", Style(.caution))) }
    lines.append(
      Line.spread(
        [
          TextRun(
            precision(columns: columns - right.reduce(0) { $0 + CellText.width(of: $1.text) + 1 }), .muted)
        ], right,
        columns: columns))
    return lines
  }

  /// How sure the person was of the answer that they took back; nil if they didn't say, or give another one now.
  private var confidenceBefore: Int? { keepsAnswer ? session.takenBack?.confidence : nil }

  /// The question how sure the person is, in the longest words that fit; what they said before is marked.
  private static func ratingLine(columns: Int, confidence: Int?) -> Line {
    let ways = [
      ("How sure are you?", "fairly sure", "   "), ("How sure?", "fairly sure", "   "),
      ("Sure?", "fairly", "  "),
    ].map { question, fairly, gap in
      Line(
        [TextRun(question + "  ", .accent)]
          + ["guess", fairly, "certain"].enumerated().flatMap { place, word in
            let isBefore = place + 1 == confidence
            return [
              TextRun("\(place + 1)", .key),
              TextRun(
                " \(isBefore ? "●" : "")\(word)" + (place < 2 ? gap : ""),
                isBefore ? Style(.text, .bold) : Style(.text)),
            ]
          })
    }
    return ways.first { $0.width <= columns } ?? ways[ways.count - 1]
  }

  /// When the question comes back, and the keys for another grade, as far as the answer can have it.
  static func gradeLine(_ grades: GradeChoice, columns: Int, _ context: Context) -> Line {
    let limit = grades.highest == .easy ? "" : "after a miss, only \(grades.words)"
    func line(lead: String, _ limit: String, _ word: (MemoryRating) -> String) -> Line {
      Line(
        [TextRun(lead, .accent)]
          + grades.allowed.flatMap { rating in
            [
              TextRun("\(rating.rawValue)", .key),
              TextRun(
                " \(rating == grades.chosen ? "●" : "")\(word(rating))   ",
                rating == grades.chosen ? Style(.text, .bold) : .muted),
            ]
          } + (limit.isEmpty ? [] : [TextRun(limit + "   ", .muted)]))
    }
    let when = context.days.coming(grades.due, now: context.now)
    func due(_ rating: MemoryRating) -> String {
      let coming = context.days.coming(grades.due(rating), now: context.now)
      return "\(rating.word), \(coming.hasPrefix("in ") ? String(coming.dropFirst(3)) : coming)"
    }
    let ways = [
      line(lead: "Comes back   ", limit, due), line(lead: "Back \(when)   ", limit, \.word),
      line(lead: "Back \(when)   ", "", \.word), line(lead: "", "", \.word),
    ]
    return ways.first { $0.width <= columns + 3 } ?? ways[ways.count - 1]
  }

  /// The precision of the attempt so far, in points of the scale.
  private func precision(columns: Int) -> String {
    guard plan.mode.measures else {
      let reason = reasons[item.id] ?? plan.reasonOfNew(item.id)
      let whole = reason + ". Practice doesn't change your score."
      if CellText.width(of: whole) <= columns { return whole }
      // The essential part of a review's reason is its end.
      return CellText.width(of: reason) < columns
        ? reason + "." : CellText.truncate(reason.replacing("last seen ", with: ""), columns: columns)
    }
    guard let framework = session.attempt?.pool.framework else { return "" }
    // Before the first answer the margin says nothing yet.
    if answered == 0, session.takenBack == nil,
      let rules = [Words.rules, Words.rulesInShort].first(where: { CellText.width(of: $0) <= columns })
    {
      return rules
    }
    let subject =
      switch plan.scope {
      case .all: "your overall"
      case .domain(let id): framework.domains.first { $0.id == id }?.shortName ?? id
      case .skill: "the skill"
      }
    let now = margin
    let goal = ReportingScale.points(ReportingScale.marginDeviations * StoppingRule.overallDeviation)
    let limit = plan.itemLimit
    // A short attempt never reaches that margin, so don't promise it.
    let earlier = limit >= Self.itemsForGoal ? " or at ± \(goal)" : ""
    let surprise = marginBefore.map { now > $0 } ?? false ? " (the last answer surprised)" : ""
    let ways = [
      "Margin so far, \(subject): ± \(now) points\(surprise); stops at \(limit) questions\(earlier)",
      "\(subject): ± \(now) points so far\(surprise); stops at \(limit) questions\(earlier)",
      "\(subject): ± \(now) points so far; stops at \(limit) questions\(earlier)",
      "So far ± \(now); stops at \(limit) questions", "± \(now), stops at \(limit)",
    ]
    return ways.first { CellText.width(of: $0) <= columns } ?? ways[ways.count - 1]
  }

  /// The present margin of error, in points of the scale.
  var margin: Int {
    guard let attempt = session.attempt else { return 0 }
    let framework = attempt.pool.framework
    let sd: Double
    // With the error that the result will include, so that the number doesn't jump at the end.
    var shift = ItemDifficulty.sharedDeviation
    switch plan.scope {
    case .all:
      let weights = framework.weights(ofProfile: plan.profile)
      sd = attempt.posterior.weightedMean(ofDomains: weights).sd
      shift = ItemDifficulty.sharedDeviation(ofMean: weights)
    case .domain(let id):
      sd = attempt.posterior.estimate(of: .domain(framework.domains.firstIndex { $0.id == id } ?? 0)).sd
    case .skill(let id):
      sd = attempt.posterior.estimate(of: .skill(framework.skills.firstIndex { $0.id == id } ?? 0)).sd
    }
    shift = ItemDifficulty.sharedDeviation(shift, inEstimateOf: sd)
    return ReportingScale.points(ReportingScale.marginDeviations * (sd * sd + shift * shift).squareRoot())
  }

  /// The number of items from which an attempt may end early by its precision.
  static let itemsForGoal = 30

  private func drawPause(in area: Rect, on frame: inout Frame) {
    let text = Chrome.text(area.inset(top: min(3, area.rows / 4)))
    let lines = Pane.fitted(text) { columns in
      [Line("Paused", .heading), .blank]
        + Line.wrap(
          "The question is covered and its time is stopped. Everything answered so far is saved.",
          columns: columns)
    }
    Pane.draw(lines, offset: 0, in: text, on: &frame)
  }

  private func drawExits(_ entry: Int, in area: Rect, on frame: inout Frame) {
    let text = Chrome.text(area.inset(top: min(3, area.rows / 4)))
    let saved = answered + (session.takenBack == nil ? 0 : 1)
    let lines = Pane.fitted(text) { columns in
      [Line("Leave this attempt?", .heading), .blank]
        + Line.wrap(
          "\(Words.count(saved, "answer")) \(saved == 1 ? "is" : "are") saved. Nothing is lost, whatever you choose.",
          .muted, columns: columns) + [.blank]
        + Self.exits.enumerated().map { index, exit in
          .entry(
            [TextRun(exit)], isFocused: index == entry, command: .choose(index))
        }
    }
    Pane.draw(lines, offset: Pane.offset(0, lines: lines, height: text.rows), in: text, on: &frame)
  }
}
