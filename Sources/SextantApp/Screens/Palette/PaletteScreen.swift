import TerminalUI

/// Every command by name: type a few letters, and Enter does it.
struct PaletteScreen: PanelScreen {
  /// An entry.
  struct Entry: Sendable, Hashable {
    var group: Group
    var name: String
    var key: String
    var effect: PaletteEffect
    /// Other words that people look for it by.
    var synonyms = ""
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
    let places: [(name: String, effect: PaletteEffect, command: Command, synonyms: String)] = [
      ("take an attempt", .go(.start), .take, "placement focus mock exam drill test quiz start assessment"),
      ("gap report", .go(.gaps), .gaps, "gaps skills export report"),
      ("map of skills", .go(.map), .map, "heat radar"), ("plan", .go(.plan), .plan, "actions todo done"),
      ("evidence", .go(.evidence), .evidence, "portfolio experience education"),
      ("reviews that are due", .load(.reviews), .reviews, "memory repeat"),
      ("history", .load(.history), .history, "attempts trend compare chart"),
      ("item bank", .load(.bank), .bank, "items questions browse report"),
      (
        "settings", .go(.settings), .settings,
        "theme colours light dark keys target timer mouse glyphs motion"
      ),
    ]
    let all = (bindings + Bindings.global).filter { !$0.help.isEmpty && !$0.shown.isEmpty }
    let leading = Set(places.map(\.command) + [.palette])
    // What leads to a place is named once, with its key.
    let own = all.filter { !leading.contains($0.command) }.map {
      Entry(
        group: .commands, name: $0.help, key: $0.shown, effect: .command($0.command),
        synonyms: $0.command == .quit ? "quit exit" : $0.command.name)
    }
    entries =
      places.map { place in
        Entry(
          group: .places, name: place.name,
          key: all.first { $0.command == place.command }?.shown ?? "", effect: place.effect,
          synonyms: place.synonyms)
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

  /// The entries that what was typed is about, the nearest first: its key, its name, its synonyms, its letters.
  var found: [Entry] {
    let query = prompt.field.text.lowercased()
    guard !query.isEmpty else { return entries }
    func rank(_ entry: Entry) -> Int? {
      let name = entry.name.lowercased()
      let synonyms = entry.synonyms.lowercased()
      if query.count == 1 && entry.key == prompt.field.text { return 0 }
      if name.hasPrefix(query) { return 1 }
      if synonyms.split(separator: " ").contains(where: { $0.hasPrefix(query) }) { return 2 }
      let words = query.split(separator: " ")
      let text = "\(entry.group.rawValue) \(name) \(synonyms)".lowercased()
      if words.allSatisfy({ text.contains($0) }) { return 3 }
      // A slip of the finger leaves most letters in their order.
      var rest = Substring(name)
      for letter in query where letter != " " {
        guard let place = rest.firstIndex(of: letter) else { return nil }
        rest = rest[rest.index(after: place)...]
      }
      return query.count >= 3 ? 4 : nil
    }
    let ranked = entries.enumerated().compactMap { place, entry in rank(entry).map { ($0, place, entry) } }
    let best = ranked.map(\.0).min() ?? 0
    // Letters alone are a last resort.
    return ranked.filter { best == 4 || $0.0 < 4 }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
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
      // Sorted by nearness, groups would part and come again.
      if prompt.field.text.isEmpty, entry.group != group {
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
