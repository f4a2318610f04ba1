import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import TerminalUI

extension ResultScreen {
  /// Draws the result.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let record = result.record
    let when = Timestamps.day(record.finishedAt ?? record.startedAt, now: context.now)
    let facts = [
      Words.count(result.answers.count, "item"), Timestamps.duration(milliseconds: record.activeMilliseconds),
      when,
    ]
    let area = Chrome.draw(
      title: [Piece("\(result.mode.title) finished", .heading)],
      right: [Piece(facts.joined(separator: " · "), .muted)], bindings: bindings, takesText: takesText,
      on: &frame)
    if let reading, listed(view).indices.contains(reading) {
      let (rest, foot) = area.splitBottom(report == nil ? 0 : 1)
      if let report {
        frame.put(report.line(columns: foot.columns - 2), in: foot.inset(left: 1), row: foot.row)
      }
      drawAnswer(listed(view)[reading], place: reading, in: rest, context, on: &frame)
      return frame
    }
    let (tabs, body) = area.splitTop(1)
    drawTabs(in: tabs.inset(left: 1), on: &frame)
    var inner = body.inset(left: 1, top: body.rows > 12 ? 1 : 0, right: 1)
    if let search, view != .summary, view != .why {
      let (rest, foot) = inner.splitBottom(1)
      var line = search.line(columns: foot.columns)
      if !isSearching { line.cursor = nil }
      frame.put(line, in: foot, row: foot.row)
      inner = rest
    }
    if view == .summary {
      drawSummary(in: inner, context, on: &frame)
    } else if view == .why {
      drawWhy(in: inner, on: &frame)
    } else {
      drawList(in: inner, context, on: &frame)
    }
    return frame
  }

  private func drawTabs(in area: Rect, on frame: inout Frame) {
    var column = area.column
    for tab in View.allCases {
      let name = area.columns < 50 ? tab.shortName : tab.name
      let whole = counted(tab)
      let shown = listed(tab).count
      let count = tab == .summary ? "" : shown == whole ? " \(whole)" : " \(shown) of \(whole)"
      let label = " \(name)\(count) "
      let style = tab == view ? Style(.accent, [.bold, .reverse]) : Style(.muted)
      let used = frame.put(
        [Piece(label, style)], at: Point(column: column, row: area.row), limit: area.endColumn - column)
      frame.hit(Rect(column: column, row: area.row, columns: used, rows: 1), .choose(100_000 + tab.rawValue))
      column += used + 1
    }
  }

  // MARK: Summary

  private func drawSummary(in area: Rect, _ context: Context, on frame: inout Frame) {
    let isWide = area.columns >= 112
    if isWide {
      let (left, rest) = area.splitLeft(72)
      let lines = Pane.fitted(left.inset(right: 1)) { columns in
        verdictLines(columns: columns, context) + [.blank] + domainLines(columns: columns)
      }
      Pane.draw(lines, offset: scroll, in: left, on: &frame)
      frame.rule(atColumn: rest.column, in: rest)
      let pane = rest.inset(left: 3)
      let width = min(60, pane.columns)
      let aside = barLines(columns: width) + [.blank] + meaningLines(columns: width)
      Pane.draw(aside, offset: 0, in: pane, on: &frame)
      return
    }
    let lines = Pane.fitted(area) { columns in
      let columns = min(88, columns)
      return verdictLines(columns: columns, context) + [.blank] + domainLines(columns: columns) + [.blank]
        + meaningLines(columns: columns)
    }
    Pane.draw(lines, offset: scroll, in: area, on: &frame)
  }

  private func verdictLines(columns: Int, _ context: Context) -> [Line] {
    var lines: [Line] = []
    let counted = result.answers.count - result.rapidCount
    guard result.mode.measures else {
      let right = result.answers.filter { $0.response.credit >= 1 }.count
      lines += Line.wrap(
        "\(right) of \(result.answers.count) right. Practice does not move your standing; a placement or a focus does.",
        Style(.text, .bold), columns: columns)
      return lines
    }
    guard counted > 0 else {
      return Line.wrap(
        "Every answer came faster than its item can be read, so nothing was measured. Take your time: "
          + "there is no clock.", Style(.caution, .bold), columns: columns)
    }
    if result.mode == .mock { lines += examLines(columns: columns) }
    let estimate = result.headline
    let band = ReportingScale.band(estimate.mean).name
    lines += Line.wrap(
      "\(estimate.name) \(Words.score(mean: estimate.mean, lower: estimate.lower, upper: estimate.upper)), \(band)",
      Style(.accent, .bold), columns: columns)
    lines += Line.wrap(
      "\(Words.percent(estimate.atTarget)) sure that you are at the \(context.overview.profileName) target of \(ReportingScale.score(result.standing.target)). "
        + "That is this attempt alone\(together(context)).", columns: columns)
    if let change = result.change, let row = result.changeOfHeadline {
      lines += Line.wrap(changeSentence(change, row, now: context.now), columns: columns)
    } else {
      lines += Line.wrap(
        "This is your first \(result.mode.name) of its kind; a retake will show what changed.", .muted,
        columns: columns)
    }
    if let reason = result.record.stopReason.flatMap(StopReason.init(rawValue:)) {
      lines += Line.wrap(reason.sentence, .muted, columns: columns)
    }
    if let fit = result.personFit, fit < -2 {
      lines += Line.wrap(
        "The answers hang together badly for one ability: easy items missed and hard ones solved. Read the "
          + "numbers with care.", Style(.caution), columns: columns)
    }
    if result.rapidCount > 0 {
      lines += Line.wrap(
        "\(Words.count(result.rapidCount, "answer")) came faster than the item can be read and \(result.rapidCount == 1 ? "is" : "are") left out.",
        Style(.caution), columns: columns)
    }
    return lines
  }

  /// What all answers together come to, for whoever goes home next and finds another number there.
  private func together(_ context: Context) -> String {
    guard context.overview.answerCount > 0, case .all = result.scope else { return "" }
    let all = context.overview.standing.overall
    let score = Words.score(mean: all.mean, lower: all.lower95, upper: all.upper95)
    return "; all your answers together, older ones weighing less, come to \(score)"
  }

  /// What an exam tells beside the measurement: how many right, how many left open.
  private func examLines(columns: Int) -> [Line] {
    let right = result.answers.count { $0.response.credit >= 1 }
    let open = result.answers.count(where: \.response.isUnknown)
    let asked = result.plannedCount ?? result.answers.count
    var text = "\(right) of \(asked) right"
    if open > 0 { text += ", \(open) not known" }
    if asked > result.answers.count { text += ", \(asked - result.answers.count) not reached" }
    return Line.wrap(text + ".", Style(.text, .bold), columns: columns)
  }

  private func changeSentence(_ comparison: Comparison, _ row: Comparison.Row, now: Date) -> String {
    let day = Timestamps.day(comparison.before.finishedAt ?? comparison.before.startedAt, now: now)
    let change = row.change
    let words = Words.change(from: row.before, to: row.after)
    let smallest = ReportingScale.points(change.smallestDetectable)
    switch row.verdict {
    case "improved":
      return
        "Since \(day): \(words), improved; \(Words.percent(change.probabilityImproved)) sure that it is real."
    case "declined":
      return
        "Since \(day): \(words), declined; \(Words.percent(1 - change.probabilityImproved)) sure that it is real."
    default:
      return
        "Since \(day): \(words), not yet distinguishable from noise; this pair could have shown a change of \(smallest) points."
    }
  }

  private func domainLines(columns: Int) -> [Line] {
    guard result.mode.measures else { return [] }
    let nameWidth = min(18, max(12, columns / 4))
    let showsChange = result.change != nil && columns >= 60
    let isWide = columns >= 50
    var head = [Piece(Words.fit("Domain", nameWidth), .heading)]
    if showsChange { head.append(Piece(Words.fit("before", 13), .heading)) }
    head.append(Piece(Words.fit(showsChange ? "now" : "score", 13), .heading))
    if showsChange { head.append(Piece(Words.fit("change", 10), .heading)) }
    head.append(Piece(isWide ? Words.fit("at the target?", 16) : "target?", .heading))
    // How many answers a domain rests on: with few of them it leans on the others.
    let showsAnswers = columns >= 76
    if showsAnswers { head.append(Piece("items", .heading)) }
    var lines = [Line(head)]
    for (index, domain) in result.domains.enumerated() {
      guard result.answersOfDomain[index] > 0 || result.scope == .all else { continue }
      let estimate = result.standing.domains[index]
      var pieces = [Piece(Words.fit(domain.shortName, nameWidth))]
      let isMeasured = result.answersOfDomain[index] > 0
      if showsChange, let row = result.change?.domains[index] {
        let before = "\(ReportingScale.score(row.before)) ± \(ReportingScale.points(row.beforeMargin))"
        pieces.append(Piece(Words.fit(row.answers.before > 0 ? before : "not asked", 13), .muted))
      }
      let now = Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
      let isDropped = result.answers.contains {
        $0.response.isRapid && $0.response.skill.hasPrefix(domain.id + ".")
      }
      pieces.append(
        Piece(
          Words.fit(isMeasured ? now : isDropped ? "not counted" : "not asked", 13),
          isMeasured ? .text : .muted))
      if showsChange, let row = result.change?.domains[index] {
        let z = row.change.z
        let role: Role = z >= 1.645 ? .correct : z <= -1.645 ? .wrong : .muted
        let both = row.answers.before > 0 && isMeasured
        pieces.append(
          Piece(Words.fit(both ? Words.change(from: row.before, to: row.after) : "", 10), Style(role)))
      }
      guard isMeasured else {
        lines.append(Line(pieces))
        continue
      }
      let sure = estimate.probability(atLeast: result.standing.target)
      let (word, role): (String, Role) =
        sure > 0.75 ? ("yes", .correct) : sure < 0.25 ? ("no", .wrong) : ("unclear", .caution)
      pieces.append(Piece(Words.fit(word, 8), Style(role)))
      pieces.append(Piece(Words.right(Words.percent(sure), 5) + "   ", .muted))
      if showsAnswers {
        pieces.append(Piece(Words.right("\(result.answersOfDomain[index])", 2), .muted))
      }
      lines.append(Line(pieces))
    }
    return lines
  }

  /// The domains as bars, each with where it was before.
  private func barLines(columns: Int) -> [Line] {
    guard result.mode.measures else { return [] }
    let nameWidth = 14
    let change = result.change
    var lines = [Line("Domains", .heading)]
    for (index, domain) in result.domains.enumerated() where result.answersOfDomain[index] > 0 {
      let estimate = result.standing.domains[index]
      let before = change.map { $0.domains[index] }.flatMap { $0.answers.before > 0 ? $0.before : nil }
      lines.append(
        Line(
          [Piece(Words.fit(domain.shortName, nameWidth))]
            + ScoreBar.pieces(
              mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95, before: before,
              target: result.standing.target, columns: columns - nameWidth)))
    }
    lines += Line.wrap(
      "● now, ━ its 95 % margin\(change == nil ? "" : ", ○ before"), ┆ the target.", .muted, columns: columns)
    return lines
  }

  private func meaningLines(columns: Int) -> [Line] {
    var lines: [Line] = []
    if let confidence = result.confidence {
      lines.append(Line("Confidence", .heading))
      let names = ["guess", "fairly sure", "certain"]
      for level in (0..<3).reversed() where confidence.given[level] > 0 {
        lines.append(
          ConfidenceStrip.line(
            name: names[level], given: confidence.given[level], right: confidence.right[level],
            expected: ConfidenceSummary.expected[level], columns: columns))
      }
      let legend = "● the share that was right, ━ its 95 % margin, ┆ what the rating promises."
      lines += Line.wrap(confidence.sentence + " " + legend, .muted, columns: columns)
      let count = result.misconceptions.count
      if count > 0 {
        let partly = result.answers.count {
          $0.response.confidence == 3 && $0.response.credit > 0 && $0.response.credit < 1
        }
        let rest =
          partly == 0
          ? "" : " \(partly) more you were certain of \(partly == 1 ? "was" : "were") partly right."
        lines += Line.wrap(
          "\(Words.count(count, "misconception")): certain and wrong. m shows \(count == 1 ? "it" : "them") first.\(rest)",
          Style(.caution), columns: columns)
      }
      lines.append(.blank)
    }
    guard result.mode.measures else { return lines }
    lines.append(Line("What the numbers mean", .heading))
    lines += Line.wrap(
      "500 is what an engineer needs for a first job. ± is a 95 % margin: 19 times out of "
        + "20 the true value lies within it."
        + (result.changeOfHeadline?.verdict ?? "improved" == "improved"
          ? "" : " A single retake rarely proves a change; the line through many attempts does."),
      .muted,
      columns: columns)
    return lines
  }

  // MARK: Answers

  private func drawList(in area: Rect, _ context: Context, on frame: inout Frame) {
    let list = listed(view)
    var lines: [Line] = []
    if list.isEmpty {
      lines.append(
        search == nil
          ? Line("Nothing missed.", Style(.correct)) : Line("No answer has these words.", .muted))
    }
    var group: String?
    for (place, index) in list.enumerated() {
      let answered = result.answers[index]
      let response = answered.response
      let (sign, role): (String, Role) =
        response.credit >= 1
        ? ("✓", .correct)
        : response.isUnknown ? ("?", .caution) : response.credit > 0 ? ("~", .caution) : ("✗", .wrong)
      let stem =
        answered.item.map(\.headline)
        ?? response.item
      let tail =
        (response.flagged ? "⚑ " : "")
        + (response.isRapid ? "too fast " : isMisconception(index) ? "certain " : "")
        + (isBySkill ? "" : home(ofSkill: response.skill))
      if isBySkill {
        let name = home(ofSkill: response.skill)
        if name != group {
          group = name
          lines.append(Line(name, .heading))
        }
      }
      let columns = min(110, area.columns) - 1
      let tailWidth = columns >= 60 ? 24 : 0
      var line = Line(
        [
          Piece(focus == place ? "▸" : " ", .key), Piece("\(sign) ", Style(role, .bold)),
          Piece(Words.right("\(index + 1)", 3) + "  ", .muted),
          Piece(Words.fit(stem, max(8, columns - 9 - tailWidth))),
          Piece(tailWidth > 0 ? "  " + Words.right(tail, tailWidth - 2) : "", .muted),
        ], command: .choose(place))
      line.isFocused = focus == place
      line.isSelected = focus == place
      if focus == place, !isSearching { line.cursor = 0 }
      lines.append(line)
    }
    let hasLegend = area.rows >= 12
    let (body, foot) = area.splitBottom(hasLegend ? 1 : 0)
    Pane.draw(
      lines, offset: Pane.offset(max(0, focus - body.rows / 2), lines: lines, height: body.rows), in: body,
      on: &frame)
    if hasLegend {
      frame.put(
        [
          Piece("✓", Style(.correct)), Piece(" right  ", .muted), Piece("~", Style(.caution)),
          Piece(" partly right  ", .muted), Piece("✗", Style(.wrong)), Piece(" wrong  ", .muted),
          Piece("?", Style(.caution)), Piece(" not known", .muted),
        ], at: Point(column: foot.column, row: foot.row), limit: foot.columns)
    }
  }

  private func domain(ofSkill skill: String) -> String {
    result.domains.first { skill.hasPrefix($0.id + ".") }?.shortName ?? ""
  }

  /// The skill of an answer where the list goes by skills, else its domain.
  private func home(ofSkill skill: String) -> String {
    guard let domain = result.domains.first(where: { skill.hasPrefix($0.id + ".") }) else { return "" }
    return isBySkill ? domain.skills.first { $0.id == skill }?.name ?? "" : domain.shortName
  }

  /// Where a number came from: the answers, those that moved it most first, and a bar for each.
  private func drawWhy(in area: Rect, on frame: inout Frame) {
    let columns = min(110, area.columns) - 1
    guard let explanation = result.explanation else {
      frame.put(Line("Practice moves no number.", .muted), in: area, row: area.row)
      return
    }
    let name = subject.map { result.domains[$0].shortName } ?? "Overall"
    let standing = explanation.standing
    let score =
      subject.map { index in
        let estimate = standing.domains[index]
        return Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
      }
      ?? Words.score(
        mean: standing.overall.mean, lower: standing.overall.lower95, upper: standing.overall.upper95)
    var head = [
      Line([
        Piece("\(name) \(score)", Style(.accent, .bold)),
        Piece(area.columns >= 60 ? "  points that each answer moved it by" : "", .muted),
      ])
    ]
    if area.rows >= 12 {
      head += Line.wrap(
        "Before any answer it was 500. Each row tells what the number would lack without that answer. Domains "
          + "lean on one another: an answer in one moves the others a little, and the rows need not add up.",
        .muted,
        columns: min(88, columns))
      head.append(.blank)
    }
    for (row, line) in head.enumerated() { frame.put(line, in: area, row: area.row + row) }
    let body = area.inset(top: head.count)
    let list = listed(.why)
    let effects = Dictionary(uniqueKeysWithValues: explanation.effects.map { ($0.piece, moved($0)) })
    let most = max(0.01, effects.values.map { abs($0) }.max() ?? 1)
    let half = columns >= 76 ? 8 : columns >= 56 ? 5 : 0
    var lines: [Line] = []
    for (place, index) in list.enumerated() {
      let answered = result.answers[index]
      let value = effects[index] ?? 0
      let cells = half == 0 ? 0 : max(1, Int((abs(value) / most * Double(half)).rounded()))
      let bar =
        value < 0
        ? String(repeating: " ", count: half - cells) + String(repeating: "━", count: cells) + "┃"
          + String(repeating: " ", count: half)
        : String(repeating: " ", count: half) + "┃" + String(repeating: "━", count: cells)
          + String(repeating: " ", count: half - cells)
      let tenths = Int((abs(value) * 1000).rounded())
      let number = (value > 0 ? "+" : value < 0 ? "−" : "") + "\(tenths / 10).\(tenths % 10)"
      let stem =
        answered.item.map(\.headline)
        ?? answered.response.item
      let tail = columns >= 70 ? "  " + Words.right(domain(ofSkill: answered.response.skill), 13) : ""
      let role: Role = value > 0 ? .correct : .wrong
      let response = answered.response
      let sign =
        response.credit >= 1 ? "✓" : response.isUnknown ? "?" : response.credit > 0 ? "~" : "✗"
      var line = Line(
        [
          Piece(focus == place ? "▸" : " ", .key), Piece(Words.right(number, 6) + " ", Style(role, .bold)),
          Piece(half == 0 ? "" : bar + " ", Style(role)), Piece("\(sign) ", Style(role)),
          Piece(
            Words.fit(stem, max(8, columns - 10 - (half == 0 ? 0 : 2 * half + 2) - CellText.width(of: tail)))),
          Piece(tail, .muted),
        ], command: .choose(place))
      line.isFocused = focus == place
      line.isSelected = focus == place
      if focus == place { line.cursor = 0 }
      lines.append(line)
    }
    if list.isEmpty { lines.append(Line("No answer of this attempt moved it.", .muted)) }
    Pane.draw(
      lines, offset: Pane.offset(max(0, focus - body.rows / 2), lines: lines, height: body.rows), in: body,
      on: &frame)
  }

  private func drawAnswer(_ index: Int, place: Int, in area: Rect, _ context: Context, on frame: inout Frame)
  {
    let answered = result.answers[index]
    let text = Chrome.text(area.inset(top: area.rows > 14 ? 1 : 0))
    let skill = context.content.framework.skills.first { $0.id == answered.response.skill }?.name ?? ""
    let lines = Pane.fitted(text) { columns in
      [
        Line.spread(
          [Piece("\(place + 1) of \(listed(view).count)", .muted)],
          [Piece(skill + (answered.item.map { " · level \($0.level) of 5" } ?? ""), .muted)], columns: columns
        ),
        .blank,
      ] + answerLines(answered, columns: columns)
    }
    Pane.draw(lines, offset: scroll, in: text, on: &frame)
  }

  private func answerLines(_ answered: AnsweredItem, columns: Int) -> [Line] {
    var lines: [Line] = []
    if answered.response.isRapid {
      lines += Line.wrap(
        "Not counted: it came faster than the item can be read.", Style(.caution), columns: columns)
      lines.append(.blank)
    }
    if let item = answered.item {
      var question = QuestionLines(
        item: item,
        order: Presentation(of: item.task, seed: result.record.seed, position: answered.response.position)
          .order,
        columns: columns)
      question.given = Answer(storage: answered.response.answer) ?? .unknown
      question.score = Score(category: answered.response.category, of: answered.response.categoryCount)
      lines += question.build()
      let sure =
        answered.response.confidence.map {
          ["", "You guessed. ", "You were fairly sure. ", "You were certain. "][min(3, max(0, $0))]
        } ?? ""
      lines += Line.wrap(sure + "Item \(item.id); ! reports it as wrong.", .muted, columns: columns)
    } else {
      lines += Line.wrap(
        "The bank no longer has this item (\(answered.response.item)). Your answer still counts as it was scored.",
        columns: columns)
    }
    if let note = answered.response.note {
      lines.append(.blank)
      lines += Line.wrap("Your note: " + note, Style(.caution), columns: columns)
    }
    return lines
  }
}

extension AttemptResult {
  /// The number that the attempt was about.
  struct Headline {
    var name: String
    var mean: Double
    var lower: Double
    var upper: Double
    var atTarget: Double
  }

  /// The change of what the attempt was about; nil where no attempt before it measured the same.
  var changeOfHeadline: Comparison.Row? {
    guard let change else { return nil }
    if case .domain(let id) = scope, let index = domains.firstIndex(where: { $0.id == id }) {
      return change.domains[index]
    }
    if case .skill(let id) = scope, let index = domains.firstIndex(where: { id.hasPrefix($0.id + ".") }) {
      return change.domains[index]
    }
    return change.overall
  }

  /// The overall, or the domain or skill that the attempt was about.
  var headline: Headline {
    func of(_ name: String, _ estimate: Estimate) -> Headline {
      Headline(
        name: name, mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95,
        atTarget: estimate.probability(atLeast: standing.target))
    }
    switch scope {
    case .all: break
    case .domain(let id):
      if let index = domains.firstIndex(where: { $0.id == id }) {
        return of(domains[index].shortName, standing.domains[index])
      }
    case .skill(let id):
      let skills = domains.flatMap(\.skills)
      if let index = skills.firstIndex(where: { $0.id == id }) {
        return of(skills[index].name, standing.skills[index])
      }
    }
    return Headline(
      name: "Overall", mean: standing.overall.mean, lower: standing.overall.lower95,
      upper: standing.overall.upper95,
      atTarget: standing.overall.probability(atLeast: standing.target))
  }
}
