import ItemBank
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

/// A command line: what is typed is matched as words against places, commands, skills and settings.
struct PaletteScreen: Screen {
  let leadsToPlaces = false
  let allowsPalette = false
  let takesText = true

  /// What an entry does.
  enum Action: Sendable {
    /// A command for the screen below.
    case command(Command)
    /// Back to home.
    case home
    /// The gap report at a skill.
    case skill(Int)
    /// The glossary at a term.
    case term(Term)
    /// An effect, and a message for when it is done.
    case effect(Effect, message: String?)
  }

  /// An entry.
  struct Entry: Sendable {
    var group: Group
    var name: String
    /// A shorter name for narrow terminals.
    var shortName: String?
    var key = ""
    /// Other words that people may type.
    var synonyms = ""
    var action: Action
  }

  /// The kinds of entries, each with its heading; earlier ones come first among equals.
  enum Group: String, Sendable, CaseIterable {
    case places = "Go to"
    case commands = "Do here"
    case attempts = "Start"
    case settings = "Set"
    case files = "Write"
    case skills = "In the gap report"
    case terms = "Look up"
  }

  /// The places and the commands of the screen below, which are listed before anything is typed.
  let entries: [Entry]
  /// What is found by its words alone: skills, settings, attempts, files.
  let others: [Entry]
  /// What a command takes as its argument; nil without the person's data.
  let arguments: PaletteArguments?
  var prompt = Prompt(":")
  var focus = 0

  /// Lists the commands of a screen, and the places.
  init(bindings: [Binding], context: Context? = nil) {
    let places = Places.inPalette.compactMap(\.signpost)
    let all = (bindings + Bindings.global).filter { !$0.help.isEmpty && !$0.shown.isEmpty }
    let leading = Set(places.map { .goTo($0.name) } + [Command.palette])
    // List a command that leads to a place only once, with its key; nobody types what the arrows do.
    let own = all.filter { !leading.contains($0.command) && !$0.command.isMovement }.map {
      Entry(
        group: .commands, name: $0.help, shortName: $0.label.isEmpty ? nil : $0.label, key: $0.shown,
        synonyms: ($0.command == .quit ? "quit exit" : $0.command.name) + " " + $0.label,
        action: .command($0.command))
    }
    entries =
      [
        Entry(
          group: .places, name: "home", synonyms: "start overview back", action: .home)
      ]
      + places.map { place in
        Entry(
          group: .places, name: place.title,
          key: all.first { $0.command == .goTo(place.name) }?.shown ?? "", synonyms: place.synonyms,
          action: .command(.goTo(place.name)))
      } + own
    arguments = context.map { PaletteArguments($0) }
    others = arguments?.entries ?? []
  }

  func bindings(_ context: Context) -> [Binding] {
    [
      Binding(.confirm, [.enter], label: "do it", help: "do what is selected"),
      Binding(.down, [.down, .tab], help: "to the next", shown: "↓"),
      Binding(.up, [.up, .backTab], help: "to the previous one", shown: "↑"),
      Binding(.back, [.escape], label: "close", help: "close without doing anything"),
    ]
  }

  /// The entries for what was typed, best first; if nothing is called that, the nearest ones, with a remark.
  var answer: (entries: [Entry], remark: String?) {
    let text = prompt.field.text.trimmingCharacters(in: " ")
    guard !text.isEmpty else { return (entries, nil) }
    let given = arguments?.read(text) ?? PaletteArguments.Reading()
    let query = PaletteMatch(text)
    let matching = query.best(of: entries + others)
    let found = given.entries + matching.filter { entry in !given.entries.contains { $0.name == entry.name } }
    if let remark = given.remark, given.entries.isEmpty {
      return Self.meant(given.nearest + matching.prefix(5), remark)
    }
    guard found.isEmpty else { return (found, nil) }
    let slip = arguments?.readLeniently(text) ?? PaletteArguments.Reading()
    let remark = "Nothing is called “\(text)”."
    let near = slip.entries + slip.nearest
    return Self.meant(
      near.isEmpty
        ? query.nearest(in: entries + others + (arguments?.drills ?? []) + (arguments?.measurements ?? []))
        : Array(near.prefix(5)), remark)
  }

  /// The entries that may be meant, with a question about the first, or with examples if there are none.
  private static func meant(_ entries: [Entry], _ remark: String) -> (entries: [Entry], remark: String?) {
    guard let first = entries.first else {
      return ([], remark + " Type a place, such as home, or a command, such as drill sql or mock 30.")
    }
    return (entries, remark + " Do you mean \(first.name)? Enter takes it.")
  }

  /// The entries for what was typed, best first.
  var found: [Entry] { answer.entries }

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
      switch list[focus].action {
      case .skill(let skill): return .navigate(.pop, .push(GapsScreen.reading(skill, context)))
      case .term(let term): return .navigate(.pop, .push(GlossaryScreen(at: term)))
      // From the palette, quitting means the program, whatever screen is below.
      case .command(.quit): return .navigate(.pop, .quit)
      case .home: return .navigate(.home)
      case .command(let command): return .navigate(.pop, .perform(command))
      case .effect(let effect, let message):
        return .handled(effects: [effect], navigation: [.pop] + (message.map { [.message($0)] } ?? []))
      }
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let (found, remark) = answer
    let isEmpty = prompt.field.text.isEmpty
    let area = Chrome.draw(
      title: [TextRun("Commands", .heading)],
      right: [TextRun(isEmpty ? "type what you want" : "\(found.count) found", .muted)], on: &frame)
    let inner = Chrome.text(area)
    frame.put(prompt.line(columns: inner.columns), in: inner, row: inner.row)
    let body = inner.inset(top: inner.rows > 10 ? 2 : 1)
    let cursor = frame.surface.cursor
    var lines = remark.map { Line.wrap($0, Style(.caution), columns: body.columns - 2) } ?? []
    let keyColumns = (found.map { CellText.width(of: $0.key) }.max() ?? 0) + 1
    let room = max(8, body.columns - 4 - keyColumns)
    if isEmpty {
      lines += Line.wrap(
        "For example: " + Self.examples.joined(separator: " · "), .muted, columns: body.columns - 2)
      if body.rows > 12 { lines.append(.blank) }
    }
    var group: Group?
    for (index, entry) in found.enumerated() {
      // Sorted by match, entries of one group are no longer together, so omit the headings.
      if isEmpty, entry.group != group {
        if group != nil, body.rows > 12 { lines.append(.blank) }
        lines.append(Line(entry.group.rawValue, .muted))
        group = entry.group
      }
      let names = [entry.name, entry.shortName].compactMap { $0 }
      let name = names.first { CellText.width(of: $0) <= room } ?? names.last ?? entry.name
      lines.append(
        .entry(
          [TextRun(Words.fit(name, room)), TextRun(Words.right(entry.key, keyColumns), .key)],
          isFocused: index == focus, command: .choose(index)))
    }
    Pane.draw(
      lines,
      offset: Pane.turned(
        to: lines.firstIndex(where: \.isFocused) ?? 0, count: lines.count, height: body.rows), in: body,
      on: &frame)
    frame.surface.cursor = cursor
    return frame
  }

  /// What can be typed, as examples.
  static let examples = [
    "drill sql", "measure mlops", "mock 30", "light", "interview 14 march", "export html", "home", "margin",
  ]
}

extension String {
  fileprivate func trimmingCharacters(in character: Character) -> String {
    var text = self[...]
    while text.first == character { text.removeFirst() }
    while text.last == character { text.removeLast() }
    return String(text)
  }
}

extension Command {
  /// True for what moves the focus or the view, or what is done to the focused row alone.
  fileprivate var isMovement: Bool {
    switch self {
    case .up, .down, .left, .right, .pageUp, .pageDown, .top, .bottom, .scrollUp, .scrollDown, .next,
      .previous, .confirm, .back, .choose, .chooseAction, .tab, .toItem:
      true
    default: false
    }
  }
}
