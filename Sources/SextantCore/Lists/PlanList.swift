import ItemBank
import Journal
import Roadmap

/// The actions of the roadmap as a list.
package struct PlanList: ListContent {
  /// The lists that the plan is divided into.
  package enum Filter: Sendable, Hashable, CaseIterable {
    /// What is planned, week by week.
    case weeks
    /// Not started.
    case todo
    /// Started.
    case doing
    /// Finished.
    case done
    /// All unfinished actions: first what is planned, week by week, then the rest.
    case left
  }

  /// The filters of the plan.
  package struct Criteria: Hashable, Sendable {
    /// The list.
    package var filter: Filter
    /// The only step of the roadmap to list; nil for all.
    package var step: Int?
    /// True if of the weeks only those that come soon are listed.
    package var isFolded: Bool

    /// Creates criteria for one of the lists, over all steps.
    package init(_ filter: Filter, step: Int? = nil, isFolded: Bool = false) {
      self.filter = filter
      self.step = step
      self.isFolded = isFolded
    }
  }

  /// A part of the plan.
  package enum Section: Hashable, Sendable {
    /// The week in which an action starts, as an index.
    case week(Int)
    /// It isn't laid out.
    case leftOut
  }

  /// An action.
  package struct Row: Identifiable, Sendable {
    /// The action.
    package var action: RoadmapAction
    /// Where the plan puts it; nil if it isn't planned, or not asked for.
    package var section: Section?

    /// Creates a row.
    package init(action: RoadmapAction, section: Section? = nil) {
      self.action = action
      self.section = section
    }

    /// The identity of the action.
    package var id: String { action.id }
  }

  private let overview: Overview

  /// Creates the list of a person's plan.
  package init(_ overview: Overview) { self.overview = overview }

  package func ordered(_ criteria: Criteria) -> [Row] {
    if criteria.filter == .done { return overview.content.roadmap.actions.map { Row(action: $0) } }
    guard criteria.filter == .weeks || criteria.filter == .left else {
      return overview.plan.ranked.map { Row(action: $0.action) }
    }
    let weeks = overview.weeks
    let planned = weeks.order.compactMap { id in
      weeks.entries[id].map { entry in
        Row(
          action: overview.content.roadmap.actions[entry.place],
          section: entry.span.map { .week($0.week) } ?? .leftOut)
      }
    }
    guard criteria.filter == .left else { return planned }
    return planned
      + overview.plan.ranked.filter { weeks.entries[$0.action.id] == nil }.map { Row(action: $0.action) }
  }

  package func keeps(_ row: Row, _ criteria: Criteria) -> Bool {
    guard criteria.step == nil || row.action.step == criteria.step else { return false }
    let state = overview.actions[row.id]?.state ?? .todo
    return switch criteria.filter {
    case .weeks where criteria.isFolded: state != .done && row.section.map(isSoon) ?? false
    case .weeks, .left: state != .done
    case .todo: state == .todo
    case .doing: state == .doing
    case .done: state == .done
    }
  }

  private func isSoon(_ section: Section) -> Bool {
    if case .week(let index) = section { index <= overview.weeks.near } else { false }
  }

  package func searchText(of row: Row) -> SearchText {
    let record = overview.actions[row.id]
    return SearchText(
      row.action.title, row.action.details, helped(by: row.action), record?.note ?? "",
      record?.artefact ?? "")
  }

  /// The names of the skills and scales that an action helps.
  package func helped(by action: RoadmapAction) -> String {
    let framework = overview.content.framework
    return action.closes.compactMap { id in
      framework.skills.first { $0.id == id }?.name ?? framework.evidence.first { $0.id == id }?.name
    }.joined(separator: ", ")
  }

  /// The skills that an action helps, each compared with the target.
  package func helpedSkills(by action: RoadmapAction) -> [Gap] {
    let skills = overview.content.framework.skills
    return action.closes.compactMap { id in
      skills.firstIndex { $0.id == id }.map { overview.gaps.gaps[$0] }
    }
  }

  /// The names of the evidence scales that an action helps.
  package func helpedScales(by action: RoadmapAction) -> [String] {
    action.closes.compactMap { id in overview.content.framework.evidence.first { $0.id == id }?.name }
  }
}
