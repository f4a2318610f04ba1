import Foundation
import SextantCore
import TerminalUI
import TextLayout

extension ScreenStack {
  /// The smallest size at which every screen is usable.
  package static let leastSize = Size(columns: 40, rows: 12)

  /// Draws the top screen, its keys in the footer, and everything that lies over it.
  package func view(at date: Date) -> Frame {
    guard size.columns >= Self.leastSize.columns, size.rows >= Self.leastSize.rows else { return tooSmall() }
    var frame = base(at: date)
    let own = screenBindings
    func spelled(_ list: [Binding]) -> [Binding] { spells ? list.map(\.spelled) : list }
    Chrome.footer(
      spelled(own), places: spelled(places(beside: own)), global: spelled(globalBindings),
      // On the home screen a single place is fine; elsewhere fewer than three would look arbitrary.
      leastPlaces: screens.count == 1 ? 1 : 3, takesText: takesText, on: &frame)
    if showsHelp {
      HelpOverlay.draw(bindings: workingBindings, spells: spells, scroll: helpScroll, on: &frame)
    }
    if let work { drawWork(work, on: &frame) }
    if let toast { ToastOverlay.draw(toast.text, on: &frame) }
    if let notice { NoticeOverlay.draw(notice, on: &frame) }
    return frame
  }

  /// True if keys are shown in words, because there are no glyphs for them.
  var spells: Bool { mustBeASCII || overview?.settings.isASCII ?? false }

  /// The largest scroll offset of the list of keys.
  var lastHelpScroll: Int { HelpOverlay.lastOffset(bindings: workingBindings, spells: spells, size) }

  /// The present bindings; while letters are text, only those with other keys.
  private var workingBindings: [HelpOverlay.Section] {
    let own = screenBindings
    func working(_ list: [Binding]) -> [Binding] {
      guard takesText else { return list }
      return list.compactMap { binding in
        var binding = binding
        binding.keys.removeAll { if case .character = $0 { true } else { false } }
        return binding.keys.isEmpty ? nil : binding
      }
    }
    return [
      HelpOverlay.Section(title: "", bindings: working(own)),
      HelpOverlay.Section(title: "Go to", bindings: places(beside: own)),
      HelpOverlay.Section(
        title: "Everywhere",
        bindings: working(globalBindings.filter { $0.command != .palette || takesPalette })),
    ]
  }

  private func base(at date: Date) -> Frame {
    let moment = EventTime(date: date, clock: 0)
    guard let top = screens.last, let context = context(at: moment) else { return opening() }
    return top.view(size, context)
  }

  private func opening() -> Frame {
    var frame = Frame(size)
    _ = Chrome.draw(title: [TextRun("Sextant", .heading)], on: &frame)
    frame.put([TextRun("Opening…", .muted)], at: Point(column: 2, row: 3))
    return frame
  }

  private func tooSmall() -> Frame {
    var frame = Frame(size)
    let lines = CellText.wrap(
      "Sextant needs \(Self.leastSize.columns)x\(Self.leastSize.rows) cells; this terminal has \(size.columns)x\(size.rows). Make it larger, or leave with q. Nothing is lost.",
      columns: max(1, size.columns))
    for (row, line) in lines.enumerated() { frame.surface.put(line, at: Point(column: 0, row: row)) }
    return frame
  }

  private func drawWork(_ work: Work, on frame: inout Frame) {
    let row = size.rows - 1
    frame.surface.fill(Rect(column: 0, row: row, columns: size.columns, rows: 1))
    var runs = [TextRun(" " + work.label + "  ", Style(.accent))]
    if let share = work.share {
      runs +=
        overview?.settings.reducesMotion ?? false
        ? [TextRun("\(Int(share * 4) * 25) %", .muted)] : Words.meter(share, cells: 20)
    }
    frame.put(runs, at: Point(column: 0, row: row), limit: size.columns)
  }
}
