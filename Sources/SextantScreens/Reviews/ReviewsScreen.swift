import Foundation
import ItemBank
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension PlaceName {
  /// The reviews that are due.
  static let reviews = PlaceName(rawValue: "reviews")
}

/// The items under review: what is due, what comes on the next days, and why.
struct ReviewsScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Reviews", bindings: keys)],
    signpost: Place.Signpost(
      name: .reviews, letter: "v", label: "reviews", help: "what is due for review, and why",
      title: "reviews that are due",
      synonyms: "memory repeat"),
    open: { _ in .perform(.loadReviews) },
    receive: { outcome, _ in
      guard case .reviews(let schedule, let items) = outcome else { return .ignored }
      return .navigate(.push(ReviewsScreen(schedule: schedule, items: items)))
    })

  let section = "reviews"
  /// After practice, the due dates have changed, so read them again.
  let underAttempt = UnderAttempt.reopens(.loadReviews)
  private let schedule: ReviewSchedule
  /// The items under review, by identity.
  private let items: [String: Item]
  /// The item that is selected.
  private var selection = Selection<String>()
  /// The rows by which the pane is scrolled.
  private var paneScroll = 0

  private var entries: [ReviewSchedule.Entry] { schedule.due + schedule.later }
  /// The place of the selected item; 0 if there is none.
  private var focus: Int { selection.place(in: entries.map(\.item)) }

  init(schedule: ReviewSchedule, items: [String: Item]) {
    self.schedule = schedule
    self.items = items
  }

  func place(_ context: Context) -> PlaceName? { .reviews }

  func bindings(_ context: Context) -> [Binding] { Self.keys }

  private static let keys =
    [
      Binding(
        .drill, [.character("d")], label: "drill", help: "a drill that begins with what is due"),
      Binding(
        .confirm, [.enter], label: "drill its skill", help: "practise the skill of the focused question"),
      Binding(.scrollUp, [.character("[")], help: "scroll the question up"),
      Binding(.scrollDown, [.character("]")], help: "scroll the question down"),
    ] + Bindings.vertical + [Bindings.back]

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    if selection.move(command, in: entries.map(\.item)) {
      paneScroll = 0
      return .done
    }
    switch command {
    case .scrollUp: paneScroll = max(0, paneScroll - 3)
    case .scrollDown: paneScroll = min(60, paneScroll + 3)
    case .confirm:
      guard entries.indices.contains(focus), let skill = skill(of: entries[focus], context)?.skill.id else {
        return .done
      }
      return .perform(
        context.overview.open.map { .resumeAttempt($0.id) } ?? .startAttempt(.drill, .skill(skill)))
    case .drill:
      return .perform(context.overview.open.map { .resumeAttempt($0.id) } ?? .startAttempt(.drill, .all))
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  // MARK: Picture

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    // One moment for header, rows, pane and forecast: between reading and drawing more may have become due.
    let schedule = schedule.at(context.now)
    let area = Chrome.draw(
      title: [TextRun("Reviews", .heading)],
      right: [
        TextRun(
          entries.isEmpty
            ? ""
            : schedule.summaries(now: context.now, in: context.days).first {
              CellText.width(of: $0) <= size.columns - 11
            } ?? "", .muted)
      ], on: &frame)
    guard !entries.isEmpty else {
      ListAndPane.draw(
        {
          Line.wrap(
            "Nothing is under review yet. Questions you miss come here. They come back soon after, and then each time "
              + "just before you would forget them.", columns: $0)
        },
        aside: { columns in
          Glossary.reviewing.flatMap {
            [Line($0.name, .heading)] + Line.wrap($0.meaning, .muted, columns: columns) + [.blank]
          }
        }, in: area.inset(top: 1), on: &frame)
      return frame
    }
    drawReviews(schedule, in: drawForecast(schedule, in: area, context, on: &frame), context, on: &frame)
    return frame
  }

  /// Draws the reviews of the next days, and returns the area below.
  private func drawForecast(
    _ schedule: ReviewSchedule, in area: Rect, _ context: Context, on frame: inout Frame
  ) -> Rect {
    let inner = area.inset(left: 2, right: 1)
    let counts = schedule.forecast(
      days: ReviewForecast.days(columns: inner.columns), now: context.now, in: context.days)
    guard area.rows >= 16 else {
      let words = ReviewForecast.words(counts, today: context.today, columns: inner.columns)
      guard !words.isEmpty else { return area }
      let (top, rest) = area.splitTop(1)
      frame.put(Line(words, .muted), in: top.inset(left: 2, right: 1), row: top.row)
      return rest
    }
    let lines =
      Line.wrap(schedule.forecastHeading(left: counts[0]), .muted, columns: inner.columns)
      + ReviewForecast.lines(counts, today: context.today, rows: area.rows >= 28 ? 3 : 2)
    for (row, line) in lines.enumerated() { frame.put(line, in: inner, row: area.row + row) }
    return area.inset(top: lines.count + 1)
  }

  /// Draws the list beside the question of the focused row, or above it where there is no room.
  private func drawReviews(
    _ schedule: ReviewSchedule, in area: Rect, _ context: Context, on frame: inout Frame
  ) {
    let names = entries.map { skill(of: $0, context)?.skill.name ?? $0.item }
    let whens = entries.map { context.days.coming($0.due, now: context.now) }
    let whenColumns = 2 + (whens.map(CellText.width(of:)).max() ?? 0)
    let nameColumns = names.map(CellText.width(of:)).max() ?? 0
    let natural = 2 + whenColumns + 8 + nameColumns + 1
    // Beside each other, both need room for whole rows.
    let isWide = area.columns >= max(100, natural + 40)
    func list(_ columns: Int) -> [Line] {
      let room = columns - 2 - whenColumns - 8
      let head = Words.fit("Due", whenColumns) + "Memory  Skill"
      var lines = [Line("  " + head, .heading)]
      for (index, entry) in entries.enumerated() {
        let isDue = index < schedule.due.count
        if index == schedule.due.count, index > 0 { lines.append(Line("  later", .muted)) }
        lines.append(
          .entry(
            [
              TextRun(Words.fit(whens[index], whenColumns), isDue ? Style(.caution) : .muted),
              TextRun(
                Words.right(entry.memory(now: context.now, in: context.days), 6) + "  ",
                isDue ? .text : .muted),
              TextRun(CellText.truncate(names[index], columns: room)),
            ], isFocused: focus == index, command: .choose(index)))
      }
      return lines
    }
    func turned(_ lines: [Line], _ rows: Int) -> Int {
      Pane.turned(to: lines.firstIndex(where: \.isFocused) ?? 0, count: lines.count, height: rows)
    }
    let foot: Rect
    if isWide {
      let (left, rest) = area.splitLeft(natural + 2)
      let lines = list(left.columns - 2)
      frame.rule(atColumn: rest.column, in: area)
      Pane.draw(besideRule: lines, offset: turned(lines, left.rows), in: left.inset(left: 1), on: &frame)
      let right = rest.inset(left: 2, right: 1)
      foot = Rect(
        column: right.column, row: right.row, columns: min(84, right.columns), rows: right.rows)
    } else {
      let (top, rest) = area.splitTop(max(3, area.rows / 2))
      let inner = top.inset(left: 1, right: 1)
      let lines = list(inner.columns - 1)
      Pane.draw(lines, offset: turned(lines, inner.rows), in: inner, on: &frame)
      frame.surface.put(
        String(repeating: "─", count: rest.columns), at: Point(column: 0, row: rest.row), .faint)
      foot = rest.inset(left: 1, top: 1, right: 1)
    }
    let lines = Pane.fitted(foot) { pane(schedule, columns: min(88, $0), context) }
    Pane.draw(
      lines, offset: Pane.offset(paneScroll, lines: lines, height: foot.rows), in: foot, on: &frame)
  }

  /// The skill of an item with its domain; nil if the framework no longer has it.
  private func skill(
    of entry: ReviewSchedule.Entry, _ context: Context
  ) -> (skill: Skill, domain: String)? {
    for domain in context.content.framework.domains {
      for skill in domain.skills where entry.item.hasPrefix(skill.id + ".") {
        return (skill, domain.shortName)
      }
    }
    return nil
  }

  /// Why the focused question is due, and the question itself as it was asked last.
  private func pane(_ schedule: ReviewSchedule, columns: Int, _ context: Context) -> [Line] {
    guard entries.indices.contains(focus) else { return [] }
    let entry = entries[focus]
    func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
    let forgotten = entry.lapses == 0 ? "" : ", forgotten \(times(entry.lapses))"
    let day = context.days.ago(entry.last, now: context.now)
    var lines = Line.wrap(
      "\(due(entry, context)) Answered \(times(entry.reviews))\(forgotten), last \(day).", .muted,
      columns: columns)
    lines.append(.blank)
    if let item = items[entry.item] {
      lines += QuestionLines(item: item, order: [], columns: columns).question()
    } else {
      lines += Line.wrap(
        "The question shows when the attempt in which you answered it ends.", .muted, columns: columns)
    }
    lines.append(.blank)
    if items[entry.item]?.variant != nil {
      lines += Line.wrap("It comes back with other details.", .muted, columns: columns)
    }
    return lines
      + Line.wrap(
        "Memory is the chance that you still know the answer; on the day of your answer, how that went. A question is due "
          + "when the chance falls to 90 %, and soon after you first answered it. A drill has \(context.overview.settings.drillLength) questions and begins "
          + "with what is due, at most \(schedule.dailyLimit) a day; what is left comes the day after.",
        .muted, columns: columns)
  }

  /// When the question comes and why, as a sentence.
  private func due(_ entry: ReviewSchedule.Entry, _ context: Context) -> String {
    let when = context.days.coming(entry.due, now: context.now)
    if entry.wasAnsweredToday(now: context.now, in: context.days) {
      return entry.isMissed
        ? "Due \(when): you missed it today." : "Due \(when): you got it right today, so it comes once more."
    }
    if when == "now", entry.recall > 0.9 {
      return entry.isMissed
        ? "Due now: you missed it, so it comes back soon." : "Due now: once more soon after you got it right."
    }
    let chance = "there is a \(Words.percent(entry.recall)) chance that you"
    return entry.isMissed
      ? "Due \(when): you missed it. If you read the answer then, \(chance) know it now."
      : "Due \(when): \(chance) still know it."
  }
}
