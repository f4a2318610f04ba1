import ItemBank
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension PlaceName {
  /// The settings.
  static let settings = PlaceName(rawValue: "settings")
}

/// All settings with their descriptions; each change is saved at once.
struct SettingsScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Settings", bindings: bindings(isDeed: false))],
    signpost: Place.Signpost(
      name: .settings, letter: "s", label: "settings", help: "target, attempts, memory and appearance",
      title: "settings", synonyms: "theme colours light dark keys target timer mouse glyphs motion"),
    open: {
      .navigate(
        .push(
          SettingsScreen(
            overview: $0.overview, framework: $0.content.framework, today: $0.today, keys: $0.keys)))
    })

  let section = "settings"
  var settings: Settings
  var focus = 0
  private let framework: Framework
  private let keys: KeyMap
  private let today: CalendarDay
  /// What the times are computed from.
  private var overview: Overview

  init(overview: Overview, framework: Framework, today: CalendarDay, keys: KeyMap = KeyMap()) {
    settings = overview.settings
    self.overview = overview
    self.today = today
    self.keys = keys
    self.framework = framework
  }

  func place(_ context: Context) -> PlaceName? { .settings }

  func bindings(_ context: Context) -> [Binding] {
    Self.bindings(isDeed: rows.indices.contains(focus) && rows[focus].name == Self.keysName)
  }

  private static func bindings(isDeed: Bool) -> [Binding] {
    [
      Binding(
        .right, [.right, .character("l"), .character(" ")], label: isDeed ? "" : "change",
        help: "the next value", shown: "⏎ ← →"),
      Binding(
        .confirm, [.enter], label: isDeed ? "write the file" : "",
        help: "the next value, or write the file of keys"),
      Binding(.left, [.left, .character("h")], help: "the previous value"),
    ] + Bindings.vertical + [Bindings.back]
  }

  /// The row that writes the key file; it isn't a setting.
  private static let keysName = "Keys"

  /// The rows, in groups.
  private var groups: [(name: String, rows: [SettingsList.Row])] {
    var groups = SettingsList.groups(
      settings, framework, today: today, time: { overview.shortTime(of: .placement, items: $0) })
    guard let last = groups.indices.last else { return groups }
    groups[last].rows.append(
      SettingsList.Row(
        name: Self.keysName, choices: [keys.count == 0 ? "as shipped" : "\(keys.count) of your own"],
        selected: 0,
        about:
          "Keys are set in a file, one line each, such as “places history = Y”. Enter writes the file with every "
          + "command and its default keys, and says where it is."
      ) { _, _ in })
    return groups
  }

  private var rows: [SettingsList.Row] { groups.flatMap(\.rows) }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    let rows = rows
    switch command {
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(rows.count - 1, focus + 1)
    case .top, .pageUp: focus = 0
    case .bottom, .pageDown: focus = rows.count - 1
    // The arrows change values; only Enter runs an action.
    case .right: return rows[focus].name != Self.keysName ? change(1, context) : .done
    case .confirm: return change(1, context)
    case .left: return change(-1, context)
    case .choose(let index):
      if focus == index { return change(1, context) }
      if rows.indices.contains(index) { focus = index }
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  /// Takes over settings that were changed elsewhere meanwhile, so that they are never set back.
  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    if case .overview(let overview, _) = outcome {
      (self.overview, settings) = (overview, overview.settings)
    }
    return .ignored
  }

  private mutating func change(_ distance: Int, _ context: Context) -> Response {
    let row = rows[focus]
    if row.name == Self.keysName {
      return .perform(.writeKeyFile(template: KeyTable.template()))
    }
    guard !row.choices.isEmpty else { return .done }
    row.apply(&settings, (row.selected + distance + row.choices.count) % row.choices.count)
    settings.isIntroduced = true
    return .perform(.saveSettings(settings, since: context.overview.settings))
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [TextRun("Settings", .heading)], right: [TextRun("saved as you change them", .muted)],
      on: &frame)
    let columns = max(40, min(46, area.columns / 2))
    var lines: [Line] = []
    var index = 0
    for group in groups {
      if !lines.isEmpty, area.rows >= 16 { lines.append(.blank) }
      lines.append(Line(group.name, .heading))
      for row in group.rows {
        let isValue = row.name != Self.keysName
        let value = row.choices.indices.contains(row.selected) ? row.choices[row.selected] : ""
        let (choice, more) = Self.parts(of: value)
        // A mark, the name and both brackets take the rest; the list of choices has all of a long value.
        let isWhole = CellText.width(of: choice + more) <= columns - 25
        lines.append(
          .entry(
            [
              TextRun(Words.fit(row.name, 17)), TextRun(isValue ? "‹ " : "  ", .muted),
              TextRun(choice, Style(.accent)),
              TextRun((isWhole ? more : "") + (isValue ? " ›" : ""), .muted),
            ],
            isFocused: focus == index, command: .choose(index)))
        index += 1
      }
    }
    ListAndPane.draw(
      lines,
      pane: { columns in
        let row = rows[focus]
        var lines = [Line(row.name, .heading), .blank]
        lines += Line.wrap(row.about, columns: columns)
        lines.append(.blank)
        for (place, choice) in row.choices.enumerated() {
          let isOn = place == row.selected
          let (value, more) = Self.parts(of: choice)
          lines.append(
            Line([
              TextRun(isOn ? "(•) \(value)" : "( ) \(value)", isOn ? Style(.accent, .bold) : .muted),
              TextRun(more, .muted),
            ]))
        }
        if area.columns >= 110, Self.looks.contains(row.name) { lines += Self.sample(columns: columns) }
        return lines
      }, listColumns: columns, in: area, on: &frame)
    return frame
  }

  /// A value, and what is said about it in muted text, from its dot on.
  private static func parts(of value: String) -> (choice: String, more: String) {
    let end = value.firstRange(of: " · ")?.lowerBound ?? value.endIndex
    return (String(value[..<end]), String(value[end...]))
  }

  /// The settings that change how the screen looks.
  private static let looks: Set = ["Theme", "Glyphs"]

  /// A few rows in the present look.
  private static func sample(columns: Int) -> [Line] {
    let table = ScoreTable(columns: min(columns, 84), target: 0)
    return [.blank, Line("Appearance", .heading), .blank]
      + (table.axis().map { [$0] } ?? [])
      + [
        table.line(ScoreTable.Row(name: "Python", mean: 1.1, lower: 0.2, upper: 2, answers: 9)),
        table.line(ScoreTable.Row(name: "Cloud", mean: -0.6, lower: -1.6, upper: 0.4, answers: 4)), .blank,
        Line([
          TextRun("✓ right   ", Style(.correct)), TextRun("~ partly   ", Style(.caution)),
          TextRun("✗ wrong   ", Style(.wrong)), TextRun("▰▰▰▱▱   ", Style(.progress)),
          TextRun("def ", Style(.codeKeyword)), TextRun("f", Style(.codeName)),
          TextRun("(x): ", Style(.code)),
          TextRun("# code", Style(.codeComment)),
        ]),
      ]
  }
}
