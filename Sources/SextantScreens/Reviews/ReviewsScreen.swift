import Foundation
import SextantCore
import TerminalUI
import TextLayout

extension PlaceName {
  /// The reviews that are due.
  static let reviews = PlaceName(rawValue: "reviews")
}

/// The reviews that are due, why, and the ones that come later.
struct ReviewsScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Reviews", bindings: keys)],
    signpost: Place.Signpost(
      name: .reviews, letter: "v", help: "what is due for review, and why", title: "reviews that are due",
      synonyms: "memory repeat"),
    open: { _ in .perform(.loadReviews) },
    receive: { outcome, _ in
      guard case .reviews(let schedule, let stems) = outcome else { return .ignored }
      return .navigate(.push(ReviewsScreen(schedule: schedule, stems: stems)))
    })

  let section = "reviews"
  /// After practice, the due dates have changed, so read them again.
  let underAttempt = UnderAttempt.reopens(.loadReviews)
  let schedule: ReviewSchedule
  /// The stems of the items, by identity.
  let stems: [String: String]
  /// The item that is selected.
  private var selection = Selection<String>()

  private var entries: [ReviewSchedule.Entry] { schedule.due + schedule.later }
  /// The place of the selected item; 0 if there is none.
  private var focus: Int { selection.place(in: entries.map(\.item)) }

  init(schedule: ReviewSchedule, stems: [String: String]) {
    self.schedule = schedule
    self.stems = stems
  }

  func place(_ context: Context) -> PlaceName? { .reviews }

  func bindings(_ context: Context) -> [Binding] { Self.keys }

  private static let keys =
    [
      Binding(
        .confirm, [.enter], label: "drill its skill", help: "practise the skill of the focused item"),
      Binding(.drill, [.character("d")], label: "drill what is due", help: "begin with what is due"),
    ] + Bindings.vertical + [Bindings.back]

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    if selection.move(command, in: entries.map(\.item)) { return .done }
    switch command {
    case .confirm:
      guard entries.indices.contains(focus), let skill = skill(of: entries[focus], context)?.id else {
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

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [TextRun("Reviews", .heading)],
      right: [
        TextRun(
          (schedule.due.isEmpty
            ? "none due"
            : "\(schedule.due.count) due now"
              + (schedule.forToday.count < schedule.due.count
                ? ", \(schedule.forToday.count) of them today" : ""))
            + " · \(schedule.later.count) later",
          .muted)
      ], on: &frame)
    guard !entries.isEmpty else {
      let text = Chrome.text(area.inset(top: 1))
      let lines = Pane.fitted(text) {
        Line.wrap(
          "Nothing is under review yet. What you miss comes here: soon after, and then each time just before you "
            + "would forget it.", columns: $0)
      }
      Pane.draw(lines, offset: 0, in: text, on: &frame)
      return frame
    }
    let columns = ListAndPane.columns(
      for: 22 + (entries.map { CellText.width(of: stems[$0.item] ?? $0.item) }.max() ?? 0), in: area)
    let width = (area.columns >= 70 ? columns : area.columns) - 4
    let dueWidth = 2 + max(5, entries.map { CellText.width(of: when($0, context)) }.max() ?? 0)
    let focus = focus
    var lines = [Line("  " + Words.fit("Due", dueWidth) + "Recall  Item", .muted)]
    for (index, entry) in entries.enumerated() {
      let isDue = index < schedule.due.count
      if index == schedule.due.count, index > 0 { lines.append(Line("  later", .muted)) }
      let role: Style = isDue ? Style(.caution) : .muted
      lines.append(
        .entry(
          [
            TextRun(Words.fit(when(entry, context), dueWidth), role),
            TextRun(Words.right(recall(entry, context), 6) + "  ", isDue ? .text : .muted),
            TextRun(Words.fit(stems[entry.item] ?? entry.item, max(8, width - 10 - dueWidth))),
          ], isFocused: focus == index, command: .choose(index)))
    }
    ListAndPane.draw(
      lines, pane: { pane($0, context) }, listColumns: columns, in: area, on: &frame)
    return frame
  }

  private func when(_ entry: ReviewSchedule.Entry, _ context: Context) -> String {
    guard context.days.day(of: entry.due) == context.today else {
      return context.days.near(entry.due, now: context.now)
    }
    // Reviews due later today differ from those due now.
    let minutes = Int(entry.due.timeIntervalSince(context.now) / 60)
    return minutes <= 0 ? "now" : minutes < 60 ? "in \(minutes + 1) min" : "in \(minutes / 60 + 1) h"
  }

  /// The chance that the answer is still remembered; empty on the day it was shown.
  private func recall(_ entry: ReviewSchedule.Entry, _ context: Context) -> String {
    wasShownToday(entry, context) ? "fresh" : Words.percent(entry.recall)
  }

  private func wasShownToday(_ entry: ReviewSchedule.Entry, _ context: Context) -> Bool {
    context.days.day(of: entry.last) == context.today
  }

  /// The skill of an item; nil if the framework no longer has it.
  private func skill(of entry: ReviewSchedule.Entry, _ context: Context) -> (id: String, name: String)? {
    for domain in context.content.framework.domains {
      for skill in domain.skills where entry.item.hasPrefix(skill.id + ".") {
        return (skill.id, "\(domain.shortName) › \(skill.name)")
      }
    }
    return nil
  }

  /// The question, and why it is due now.
  private func pane(_ columns: Int, _ context: Context) -> [Line] {
    guard entries.indices.contains(focus) else { return [] }
    let entry = entries[focus]
    let isDue = focus < schedule.due.count
    var lines = Line.wrap(skill(of: entry, context)?.name ?? entry.item, .muted, columns: columns) + [.blank]
    lines += Line.wrap(stems[entry.item] ?? entry.item, Style(.text, .bold), columns: columns) + [.blank]
    func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
    let forgotten = entry.lapses == 0 ? "" : ", forgotten \(times(entry.lapses))"
    lines += Line.wrap(
      "Answered \(times(entry.reviews))\(forgotten), last \(context.days.ago(entry.last, now: context.now)).",
      columns: columns)
    let day = when(entry, context)
    let due =
      isDue
      ? day == "now" ? "Due now" : "Due since \(day)" : day.hasPrefix("in ") ? "Due \(day)" : "Due on \(day)"
    lines += Line.wrap(
      wasShownToday(entry, context)
        ? "\(due): its answer was shown to you today."
        : isDue && entry.recall > 0.9
          ? entry.isMissed
            ? "\(due): it was not wholly right, and comes again soon after."
            : "\(due): once more soon after it was learned."
          : "\(due): \(entry.isMissed ? "it was not wholly right; since you were shown the answer, the chance that you know it now" : "the chance that you still know it") "
            + "is \(Words.percent(entry.recall)).", columns: columns)
    lines.append(.blank)
    lines += Line.wrap(
      "Recall is the chance that you still know what was shown; an item is due when it has fallen to 90 %, and soon "
        + "after it was first shown. A drill has \(context.overview.settings.drillLength) items and begins with what is "
        + "due, \(schedule.dailyLimit) on a day at most.", .muted, columns: columns)
    return lines
  }
}
