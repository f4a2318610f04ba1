import ItemBank
import Journal
import QuizEngine
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

/// The pane about the focused action.
extension PlanScreen {
  func paneLines(
    _ entry: PlanList.Row, _ columns: Int, _ context: Context
  ) -> [Line] {
    let action = entry.action
    let record = context.overview.actions[action.id]
    var lines = Line.wrap(action.title, .heading, columns: columns)
    let step = context.content.roadmap.steps.first { $0.number == action.step }?.shortName ?? ""
    if context.overview.actions[action.id]?.state != .done,
      let reason = context.overview.reason(of: action.id)
    {
      lines += Line.wrap(
        "\(reason.priority.title) · \(reason.sentence)",
        reason.priority == .high ? Style(.caution) : .muted, columns: columns)
    }
    let pace = context.overview.settings.minutesAWeek
    lines += Line.wrap(
      "Step \(action.step) \(step) · \(Words.decimal(action.hours)) h: "
        + (spreadWords(action, context)
          ?? "\(Words.span(hours: action.hours, minutesAWeek: pace)) at \(Words.pace(pace))")
        + needWords(action, context),
      .muted, columns: columns)
    // The person's own text comes first: it is what they come back for.
    let own = ownLines(record, columns, context)
    if !own.isEmpty { lines += [.blank] + own }
    lines.append(.blank)
    lines += Line.wrap(action.details, columns: columns)
    lines.append(.blank)
    lines += Line.wrap("It is done when: " + action.proof, columns: columns)
    let links = action.linkLines(columns: columns)
    if !links.isEmpty { lines += [.blank] + links }
    lines += [.blank, Line("Helps", .heading)]
    let plan = PlanList(context.overview)
    for gap in plan.helpedSkills(by: action) {
      lines += SkillLine.lines(gap, name: context.content.framework.skills[gap.skill].name, columns: columns)
    }
    for scale in plan.helpedScales(by: action) { lines += Line.wrap(scale, columns: columns, indent: "◇ ") }
    return lines
  }

  /// How the plan spreads an action over weeks, and until when.
  private func spreadWords(_ action: RoadmapAction, _ context: Context) -> String? {
    let weeks = context.overview.weeks
    guard let spread = weeks.spread(of: action.id) else { return nil }
    return spread + (weeks.end(of: action.id, today: context.today).map { ", \($0)" } ?? "")
  }

  /// What the plan puts before an action, and what the action is needed for.
  private func needWords(_ action: RoadmapAction, _ context: Context) -> String {
    let entries = context.overview.weeks.entries
    func titles(_ ids: [String]) -> String {
      ids.compactMap { entries[$0] }.map { context.content.roadmap.actions[$0.place].title }.joined(
        separator: "; ")
    }
    let before = titles(action.after)
    let after = titles([entries[action.id]?.neededFor].compactMap { $0 })
    return (before.isEmpty ? "" : " · after: " + before)
      + (after.isEmpty ? "" : " · needed before: " + after)
  }

  /// The date, proof and note that the person wrote.
  private func ownLines(_ record: ActionRecord?, _ columns: Int, _ context: Context) -> [Line] {
    var lines: [Line] = []
    if let record, let due = record.ownDue {
      let isLate = record.isLate(today: context.today)
      let end = context.overview.weeks.endDay(of: record.action)
      let isOver = !isLate && record.state != .done && (end.map { $0 > due } ?? false)
      lines += Line.wrap(
        "Your date: \(due.near(today: context.today))"
          + (isLate
            ? ", overdue"
            : isOver ? "; at this pace it ends \(end?.near(today: context.today) ?? "later")" : ""),
        Style(isLate || isOver ? .caution : .text), columns: columns)
    } else if let record, record.isLate(today: context.today), let due = record.due {
      lines.append(Line("Planned until \(due.near(today: context.today)): overdue", Style(.caution)))
    }
    if let artefact = record?.artefact, !artefact.isEmpty {
      lines += Line.wrap("Proof: " + artefact, columns: columns)
    }
    if let note = record?.note, !note.isEmpty { lines += Line.wrap("Note: " + note, columns: columns) }
    if let done = record?.done(in: context.days) {
      lines.append(
        Line(
          "Done on \(done.near(today: context.today)), \(done.ago(today: context.today)).",
          Style(.correct)))
    }
    return lines
  }
}
