import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

/// The cells, and what is said about the focused one.
extension MapScreen {
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [TextRun("Map of skills", .heading)],
      right: [TextRun("\(context.overview.profileName) target", .muted)], on: &frame)
    let groups = groups(context)
    let layout = layout(groups, columns: size.columns)
    let skill = focus ?? groups.first?.skills.first
    // Without a pane, the focused skill is named below the map.
    let foot = layout.pane > 0 ? [] : skill.map { footLines($0, context, columns: area.columns - 2) } ?? []
    let legend = legend(layout, columns: area.columns - 2, rows: area.rows, context)
    let (body, bottom) = area.splitBottom(foot.count + legend.count)
    drawMap(
      groups, layout, skill, context,
      in: Rect(column: 1, row: body.row, columns: layout.map, rows: body.rows), on: &frame)
    if layout.pane > 0 {
      let right = Rect(column: layout.map + 4, row: body.row, columns: layout.pane, rows: body.rows)
      frame.rule(atColumn: right.column - 2, in: body)
      drawPane(skill, groups, in: right, context, on: &frame)
    }
    for (index, line) in (foot + legend).enumerated() {
      frame.put(line, in: bottom.inset(left: 1, right: 1), row: bottom.row + index)
    }
    return frame
  }

  /// What the marks mean, and what they can't say yet; a low screen has no blank row above it.
  private func legend(_ layout: Layout, columns: Int, rows: Int, _ context: Context) -> [Line] {
    guard rows >= 8 else { return [] }
    let hidden = GapSummary(context.overview).hiddenWays.first { CellText.width(of: $0) <= columns }
    let counts = layout.isNamed ? ["1/2 right of asked"] : []
    let unknown = layout.isNamed && hidden != nil ? ["? hidden"] : []
    func line(_ names: [String], _ more: [String], gap: Int) -> Line {
      let parts =
        zip(Self.marks, names).map { mark, name in
          [TextRun(mark.0, Style(mark.1)), TextRun(" " + name, .muted)]
        } + more.map { [TextRun($0, .muted)] }
      let blank = TextRun(String(repeating: " ", count: gap))
      return Line(Array(parts.flatMap { $0 + [blank] }.dropLast()))
    }
    let names = ["at target", "unclear", "below target", "not asked"]
    let short = line(["at", "unclear", "below", "not asked"], [], gap: 1)
    let ways = [
      line(names, counts + unknown, gap: 3), line(names, counts + unknown, gap: 2),
      line(names, unknown, gap: 2), line(names, [], gap: 2),
    ]
    let above = hidden.map { [Line($0, Style(.caution))] } ?? (rows >= 14 ? [.blank] : [])
    return above + [ways.first { $0.width <= columns } ?? short]
  }

  /// The marks, from the best to what isn't known.
  private static let marks: [(String, Role)] = [
    ("●", .correct), ("◐", .caution), ("○", .wrong), ("·", .muted),
  ]

  /// A row of the map, with the skill of each of its cells.
  private struct Row {
    var line: Line
    var skills: [Int] = []
  }

  private func drawMap(
    _ groups: [Group], _ layout: Layout, _ skill: Int?, _ context: Context, in area: Rect,
    on frame: inout Frame
  ) {
    let rows = rows(groups, layout, skill, context)
    let lines = rows.map(\.line)
    let offset = Pane.offset(0, lines: lines, height: area.rows)
    Pane.draw(lines, offset: offset, in: area, on: &frame)
    for (index, row) in rows.dropFirst(offset).prefix(area.rows).enumerated() {
      for (column, skill) in row.skills.enumerated() {
        frame.hit(
          Rect(
            column: area.column + Layout.names + layout.cell * column, row: area.row + index,
            columns: layout.cell, rows: 1),
          .choose(skill))
      }
    }
  }

  private func rows(_ groups: [Group], _ layout: Layout, _ skill: Int?, _ context: Context) -> [Row] {
    let framework = context.content.framework
    let steps = GapSummary.steps(context.overview)
    var rows: [Row] = []
    var step = 0
    for group in groups {
      if group.step != step {
        step = group.step
        let name = context.content.roadmap.steps.first { $0.number == step }?.shortName ?? ""
        let covered = steps.first { $0.number == step }
        // The cells below are the skills, so the evidence isn't said here.
        let words = covered?.ways.dropFirst().first {
          CellText.width(of: $0) <= layout.map - Layout.names - 8
        }
        rows.append(
          Row(
            line: Line(
              [TextRun("\(step) ", .key), TextRun(Words.fit(name, Layout.names - 2), .heading)]
                + Words.meter(covered?.share, cells: 6) + [TextRun(words.map { " " + $0 } ?? "", .muted)])))
      }
      let name = TextRun("  " + Words.fit(framework.domains[group.domain].shortName, Layout.names - 2))
      let blank = TextRun(String(repeating: " ", count: Layout.names))
      for start in stride(from: 0, to: group.skills.count, by: layout.perRow) {
        let own = Array(group.skills[start..<min(group.skills.count, start + layout.perRow)])
        let label = start == 0 ? name : blank
        rows +=
          layout.isNamed
          ? named(own, label: label, blank: blank, layout, skill, context)
          : [marked(own, label: label, layout, skill, context)]
      }
    }
    return rows
  }

  /// A row of marks, one for each skill.
  private func marked(
    _ skills: [Int], label: TextRun, _ layout: Layout, _ focused: Int?, _ context: Context
  ) -> Row {
    var runs = [label]
    for index in skills {
      let (mark, role) = GapsScreen.mark(context.overview.gaps.gaps[index])
      let isFocused = index == focused
      runs.append(TextRun(isFocused ? "▸" : " ", .key))
      runs.append(
        TextRun(Words.fit(mark, layout.cell - 1), Style(role, isFocused ? [.bold, .underline] : [])))
    }
    var row = Row(line: Line(runs), skills: skills)
    if let focused, let column = skills.firstIndex(of: focused) {
      row.line.isFocused = true
      row.line.cursor = Layout.names + layout.cell * column
    }
    return row
  }

  /// The rows of named cells; a long name takes a second row.
  private func named(
    _ skills: [Int], label: TextRun, blank: TextRun, _ layout: Layout, _ focused: Int?, _ context: Context
  ) -> [Row] {
    let framework = context.content.framework
    let texts = skills.map { index in
      let count = context.overview.gaps.gaps[index].verdict.answers.fraction
      return (
        names: CellText.wrap(
          framework.skills[index].name,
          columns: layout.cell - 5 - (count.isEmpty ? 0 : CellText.width(of: count) + 1)),
        count: count
      )
    }
    return (0..<(texts.map(\.names.count).max() ?? 1)).map { part in
      var runs = [part == 0 ? label : blank]
      for (index, text) in zip(skills, texts) {
        let isFocused = index == focused
        let (mark, role) = GapsScreen.mark(context.overview.gaps.gaps[index])
        let name = part < text.names.count ? text.names[part] : ""
        let style = isFocused ? Style(.selection, [.bold, .reverse]) : Style(.text)
        let room = layout.cell - 5 - CellText.width(of: text.count)
        runs.append(TextRun(isFocused && part == 0 ? "▸" : " ", .key))
        runs.append(TextRun(part == 0 ? mark + " " : "  ", Style(role)))
        runs.append(TextRun(name, name.isEmpty ? .text : style))
        runs.append(
          TextRun(
            String(repeating: " ", count: max(0, room - CellText.width(of: name)))
              + (part == 0 ? text.count : String(repeating: " ", count: CellText.width(of: text.count)))
              + "  ", .muted))
      }
      // Blanks at the end need no room.
      while let last = runs.last, last.text.allSatisfy({ $0 == " " }) { runs.removeLast() }
      if var last = runs.last {
        while last.text.last == " " { last.text.removeLast() }
        runs[runs.count - 1] = last
      }
      var row = Row(line: Line(runs), skills: skills)
      if let focused, let column = skills.firstIndex(of: focused) {
        row.line.isFocused = true
        if part == 0 { row.line.cursor = Layout.names + layout.cell * column }
      }
      return row
    }
  }

  /// The focused skill below the map: its name and its verdict.
  private func footLines(_ skill: Int, _ context: Context, columns: Int) -> [Line] {
    let gap = context.overview.gaps.gaps[skill]
    let item = context.content.framework.skills[skill]
    let (full, short) = (gap.verdict.words, gap.verdict.shortWords)
    let sure = Words.sureness(gap).map { " · " + $0 } ?? ""
    // Where the cells have names, a single row says the rest.
    let one = "\(item.name): \(full)\(sure)"
    if columns >= Layout.leastNamed - 2, CellText.width(of: one) + 2 <= columns {
      return [
        Line([
          TextRun("▸ ", .key), TextRun(item.name, Style(.accent, .bold)), TextRun(": \(full)\(sure)", .muted),
        ])
      ]
    }
    let ways = [full + sure, full, short, gap.verdict.briefWords]
    let told = ways.first { CellText.width(of: $0) <= columns - 2 } ?? ""
    // The row of a long name stays free, so that the map doesn't move with the focus.
    let longest = context.content.framework.skills.map {
      CellText.wrap($0.name, columns: columns - 2).count
    }.max()
    let names = CellText.wrap(item.name, columns: columns - 2)
    let lines =
      names.enumerated().map { index, name in
        Line([TextRun(index == 0 ? "▸ " : "  ", .key), TextRun(name, Style(.accent, .bold))])
      } + [Line("  " + told, .muted)]
    return lines + Array(repeating: .blank, count: max(0, (longest ?? 1) - names.count))
  }
}
