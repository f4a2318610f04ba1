import ItemBank
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

/// The answer parts that are put in order or matched.
extension QuestionLines {
  func ordering(_ steps: [String]) -> [Line] {
    if isReview {
      var places: [Int] = []
      if case .order(let order) = given { places = order }
      return steps.enumerated().flatMap { index, step -> [Line] in
        let place = places.firstIndex(of: index)
        let isRight = place == index
        let said = place.map { isRight ? "" : "   you: \($0 + 1)" } ?? ""
        return Line.wrap(
          step + said, Style(isRight ? .correct : places.isEmpty ? .text : .wrong), columns: columns,
          indent: " \(places.isEmpty ? " " : isRight ? "✓" : "✗") \(index + 1)   ")
      }
    }
    guard case .order(let current) = draft?.content else { return [] }
    return current.enumerated().flatMap { row, index in
      focusable(
        Line.wrap(
          steps[index], .text, columns: columns - 1,
          // Mark it like everything that the left and right arrows change.
          indent: draft?.focus == row
            ? " ▸ ‹\(row + 1)› " : "    \(row + 1)\(draft?.isPlaced(index) ?? false ? "•" : " ") ",
          command: .choose(row)),
        row: row)
    }
  }

  func matching(_ pairs: [MatchingPair], rights: [String]) -> [Line] {
    if isReview { return matchingReview(pairs, rights: rights) }
    guard case .matches(let matches) = draft?.content else { return [] }
    let widths = matchingWidths(pairs.map(\.left), rights)
    // On a narrow terminal, rows and matches would never be in sight together.
    let isInline = columns < 60
    var lines: [Line] = []
    for (row, pair) in pairs.enumerated() {
      let place = matches[row].flatMap { order.firstIndex(of: $0) }
      let value = place.map { "\($0 + 1)  \(rights[order[$0]])" } ?? "…"
      let mark = " \(draft?.focus == row ? "▸" : " ") "
      let rows =
        widths.map { beside(mark, pair.left, value, widths: $0, command: .choose(row)) }
        ?? Line.wrap(pair.left, .text, columns: columns - 1, indent: mark, command: .choose(row))
        + Line.wrap(value, .text, columns: columns - 1, indent: "     → ", command: .choose(row))
      let choices =
        isInline && draft?.focus == row
        ? order.enumerated().flatMap { place, index in
          Line.wrap(rights[index], .muted, columns: columns, indent: "     \(place + 1)  ")
        } : []
      lines += focusable(rows, row: row) + choices
    }
    if isInline { return lines }
    // How it's scored parts the rows from their matches, so that all of it fits on a screen.
    lines += rule()
    let used = Set(matches.compactMap(\.self))
    for (place, index) in order.enumerated() {
      // Each right side belongs to one row, so one that is used is the least likely for the next.
      lines += Line.wrap(
        rights[index], used.contains(index) ? .muted : .text, columns: columns, indent: "   \(place + 1)  ")
    }
    return lines
  }

  private func matchingReview(_ pairs: [MatchingPair], rights: [String]) -> [Line] {
    var matches: [Int?] = []
    if case .matches(let values) = given { matches = values }
    return pairs.enumerated().flatMap { index, pair -> [Line] in
      let said = matches.indices.contains(index) ? matches[index] : nil
      let isRight = said == index
      var rows = Line.wrap(
        "\(pair.left) → \(pair.right)", Style(isRight || matches.isEmpty ? .correct : .text),
        columns: columns,
        indent: " \(isRight ? "✓" : matches.isEmpty ? " " : "✗") ")
      if let said, !isRight, rights.indices.contains(said) {
        rows += Line.wrap("you: \(rights[said])", Style(.wrong), columns: columns, indent: "     ")
      }
      return rows
    }
  }

  /// The widths of both sides of a matching question, so that each row and its match are side by side; nil if that
  /// would need more rows than one below the other.
  ///
  /// They depend on the texts alone, so that nothing moves while matches are chosen.
  private func matchingWidths(_ lefts: [String], _ rights: [String]) -> (left: Int, right: Int)? {
    // A mark, an arrow and the cell at the end.
    let room = columns - 7
    let left = lefts.map { CellText.width(of: $0) }.max() ?? 0
    // With the number of the match.
    let right = 3 + (rights.map { CellText.width(of: $0) }.max() ?? 0)
    if left + right <= room { return (left, room - left) }
    let narrowest = 16
    guard room >= 2 * narrowest else { return nil }
    func highest(_ columns: Int) -> Int {
      rights.map { CellText.wrap($0, columns: columns).count }.max() ?? 1
    }
    let candidates = stride(from: narrowest, through: room - narrowest, by: 2).map {
      left -> (left: Int, rows: Int) in
      let right = highest(room - left - 3)
      return (left, lefts.reduce(0) { $0 + max(CellText.wrap($1, columns: left).count, right) })
    }
    let fewest = candidates.map { $0.rows }.min() ?? 0
    let stacked = lefts.reduce(0) {
      $0 + CellText.wrap($1, columns: columns - 4).count + highest(columns - 11)
    }
    guard fewest <= stacked else { return nil }
    // Of equally good widths the middle one: neither side is crowded.
    let best = candidates.filter { $0.rows == fewest }.map { $0.left }
    let chosen = best[best.count / 2]
    return (chosen, room - chosen)
  }

  /// A row and its match side by side; both may take several rows.
  private func beside(
    _ mark: String, _ left: String, _ right: String, widths: (left: Int, right: Int), command: Command
  ) -> [Line] {
    let lefts = CellText.wrap(left, columns: max(8, widths.left))
    // Rows of the match after the first begin below its text.
    let rights = Line.wrap(right, .text, columns: widths.right, hanging: right == "…" ? "" : "   ")
    return (0..<max(lefts.count, rights.count)).map { row in
      Line(
        [
          TextRun(row == 0 ? mark : "   ", .text),
          TextRun(padded(row < lefts.count ? lefts[row] : "", widths.left), .text),
          TextRun(row == 0 ? " → " : "   ", .text),
        ] + (row < rights.count ? rights[row].runs : []), command: command)
    }
  }
}
