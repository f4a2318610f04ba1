import SextantCore
import TerminalUI
import TextLayout

/// Every command by name: type a few letters, and Enter runs it.
struct PaletteScreen: Screen {
  let leadsToPlaces = false
  let allowsPalette = false
  let takesText = true
  /// An entry.
  struct Entry: Sendable, Hashable {
    var group: Group
    var name: String
    var key: String
    /// The command for the screen below.
    var command: Command
    /// Other words that people may search for.
    var synonyms = ""
    /// The skill that it leads to; nil for a command.
    var skill: Int?
  }

  /// The two kinds of entries, each with its heading.
  enum Group: String, Sendable {
    case places = "Go to"
    case commands = "Do here"
    case skills = "In the gap report"
  }

  let entries: [Entry]
  /// The skills, which are found by name but not listed.
  private let skills: [Entry]
  var prompt = Prompt(":")
  var focus = 0

  /// Lists the commands of a screen, and the places.
  init(bindings: [Binding], skills: [String] = []) {
    self.skills = skills.enumerated().map {
      Entry(
        group: .skills, name: "gap report: \($0.element)", key: "", command: .goTo(.gaps), skill: $0.offset)
    }
    let places = Places.inPalette.compactMap(\.signpost)
    let all = (bindings + Bindings.global).filter { !$0.help.isEmpty && !$0.shown.isEmpty }
    let leading = Set(places.map { .goTo($0.name) } + [Command.palette])
    // List a command that leads to a place only once, with its key.
    let own = all.filter { !leading.contains($0.command) }.map {
      Entry(
        group: .commands, name: $0.help, key: $0.shown, command: $0.command,
        synonyms: $0.command == .quit ? "quit exit" : $0.command.name)
    }
    entries =
      places.map { place in
        Entry(
          group: .places, name: place.title,
          key: all.first { $0.command == .goTo(place.name) }?.shown ?? "", command: .goTo(place.name),
          synonyms: place.synonyms)
      } + own
  }

  func bindings(_ context: Context) -> [Binding] {
    [
      Binding(.confirm, [.enter], label: "do it", help: "do the marked entry"),
      Binding(.down, [.down, .tab], help: "to the next", shown: "↓"),
      Binding(.up, [.up, .backTab], help: "to the one before", shown: "↑"),
      Binding(.back, [.escape], label: "close", help: "close without doing anything"),
    ]
  }

  /// The entries that match what was typed, best first: by key, name, synonyms, then letters.
  var found: [Entry] {
    let query = prompt.field.text.lowercased()
    guard !query.isEmpty else { return entries }
    func rank(_ entry: Entry) -> Int? {
      let name = entry.name.lowercased()
      let synonyms = entry.synonyms.lowercased()
      if query.count == 1 && entry.key == prompt.field.text { return 0 }
      if name.hasPrefix(query) || entry.skill != nil && name.contains(" " + query) { return 1 }
      if synonyms.split(separator: " ").contains(where: { $0.hasPrefix(query) }) { return 2 }
      let words = query.split(separator: " ")
      let text = "\(entry.group.rawValue) \(name) \(synonyms)".lowercased()
      if words.allSatisfy({ text.contains($0) }) { return 3 }
      return query.count >= 3 && Self.isSlip(query, of: name) ? 4 : nil
    }
    let ranked = (entries + skills).enumerated().compactMap { place, entry in
      rank(entry).map { ($0, place, entry) }
    }
    let best = ranked.map(\.0).min() ?? 0
    // Matches by letters alone are the last resort.
    return ranked.filter { best == 4 || $0.0 < 4 }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  /// True if the letters occur in order within a short stretch of the name, starting at a word.
  ///
  /// A typing slip usually leaves out only a few letters.
  private static func isSlip(_ query: String, of name: String) -> Bool {
    let letters = query.filter { $0 != " " }
    let starts = name.indices.filter { place in
      name[place] == letters.first && (place == name.startIndex || name[name.index(before: place)] == " ")
    }
    return starts.contains { start in
      var rest = name[start...].prefix(letters.count + 2 + query.count { $0 == " " })
      for letter in letters {
        guard let place = rest.firstIndex(of: letter) else { return false }
        rest = rest[rest.index(after: place)...]
      }
      return true
    }
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { return perform(command, context) }
    guard prompt.field.take(input) else { return .ignored }
    if case .key = input { focus = 0 }
    return .done
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    let list = found
    switch command {
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(max(0, list.count - 1), focus + 1)
    case .choose(let index):
      focus = index
      return perform(.confirm, context)
    case .confirm:
      guard list.indices.contains(focus) else { return .done }
      if let skill = list[focus].skill { return .navigate(.pop, .push(GapsScreen(context, skill: skill))) }
      // From the palette, quitting means the program, whatever screen is below.
      return .navigate(.pop, list[focus].command == .quit ? .quit : .perform(list[focus].command))
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [TextRun("Commands", .heading)], right: [TextRun("\(found.count) of \(entries.count)", .muted)],
      on: &frame)
    let inner = Chrome.text(area)
    frame.put(prompt.line(columns: inner.columns), in: inner, row: inner.row)
    let body = inner.inset(top: inner.rows > 10 ? 2 : 1)
    let cursor = frame.surface.cursor
    let keyColumns = (entries.map { CellText.width(of: $0.key) }.max() ?? 0) + 1
    var lines: [Line] = []
    var group: Group?
    for (index, entry) in found.enumerated() {
      // Sorted by match, entries of one group are no longer together, so omit the headings.
      if prompt.field.text.isEmpty, entry.group != group {
        if group != nil, body.rows > 12 { lines.append(.blank) }
        lines.append(Line(entry.group.rawValue, .muted))
        group = entry.group
      }
      lines.append(
        .entry(
          [
            TextRun(Words.fit(entry.name, max(8, body.columns - 4 - keyColumns))),
            TextRun(Words.right(entry.key, keyColumns), .key),
          ], isFocused: index == focus, command: .choose(index)))
    }
    Pane.draw(
      lines.isEmpty ? [Line("Nothing is called that.", .muted)] : lines,
      offset: Pane.turned(
        to: lines.firstIndex(where: \.isFocused) ?? 0, count: lines.count, height: body.rows), in: body,
      on: &frame)
    frame.surface.cursor = cursor
    return frame
  }
}
