import ItemBank
import Journal
import Roadmap

/// The actions of the roadmap as a list.
package struct PlanList: ListContent {
  /// The lists that the plan is divided into.
  package enum Filter: Sendable, Hashable, CaseIterable {
    /// The few actions to do now.
    case next
    /// Not started.
    case todo
    /// Started.
    case doing
    /// Finished.
    case done
    /// All unfinished actions, the few to do now first.
    case left
  }

  /// The filters of the plan.
  package struct Criteria: Hashable, Sendable {
    /// The list.
    package var filter: Filter
    /// The only step of the roadmap to list; nil for all.
    package var step: Int?

    /// Creates criteria for one of the lists, over all steps.
    package init(_ filter: Filter, step: Int? = nil) {
      self.filter = filter
      self.step = step
    }
  }

  /// An action.
  package struct Row: Identifiable, Sendable {
    /// The action.
    package var action: RoadmapAction
    /// Its value; nil if it is done.
    package var worth: Double?

    /// Creates a row.
    package init(action: RoadmapAction, worth: Double?) {
      self.action = action
      self.worth = worth
    }

    /// The identity of the action.
    package var id: String { action.id }
  }

  private let overview: Overview

  /// Creates the list of a person's plan.
  package init(_ overview: Overview) { self.overview = overview }

  package func ordered(_ criteria: Criteria) -> [Row] {
    if criteria.filter == .done {
      return overview.content.roadmap.actions.map { Row(action: $0, worth: nil) }
    }
    let ranked = overview.plan.ranked.map { Row($0) }
    guard criteria.filter == .left else { return ranked }
    let next = overview.next.map { Row($0) }
    let first = Set(next.map(\.id))
    return next + ranked.filter { !first.contains($0.id) }
  }

  package func keeps(_ row: Row, _ criteria: Criteria) -> Bool {
    guard criteria.step == nil || row.action.step == criteria.step else { return false }
    let state = overview.actions[row.id]?.state ?? .todo
    return switch criteria.filter {
    case .next, .left: state != .done
    case .todo: state == .todo
    case .doing: state == .doing
    case .done: state == .done
    }
  }

  package func searchText(of row: Row) -> SearchText {
    let record = overview.actions[row.id]
    return SearchText(
      row.action.title, row.action.details, helped(by: row.action), record?.note ?? "",
      record?.artefact ?? "")
  }

  package func chosen(from rows: [Row], _ criteria: Criteria) -> [Row] {
    guard criteria.filter == .next else { return rows }
    let kept = Set(rows.map(\.id))
    return overview.nextActions { kept.contains($0.id) }.map { Row($0) }
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

extension PlanList.Row {
  fileprivate init(_ ranked: RankedAction) { self.init(action: ranked.action, worth: ranked.worth) }
}
