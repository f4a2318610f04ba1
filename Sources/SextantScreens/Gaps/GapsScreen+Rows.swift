import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI

extension GapsScreen {
  /// The visible rows of the tree.
  func rows(_ context: Context) -> [Node] {
    var rows: [Node] = []
    let content = GapList(context.overview)
    let skills = list.rows(of: content)
    let allScales = content.scales(list.criteria, matching: list.query)
    for step in context.content.roadmap.steps
    where list.criteria.step == nil || list.criteria.step == step.number {
      let groups = content.groups(of: skills, inStep: step.number, list.criteria.order)
      let scales = allScales.filter { context.content.framework.evidence[$0].steps.first == step.number }
      // Don't leave empty steps behind when a search or a domain filters the tree.
      if narrows, groups.isEmpty, scales.isEmpty { continue }
      rows.append(.step(step.number))
      guard !folded.contains(.step(step.number)) else { continue }
      for group in groups {
        let node = Node.domain(step: step.number, domain: group.domain)
        rows.append(node)
        guard !folded.contains(node) else { continue }
        rows += group.skills.map { .skill(step: step.number, skill: $0) }
      }
      rows += scales.map { .scale(step: step.number, scale: $0) }
    }
    return rows
  }

  /// True if a search or a domain filters the tree.
  private var narrows: Bool {
    list.criteria.domain != nil || list.criteria.filter != .all || !list.query.isEmpty
  }

  /// The active filters, in words.
  func filters(_ context: Context) -> [String] {
    var words: [String] = []
    if let step = list.criteria.step { words.append("step \(step)") }
    if let domain = list.criteria.domain { words.append(context.content.framework.domains[domain].shortName) }
    if let search, !search.field.text.isEmpty { words.append("/" + search.field.text) }
    switch list.criteria.filter {
    case .all: break
    case .gaps: words.append("only gaps")
    case .gapsAndUnclear: words.append("gaps and unclear")
    }
    return words
  }

  /// The actions of the focused row.
  func actions(_ context: Context) -> [RankedAction] {
    let plan = context.overview.plan
    if let keptActions {
      return keptActions.compactMap { id in
        plan.ranked.first { $0.action.id == id }
          ?? context.content.roadmap.actions.first { $0.id == id }.map(Self.unranked)
      }
    }
    let framework = context.content.framework
    let open: [RankedAction]
    switch focus {
    case .step(let number): open = plan.ranked.filter { $0.action.step == number }
    case .domain(let step, let domain):
      let ids = Set(framework.domains[domain].skills.filter { $0.steps.first == step }.map(\.id))
      open = plan.ranked.filter { !ids.isDisjoint(with: $0.action.closes) }
    case .skill(_, let skill): open = plan.actions(closing: framework.skills[skill].id)
    case .scale(_, let scale): open = plan.actions(closing: framework.evidence[scale].id)
    }
    // What the plan does first comes first here too.
    let places = Dictionary(
      context.overview.weeks.order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let ordered = open.enumerated().map { ((places[$1.action.id] ?? .max, $0), $1) }.sorted { $0.0 < $1.0 }
    return ordered.prefix(8).map(\.1) + finished(context)
  }

  /// The finished actions of the focused row, so that they can be reopened where they were finished.
  private func finished(_ context: Context) -> [RankedAction] {
    let framework = context.content.framework
    let ids: Set<String>
    switch focus {
    case .step: return []
    case .domain(let step, let domain):
      ids = Set(framework.domains[domain].skills.filter { $0.steps.first == step }.map(\.id))
    case .skill(_, let skill): ids = [framework.skills[skill].id]
    case .scale(_, let scale): ids = [framework.evidence[scale].id]
    }
    return context.content.roadmap.actions.filter { action in
      context.overview.actions[action.id]?.state == .done && !ids.isDisjoint(with: action.closes)
    }.map(Self.unranked)
  }

  /// An action that is no longer in the plan.
  private static func unranked(_ action: RoadmapAction) -> RankedAction {
    RankedAction(action: action, worth: 0, suits: true)
  }
}
