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
  private(set) var menu = ChoiceMenu()

  func bindings(_ context: Context) -> [Binding] { ChoiceMenu.bindings }

  private var entries: [String] {
    ["Keep it"]
      + (deletion.reviewSentence == nil
        ? ["Delete it"] : ["Delete it, keep the reviews", "Delete it, forget these reviews"])
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    return switch menu.take(command, of: entries.count) {
    case .open: .done
    case .left, .chosen(0): .navigate(.pop)
    case .chosen(let index):
      .handled(
        effects: [.deleteAttempt(deletion.record.id, forgetsReviews: index == 2)], navigation: [.pop])
    }
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
        + menu.lines(entries)
    }
    let focused = lines.firstIndex(where: \.isFocused) ?? 0
    Pane.draw(lines, offset: Pane.offset(focused, lines: lines, height: text.rows), in: text, on: &frame)
    return frame
  }
}
