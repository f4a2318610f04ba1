import Journal
import QuizEngine
import SextantCore
import TerminalUI

/// Asks what to do with an open attempt before another one starts.
struct WaitingScreen: Screen {
  /// Opens if an attempt is started while another one is open.
  static let place = Place(receive: { outcome, _ in
    guard case .waiting(let record, let mode, let scope, let length) = outcome else { return .ignored }
    return .navigate(.push(WaitingScreen(record: record, mode: mode, scope: scope, length: length)))
  })

  let leadsToPlaces = false
  let section = "waiting"
  /// The open attempt.
  let record: AttemptRecord
  /// The attempt that was asked for.
  let mode: Mode
  let scope: Scope
  /// Its number of questions; nil for the settings' number.
  var length: Int?
  private(set) var menu = ChoiceMenu()

  func bindings(_ context: Context) -> [Binding] { ChoiceMenu.bindings }

  private var waiting: String { Mode(rawValue: record.mode)?.name ?? record.mode }

  private var entries: [String] {
    [
      "Go on with the \(waiting)",
      record.responseCount == 0
        ? "Drop it and begin the \(mode.name)" : "End it and begin the \(mode.name)", "Back",
    ]
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    return switch menu.take(command, of: entries.count) {
    case .open: .done
    case .chosen(0): .handled(effects: [.resumeAttempt(record.id)], navigation: [.pop])
    case .chosen(1):
      .handled(effects: [.replaceAttempt(record.id, mode, scope, length: length)], navigation: [.pop])
    case .chosen, .left: .navigate(.pop)
    }
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
        + menu.lines(entries)
    }
    Pane.draw(lines, offset: Pane.offset(0, lines: lines, height: text.rows), in: text, on: &frame)
    return frame
  }
}
