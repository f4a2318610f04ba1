import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

extension PlaceName {
  /// The map of skills.
  static let map = PlaceName(rawValue: "map")
}

/// All skills at a glance, by step and domain: with their names where there is room, otherwise as shades.
struct MapScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Map of skills", bindings: keys)],
    signpost: Place.Signpost(
      name: .map, letter: "m", help: "the map of skills", title: "map of skills", synonyms: "heat radar"),
    open: { _ in .navigate(.push(MapScreen())) })

  let section = "map-of-skills"
  let underAttempt = UnderAttempt.stays
  /// The focused skill, as an index into the framework.
  var focus: Int?

  func place(_ context: Context) -> PlaceName? { .map }

  func bindings(_ context: Context) -> [Binding] { Self.keys }

  private static let keys =
    [
      Binding(.confirm, [.enter], label: "open", help: "the skill: its answers and what to do"),
      Binding(.right, [.right, .character("l")], label: "skill", help: "the next skill", shown: "← →"),
      Binding(.left, [.left, .character("h")], help: "the skill before"),
      Binding(.drill, [.character("d")], label: "drill", help: "practise the focused skill"),
      Binding(.focus, [.character("T")], label: "measure", help: "measure the focused skill"),
    ] + Bindings.vertical + [Bindings.back]

  /// The skills of a domain that belong to a step.
  private struct Group {
    var step: Int
    var domain: Int
    var skills: [Int]
  }

  private func groups(_ context: Context) -> [Group] {
    let framework = context.content.framework
    var groups: [Group] = []
    for step in context.content.roadmap.steps {
      var start = 0
      for (index, domain) in framework.domains.enumerated() {
        let range = start..<start + domain.skills.count
        start = range.upperBound
        let skills = range.filter { framework.skills[$0].steps.first == step.number }
        if !skills.isEmpty { groups.append(Group(step: step.number, domain: index, skills: skills)) }
      }
    }
    return groups
  }

  /// How the cells are laid out on a screen.
  struct Layout: Equatable {
    /// The columns of the names of steps and domains.
    static let names = 16
    /// From this width on, every cell has its skill's name.
    static let leastNamed = 100

    /// The columns of the map.
    let map: Int
    /// The columns of a cell.
    let cell: Int
    /// The cells on a row.
    let perRow: Int
    /// The columns of the pane beside the map; 0 without one.
    let pane: Int

    var isNamed: Bool { map >= Self.leastNamed - 2 }

    init(columns: Int, mostSkills: Int) {
      let all = columns - 2
      if columns >= Self.leastNamed {
        // A name, its mark and its count need forty columns; the rest is for a pane about the focused skill.
        pane = all - Self.leastNamed + 2 >= 44 ? min(56, all - Self.leastNamed) : 0
        map = all - (pane > 0 ? pane + 3 : 0)
        perRow = max(2, (map - Self.names) / 40)
        cell = (map - Self.names) / perRow
      } else {
        let widest = Self.names + 3 * mostSkills + 1
        pane = all - widest - 3 >= 28 ? all - widest - 3 : 0
        map = pane > 0 ? widest : all
        cell = map >= widest ? 3 : 2
        perRow = mostSkills
      }
    }
  }

  private func layout(_ groups: [Group], columns: Int) -> Layout {
    Layout(columns: columns, mostSkills: groups.map(\.skills.count).max() ?? 0)
  }

  /// The rows of cells, as they are drawn.
  private func cells(_ groups: [Group], _ layout: Layout) -> [[Int]] {
    groups.flatMap { group in
      stride(from: 0, to: group.skills.count, by: layout.perRow).map {
        Array(group.skills[$0..<min(group.skills.count, $0 + layout.perRow)])
      }
    }
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    let groups = groups(context)
    let all = groups.flatMap(\.skills)
    guard let first = all.first else { return command == .back ? .navigate(.pop) : .done }
    let skill = focus ?? first
    let place = all.firstIndex(of: skill) ?? 0
    let framework = context.content.framework
    let cells = cells(groups, layout(groups, columns: context.size.columns))
    switch command {
    case .right: focus = all[min(all.count - 1, place + 1)]
    case .left: focus = all[max(0, place - 1)]
    case .top: focus = first
    case .bottom: focus = all.last
    case .up: focus = Self.neighbour(of: skill, by: -1, cells)
    case .down: focus = Self.neighbour(of: skill, by: 1, cells)
    case .pageUp: focus = Self.neighbour(of: skill, by: -5, cells)
    case .pageDown: focus = Self.neighbour(of: skill, by: 5, cells)
    case .choose(let index):
      if index == focus { return .navigate(.push(GapsScreen(context, skill: index))) }
      if all.contains(index) { focus = index }
    case .drill: return .perform(.startAttempt(.drill, .skill(framework.skills[skill].id)))
    case .focus:
      return .navigate(.push(StartScreen(framework: framework, scope: .skill(framework.skills[skill].id))))
    case .confirm: return .navigate(.push(GapsScreen(context, skill: skill)))
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  /// The skill some rows above or below, in the same column as far as there is one.
  private static func neighbour(of skill: Int, by distance: Int, _ cells: [[Int]]) -> Int {
    guard let row = cells.firstIndex(where: { $0.contains(skill) }),
      let column = cells[row].firstIndex(of: skill)
    else { return skill }
    let next = cells[min(cells.count - 1, max(0, row + distance))]
    return next[min(next.count - 1, column)]
  }

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
    let hasLegend = area.rows >= 14
    let (body, bottom) = area.splitBottom(foot.count + (hasLegend ? 2 : 0))
    drawMap(
      groups, layout, skill, context,
      in: Rect(column: 1, row: body.row, columns: layout.map, rows: body.rows), on: &frame)
    if layout.pane > 0 {
      let right = Rect(column: layout.map + 4, row: body.row, columns: layout.pane, rows: body.rows)
      frame.rule(atColumn: right.column - 2, in: body)
      drawPane(skill, groups, in: right, context, on: &frame)
    }
    for (index, line) in foot.enumerated() {
      frame.put(
        line, in: bottom.inset(left: 1), row: bottom.endRow - foot.count - (hasLegend ? 2 : 0) + index)
    }
    if hasLegend { drawLegend(layout, in: bottom, on: &frame) }
    return frame
  }

  private func drawLegend(_ layout: Layout, in area: Rect, on frame: inout Frame) {
    let isWide = area.columns >= 76
    let runs =
      layout.isNamed
      ? [
        TextRun("●", Style(.correct)), TextRun(" at target   ", .muted), TextRun("◐", Style(.caution)),
        TextRun(" unclear   ", .muted), TextRun("○", Style(.wrong)), TextRun(" below target   ", .muted),
        TextRun("·", .muted), TextRun(" not asked   1/2 right of asked", .muted),
      ]
      : [
        // Fuller is better, and each shade has one meaning.
        TextRun("██", Style(.correct)), TextRun(" at target  ", .muted),
        TextRun("▒▒", Style(.caution)), TextRun(" unclear  ", .muted),
        TextRun("░░", Style(.wrong)), TextRun(isWide ? " below target  " : " below", .muted),
        TextRun(isWide ? "··" : "", .faint), TextRun(isWide ? " not asked" : "", .muted),
      ]
    frame.put(runs, at: Point(column: 1, row: area.endRow - 1), limit: area.columns - 2)
  }

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
    var rows: [Row] = []
    var step = 0
    for group in groups {
      if group.step != step {
        step = group.step
        let name = context.content.roadmap.steps.first { $0.number == step }?.shortName ?? ""
        let readiness = context.overview.readiness.first { $0.step == step }?.overall
        rows.append(
          Row(
            line: Line(
              [TextRun("\(step) ", .key), TextRun(Words.fit(name, Layout.names - 2), .heading)]
                + Words.meter(readiness, cells: 6))))
      }
      let name = TextRun("  " + Words.fit(framework.domains[group.domain].shortName, Layout.names - 2))
      let blank = TextRun(String(repeating: " ", count: Layout.names))
      for start in stride(from: 0, to: group.skills.count, by: layout.perRow) {
        let own = Array(group.skills[start..<min(group.skills.count, start + layout.perRow)])
        let label = start == 0 ? name : blank
        rows +=
          layout.isNamed
          ? named(own, label: label, blank: blank, layout, skill, context)
          : [shaded(own, label: label, layout, skill, context)]
      }
    }
    return rows
  }

  /// A row of shades, one for each skill.
  private func shaded(
    _ skills: [Int], label: TextRun, _ layout: Layout, _ focused: Int?, _ context: Context
  ) -> Row {
    var runs = [label]
    for index in skills {
      let (glyph, role) = Self.shade(context.overview.gaps.gaps[index])
      let isFocused = index == focused
      runs.append(TextRun(isFocused ? "▸" : " ", .key))
      runs.append(
        TextRun(String(glyph.prefix(layout.cell - 1)), Style(role, isFocused ? [.bold, .underline] : [])))
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
      let count = Self.count(context.overview.gaps.gaps[index])
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

  /// The right answers of those asked, such as `3/4`; empty without answers.
  private static func count(_ gap: Gap) -> String {
    gap.answers == 0 ? "" : "\(gap.verdict.answers.right)/\(gap.answers)"
  }

  /// The shade of a skill, by its verdict: the fuller, the better.
  static func shade(_ gap: Gap) -> (String, Role) {
    guard gap.answers > 0 else { return gap.isAsked ? ("▒▒", .caution) : ("··", .faint) }
    return switch gap.status {
    case .atTarget: ("██", .correct)
    case .notSure: ("▒▒", .caution)
    case .belowTarget: ("░░", .wrong)
    }
  }

  /// The focused skill below the map: its name and its verdict.
  private func footLines(_ skill: Int, _ context: Context, columns: Int) -> [Line] {
    let gap = context.overview.gaps.gaps[skill]
    let item = context.content.framework.skills[skill]
    let (full, short) = (gap.verdict.words, gap.verdict.shortWords)
    let sure = " · " + Words.sureness(gap)
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

  /// The pane: the focused skill, and the radar of the domains if there is room.
  private func drawPane(
    _ skill: Int?, _ groups: [Group], in area: Rect, _ context: Context, on frame: inout Frame
  ) {
    guard let skill else { return }
    let framework = context.content.framework
    let gap = context.overview.gaps.gaps[skill]
    let domain = groups.first { $0.skills.contains(skill) }?.domain ?? 0
    let columns = area.columns
    var lines = Line.wrap(framework.skills[skill].name, Style(.text, .bold), columns: columns)
    lines += Line.wrap(framework.domains[domain].name, .muted, columns: columns)
    lines.append(.blank)
    lines += Line.wrap(verdict(gap), columns: columns)
    lines.append(.blank)
    lines += Line.wrap(framework.skills[skill].about, .muted, columns: columns)
    let next = context.overview.plan.actions(closing: framework.skills[skill].id).first?.action
    if let next {
      lines.append(.blank)
      lines += Line.wrap("Next: \(next.title), \(Words.decimal(next.hours)) h", columns: columns)
    }
    let (top, rest) = area.splitTop(max(16, lines.count + 1))
    Pane.draw(Array(lines.prefix(area.rows)), offset: 0, in: area, on: &frame)
    if top.rows < area.rows { drawRadar(context, in: rest, on: &frame) }
  }

  private func drawRadar(_ context: Context, in area: Rect, on frame: inout Frame) {
    guard area.columns >= RadarChart.leastSize.columns, area.rows >= RadarChart.leastSize.rows + 2 else {
      return
    }
    let (rest, legend) = area.splitBottom(1)
    radar(context).draw(
      into: &frame.surface,
      in: Rect(column: rest.column, row: rest.row, columns: rest.columns, rows: min(rest.rows, 24)))
    frame.put(
      [TextRun("● you  ", Style(.estimate, .bold)), TextRun("○ target", Style(.target))],
      at: Point(
        column: legend.column + max(0, legend.columns / 2 - 8), row: min(legend.row, rest.row + 24)))
  }

  private func verdict(_ gap: Gap) -> String {
    let words = gap.verdict.words
    return words.prefix(1).uppercased() + words.dropFirst() + ". \(Words.sureness(gap)). "
      + (gap.answers == 0 ? "T measures it." : "")
  }

  private func radar(_ context: Context) -> RadarChart {
    let standing = context.overview.standing
    func share(_ ability: Double) -> Double { (ability + 3) / 6 }
    return RadarChart(
      axes: context.content.framework.domains.enumerated().map { index, domain in
        let isAsked = context.overview.answers(inDomain: index) > 0
        return RadarChart.Axis(
          label: domain.shortName + (isAsked ? "" : " ?"),
          value: isAsked ? share(standing.domains[index].mean) : nil, target: share(standing.target))
      })
  }
}
