import ItemBank
import Roadmap

/// The skills, compared with the target, as a list.
package struct GapList: ListContent {
  /// The skills to list, by their status.
  package enum Filter: Sendable, Hashable, CaseIterable {
    /// All of them.
    case all
    /// Skills with a question that is still missed, and those below the target; asked about or not.
    case gaps
    /// All that aren't at the target.
    case gapsAndUnclear
  }

  /// The orders of the list.
  package enum Order: Sendable, Hashable {
    /// What to work on, by priority; after it what is at the target. The most urgent comes first.
    case priority
    /// In the order of the framework.
    case framework
  }

  /// The filters and the order of the list.
  package struct Criteria: Hashable, Sendable {
    /// The skills to list, by status.
    package var filter = Filter.all
    /// The only step of the roadmap to list; nil for all.
    package var step: Int?
    /// The only domain to list, as an index into the framework; nil for all.
    package var domain: Int?
    /// The order.
    package var order = Order.priority

    /// Creates the criteria of the whole list.
    package init() {}

    /// True if no filter is active.
    package var isWhole: Bool { filter == .all && step == nil && domain == nil }
  }

  private let overview: Overview
  private var framework: Framework { overview.content.framework }
  /// The domain of each skill.
  private let domains: [Int]

  /// Creates the list of a person's skills.
  package init(_ overview: Overview) {
    self.overview = overview
    domains = overview.content.framework.domains.enumerated().flatMap { domain in
      domain.element.skills.map { _ in domain.offset }
    }
  }

  package func ordered(_ criteria: Criteria) -> [Gap] {
    let gaps = overview.gaps.gaps
    guard criteria.order == .priority else { return gaps }
    // The plan follows this order.
    return gaps.map { (GapSummary.order($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  package func keeps(_ row: Gap, _ criteria: Criteria) -> Bool {
    guard criteria.step == nil || step(of: row.skill) == criteria.step,
      criteria.domain == nil || domains[row.skill] == criteria.domain
    else { return false }
    return switch criteria.filter {
    case .all: true
    case .gaps: row.isGap
    // A skill with a question that is still missed is never at the target.
    case .gapsAndUnclear: row.status != .atTarget
    }
  }

  package func searchText(of row: Gap) -> SearchText {
    let skill = framework.skills[row.skill]
    let domain = framework.domains[domains[row.skill]]
    return SearchText(skill.name, skill.id, skill.about, domain.name, domain.shortName)
  }

  /// The evidence scales that filters and search keep, as indices into the framework.
  ///
  /// They belong to steps but to no domain, and no answer says whether they are gaps, so those filters hide them.
  package func scales(_ criteria: Criteria, matching query: SearchQuery) -> [Int] {
    guard criteria.domain == nil, criteria.filter == .all else { return [] }
    return framework.evidence.indices.filter {
      (criteria.step == nil || framework.evidence[$0].steps.first == criteria.step)
        && query.matches(SearchText(framework.evidence[$0].name))
    }
  }

  /// The primary step of a skill.
  package func step(of skill: Int) -> Int? { framework.skills[skill].steps.first }

  /// The skills of one domain that belong to one step of the roadmap.
  package struct Group: Sendable {
    /// The domain, as an index into the framework.
    package var domain: Int
    /// The skills, in the order of the list.
    package var skills: [Int]
  }

  /// The rows of a step, grouped by domain; within a domain they keep their order.
  package func groups(of rows: [Gap], inStep step: Int, _ order: Order) -> [Group] {
    let skills = Dictionary(
      grouping: rows.map(\.skill).filter { self.step(of: $0) == step }, by: { domains[$0] })
    let groups = skills.keys.sorted().map { Group(domain: $0, skills: skills[$0] ?? []) }
    guard order == .priority else { return groups }
    // Sort by the value that is shown, whatever the filters leave of the domain.
    let ranked = groups.map { ($0, worth(ofDomain: $0.domain, inStep: step)) }
    return ranked.sorted { ($1.1, $0.0.domain) < ($0.1, $1.0.domain) }.map(\.0)
  }

  /// The skills of a domain in a step that are at the target, and all of them.
  package func atTarget(ofDomain domain: Int, inStep step: Int) -> (fine: Int, all: Int) {
    let own = overview.gaps.gaps.filter { domains[$0.skill] == domain && self.step(of: $0.skill) == step }
    return (own.count { $0.answers > 0 && $0.status == .atTarget }, own.count)
  }

  /// The value of closing all gaps of a domain in a step, in points.
  package func worth(ofDomain domain: Int, inStep step: Int) -> Double {
    overview.gaps.gaps.reduce(0) { sum, gap in
      domains[gap.skill] == domain && self.step(of: gap.skill) == step ? sum + gap.worth : sum
    }
  }
}
