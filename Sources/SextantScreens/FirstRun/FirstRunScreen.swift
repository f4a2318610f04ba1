import ItemBank
import Psychometrics
import SextantCore
import TerminalUI
import TextLayout

/// Three questions at the first start, which are settings later; before them, what there will be to see.
struct FirstRunScreen: Screen {
  let section = "first-run"
  let leadsToPlaces = false
  var settings: Settings
  /// True while the example of a result is shown, before anything is asked.
  var showsExample = true
  /// The settings before.
  private let shown: Settings
  /// The focused row: the three questions, then the entries that continue.
  var focus = 0
  private let profiles: [Profile]

  /// The placement lengths to choose from.
  static let lengths = [10, 16, 30, 45]

  /// Creates the screen with the present settings.
  init(settings: Settings, framework: Framework) {
    self.settings = settings
    shown = settings
    profiles = framework.profiles
  }

  /// The entries below the questions.
  private static let exits = ["Start the placement", "Look around first"]
  /// The entries below the example.
  static let ways = ["Go on to three questions", "Look around first"]

  func bindings(_ context: Context) -> [Binding] {
    if showsExample {
      return [
        Binding(
          .confirm, [.enter], label: "go on", help: "go on to three questions, or choose what is selected"),
        Binding(.next, [.tab], help: "to the next entry"),
        Binding(.previous, [.backTab], help: "to the previous entry"),
      ] + Bindings.vertical
    }
    return [
      Binding(.confirm, [.enter], label: "go on", help: "choose what is selected, and go on"),
      Binding(
        .right, [.right, .character("l"), .character(" ")], label: "change", help: "the next answer",
        shown: "← →"),
      Binding(.left, [.left, .character("h")], help: "the previous answer"),
      Binding(.next, [.tab], help: "to the next question"),
      Binding(.previous, [.backTab], help: "to the previous question"),
    ] + Bindings.vertical + [Bindings.back]
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { perform(command, context) } else { .ignored }
  }

  /// The first answers are stored, so the program begins.
  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    guard case .overview(let overview, _) = outcome, overview.settings.isIntroduced else {
      return .ignored
    }
    return .navigate(.pop)
  }

  /// Stores the answers as they are, so that the program begins.
  private mutating func begin(thenTakes placement: Bool) -> Response {
    settings.isIntroduced = true
    let save = Effect.saveSettings(settings, since: shown)
    return placement ? .perform(save, .startAttempt(.placement, .all)) : .perform(save)
  }

  private mutating func performAtExample(_ command: Command) -> Response {
    let last = Self.ways.count - 1
    switch command {
    case .up, .previous: focus = max(0, focus - 1)
    case .down, .next: focus = min(last, focus + 1)
    case .top, .pageUp: focus = 0
    case .bottom, .pageDown: focus = last
    case .choose(let index):
      focus = min(last, max(0, index))
      return performAtExample(.confirm)
    case .confirm:
      guard focus == 0 else { return begin(thenTakes: false) }
      showsExample = false
    default: break
    }
    return .done
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    if showsExample { return performAtExample(command) }
    let rows = 3 + Self.exits.count
    switch command {
    case .up, .previous: focus = max(0, focus - 1)
    case .down, .next: focus = min(rows - 1, focus + 1)
    case .top, .pageUp: focus = 0
    case .bottom, .pageDown: focus = rows - 1
    case .right: change(1, context)
    case .left: change(-1, context)
    case .choose(let index):
      focus = index
      if index >= 3 { return perform(.confirm, context) }
    case .confirm:
      if focus < 3 {
        focus += 1
        return .done
      }
      return begin(thenTakes: focus == 3)
    case .back: (showsExample, focus) = (true, 0)
    default: break
    }
    return .done
  }

  private var selected: [Int] {
    [
      profiles.firstIndex { $0.id == settings.profile } ?? 0, settings.asksConfidence ? 0 : 1,
      Self.lengths.firstIndex { $0 >= settings.placementLength } ?? Self.lengths.count - 1,
    ]
  }

  /// The answers to each question; how long a placement takes depends on the person's pace.
  private func choices(_ context: Context) -> [[String]] {
    [
      profiles.map { "\($0.name)" }, ["yes", "no"],
      Self.lengths.map { context.overview.shortTime(of: .placement, items: $0) },
    ]
  }

  private mutating func change(_ distance: Int, _ context: Context) {
    guard focus < 3 else { return }
    let count = choices(context)[focus].count
    guard count > 0 else { return }
    select((selected[focus] + distance + count) % count)
  }

  private mutating func select(_ index: Int) {
    switch focus {
    case 0: if profiles.indices.contains(index) { settings.profile = profiles[index].id }
    case 1: settings.asksConfidence = index == 0
    default: if Self.lengths.indices.contains(index) { settings.placementLength = Self.lengths[index] }
    }
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [TextRun("Welcome to Sextant", .heading)],
      right: [TextRun(context.content.framework.name, .muted)], on: &frame)
    let hasAir = area.rows >= 19
    let room = area.inset(top: hasAir ? 1 : 0)
    // The example's picture is as wide as home's.
    let text = showsExample ? room.inset(left: 1, right: 1) : Chrome.text(room)
    let lines = Pane.fitted(text) {
      showsExample
        ? exampleLines(columns: min(88, $0), rows: text.rows, context)
        : self.lines(columns: $0, rows: area.rows, context)
    }
    Pane.draw(lines, offset: Pane.offset(0, lines: lines, height: text.rows), in: text, on: &frame)
    return frame
  }

  private func lines(columns: Int, rows: Int, _ context: Context) -> [Line] {
    let hasAir = rows >= 19
    var lines: [Line] = []
    if rows >= 14 {
      lines += Line.wrap(
        "Three questions first; you can change the answers later. \(Words.rules)",
        columns: columns)
      lines.append(.blank)
    }
    let questions = [
      "Which role are you aiming for?", "Rate your confidence each time?", "How much time for a placement?",
    ]
    let notes = [
      profileNote(context),
      "It finds what you are confident about but get wrong. It never changes your score. A mock exam doesn't ask.",
      "That's \(Words.count(Self.lengths[selected[2]], "question")) at most. More of them give a smaller margin. "
        + "Pause whenever you like.",
    ]
    let choices = choices(context)
    for row in 0..<3 {
      var question = Line(
        [
          TextRun(focus == row ? "▸ " : "  ", .key),
          TextRun(questions[row], focus == row ? Style(.accent, .bold) : Style(.text, .bold)),
        ], command: .choose(row))
      question.isFocused = focus == row
      if focus == row { question.cursor = 0 }
      lines.append(question)
      var runs = [TextRun("    ")]
      let needed = choices[row].reduce(4) { $0 + CellText.width(of: $1) + 7 }
      for (index, whole) in choices[row].enumerated() {
        // If not all of them fit, show only the number.
        let choice =
          needed > columns ? String(whole.split(separator: " ").first ?? Substring(whole)) : whole
        let isOn = selected[row] == index
        runs.append(
          TextRun(
            isOn ? "(•) \(choice)" : "( ) \(choice)",
            isOn ? Style(.text, focus == row ? [.bold, .reverse] : .bold) : .muted))
        runs.append(TextRun("   "))
      }
      var answer = Line(runs, command: .choose(row))
      answer.isFocused = focus == row
      lines.append(answer)
      if hasAir || focus == row {
        lines += Line.wrap(notes[row], .muted, columns: columns, indent: "    ")
      }
      if rows >= 14 { lines.append(.blank) }
    }
    return lines + entries(Self.exits, from: 3)
  }

  /// Entries to choose, the first of which has the given place.
  func entries(_ names: [String], from first: Int) -> [Line] {
    names.enumerated().map { index, name in
      let isFocused = focus == first + index
      var line = Line(
        [TextRun(isFocused ? "▸ " : "  ", .key), TextRun(name, Style(.accent, .bold))],
        command: .choose(first + index))
      line.isFocused = isFocused
      line.isSelected = isFocused
      if isFocused { line.cursor = 0 }
      return line
    }
  }

  /// The profile whose target is chosen.
  var profile: Profile? { profiles.first { $0.id == settings.profile } ?? profiles.first }

  private func profileNote(_ context: Context) -> String {
    guard let profile = profiles.first(where: { $0.id == settings.profile }) else { return "" }
    let heavy = context.content.framework.domains.sorted {
      (profile.weights[$0.id] ?? 0) > (profile.weights[$1.id] ?? 0)
    }.prefix(3).map(\.shortName).joined(separator: ", ")
    return
      "Target \(ReportingScale.score(profile.target)) on a scale where most people lie between 200 and 800; most weight on \(heavy)"
  }
}
