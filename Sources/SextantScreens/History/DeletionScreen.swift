import SextantCore
import TerminalUI

/// Asks before an attempt is deleted for good, and says what will go.
struct DeletionScreen: Screen {
  /// Opens when it is known what would go.
  static let place = Place(receive: { outcome, _ in
    guard case .deletion(let deletion) = outcome else { return .ignored }
    return .navigate(.push(DeletionScreen(deletion: deletion)))
  })

  let leadsToPlaces = false
  let section = "deletion"
  /// What would go.
  let deletion: AttemptDeletion
  var focus = 0

  func bindings(_ context: Context) -> [Binding] {
    Bindings.vertical + [
      Binding(.confirm, [.enter, .character(" ")], label: "choose", help: "do the marked entry"),
      Bindings.back,
    ]
  }

  private var entries: [String] {
    ["Keep it"]
      + (deletion.reviewSentence == nil
        ? ["Delete it"] : ["Delete it, keep the reviews", "Delete it, forget these reviews"])
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
      guard focus > 0 else { return .navigate(.pop) }
      return .handled(
        effects: [.deleteAttempt(deletion.record.id, forgetsReviews: focus == 2)], navigation: [.pop])
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(title: [TextRun("Delete an attempt", .heading)], on: &frame)
    let text = Chrome.text(area.inset(top: area.rows >= 16 ? 3 : 0))
    let lines = Pane.fitted(text) { columns in
      // In few rows, what goes matters more than the advice.
      let more =
        area.rows < 16
        ? []
        : (deletion.reviewSentence.map { Line.wrap($0, .muted, columns: columns) } ?? [])
          + Line.wrap(
            "To keep it and leave it out of your score, exclude it instead: O in the history.", .muted,
            columns: columns) + [.blank]
      return Line.wrap(deletion.sentence, columns: columns) + more
        + entries.enumerated().map { index, entry in
          .entry([TextRun(entry)], isFocused: index == focus, command: .choose(index))
        }
    }
    let focused = lines.firstIndex(where: \.isFocused) ?? 0
    Pane.draw(lines, offset: Pane.offset(focused, lines: lines, height: text.rows), in: text, on: &frame)
    return frame
  }
}
