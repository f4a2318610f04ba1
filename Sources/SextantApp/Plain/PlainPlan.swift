import Foundation
import ItemBank
import Roadmap

/// The plan in plain text: what to do by its worth for the hours, and how far each action is.
public struct PlainPlan: PlainDialogue, Sendable {
  /// As many actions as a person listens to before choosing.
  private static let listed = 12
  private var action: String?
  /// True where the person has left.
  public private(set) var isOver = false

  /// Begins with the list of actions.
  public init() {}

  /// What is begun first, then the best of the rest, then what is done.
  private func actions(_ content: AssessmentContent, _ overview: Overview) -> [RoadmapAction] {
    let ranked = overview.plan.ranked.map(\.action)
    let begun = ranked.filter { overview.actions[$0.id]?.state == .doing }
    let open = ranked.filter { overview.actions[$0.id]?.state != .doing }.prefix(Self.listed)
    let done = content.roadmap.actions.filter { overview.actions[$0.id]?.state == .done }
    return begun + open + done
  }

  /// The list, or what is open, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    let roadmap = content.roadmap
    guard let action, let open = roadmap.actions.first(where: { $0.id == action }) else {
      var lines = ["Plan, what is worth most for its hours first."]
      if let retake = overview.retake { lines.append("Retake: \(retake.sentence).") }
      lines += actions(content, overview).enumerated().map { index, action in
        let state = overview.actions[action.id]?.state.rawValue ?? "todo"
        return "  \(index + 1). \(PlainText.clean(action.title)), \(Words.decimal(action.hours)) h, "
          + "step \(action.step), \(state == "todo" ? "to do" : state)"
      }
      return lines + ["A number to open one, q back:"]
    }
    let record = overview.actions[open.id]
    var lines = [
      "\(PlainText.clean(open.title)), \(Words.decimal(open.hours)) h, step \(open.step).",
      PlainText.clean(open.details), "Proof: \(PlainText.clean(open.proof))",
    ]
    if let date = record?.dueOn { lines.append("By: \(Timestamps.longDay(date))") }
    if let text = record?.artefact, !text.isEmpty { lines.append("Shown by: \(PlainText.clean(text))") }
    if let text = record?.note, !text.isEmpty { lines.append("Note: \(PlainText.clean(text))") }
    return lines + [
      "1 to do, 2 doing, 3 done; d and a date, a and what shows it, n and a note; q back:"
    ]
  }

  /// What can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    []
  }

  /// Takes a line in: what to print, and what the world must do.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    guard let open = action else {
      if word == "q" || word.isEmpty {
        isOver = true
        return ([], [])
      }
      let actions = actions(content, overview)
      guard let number = Int(word), (1...max(1, actions.count)).contains(number) else {
        return (["Type a number from 1 to \(actions.count), or q."], [])
      }
      action = actions[number - 1].id
      return ([], [])
    }
    let record = overview.actions[open]
    func edit(
      date: Date? = nil, artefact: String? = nil, note: String? = nil
    ) -> (lines: [String], effects: [Effect]) {
      (
        ["Saved."],
        [
          .editAction(
            open, date: date ?? record?.dueOn, artefact: artefact ?? record?.artefact,
            note: note ?? record?.note)
        ]
      )
    }
    switch word {
    case "q", "":
      action = nil
      return ([], [])
    case "1", "2", "3":
      action = nil
      let step: Effect.ActionStep = word == "1" ? .todo : word == "2" ? .doing : .done
      return (["Saved."], [.setAction(open, step)])
    case "d" where !rest.isEmpty:
      guard let date = Timestamps.date(rest) else {
        return (["Type the date as year, month and day, such as d 2026-07-01."], [])
      }
      return edit(date: date)
    case "a" where !rest.isEmpty: return edit(artefact: rest)
    case "n" where !rest.isEmpty: return edit(note: rest)
    default: return (["Type 1, 2, 3, d DATE, a TEXT, n TEXT or q."], [])
    }
  }
}
