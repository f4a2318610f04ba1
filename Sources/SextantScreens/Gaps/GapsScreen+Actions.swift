import ItemBank
import QuizEngine
import SextantCore

/// What the keys do in the pane, and the attempts that begin here.
extension GapsScreen {
  mutating func performInPane(_ command: Command, _ context: Context) -> Response {
    if command != .confirm, command != .toggle { asksDone = nil }
    let entries = paneEntries(context)
    switch command {
    case .up: moveEntry(-1, entries.count, context)
    case .down: moveEntry(1, entries.count, context)
    case .top, .pageUp:
      (entry, paneScroll) = (0, 0)
      if fillsScreen(context.size), case let (first, height) = readingRows(context), first >= height {
        entry = nil
      }
    case .bottom, .pageDown: entry = max(0, entries.count - 1)
    case .back where leavesByPane: return .navigate(.pop)
    case .left, .next, .previous, .back: inPane = false
    case .confirm, .toggle:
      switch focusedEntry(context) {
      case .question(let answer): return .perform(.loadAsked(item: answer.item, at: answer.answeredAt))
      case .action(let ranked): return step(ranked.action, context)
      case nil: moveEntry(1, entries.count, context)
      }
    case .undo:
      guard case .action(let ranked)? = focusedEntry(context),
        let state = context.overview.actions[ranked.action.id]?.state, state != .todo
      else { return .done }
      let before: Effect.ActionStep = state == .done ? .doing : .todo
      return say(before == .todo ? "Not begun any more" : "Not done yet", ranked.action, before, context)
    default: return sitting(command, context)
    }
    return .done
  }

  /// Moves the focus through the entries; above the first one the text is scrolled if the pane fills the screen.
  private mutating func moveEntry(_ distance: Int, _ count: Int, _ context: Context) {
    let isAlone = fillsScreen(context.size)
    if let entry {
      let place = entry + distance
      self.entry = isAlone && place < 0 ? nil : min(max(0, place), max(0, count - 1))
      if self.entry == nil { paneScroll = 0 }
      return
    }
    let (first, height) = readingRows(context)
    if distance < 0 {
      paneScroll = max(0, paneScroll - max(1, height - 1))
    } else if first < paneScroll + height {
      entry = 0
    } else {
      // One row stays, to go on reading from.
      paneScroll += max(1, height - 1)
    }
  }

  /// Begins an action, finishes it once that is confirmed, or opens it again, and says so.
  private mutating func step(_ action: RoadmapAction, _ context: Context) -> Response {
    let state = context.overview.actions[action.id]?.state ?? .todo
    if state == .doing, asksDone != action.id {
      asksDone = action.id
      return .done
    }
    asksDone = nil
    return switch state {
    case .doing: say("Done; u takes it back", action, .done, context)
    case .done: say("Begun again", action, .doing, context)
    case .todo: say("Begun, and in your plan; u takes it back", action, .doing, context)
    }
  }

  /// Stores how far an action is, then says so.
  private mutating func say(
    _ words: String, _ action: RoadmapAction, _ step: Effect.ActionStep, _ context: Context
  ) -> Response {
    keptActions = keptActions ?? actions(context).map(\.action.id)
    return .handled(
      effects: [.setAction(action.id, step)], navigation: [.message("\(words): “\(action.title)”.")])
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
