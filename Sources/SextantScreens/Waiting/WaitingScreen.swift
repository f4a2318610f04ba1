import Journal
import QuizEngine
import SextantCore
import TerminalUI

/// Asks what becomes of an attempt that waits, before another one begins.
struct WaitingScreen: PanelScreen {
  let leadsToPlaces = false
  let section = "waiting"
  /// The attempt that waits.
  let record: AttemptRecord
  /// What was asked for.
  let mode: Mode
  let scope: Scope
  var focus = 0

  var bindings: [Binding] {
    Bindings.vertical + [
      Binding(.confirm, [.enter, .character(" ")], label: "choose", help: "do the marked entry"),
      Bindings.back,
    ]
  }

  private var waiting: String { Mode(rawValue: record.mode)?.name ?? record.mode }

  private var entries: [String] {
    [
      "Go on with the \(waiting)",
      record.responseCount == 0
        ? "Drop it and begin the \(mode.name)" : "End it and begin the \(mode.name)", "Back",
    ]
  }

  mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
    switch command {
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(entries.count - 1, focus + 1)
    case .top, .pageUp: focus = 0
    case .bottom, .pageDown: focus = entries.count - 1
    case .choose(let index):
      guard entries.indices.contains(index) else { return [] }
      focus = index
      return perform(.confirm, context)
    case .confirm:
      switch focus {
      case 0: return [.close, .resumeAttempt(record.id)]
      case 1: return [.close, .replaceAttempt(record.id, mode, scope)]
      default: return [.close]
      }
    case .back: return [.close]
    default: break
    }
    return []
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [Piece("One attempt at a time", .heading)], bindings: bindings, on: &frame)
    let text = Chrome.text(area.inset(top: area.rows >= 16 ? 3 : 0))
    let lines = Pane.fitted(text) { columns in
      [Line("Your \(waiting) waits", .heading), .blank]
        + Line.wrap(
          "It was begun \(context.days.ago(record.startedAt, now: context.now)) and has "
            + "\(Words.count(record.responseCount, "answer")). Nothing is lost, whatever you choose: an attempt "
            + "that ends early keeps its answers.", .muted, columns: columns) + [.blank]
        + entries.enumerated().map { index, entry in
          .entry([Piece(entry)], isFocused: index == focus, command: .choose(index))
        }
    }
    Pane.draw(lines, offset: Pane.offset(0, lines: lines, height: text.rows), in: text, on: &frame)
    return frame
  }
}
