import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

/// The pane beside the map: the focused skill, and the radar of the domains.
extension MapScreen {
  /// The pane: the focused skill, and the radar of the domains if there is room.
  func drawPane(
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
    if let step = context.overview.firstStep(forSkill: skill) {
      lines.append(.blank)
      lines += Line.wrap("Next: \(step.sentence)", columns: columns)
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
    let sure = Words.sureness(gap).map { " \($0)." } ?? ""
    return words.prefix(1).uppercased() + words.dropFirst() + ".\(sure)"
      + (gap.answers == 0 ? " T measures it." : "")
  }

  private func radar(_ context: Context) -> RadarChart {
    let standing = context.overview.standing
    func share(_ ability: Double) -> Double { (ability + 3) / 6 }
    return RadarChart(
      axes: context.content.framework.domains.enumerated().map { index, domain in
        let isAsked =
          context.overview.answers(inDomain: index) > 0
          && context.overview.hiddenWords(inDomain: index) == nil
        return RadarChart.Axis(
          label: domain.shortName + (isAsked ? "" : " ?"),
          value: isAsked ? share(standing.domains[index].mean) : nil, target: share(standing.target))
      })
  }
}
