import ItemBank
import QuizEngine
import SextantCore

/// What the keys do in the pane, and the attempts that begin here.
extension GapsScreen {
  mutating func performInPane(_ command: Command, _ context: Context) -> Response {
    if command != .confirm, command != .toggle { asksDone = nil }
    let actions = actions(context)
    switch command {
    case .up: action = max(0, action - 1)
    case .down: action = min(max(0, actions.count - 1), action + 1)
    case .top, .pageUp: action = 0
    case .bottom, .pageDown: action = max(0, actions.count - 1)
    case .left, .next, .previous, .back: inPane = false
    case .confirm, .toggle:
      guard actions.indices.contains(action) else { return .done }
      let id = actions[action].action.id
      if context.overview.actions[id]?.state == .doing, asksDone != id {
        asksDone = id
        return .done
      }
      asksDone = nil
      let next: Effect.ActionStep =
        switch context.overview.actions[id]?.state {
        case .doing: .done
        default: .doing
        }
      // A finished action moves to the end of the list, and the focus follows it.
      if next == .done { action = max(0, actions.count - 1) }
      return .perform(.setAction(id, next))
    case .undo:
      guard actions.indices.contains(action),
        let state = context.overview.actions[actions[action].action.id]?.state
      else { return .done }
      let before: Effect.ActionStep = state == .done ? .doing : .todo
      return state == .todo ? .done : .perform(.setAction(actions[action].action.id, before))
    default: return sitting(command, context)
    }
    return .done
  }

  /// Starts a drill on the focused part, or a focus attempt that measures it.
  func sitting(_ command: Command, _ context: Context) -> Response {
    let framework = context.content.framework
    let scope: Scope
    switch focus {
    case .skill(_, let skill): scope = .skill(framework.skills[skill].id)
    case .domain(_, let domain): scope = .domain(framework.domains[domain].id)
    case .step where command == .focus:
      // A step has no questions of its own, so here the key means the measurement that would settle most.
      guard let next = context.overview.nextMeasurement else { return .done }
      scope = next.scope
    case .step, .scale: return .done
    }
    return switch command {
    case .drill: .perform(.startAttempt(.drill, scope))
    case .focus: .navigate(.push(StartScreen(framework: framework, scope: scope)))
    default: .done
    }
  }
}
