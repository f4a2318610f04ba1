import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension ResultScreen {
  /// The columns from which the selected answer stands beside the list.
  static let columnsForPane = 110
  /// The columns that text may take.
  private static let widestText = 88

  /// Draws the answers as a list, with the selected one beside it if there is room for both.
  func drawList(in area: Rect, _ context: Context, on frame: inout Frame) {
    let hasLegend = area.rows >= 12
    let (body, foot) = area.splitBottom(hasLegend ? 1 : 0)
    if body.columns >= Self.columnsForPane {
      let columns = max(46, body.columns * 2 / 5)
      let places = listed(view)
      ListAndPane.draw(
        listLines(columns: columns - 4),
        pane: { columns in
          places.indices.contains(focus)
            ? answerLines(places[focus], place: focus, columns: columns, context) : []
        },
        paneScroll: scroll, listColumns: columns, leastColumns: 0, in: body.inset(left: -1, right: -1),
        on: &frame)
    } else {
      let lines = listLines(columns: min(Self.widestText, body.columns) - 2)
      Pane.draw(lines, offset: Self.turned(lines, rows: body.rows), in: body, on: &frame)
    }
    if hasLegend {
      frame.put(
        legend(columns: foot.columns), at: Point(column: foot.column, row: foot.row), limit: foot.columns)
    }
  }

  /// The rows of the list.
  private func listLines(columns: Int) -> [Line] {
    let list = listed(view)
    let focus = focus
    var lines: [Line] = []
    if list.isEmpty {
      lines.append(
        search == nil
          ? Line("Nothing missed.", Style(.correct)) : Line("No question has these words.", .muted))
    }
    var group: String?
    for (place, index) in list.enumerated() {
      let answered = result.answers[index]
      if let heading = heading(of: answered), heading != group {
        group = heading
        lines += Line.wrap(heading, .heading, columns: columns)
      }
      let response = answered.response
      let (sign, role) = Self.mark(response.outcome)
      let marks = (response.flagged ? "⚑ " : "") + (response.note == nil ? "" : "✎ ")
      let sure = ["", "guess", "fairly sure", "certain"][min(3, max(0, response.confidence ?? 0))]
      let skill = isBySkill ? "" : self.skill(response.skill)
      lines += row(
        [
          TextRun(focus == place ? "▸" : " ", .key), TextRun("\(sign) ", Style(role, .bold)),
          TextRun(Words.right("\(answered.number)", 3) + "  ", .muted), TextRun(marks, Style(.caution)),
          // Before the question, because behind a long one there is no room.
          TextRun(response.isRapid ? "too fast  " : "", Style(.caution)),
        ],
        stem: answered.item.map(\.headline) ?? response.item,
        tails: [[skill, sure].filter { !$0.isEmpty }.joined(separator: " · ")], isKept: true, place: place,
        isFocused: focus == place, columns: columns)
    }
    return lines
  }

  /// The first row to show, so that all rows of the focused answer are in view.
  private static func turned(_ lines: [Line], rows: Int) -> Int {
    let place = lines.firstIndex(where: \.isFocused) ?? 0
    return Pane.offset(Pane.turned(to: place, count: lines.count, height: rows), lines: lines, height: rows)
  }

  /// The heading of an answer's group: its skill in a list by skill, how sure the person was in the misses.
  private func heading(of answered: AnsweredItem) -> String? {
    if isBySkill { return home(ofSkill: answered.response.skill) }
    guard view == .misses, !result.misconceptions.isEmpty else { return nil }
    return answered.isMisconception ? "Confident but wrong" : "The other misses"
  }

  /// The rows of an answer in a list: the whole question, and behind its last row what fits there.
  ///
  /// - Parameter isKept: True if the first of the tails gets rows of its own where none fits.
  private func row(
    _ lead: [TextRun], stem: String, tails: [String], isKept: Bool = false, place: Int, isFocused: Bool,
    columns: Int
  ) -> [Line] {
    let start = lead.reduce(0) { $0 + CellText.width(of: $1.text) }
    let rows = CellText.wrap(stem, columns: max(8, columns - start))
    let used = start + CellText.width(of: rows.last ?? "")
    let tail = tails.first { !$0.isEmpty && used + 2 + CellText.width(of: $0) <= columns }
    let below =
      tail == nil && isKept
      ? tails.first.map { CellText.wrap($0, columns: max(8, columns - start)) } ?? [] : []
    let indent = [TextRun(String(repeating: " ", count: start))]
    let texts =
      rows.enumerated().map { index, text in
        Line.spread(
          (index == 0 ? lead : indent) + [TextRun(text)],
          index == rows.count - 1 ? tail.map { [TextRun($0, .muted)] } ?? [] : [], columns: columns)
      } + below.map { Line(indent + [TextRun($0, .muted)]) }
    return texts.enumerated().map { index, text in
      var line = text
      line.command = .choose(place)
      line.isFocused = isFocused
      line.isSelected = isFocused
      if isFocused, index == 0, !isSearching { line.cursor = 0 }
      return line
    }
  }

  /// What the marks of the list mean, as far as there is room.
  private func legend(columns: Int) -> [TextRun] {
    var entries: [(mark: TextRun, word: String)] = [
      (TextRun("✓", Style(.correct)), "right"), (TextRun("~", Style(.caution)), "partly"),
      (TextRun("✗", Style(.wrong)), "wrong"), (TextRun("?", Style(.caution)), "not known"),
    ]
    if !result.unanswered.isEmpty { entries.append((TextRun("○", .muted), "unanswered")) }
    if result.answers.contains(where: { $0.response.flagged }) {
      entries.append((TextRun("⚑", Style(.caution)), "flagged"))
    }
    if result.answers.contains(where: { $0.response.note != nil }) {
      entries.append((TextRun("✎", Style(.caution)), "your note"))
    }
    var runs: [TextRun] = []
    for entry in entries {
      let next = [TextRun(runs.isEmpty ? "" : "  "), entry.mark, TextRun(" " + entry.word, .muted)]
      guard (runs + next).reduce(0, { $0 + CellText.width(of: $1.text) }) <= columns else { break }
      runs += next
    }
    return runs
  }

  private func skill(_ id: String) -> String {
    result.domains.first { id.hasPrefix($0.id + ".") }?.skills.first { $0.id == id }?.name ?? ""
  }

  private func domain(ofSkill skill: String) -> String {
    result.domains.first { skill.hasPrefix($0.id + ".") }?.shortName ?? ""
  }

  /// The skill of an answer if the list is by skill, otherwise its domain.
  private func home(ofSkill skill: String) -> String {
    isBySkill ? self.skill(skill) : domain(ofSkill: skill)
  }

  /// Draws where a number came from: the answers, strongest first, with a bar for each.
  func drawWhy(in area: Rect, on frame: inout Frame) {
    // The last column but one stays free, so that no name touches the scroll bar.
    let columns = min(110, area.columns) - 2
    guard let explanation = result.explanation else {
      frame.put(Line("Practice doesn't change your score.", .muted), in: area, row: area.row)
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
        TextRun(area.columns >= 60 ? "  how many points each answer changed it by" : "", .muted),
      ])
    ]
    if area.rows >= 12 {
      let isUnknown = result.answers.contains { $0.response.outcome == .unknown }
      head += Line.wrap(
        "This attempt on its own: it starts at 500, and the rows add up to the score. People who know one domain tend to "
          + "know the others, so an answer in one moves them too. Missing an easy question costs more than missing a hard one"
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
      let role: Role = value > 0 ? .correct : value < 0 ? .wrong : .muted
      let sign = Self.mark(answered.response.outcome).sign
      lines += row(
        [
          TextRun(focus == place ? "▸ " : "  ", .key), TextRun(number + " ", Style(role, .bold)),
          TextRun(half == 0 ? "" : bar + " ", Style(role)), TextRun("\(sign) ", Style(role)),
        ], stem: stem, tails: [domain(ofSkill: answered.response.skill)], place: place,
        isFocused: focus == place,
        columns: columns)
    }
    if list.isEmpty { lines.append(Line("No answer in this attempt changed it.", .muted)) }
    Pane.draw(lines, offset: Self.turned(lines, rows: body.rows), in: body, on: &frame)
  }

  func drawAnswer(_ index: Int, place: Int, in area: Rect, _ context: Context, on frame: inout Frame) {
    let text = Chrome.text(area.inset(top: area.rows > 14 ? 1 : 0))
    let lines = Pane.fitted(text) { answerLines(index, place: place, columns: $0, context) }
    Pane.draw(lines, offset: scroll, in: text, on: &frame)
  }

  /// An answer in full: where it was, the question, what was given, and why.
  private func answerLines(_ index: Int, place: Int, columns: Int, _ context: Context) -> [Line] {
    let answered = result.answers[index]
    let skill = context.content.framework.skills.first { $0.id == answered.response.skill }?.name ?? ""
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
    ] + AnsweredLines.lines(answered, seed: result.record.seed, columns: columns)
  }
}
