import TerminalUI
import TextLayout

/// The frame of every screen: a title above, the keys below.
enum Chrome {
  /// Draws the title, and returns the area between it and the footer, which the stack of screens draws.
  ///
  /// Low terminals lose the rule under the title; the title and one row of keys always stay.
  static func draw(title: [TextRun], right: [TextRun] = [], on frame: inout Frame) -> Rect {
    let size = frame.surface.size
    let width = size.columns
    let rightWidth = right.reduce(0) { $0 + CellText.width(of: $1.text) }
    let used = frame.put([TextRun(" ")] + title, at: Point(column: 0, row: 0), limit: width - 1)
    if used + rightWidth + 2 <= width {
      frame.put(right, at: Point(column: width - rightWidth - 1, row: 0))
    }
    if !isLow(size) {
      frame.surface.put(
        String(repeating: "─", count: width), at: Point(column: 0, row: 1), .faint)
    }
    return body(size)
  }

  private static func isLow(_ size: Size) -> Bool { size.rows < 18 }

  /// The area between the title and the footer.
  static func body(_ size: Size) -> Rect {
    Rect(size).inset(top: isLow(size) ? 1 : 2, bottom: size.rows > 6 ? 1 : 0)
  }

  /// Draws the footer on the last row; keys that don't fit are left out from the end, but help and quit stay.
  ///
  /// - Parameter takesText: True if letters are text, so that help and quit have other keys.
  static func footer(
    _ bindings: [Binding], places: [Binding] = [], global: [Binding] = Bindings.global, leastPlaces: Int = 1,
    takesText: Bool = false, on frame: inout Frame
  ) {
    let size = frame.surface.size
    guard size.rows > 6 else { return }
    let row = size.rows - 1
    let tail = takesText ? [] : global.filter { !$0.label.isEmpty }
    var own = bindings.filter { !$0.label.isEmpty }
    func width(_ list: [Binding]) -> Int {
      list.reduce(0) { $0 + CellText.width(of: $1.shown) + 1 + CellText.width(of: $1.label) + 2 }
    }
    func isTooWide(_ list: [Binding], gap: Int = 0) -> Bool { width(list + tail) + gap > size.columns }
    var places = places.filter { !$0.label.isEmpty }
    // Separate the keys of other places from the screen's own; on the home screen they belong together.
    let bar = leastPlaces > 1 ? "│ " : ""
    while !places.isEmpty, isTooWide(own + places, gap: 2 * bar.count) { places.removeLast() }
    while !own.isEmpty, isTooWide(own) { own.removeLast() }
    if places.count < leastPlaces { places = [] }
    var column = 1
    for (index, binding) in (own + places + tail).enumerated() {
      if !places.isEmpty, index == own.count || index == own.count + places.count {
        column += frame.surface.put(bar, at: Point(column: column, row: row), .faint)
      }
      let start = column
      column += frame.surface.put(binding.shown, at: Point(column: column, row: row), .key)
      column += frame.surface.put(" " + binding.label, at: Point(column: column, row: row), Style(.footer))
      frame.hit(Rect(column: start, row: row, columns: column - start, rows: 1), binding.command)
      column += 2
    }
  }

  /// The area for text: at most 88 cells wide, so that lines stay readable.
  static func text(_ area: Rect) -> Rect {
    let margin = area.columns < 60 ? 1 : 2
    let inner = area.inset(left: margin, right: margin)
    return Rect(column: inner.column, row: inner.row, columns: min(88, inner.columns), rows: inner.rows)
  }
}
