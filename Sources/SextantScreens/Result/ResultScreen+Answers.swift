import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension ResultScreen {
  /// Draws the answers as a list.
  func drawList(in area: Rect, _ context: Context, on frame: inout Frame) {
    let list = listed(view)
    let focus = focus
    var lines: [Line] = []
    if list.isEmpty {
      lines.append(
        search == nil
          ? Line("Nothing missed.", Style(.correct)) : Line("No answer has these words.", .muted))
    }
    var group: String?
    // A column that is empty in all rows gives its room to the question.
    let responses = list.map { result.answers[$0].response }
    let marksWidth = responses.contains { $0.flagged || $0.note != nil } ? 4 : 0
    let sureWidth = responses.contains { $0.isRapid || $0.confidence != nil } ? 12 : 0
    for (place, index) in list.enumerated() {
      let answered = result.answers[index]
      let response = answered.response
      let (sign, role) = Self.mark(response.outcome)
      let stem =
        answered.item.map(\.headline)
        ?? response.item
      let sure =
        response.isRapid
        ? "too fast" : ["", "guess", "fairly sure", "certain"][min(3, max(0, response.confidence ?? 0))]
      let marks = (response.flagged ? "⚑ " : "") + (response.note == nil ? "" : "✎ ")
      // Confidence and origin have their own columns.
      let tail =
        Words.right(marks, marksWidth) + Words.fit(sure, sureWidth)
        + (isBySkill ? "" : Words.fit(home(ofSkill: response.skill), 13))
      if isBySkill {
        let name = home(ofSkill: response.skill)
        if name != group {
          group = name
          lines.append(Line(name, .heading))
        }
      }
      let columns = min(140, area.columns) - 1
      let tailWidth = columns < 60 ? 0 : 2 + marksWidth + sureWidth + (isBySkill ? 0 : 13)
      var line = Line(
        [
          TextRun(focus == place ? "▸" : " ", .key), TextRun("\(sign) ", Style(role, .bold)),
          TextRun(Words.right("\(answered.number)", 3) + "  ", .muted),
          TextRun(Words.fit(stem, max(8, columns - 9 - tailWidth))),
          TextRun(tailWidth > 0 ? "  " + Words.right(tail, tailWidth - 2) : "", .muted),
        ], command: .choose(place))
      line.isFocused = focus == place
      line.isSelected = focus == place
      if focus == place, !isSearching { line.cursor = 0 }
      lines.append(line)
    }
    let hasLegend = area.rows >= 12
    let (body, foot) = area.splitBottom(hasLegend ? 1 : 0)
    Pane.draw(
      lines, offset: Pane.turned(to: focus, count: lines.count, height: body.rows), in: body,
      on: &frame)
    if hasLegend {
      frame.put(
        [
          TextRun("✓", Style(.correct)), TextRun(" right  ", .muted), TextRun("~", Style(.caution)),
          TextRun(" partly right  ", .muted), TextRun("✗", Style(.wrong)), TextRun(" wrong  ", .muted),
          TextRun("?", Style(.caution)), TextRun(" not known", .muted),
        ]
          + (result.answers.contains { $0.response.flagged }
            ? [TextRun("  ⚑", Style(.caution)), TextRun(" flagged", .muted)] : [])
          + (result.answers.contains { $0.response.note != nil } ? [TextRun("  ✎ your note", .muted)] : []),
        at: Point(column: foot.column, row: foot.row), limit: foot.columns)
    }
  }

  private func domain(ofSkill skill: String) -> String {
    result.domains.first { skill.hasPrefix($0.id + ".") }?.shortName ?? ""
  }

  /// The skill of an answer if the list is by skill, otherwise its domain.
  private func home(ofSkill skill: String) -> String {
    guard let domain = result.domains.first(where: { skill.hasPrefix($0.id + ".") }) else { return "" }
    return isBySkill ? domain.skills.first { $0.id == skill }?.name ?? "" : domain.shortName
  }

  /// Draws where a number came from: the answers, strongest first, with a bar for each.
  func drawWhy(in area: Rect, on frame: inout Frame) {
    // The last column but one stays free, so that no name touches the scroll bar.
    let columns = min(110, area.columns) - 2
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
        TextRun("\(name) \(score)", Style(.accent, .bold)),
        TextRun(area.columns >= 60 ? "  by how many points each answer moved it" : "", .muted),
      ])
    ]
    if area.rows >= 12 {
      let isUnknown = result.answers.contains { $0.response.outcome == .unknown }
      head += Line.wrap(
        "This attempt on its own: it starts at 500, and the rows add up to the score. Domains lean on one another, so an answer in one moves "
          + "the others too. Missing an easy question costs more than missing a hard one"
          + (isUnknown ? ", and “I don't know” costs as much as a wrong answer." : "."),
        .muted,
        columns: min(88, columns))
      head.append(.blank)
    }
    for (row, line) in head.enumerated() { frame.put(line, in: area, row: area.row + row) }
    let body = area.inset(top: head.count)
    let list = listed(.why)
    let focus = focus
    let effects = Dictionary(
      uniqueKeysWithValues: zip(explanation.effects, explanation.points(domain: subject)).map {
        ($0.row, (moved: Double($1), points: abs($1)))
      })
    let most = max(1, effects.values.map(\.points).max() ?? 1)
    let half = columns >= 76 ? 8 : columns >= 56 ? 5 : 0
    var lines: [Line] = []
    for (place, index) in list.enumerated() {
      let answered = result.answers[index]
      let (value, points) = effects[index] ?? (0, 0)
      // Derive the length from the shown number, so that equal numbers have equal bars.
      let cells =
        half == 0 || points == 0
        ? 0 : max(1, min(half, Int((Double(points) / Double(most) * Double(half)).rounded())))
      let bar =
        value < 0
        ? String(repeating: " ", count: half - cells) + String(repeating: "━", count: cells) + "┃"
          + String(repeating: " ", count: half)
        : String(repeating: " ", count: half) + "┃" + String(repeating: "━", count: cells)
          + String(repeating: " ", count: half - cells)
      // Signs stand below one another.
      let number =
        (value > 0 ? "+" : value < 0 ? "−" : " ") + Words.right("\(points)", 4)
      let stem =
        answered.item.map(\.headline)
        ?? answered.response.item
      let tail = columns >= 70 ? "  " + Words.right(domain(ofSkill: answered.response.skill), 13) : ""
      let role: Role = value > 0 ? .correct : value < 0 ? .wrong : .muted
      let response = answered.response
      let sign = Self.mark(response.outcome).sign
      var line = Line(
        [
          TextRun(focus == place ? "▸ " : "  ", .key),
          TextRun(number + " ", Style(role, .bold)),
          TextRun(half == 0 ? "" : bar + " ", Style(role)), TextRun("\(sign) ", Style(role)),
          TextRun(
            Words.fit(stem, max(8, columns - 10 - (half == 0 ? 0 : 2 * half + 2) - CellText.width(of: tail)))),
          TextRun(tail, .muted),
        ], command: .choose(place))
      line.isFocused = focus == place
      line.isSelected = focus == place
      if focus == place { line.cursor = 0 }
      lines.append(line)
    }
    if list.isEmpty { lines.append(Line("No answer of this attempt moved it.", .muted)) }
    Pane.draw(
      lines, offset: Pane.turned(to: focus, count: lines.count, height: body.rows), in: body,
      on: &frame)
  }

  func drawAnswer(_ index: Int, place: Int, in area: Rect, _ context: Context, on frame: inout Frame) {
    let answered = result.answers[index]
    let text = Chrome.text(area.inset(top: area.rows > 14 ? 1 : 0))
    let skill = context.content.framework.skills.first { $0.id == answered.response.skill }?.name ?? ""
    let lines = Pane.fitted(text) { columns in
      let count = listed(view).count
      let number =
        "Question \(answered.number)"
        + (count == result.answers.count ? " of \(count)" : " · \(place + 1) of \(count)")
      let level = answered.level.map { " · difficulty \($0)" } ?? ""
      let ways = [skill + (level.isEmpty ? "" : level + " of 5"), skill + level, skill]
      let room = columns - CellText.width(of: number) - 2
      let told = ways.first { CellText.width(of: $0) <= room } ?? CellText.truncate(skill, columns: room)
      return [
        Line.spread([TextRun(number, .muted)], [TextRun(told, .muted)], columns: columns), .blank,
      ] + answerLines(answered, columns: columns)
    }
    Pane.draw(lines, offset: scroll, in: text, on: &frame)
  }

  private func answerLines(_ answered: AnsweredItem, columns: Int) -> [Line] {
    var lines: [Line] = []
    if let reason = answered.whyNotCounted {
      lines += Line.wrap(reason, Style(.caution), columns: columns)
      lines.append(.blank)
    }
    if let notice = answered.changeNotice {
      lines += Line.wrap(notice, Style(.caution), columns: columns)
      lines.append(.blank)
    }
    if answered.isOtherQuestion, let item = answered.item {
      lines += Line.wrap(answered.scoredThen, columns: columns)
      lines.append(.blank)
      lines += Line.wrap("The question today: " + item.headline, .muted, columns: columns)
      lines += Line.wrap("Item \(item.id); ! reports a mistake in it.", .muted, columns: columns)
    } else if let item = answered.item {
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
      lines += Line.wrap(sure + "Item \(item.id); ! reports a mistake in it.", .muted, columns: columns)
    } else {
      lines += Line.wrap(
        "What it asked isn't stored (\(answered.response.item)). \(answered.scoredThen)", columns: columns)
    }
    if let note = answered.response.note {
      lines.append(.blank)
      lines += Line.wrap("Your note: " + note, Style(.caution), columns: columns)
    }
    return lines
  }
}
