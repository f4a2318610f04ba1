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
      (entry, paneScroll) = (fillsScreen(context.size) ? nil : 0, 0)
    case .bottom, .pageDown: entry = max(0, entries.count - 1)
    case .left, .next, .previous, .back: inPane = false
    case .confirm, .toggle:
      switch focusedEntry(context) {
      case .question(let answer): return .perform(.loadAsked(item: answer.item, at: answer.answeredAt))
      case .action(let ranked): return step(ranked.action, last: entries.count - 1, context)
      case nil: moveEntry(1, entries.count, context)
      }
    case .undo:
      guard case .action(let ranked)? = focusedEntry(context),
        let state = context.overview.actions[ranked.action.id]?.state, state != .todo
      else { return .done }
      let before: Effect.ActionStep = state == .done ? .doing : .todo
      return say(before == .todo ? "Not begun any more" : "Not done yet", ranked.action, before)
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
  private mutating func step(_ action: RoadmapAction, last: Int, _ context: Context) -> Response {
    let state = context.overview.actions[action.id]?.state ?? .todo
    if state == .doing, asksDone != action.id {
      asksDone = action.id
      return .done
    }
    asksDone = nil
    switch state {
    case .doing:
      // A finished action moves to the end of the list, and the focus follows it.
      entry = max(0, last)
      return say("Done", action, .done)
    case .done: return say("Begun again", action, .doing)
    case .todo: return say("Begun, and in your plan; u takes it back", action, .doing)
    }
  }

  /// Stores how far an action is, then says so.
  private func say(_ words: String, _ action: RoadmapAction, _ step: Effect.ActionStep) -> Response {
    .handled(
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
