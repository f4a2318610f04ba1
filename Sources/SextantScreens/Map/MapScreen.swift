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

/// All skills at a glance: a heat map by step and domain, and a radar of the domains if there is room.
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
      Binding(.confirm, [.enter], label: "gap report", help: "the gap report"),
      Binding(.right, [.right, .character("l")], label: "skill", help: "the next skill", shown: "← →"),
      Binding(.left, [.left, .character("h")], help: "the skill before"),
      Binding(.drill, [.character("d")], label: "drill", help: "practise the focused skill"),
      Binding(.focus, [.character("T")], label: "measure", help: "measure the focused skill"),
    ] + Bindings.vertical + [Bindings.back]

  /// A row of the map: a step and a domain with its skills.
  private struct Row {
    var step: Int
    var domain: Int
    var skills: [Int]
  }

  private func rows(_ context: Context) -> [Row] {
    let framework = context.content.framework
    var rows: [Row] = []
    for step in context.content.roadmap.steps {
      var start = 0
      for (index, domain) in framework.domains.enumerated() {
        let range = start..<start + domain.skills.count
        start = range.upperBound
        let skills = range.filter { framework.skills[$0].steps.first == step.number }
        if !skills.isEmpty { rows.append(Row(step: step.number, domain: index, skills: skills)) }
      }
    }
    return rows
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    let rows = rows(context)
    let all = rows.flatMap(\.skills)
    guard let first = all.first else { return command == .back ? .navigate(.pop) : .done }
    let skill = focus ?? first
    let place = all.firstIndex(of: skill) ?? 0
    let framework = context.content.framework
    switch command {
    case .right: focus = all[min(all.count - 1, place + 1)]
    case .left: focus = all[max(0, place - 1)]
    case .top: focus = first
    case .bottom: focus = all.last
    case .up, .pageUp: focus = neighbour(of: skill, by: -1, rows)
    case .down, .pageDown: focus = neighbour(of: skill, by: 1, rows)
    case .choose(let index): if all.contains(index) { focus = index }
    case .drill: return .perform(.startAttempt(.drill, .skill(framework.skills[skill].id)))
    case .focus:
      return .navigate(.push(StartScreen(framework: framework, scope: .skill(framework.skills[skill].id))))
    case .confirm: return .navigate(.push(GapsScreen(context, skill: skill)))
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  private func neighbour(of skill: Int, by distance: Int, _ rows: [Row]) -> Int {
    guard let row = rows.firstIndex(where: { $0.skills.contains(skill) }),
      let column = rows[row].skills.firstIndex(of: skill)
    else { return skill }
    let next = rows[min(rows.count - 1, max(0, row + distance))].skills
    return next[min(next.count - 1, column)]
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [TextRun("Map of skills", .heading)],
      right: [TextRun("\(context.overview.profileName) target", .muted)], on: &frame)
    let rows = rows(context)
    let skill = focus ?? rows.first?.skills.first
    var mapColumns = Self.nameColumns + 4 + 3 * (rows.map(\.skills.count).max() ?? 0)
    // The skills of the focused row are named beside the map; without room, only the focused one, below the
    // map.
    let hasNames = area.columns >= mapColumns + 32
    let foot = hasNames ? [] : skill.map { words($0, context, columns: area.columns - 2) } ?? []
    let hasLegend = area.rows >= 14
    let (body, bottom) = area.splitBottom(foot.count + (hasLegend ? 2 : 0))
    if !hasNames { mapColumns = area.columns - 2 }
    drawMap(
      rows, skill, context, in: Rect(column: 1, row: body.row, columns: mapColumns, rows: body.rows),
      on: &frame)
    if hasNames {
      frame.rule(atColumn: mapColumns + 1, in: body)
      let right = Rect(
        column: mapColumns + 3, row: body.row, columns: min(72, area.columns - mapColumns - 4),
        rows: body.rows)
      let names = skill.map { self.names($0, rows, context, columns: right.columns) } ?? []
      // Use the longest row, so that the radar stays in place while the focus moves.
      let (top, rest) = right.splitTop((rows.map(\.skills.count).max() ?? 0) + 7)
      Pane.draw(names, offset: 0, in: top, on: &frame)
      drawRadar(context, in: rest, on: &frame)
    }
    for (index, line) in foot.enumerated() {
      frame.put(line, in: bottom.inset(left: 1), row: bottom.row + index)
    }
    if hasLegend {
      // Each shade has its own name.
      let isWide = area.columns >= 76
      frame.put(
        [
          TextRun("░░", Style(.correct)), TextRun(" at target  ", .muted),
          TextRun("▒▒▓▓", Style(.caution)), TextRun(" not sure  ", .muted),
          TextRun("██", Style(.wrong)), TextRun(isWide ? " below target  " : " below", .muted),
          TextRun(isWide ? "··" : "", .faint), TextRun(isWide ? " not asked" : "", .muted),
        ], at: Point(column: 1, row: bottom.endRow - 1), limit: area.columns - 2)
    }
    return frame
  }

  /// The columns of the names of steps and domains.
  private static let nameColumns = 14

  private func drawMap(_ rows: [Row], _ skill: Int?, _ context: Context, in area: Rect, on frame: inout Frame)
  {
    let framework = context.content.framework
    // If not all skills fit side by side, each takes one cell less.
    let widest = rows.map(\.skills.count).max() ?? 0
    let cell = area.columns >= Self.nameColumns + 3 + 3 * widest ? 3 : 2
    var lines: [(line: Line, row: Row?)] = []
    var step = 0
    for row in rows {
      if row.step != step {
        step = row.step
        let name = context.content.roadmap.steps.first { $0.number == step }?.shortName ?? ""
        let readiness = context.overview.readiness.first { $0.step == step }?.overall
        lines.append(
          (
            Line(
              [TextRun("\(step) ", .key), TextRun(Words.fit(name, Self.nameColumns), .heading)]
                + Words.meter(readiness, cells: 6)),
            nil
          ))
      }
      var runs = [TextRun("  " + Words.fit(framework.domains[row.domain].shortName, Self.nameColumns))]
      for index in row.skills {
        let (glyph, role) = Self.shade(context.overview.gaps.gaps[index])
        let isFocused = index == skill
        runs.append(TextRun(isFocused ? "▸" : " ", .key))
        runs.append(
          TextRun(String(glyph.prefix(cell - 1)), Style(role, isFocused ? [.bold, .underline] : [])))
      }
      var line = Line(runs)
      line.isFocused = skill.map { row.skills.contains($0) } ?? false
      if let skill, let column = row.skills.firstIndex(of: skill) {
        line.cursor = Self.nameColumns + 2 + cell * column
      }
      lines.append((line, row))
    }
    let offset = Pane.offset(0, lines: lines.map(\.line), height: area.rows)
    Pane.draw(lines.map(\.line), offset: offset, in: area, on: &frame)
    for (index, entry) in lines.dropFirst(offset).prefix(area.rows).enumerated() {
      for (column, skill) in (entry.row?.skills ?? []).enumerated() {
        frame.hit(
          Rect(
            column: area.column + Self.nameColumns + 2 + cell * column, row: area.row + index,
            columns: cell, rows: 1),
          .choose(skill))
      }
    }
  }

  /// The shade of a skill, by its verdict and the side to which it leans.
  static func shade(_ gap: Gap) -> (String, Role) {
    guard gap.answers > 0 else { return ("··", .faint) }
    return switch gap.status {
    case .atTarget: ("░░", .correct)
    case .notSure: (gap.leansToTarget ? "▒▒" : "▓▓", .caution)
    case .belowTarget: ("██", .wrong)
    }
  }

  private func words(_ skill: Int, _ context: Context, columns: Int) -> [Line] {
    let gap = context.overview.gaps.gaps[skill]
    let item = context.content.framework.skills[skill]
    let sure = " · \(Words.percent(gap.probabilityAtTarget)) sure at target"
    let worth = " · worth \(Words.points(gap.worth))"
    // Leave out what doesn't fit, least important first.
    let (full, short) = (gap.verdict.words, gap.verdict.shortWords)
    let ways = [full + sure + worth, full + sure, full, short, gap.verdict.briefWords]
    let told = ways.first { CellText.width(of: $0) <= columns - 2 } ?? ways[ways.count - 1]
    return [
      Line([
        TextRun("▸ ", .key),
        TextRun(CellText.truncate(item.name, columns: columns - 2), Style(.accent, .bold)),
      ]),
      Line(
        CellText.truncate("  " + told, columns: columns), .muted),
    ]
  }

  /// The names of the focused row's skills, and the estimate of the focused one.
  private func names(_ skill: Int, _ rows: [Row], _ context: Context, columns: Int) -> [Line] {
    let framework = context.content.framework
    guard let row = rows.first(where: { $0.skills.contains(skill) }) else { return [] }
    var lines = [
      Line.spread(
        [TextRun(framework.domains[row.domain].shortName, .heading)], [TextRun("sure at target", .muted)],
        columns: columns)
    ]
    for index in row.skills {
      let gap = context.overview.gaps.gaps[index]
      let isFocused = index == skill
      let sure = gap.answers == 0 ? "not asked" : Words.percent(gap.probabilityAtTarget)
      lines.append(
        .spread(
          [
            TextRun(isFocused ? "▸ " : "  ", .key),
            TextRun(
              CellText.truncate(framework.skills[index].name, columns: columns - 12),
              isFocused ? Style(.accent, .bold) : .text),
          ], [TextRun(sure, Style(Self.shade(gap).1))], columns: columns, command: .choose(index)))
    }
    let gap = context.overview.gaps.gaps[skill]
    lines.append(.blank)
    // The list may cut the name.
    if CellText.width(of: framework.skills[skill].name) > columns - 12 {
      lines += Line.wrap(framework.skills[skill].name, Style(.text, .bold), columns: columns)
    }
    lines += Line.wrap(framework.skills[skill].about, .muted, columns: columns)
    lines += Line.wrap(verdict(gap), columns: columns)
    return lines
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
      + (gap.answers == 0 ? "T measures it. " : "")
      + "Worth \(Words.decimal(gap.worth)) of the 100 of all knowledge."
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
