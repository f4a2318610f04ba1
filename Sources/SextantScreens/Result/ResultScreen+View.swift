import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension ResultScreen {
  /// Draws the result.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let record = result.record
    let when = context.days.short(record.finishedAt ?? record.startedAt, now: context.now)
    let facts = [
      Words.count(result.answers.count, "question"),
      Timestamps.duration(milliseconds: record.activeMilliseconds),
      when,
    ]
    let area = Chrome.draw(
      title: [TextRun("\(result.mode.title) finished", .heading)],
      right: [TextRun(facts.joined(separator: " · "), .muted)], on: &frame)
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
    func label(_ tab: View, isCounted: Bool, isShort: Bool = false) -> String {
      let name = isShort ? tab.shortName : tab.name
      guard isCounted, tab != .summary, tab != .why else { return " \(name) " }
      let (whole, shown) = (counted(tab), listed(tab).count)
      return " \(name) \(shown == whole ? "\(whole)" : "\(shown) of \(whole)") "
    }
    // On a narrow screen only the open view has its number, or none has.
    let ways: [[(tab: View, label: String)]] = [
      views.map { ($0, label($0, isCounted: true)) }, views.map { ($0, label($0, isCounted: $0 == view)) },
      views.map { ($0, label($0, isCounted: false)) },
      views.map { ($0, label($0, isCounted: $0 == view, isShort: true)) },
      views.map { ($0, label($0, isCounted: false, isShort: true)) },
    ]
    let fitting = ways.first {
      $0.reduce(-1) { $0 + 1 + CellText.width(of: $1.label) } <= area.columns
    }
    var column = area.column
    for (tab, label) in fitting ?? ways[ways.count - 1] {
      let style = tab == view ? Style(.accent, [.bold, .reverse]) : Style(.muted)
      let used = frame.put(
        [TextRun(label, style)], at: Point(column: column, row: area.row), limit: area.endColumn - column)
      frame.hit(Rect(column: column, row: area.row, columns: used, rows: 1), .tab(tab.rawValue))
      column += used + 1
    }
  }
}
