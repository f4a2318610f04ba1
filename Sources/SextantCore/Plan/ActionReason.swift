import ItemBank
import Roadmap

/// Why an action is in a person's plan: how urgent it is, and the gap that makes it so.
package struct ActionReason: Sendable, Hashable {
  /// How urgent it is.
  package var priority: GapSummary.Priority
  /// The reason without a full stop, such as `Probability: missed 3 of 4, one confidently`.
  package var sentence: String
  /// The skills and evidence scales that it helps, by their priority.
  var causes: [GapSummary.Priority: [String]]
}

/// Finds the reasons of actions.
package struct ActionReasons {
  private let overview: Overview
  private let skills: [String: Int]
  private let domains: [Int]

  /// Prepares for a person's actions.
  package init(_ overview: Overview) {
    self.overview = overview
    let framework = overview.content.framework
    skills = Dictionary(
      framework.skills.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    domains = framework.domains.enumerated().flatMap { domain in
      domain.element.skills.map { _ in domain.offset }
    }
  }

  /// Why an action should be done.
  package func reason(of action: RoadmapAction) -> ActionReason {
    let scales = overview.content.framework.evidence
    // The sentence waits until one is chosen: an action closes several gaps, and a start asks about all actions.
    var best: [(priority: GapSummary.Priority, order: GapSummary.Order?, id: String)] = []
    for id in action.closes {
      if let skill = skills[id] {
        let gap = overview.gaps.gaps[skill]
        guard gap.status != .atTarget || gap.answers == 0 else { continue }
        best.append((GapSummary.priority(gap), GapSummary.order(gap), id))
      } else if let scale = scales.first(where: { $0.id == id }), let found = priority(scale, action) {
        best.append((found, nil, id))
      }
    }
    // Of equal priority, a skill comes before what can only be reported.
    let first = best.min { one, other in
      guard one.priority == other.priority else { return one.priority.rank < other.priority.rank }
      guard let mine = one.order, let its = other.order else { return one.order != nil && other.order == nil }
      return mine < its
    }
    guard let first else {
      return ActionReason(priority: .low, sentence: "What it helps is at the target", causes: [:])
    }
    let text =
      skills[first.id].map { sentence(overview.gaps.gaps[$0]) }
      ?? scales.first { $0.id == first.id }.map { sentence($0) } ?? ""
    return ActionReason(
      priority: first.priority, sentence: text,
      causes: Dictionary(grouping: best, by: \.priority).mapValues { $0.map(\.id) })
  }

  /// How urgent an action for a scale is; nil if it leads no further.
  ///
  /// From the level below the highest on it isn't urgent: somebody with a degree needn't study for another one.
  private func priority(_ scale: EvidenceScale, _ action: RoadmapAction) -> GapSummary.Priority? {
    guard let level = overview.levels[scale.id] else { return .low }
    guard level < scale.anchors.count - 1, action.told[scale.id]?.contains(level) ?? true else { return nil }
    return level < scale.anchors.count - 2 ? .medium : .low
  }

  private func sentence(_ gap: Gap) -> String {
    let framework = overview.content.framework
    let domain = framework.domains[domains[gap.skill]].shortName
    return "\(framework.skills[gap.skill].name): \(GapSummary.reason(gap, domain: domain))"
  }

  private func sentence(_ scale: EvidenceScale) -> String {
    guard let level = overview.levels[scale.id] else { return "\(scale.name): you haven't said yet" }
    return "\(scale.name): level \(level) of \(scale.anchors.count - 1) so far"
  }
}
