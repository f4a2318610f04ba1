import TerminalUI

/// Every command by name: type a few letters, and Enter does it.
struct PaletteScreen: PanelScreen {
  /// An entry.
  struct Entry: Sendable, Hashable {
    var group: Group
    var name: String
    var key: String
    var effect: PaletteEffect
  }

  /// The two kinds of entries, with the heading above each.
  enum Group: String, Sendable {
    case places = "Go to"
    case commands = "Do here"
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
    let places: [(name: String, effect: PaletteEffect, command: Command)] = [
      ("take an attempt", .go(.start), .take), ("gap report", .go(.gaps), .gaps),
      ("map of skills", .go(.map), .map), ("plan", .go(.plan), .plan),
      ("evidence", .go(.evidence), .evidence), ("reviews that are due", .load(.reviews), .reviews),
      ("history", .load(.history), .history), ("item bank", .load(.bank), .bank),
      ("settings", .go(.settings), .settings),
    ]
    let all = (bindings + Bindings.global).filter { !$0.help.isEmpty && !$0.shown.isEmpty }
    let leading = Set(places.map(\.command) + [.palette])
    // What leads to a place is named once, with its key.
    let own = all.filter { !leading.contains($0.command) }.map {
      Entry(group: .commands, name: $0.help, key: $0.shown, effect: .command($0.command))
    }
    entries =
      places.map { place in
        Entry(
          group: .places, name: place.name,
          key: all.first { $0.command == place.command }?.shown ?? "", effect: place.effect)
      } + own
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
    return entries.filter { entry in
      let text = "\(entry.group.rawValue) \(entry.name)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
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
    let keyColumns = (entries.map { CellText.width(of: $0.key) }.max() ?? 0) + 1
    var lines: [Line] = []
    var group: Group?
    for (index, entry) in found.enumerated() {
      if entry.group != group {
        if group != nil, body.rows > 12 { lines.append(.blank) }
        lines.append(Line(entry.group.rawValue, .muted))
        group = entry.group
      }
      lines.append(
        .entry(
          [
            Piece(Words.fit(entry.name, max(8, body.columns - 4 - keyColumns))),
            Piece(Words.right(entry.key, keyColumns), .key),
          ], isFocused: index == focus, command: .choose(index)))
    }
    Pane.draw(
      lines.isEmpty ? [Line("Nothing is called that.", .muted)] : lines,
      offset: Pane.offset(max(0, focus - body.rows / 2), lines: lines, height: body.rows), in: body,
      on: &frame)
    frame.surface.cursor = cursor
    return frame
  }
}
