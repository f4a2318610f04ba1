import Foundation
import TerminalUI

/// What is due for review, why, and what comes.
struct ReviewsScreen: PanelScreen {
  let section = "reviews"
  let schedule: ReviewSchedule
  /// The stems of the items, by identity.
  let stems: [String: String]
  var focus = 0

  /// An empty one, for the table of keys.
  static var sample: ReviewsScreen {
    ReviewsScreen(schedule: ReviewSchedule(due: [], later: [], doneToday: 0, dailyLimit: 0), stems: [:])
  }

  private var entries: [ReviewSchedule.Entry] { schedule.due + schedule.later }

  var bindings: [Binding] {
    [Binding(.drill, [.enter, .character("d")], label: "drill", help: "begin with what is due")]
      + Bindings.vertical + [Bindings.back]
  }

  mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
    let last = max(0, entries.count - 1)
    switch command {
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(last, focus + 1)
    case .pageUp: focus = max(0, focus - 10)
    case .pageDown: focus = min(last, focus + 10)
    case .top: focus = 0
    case .bottom: focus = last
    case .choose(let index): if entries.indices.contains(index) { focus = index }
    case .drill:
      return context.overview.open.map { [.resumeAttempt($0.id)] } ?? [.startAttempt(.drill, .all)]
    case .back: return [.close]
    default: break
    }
    return []
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [Piece("Reviews", .heading)],
      right: [
        Piece(
          "\(schedule.due.count) due · \(schedule.forToday.count) for today · \(schedule.later.count) later",
          .muted)
      ], bindings: bindings, on: &frame)
    let inner = area.inset(left: 1, right: 1)
    guard !entries.isEmpty else {
      let text = Chrome.text(area.inset(top: 1))
      Pane.draw(
        Line.wrap(
          "Nothing is under review yet. What you miss comes here the day after, and again just before it would "
            + "be forgotten.", columns: text.columns), offset: 0, in: text, on: &frame)
      return frame
    }
    let columns = min(120, inner.columns - 1)
    let isWide = columns >= 70
    var lines: [Line] = []
    for (index, entry) in entries.enumerated() {
      let isDue = index < schedule.due.count
      if index == 0, isDue { lines.append(Line("Due", .heading)) }
      if index == schedule.due.count {
        if index > 0 { lines.append(.blank) }
        lines.append(Line("Later", .heading))
      }
      let recall = Words.right(Words.percent(entry.recall), 5)
      let when = isDue ? "now" : Timestamps.day(entry.due, now: context.now)
      let stem = stems[entry.item] ?? entry.item
      let tail = isWide ? "  " + Words.right(Timestamps.ago(entry.last, now: context.now), 14) : ""
      let room = columns - 2 - 9 - 7 - CellText.width(of: tail)
      lines.append(
        .entry(
          [
            Piece(Words.fit(when, 9), isDue ? Style(.caution) : .muted),
            Piece(recall + "  ", isDue ? Style(.text, .bold) : .muted),
            Piece(Words.fit(stem, max(8, room))), Piece(tail, .muted),
          ], isFocused: focus == index, command: .choose(index)))
    }
    let foot = Line.wrap(
      "Recall is the chance that you still know it; an item is due when it has fallen to 90 % (FSRS-6).",
      .muted,
      columns: columns)
    let (body, bottom) = inner.splitBottom(area.rows >= 14 ? foot.count : 0)
    Pane.draw(
      lines, offset: Pane.offset(max(0, focus - body.rows / 2), lines: lines, height: body.rows), in: body,
      on: &frame)
    for (row, line) in foot.enumerated() { frame.put(line, in: bottom, row: bottom.row + row) }
    return frame
  }
}
