import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

extension GapsScreen {
  /// Draws the report.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    if isSearching {
      // Typing a search changes the list with every key, so move the focus to a listed row first.
      let focused = focused(context)
      if focused.focus != focus { return focused.view(size, context) }
    }
    let isByPriority = list.criteria.order == .priority
    let sorted = isByPriority ? "most urgent first" : "in the framework's order"
    let filters = filters(context)
    let target = "\(context.overview.profileName) target"
    // The explanation of the numbers must not push the filters out.
    let cuts = filters.map { " · " + $0 }.joined()
    // A pane alone on the screen has no columns to name.
    let isAlone = inPane && fillsScreen(size)
    let columns = [
      "verdict, right of asked · \(target) · \(sorted)" + cuts, "verdict, right of asked · \(target)" + cuts,
      "verdict, right of asked" + cuts,
    ]
    let ways =
      (isAlone ? [target + cuts] : columns) + [filters.isEmpty ? target : filters.joined(separator: " · ")]
    let told = ways.first { CellText.width(of: $0) <= size.columns - 22 } ?? ways[ways.count - 1]
    var area = Chrome.draw(
      title: [TextRun(paneTitle(size, context) ?? "Gaps on the road", .heading)],
      right: [
        TextRun(
          CellText.truncate(told, columns: max(8, size.columns - 20)),
          filters.isEmpty ? .muted : Style(.caution))
      ], on: &frame)
    if let exporting {
      let (rest, foot) = area.splitBottom(1)
      frame.put(exporting.line(columns: foot.columns - 2), in: foot.inset(left: 1), row: foot.row)
      area = rest
    } else if isSearching, let search {
      let (rest, foot) = area.splitBottom(1)
      frame.put(search.line(columns: foot.columns - 2), in: foot.inset(left: 1), row: foot.row)
      area = rest
    }
    if !fillsScreen(size) {
      let names = context.content.framework.skills.map { CellText.width(of: $0.name) }
      let treeColumns = ListAndPane.columns(for: 30 + (names.max() ?? 0), in: area)
      let (left, rest) = area.splitLeft(treeColumns)
      frame.rule(atColumn: rest.column, in: area)
      drawTree(in: left.inset(left: 1), isBesideRule: true, context, on: &frame)
      let pane = rest.inset(left: 2, right: 1)
      drawPane(
        in: Rect(column: pane.column, row: pane.row, columns: min(84, pane.columns), rows: pane.rows),
        context,
        on: &frame)
    } else if inPane {
      drawPane(in: paneArea(size), context, on: &frame)
    } else {
      drawTree(in: area.inset(left: 1, right: 1), isBesideRule: false, context, on: &frame)
    }
    return frame
  }

  private func drawTree(in area: Rect, isBesideRule: Bool, _ context: Context, on frame: inout Frame) {
    let nodes = rows(context)
    if nodes.isEmpty {
      Pane.draw(
        Line.wrap(nothing(context), .muted, columns: area.columns - 1), offset: 0, in: area, on: &frame)
      return
    }
    /// The rows of a node; a long name takes two.
    func lines(_ index: Int) -> [Line] {
      let node = nodes[index]
      return row(node, columns: area.columns - 1, context).enumerated().map { part, row in
        var line = row
        line.command = .choose(index)
        guard node == focus else { return line }
        line.isFocused = true
        line.isSelected = !inPane
        if inPane { line.runs = line.runs.map { TextRun($0.text, $0.style.with(.underline)) } }
        if !inPane, !takesText, part == 0 { line.cursor = 0 }
        return line
      }
    }
    let drawn = nodes.indices.flatMap { index in lines(index).map { (node: index, line: $0) } }
    let all = drawn.map(\.line)
    func turned(_ height: Int) -> Int {
      let place = all.firstIndex(where: \.isFocused) ?? 0
      return Pane.offset(
        Pane.turned(to: place, count: all.count, height: height), lines: all, height: height)
    }
    var area = area
    var offset = turned(area.rows)
    // Keep the step of the first visible row in view while the list is scrolled.
    if offset > 0, area.rows > 4 {
      let rest = area.inset(top: 1)
      offset = turned(rest.rows)
      let first = drawn[offset].node
      if depth(nodes[first]) > 0,
        let step = nodes[..<first].lastIndex(where: { depth($0) == 0 }), let line = lines(step).first
      {
        frame.put(line, in: area.inset(right: isBesideRule ? 0 : 1), row: area.row)
        area = rest
      } else {
        offset = min(offset, max(0, all.count - area.rows))
      }
    }
    if isBesideRule {
      Pane.draw(besideRule: all, offset: offset, in: area, on: &frame)
    } else {
      Pane.draw(all, offset: offset, in: area, on: &frame)
    }
  }

  /// The reason why nothing is listed.
  private func nothing(_ context: Context) -> String {
    let gaps = context.overview.gaps.gaps
    if list.criteria.filter == .gaps, search == nil, list.criteria.step == nil, list.criteria.domain == nil {
      let summary = GapSummary(context.overview)
      let none =
        summary.hiddenSentence.map { "\(summary.nothingFirst) \($0)" }
        ?? "No question is still missed, and no skill is below the target:"
        + " \(gaps.count { $0.status == .notSure }) unclear, \(gaps.count { $0.status == .atTarget }) at target."
      return "\(none) Press f to see those that are unclear."
    }
    return "Nothing is listed: no row matches. Esc takes filters and search back."
  }

  private func row(_ node: Node, columns: Int, _ context: Context) -> [Line] {
    let framework = context.content.framework
    let overview = context.overview
    let fold = folded.contains(node) ? "▹ " : "▾ "
    switch node {
    case .step(let number):
      let step = context.content.roadmap.steps.first { $0.number == number }
      let name = "\(number) \(step?.shortName ?? "")"
      let room = columns - CellText.width(of: fold + name) - 2
      let ways = GapSummary.steps(overview).first { $0.number == number }?.ways ?? []
      return [
        .spread(
          [TextRun(fold, .muted), TextRun(name, .heading)],
          [TextRun(ways.first { CellText.width(of: $0) <= room } ?? "", .muted)], columns: columns)
      ]
    case .domain(let step, let domain):
      // The whole domain in this step, whatever the filters leave of it.
      let (fine, all) = GapList(overview).atTarget(ofDomain: domain, inStep: step)
      return [
        .spread(
          [TextRun("  " + fold, .muted), TextRun(framework.domains[domain].shortName, Style(.text, .bold))],
          [TextRun("\(fine) of \(all) at target", .muted)], columns: columns)
      ]
    case .skill(_, let skill):
      let gap = overview.gaps.gaps[skill]
      let (mark, role) = Self.mark(gap)
      let name = framework.skills[skill].name
      let ways = [gap.verdict.shortWords, gap.verdict.briefWords]
      let status =
        ways.first { CellText.width(of: $0) + CellText.width(of: name) <= columns - 8 } ?? ways[1]
      return Self.named(
        [TextRun("    "), TextRun(mark + " ", Style(role))], name,
        TextRun(status, gap.status == .belowTarget && gap.answers > 0 ? Style(.wrong) : .muted),
        columns: columns)
    case .scale(_, let scale):
      let item = framework.evidence[scale]
      let level = overview.levels[item.id]
      return Self.named(
        [TextRun("  "), TextRun(level == nil ? "◇ " : "◆ ", .muted)], item.name,
        TextRun(
          level.map { "\($0) of \(item.anchors.count - 1)" }
            ?? (context.overview.evidence[item.id] == nil ? "not reported" : "withheld"), .muted),
        columns: columns)
    }
  }

  /// The rows of a name with a status at the right edge; the name wraps, because a cut one may be another's.
  private static func named(_ lead: [TextRun], _ name: String, _ status: TextRun, columns: Int) -> [Line] {
    let start = lead.reduce(0) { $0 + CellText.width(of: $1.text) }
    let room = columns - start - CellText.width(of: status.text) - Table.gap
    return CellText.wrap(name, columns: max(8, room)).enumerated().map { part, text in
      part == 0
        ? .spread(lead + [TextRun(text)], [status], columns: columns)
        : Line([TextRun(String(repeating: " ", count: start)), TextRun(text)])
    }
  }

  static func mark(_ gap: Gap) -> (String, Role) {
    // Fuller is better; an answer that doesn't count leaves it unclear.
    guard gap.answers > 0 else { return gap.isAsked ? ("◐", .caution) : ("·", .muted) }
    return switch gap.status {
    case .belowTarget: ("○", .wrong)
    case .notSure: ("◐", .caution)
    case .atTarget: ("●", .correct)
    }
  }
}
