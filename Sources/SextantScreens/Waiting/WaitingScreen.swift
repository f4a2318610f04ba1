import Journal
import QuizEngine
import SextantCore
import TerminalUI

/// Asks what to do with an open attempt before another one starts.
struct WaitingScreen: Screen {
  /// Opens if an attempt is started while another one is open.
  static let place = Place(receive: { outcome, _ in
    guard case .waiting(let record, let mode, let scope) = outcome else { return .ignored }
    return .navigate(.push(WaitingScreen(record: record, mode: mode, scope: scope)))
  })

  let leadsToPlaces = false
  let section = "waiting"
  /// The open attempt.
  let record: AttemptRecord
  /// The attempt that was asked for.
  let mode: Mode
  let scope: Scope
  var focus = 0

  func bindings(_ context: Context) -> [Binding] {
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

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { perform(command) } else { .ignored }
  }

  private mutating func perform(_ command: Command) -> Response {
    switch command {
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(entries.count - 1, focus + 1)
    case .top, .pageUp: focus = 0
    case .bottom, .pageDown: focus = entries.count - 1
    case .choose(let index):
      guard entries.indices.contains(index) else { return .done }
      focus = index
      return perform(.confirm)
    case .confirm:
      switch focus {
      case 0: return .handled(effects: [.resumeAttempt(record.id)], navigation: [.pop])
      case 1: return .handled(effects: [.replaceAttempt(record.id, mode, scope)], navigation: [.pop])
      default: return .navigate(.pop)
      }
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [TextRun("One attempt at a time", .heading)], on: &frame)
    let text = Chrome.text(area.inset(top: area.rows >= 16 ? 3 : 0))
    let lines = Pane.fitted(text) { columns in
      [Line("Your \(waiting) waits", .heading), .blank]
        + Line.wrap(
          "It was begun \(context.days.ago(record.startedAt, now: context.now)) and has "
            + "\(Words.count(record.responseCount, "answer")). Nothing is lost, whatever you choose: an attempt "
            + "that ends early keeps its answers.", .muted, columns: columns) + [.blank]
        + entries.enumerated().map { index, entry in
          .entry([TextRun(entry)], isFocused: index == focus, command: .choose(index))
        }
    }
    Pane.draw(lines, offset: Pane.offset(0, lines: lines, height: text.rows), in: text, on: &frame)
    return frame
  }
}
