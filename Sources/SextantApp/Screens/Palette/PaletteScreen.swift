import TerminalUI

/// Every command by name: type a few letters, and Enter does it.
struct PaletteScreen: PanelScreen {
  /// An entry.
  struct Entry: Sendable, Hashable {
    var name: String
    var key: String
    var effect: PaletteEffect
  }

  /// What an entry does.
  enum PaletteEffect: Sendable, Hashable {
    /// A command of the screen below.
    case command(Command)
    /// Another screen.
    case go(Effect.Destination)
    /// The screens that need reading first.
    case load(Loaded)
  }

  /// Screens that need reading first.
  enum Loaded: Sendable, Hashable {
    case history
    case bank
    case reviews
  }

  let entries: [Entry]
  var prompt = Prompt(":")
  var focus = 0

  /// Lists the commands of a screen, and the places to go.
  init(bindings: [Binding]) {
    let own = (bindings + Bindings.global).filter { !$0.help.isEmpty && !$0.shown.isEmpty }.filter {
      if case .palette = $0.command { return false }
      return true
    }.map { Entry(name: $0.help, key: $0.shown, effect: .command($0.command)) }
    let places: [Entry] = [
      Entry(name: "go to: take an attempt", key: "", effect: .go(.start)),
      Entry(name: "go to: gap report", key: "", effect: .go(.gaps)),
      Entry(name: "go to: map of skills", key: "", effect: .go(.map)),
      Entry(name: "go to: plan", key: "", effect: .go(.plan)),
      Entry(name: "go to: evidence", key: "", effect: .go(.evidence)),
      Entry(name: "go to: reviews that are due", key: "", effect: .load(.reviews)),
      Entry(name: "go to: history", key: "", effect: .load(.history)),
      Entry(name: "go to: item bank", key: "", effect: .load(.bank)),
      Entry(name: "go to: settings", key: "", effect: .go(.settings)),
    ]
    entries = places + own
  }

  var bindings: [Binding] {
    [
      Binding(.confirm, [.enter], label: "do it", help: "do the marked entry"),
      Binding(.down, [.down, .tab], help: "to the next", shown: "↓"),
      Binding(.up, [.up, .backTab], help: "to the one before", shown: "↑"),
      Binding(.back, [.escape], label: "close", help: "close without doing anything"),
    ]
  }

  /// The entries that hold all words of what was typed.
  var found: [Entry] {
    let words = prompt.field.text.lowercased().split(separator: " ")
    return entries.filter { entry in words.allSatisfy { entry.name.lowercased().contains($0) } }
  }

  mutating func type(_ key: Key) -> Bool {
    let wasUsed = prompt.field.handle(key)
    if wasUsed { focus = 0 }
    return wasUsed
  }
  mutating func paste(_ text: String) { prompt.field.insert(text) }

  mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
    let list = found
    switch command {
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(max(0, list.count - 1), focus + 1)
    case .choose(let index):
      focus = index
      return perform(.confirm, context)
    case .confirm:
      guard list.indices.contains(focus) else { return [] }
      switch list[focus].effect {
      case .command(let command): return [.close, .command(command)]
      case .go(let place): return [.close, .open(place)]
      case .load(.history): return [.close, .loadHistory]
      case .load(.bank): return [.close, .loadBank]
      case .load(.reviews): return [.close, .loadReviews]
      }
    case .back: return [.close]
    default: break
    }
    return []
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [Piece("Commands", .heading)], right: [Piece("\(found.count) of \(entries.count)", .muted)],
      bindings: bindings, takesText: true, on: &frame)
    let inner = Chrome.text(area)
    frame.put(prompt.line(columns: inner.columns), in: inner, row: inner.row)
    let body = inner.inset(top: inner.rows > 10 ? 2 : 1)
    let cursor = frame.surface.cursor
    let lines = found.enumerated().map { index, entry in
      Line.entry(
        [
          Piece(Words.fit(entry.name, max(8, body.columns - 14))), Piece(Words.right(entry.key, 10), .key),
        ], isFocused: index == focus, command: .choose(index))
    }
    Pane.draw(
      lines.isEmpty ? [Line("Nothing is called that.", .muted)] : lines,
      offset: Pane.offset(max(0, focus - body.rows / 2), lines: lines, height: body.rows), in: body,
      on: &frame)
    frame.surface.cursor = cursor
    return frame
  }
}
