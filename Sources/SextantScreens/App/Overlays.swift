import SextantCore
import TerminalUI
import TextLayout

/// The list of keys, drawn over a screen.
enum HelpOverlay {
  /// Keys that belong together.
  struct Section {
    /// The heading; empty for the screen's own keys.
    var title: String
    /// The keys.
    var bindings: [Binding]
  }

  /// The rows of the list, and the size of the box around them.
  private static func content(_ sections: [Section], spells: Bool, _ size: Size) -> (
    lines: [Line], columns: Int, height: Int
  ) {
    var lines: [Line] = []
    var seen: Set<Command> = []
    let sections = sections.map { section in
      let new = section.bindings.filter { !seen.contains($0.command) }
      seen.formUnion(new.map(\.command))
      return (section.title, Self.rows(new, spells: spells))
    }
    let keyWidth = min(18, (sections.flatMap(\.1).map { CellText.width(of: $0.keys) }.max() ?? 4) + 2)
    let columns = min(size.columns - 4, 64)
    for (title, rows) in sections where !rows.isEmpty {
      if !title.isEmpty {
        if !lines.isEmpty { lines.append(.blank) }
        lines.append(Line(title, .muted))
      }
      for binding in rows {
        lines += Line.wrap(
          binding.help, columns: columns - 6, indent: Words.fit(binding.keys, keyWidth)
        ).enumerated().map { index, line in
          guard index == 0, let first = line.runs.first else { return line }
          return Line([TextRun(first.text, .key)] + line.runs.dropFirst())
        }
      }
    }
    return (lines, columns, min(size.rows - 2, lines.count + 4))
  }

  /// The largest scroll offset of the list.
  static func lastOffset(bindings: [Section], spells: Bool, _ size: Size) -> Int {
    let (lines, _, height) = content(bindings, spells: spells, size)
    return max(0, lines.count - (height - 4))
  }

  static func draw(bindings: [Section], spells: Bool, scroll: Int, on frame: inout Frame) {
    let size = frame.surface.size
    let (lines, columns, height) = content(bindings, spells: spells, size)
    let box = Rect(
      column: (size.columns - columns) / 2, row: max(0, (size.rows - height) / 2), columns: columns,
      rows: height)
    Boxed.draw("Keys", in: box, on: &frame)
    frame.hits = []
    Pane.draw(
      lines, offset: min(scroll, max(0, lines.count - (height - 4))),
      in: box.inset(left: 2, top: 2, right: 2, bottom: 2), on: &frame)
    let hint = lines.count > height - 4 ? " j k scroll · ? q esc close " : " ? q esc close "
    frame.surface.put(
      hint, at: Point(column: box.endColumn - 2 - CellText.width(of: hint), row: box.endRow - 1), .muted)
    frame.surface.cursor = Point(column: box.column + 2, row: box.row)
  }
}

extension HelpOverlay {
  /// The keys and what they do; a screen's own command comes before a global one.
  static func rows(_ bindings: [Binding], spells: Bool) -> [(keys: String, help: String)] {
    var seen: Set<Command> = []
    // One row stands for a whole range of digits.
    let hasLetters = bindings.contains { $0.command == .choose(0) && $0.shown.contains("–") }
    let hasRange = bindings.contains { $0.command == .rate(1) && $0.shown.contains("–") }
    return bindings.filter { binding in
      if case .rate(let value) = binding.command, hasRange, value > 1 { return false }
      if case .choose(let value) = binding.command, hasLetters, value > 0 { return false }
      return !binding.help.isEmpty && !binding.keys.isEmpty && seen.insert(binding.command).inserted
    }.map { binding in
      // A range such as 1–5 says more than its first key.
      var shown = binding
      if !binding.shown.contains("–") {
        shown.shown = binding.keys.prefix(2).map(\.name).joined(separator: " ")
      }
      return (spells ? shown.spelled.shown : shown.shown, binding.help)
    }
  }
}

/// A message over a screen.
enum NoticeOverlay {
  static func draw(_ notice: ScreenStack.Notice, on frame: inout Frame) {
    let size = frame.surface.size
    let columns = min(size.columns - 4, 70)
    let whole = Line.wrap(notice.text, columns: columns - 4)
    let height = min(size.rows - 2, whole.count + 4)
    let box = Rect(
      column: (size.columns - columns) / 2, row: max(0, (size.rows - height) / 2), columns: columns,
      rows: height)
    let (title, hint) =
      switch notice.kind {
      case .message: ("Please note", " any key closes this ")
      case .fatal: ("Sextant cannot go on", " any key leaves ")
      case .notSaved: ("Not saved yet", " ⏎ tries again, esc goes back ")
      }
    Boxed.draw(title, in: box, on: &frame)
    frame.hits = []
    let inner = box.inset(left: 2, top: 2, right: 2, bottom: 2)
    let lines = Pane.fitted(inner) { Line.wrap(notice.text, columns: $0) }
    Pane.draw(lines, offset: 0, in: inner, on: &frame)
    frame.surface.put(hint, at: Point(column: box.endColumn - 2 - hint.count, row: box.endRow - 1), .muted)
    frame.surface.cursor = Point(column: box.column + 2, row: box.row)
  }
}

/// A message above the keys, which leaves them in view and takes none.
enum ToastOverlay {
  static func draw(_ text: String, on frame: inout Frame) {
    let size = frame.surface.size
    let lines = Line.wrap(text, Style(.selection), columns: max(8, min(90, size.columns - 4)))
    let end = max(1, size.rows - 1)
    for (index, line) in lines.suffix(end).enumerated() {
      let row = end - min(end, lines.count) + index
      let area = Rect(column: 0, row: row, columns: size.columns, rows: 1)
      frame.surface.fill(area)
      frame.put(line.runs, at: Point(column: 2, row: row), limit: size.columns - 4)
      frame.surface.restyle(area) { _ in Style(.selection, .reverse) }
      // What lies below it can't be seen, so it can't be clicked either.
      frame.hits.removeAll { $0.area.row == row && $0.area.rows == 1 }
    }
  }
}

/// A box with a title, drawn over what is below it.
enum Boxed {
  static func draw(_ title: String, in box: Rect, on frame: inout Frame) {
    guard box.columns >= 4, box.rows >= 2 else { return }
    frame.surface.fill(box)
    let bar = String(repeating: "─", count: box.columns - 2)
    frame.surface.put("┌" + bar + "┐", at: Point(column: box.column, row: box.row), .muted)
    for row in box.row + 1..<box.endRow - 1 {
      frame.surface.put("│", at: Point(column: box.column, row: row), .muted)
      frame.surface.put("│", at: Point(column: box.endColumn - 1, row: row), .muted)
    }
    frame.surface.put("└" + bar + "┘", at: Point(column: box.column, row: box.endRow - 1), .muted)
    frame.surface.put(" \(title) ", at: Point(column: box.column + 2, row: box.row), .heading)
  }
}
