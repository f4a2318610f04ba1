import TerminalUI

/// A few entries below a question, of which one is marked.
struct ChoiceMenu: Hashable, Sendable {
  /// What a command did.
  enum Answer: Hashable, Sendable {
    /// Another entry is marked, or nothing happened.
    case open
    /// An entry was chosen, by its place.
    case chosen(Int)
    /// The person left without a choice.
    case left
  }

  /// The marked entry.
  private(set) var focus = 0

  /// The keys of every such menu.
  static let bindings =
    Bindings.vertical + [
      Binding(.confirm, [.enter, .character(" ")], label: "choose", help: "do what is selected"),
      Bindings.back,
    ]

  /// Handles a command.
  mutating func take(_ command: Command, of count: Int) -> Answer {
    switch command {
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(count - 1, focus + 1)
    case .top, .pageUp: focus = 0
    case .bottom, .pageDown: focus = count - 1
    case .choose(let index):
      guard (0..<count).contains(index) else { break }
      focus = index
      return .chosen(index)
    case .confirm: return .chosen(focus)
    case .back: return .left
    default: break
    }
    return .open
  }

  /// The entries as rows that can be clicked.
  func lines(_ entries: [String]) -> [Line] {
    entries.enumerated().map { index, entry in
      .entry([TextRun(entry)], isFocused: index == focus, command: .choose(index))
    }
  }
}
