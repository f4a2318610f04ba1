import ItemBank
import Psychometrics
import Roadmap
import TerminalUI

extension GapsScreen {
  /// The rows of the tree that are shown.
  func rows(_ context: Context) -> [Node] {
    var rows: [Node] = []
    let framework = context.content.framework
    for step in context.content.roadmap.steps where onlyStep == nil || onlyStep == step.number {
      let domains = domains(ofStep: step.number, context)
      let scales = scales(ofStep: step.number, framework)
      // What is searched for, or one domain, leaves no empty steps behind.
      if narrows || shown != .all, domains.isEmpty, scales.isEmpty { continue }
      rows.append(.step(step.number))
      guard !folded.contains(.step(step.number)) else { continue }
      for domain in domains {
        let node = Node.domain(step: step.number, domain: domain)
        rows.append(node)
        guard !folded.contains(node) else { continue }
        rows += skills(ofStep: step.number, domain: domain, context).map {
          .skill(step: step.number, skill: $0)
        }
      }
      rows += scales.map { .scale(step: step.number, scale: $0) }
    }
    return rows
  }

  /// What is searched for, in lower-case words.
  private var words: [Substring] { (search?.text.lowercased() ?? "").split(separator: " ") }
  /// True where the tree is cut down to something that was asked for.
  private var narrows: Bool { onlyDomain != nil || !words.isEmpty }

  private func matches(_ texts: String...) -> Bool {
    let words = words
    if words.isEmpty { return true }
    let text = texts.joined(separator: " ").lowercased()
    return words.allSatisfy { text.contains($0) }
  }

  private func scales(ofStep step: Int, _ framework: Framework) -> [Int] {
    guard onlyDomain == nil, shown == .all else { return [] }
    return framework.evidence.indices.filter {
      framework.evidence[$0].steps.first == step && matches(framework.evidence[$0].name)
    }
  }

  /// The filters that hold, in words.
  func filters(_ context: Context) -> [String] {
    var list: [String] = []
    if let onlyStep { list.append("step \(onlyStep)") }
    if let onlyDomain { list.append(context.content.framework.domains[onlyDomain].shortName) }
    if let search, !search.text.isEmpty { list.append("/" + search.text) }
    switch shown {
    case .all: break
    case .gaps: list.append("only gaps")
    case .gapsAndUnclear: list.append("gaps and unclear")
    }
    return list
  }

  func skills(ofStep step: Int, domain: Int, _ context: Context) -> [Int] {
    if let onlyDomain, onlyDomain != domain { return [] }
    let framework = context.content.framework
    var start = 0
    for index in 0..<domain { start += framework.domains[index].skills.count }
    var skills = (start..<start + framework.domains[domain].skills.count).filter {
      framework.skills[$0].steps.first == step
    }
    let gaps = context.overview.gaps.gaps
    // Without a search there is nothing to compare: this runs for every row at every key.
    if !words.isEmpty {
      let name = framework.domains[domain].name + " " + framework.domains[domain].shortName
      skills = skills.filter {
        matches(framework.skills[$0].name, framework.skills[$0].id, framework.skills[$0].about, name)
      }
    }
    if shown != .all {
      let wanted: Set<GapStatus> = shown == .gaps ? [.gap] : [.gap, .unclear]
      skills = skills.filter { wanted.contains(gaps[$0].status) && gaps[$0].answers > 0 }
    }
    if order == .worth { skills.sort { gaps[$0].worth > gaps[$1].worth } }
    return skills
  }

  private func domains(ofStep step: Int, _ context: Context) -> [Int] {
    let framework = context.content.framework
    var found = framework.domains.indices.filter { !skills(ofStep: step, domain: $0, context).isEmpty }
    if order == .worth {
      // By the worth that is shown, whatever the filters leave of the domain.
      let worth = found.map { ($0, Self.worth(ofDomain: $0, inStep: step, context)) }
      found = worth.sorted { $0.1 > $1.1 }.map(\.0)
    }
    return found
  }

  /// What closing everything of a domain in a step is worth, in points.
  static func worth(ofDomain domain: Int, inStep step: Int, _ context: Context) -> Double {
    let framework = context.content.framework
    let first = framework.domains[..<domain].reduce(0) { $0 + $1.skills.count }
    return framework.domains[domain].skills.indices.reduce(0.0) { sum, index in
      framework.domains[domain].skills[index].steps.first == step
        ? sum + context.overview.gaps.gaps[first + index].worth : sum
    }
  }

  /// The actions that belong to the focused row.
  func actions(_ context: Context) -> [RankedAction] {
    let plan = context.overview.plan
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
    return Array(open.prefix(8)) + finished(context)
  }

  /// The finished actions of the focused row: they can be reopened where they were finished.
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
    }.map { RankedAction(action: $0, worth: 0, suits: true) }
  }
}
