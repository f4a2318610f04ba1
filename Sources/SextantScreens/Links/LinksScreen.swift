import ItemBank
import SextantCore
import TerminalUI
import TextLayout

/// The open resources of an action, with their addresses in full, so that they can be copied or typed.
struct LinksScreen: Screen {
  static let place = Place(keys: [Place.KeyList(title: "Links", bindings: keys)])

  let section = "links"
  let underAttempt = UnderAttempt.closes
  /// What the links help with.
  let action: RoadmapAction
  private var links: [RoadmapAction.Link] { action.links }
  private(set) var selected = 0

  /// Shows the links of an action.
  init(_ action: RoadmapAction) { self.action = action }

  /// Opens the links of an action, or says that there are none.
  static func open(_ action: RoadmapAction?) -> Response {
    guard let action, !action.links.isEmpty else {
      return .navigate(.message("No action with links is open for this skill."))
    }
    return .navigate(.push(LinksScreen(action)))
  }

  /// Opens the links of what the plan does first for a skill.
  static func open(forSkill id: String, _ context: Context) -> Response {
    let skill = context.content.framework.skills.firstIndex { $0.id == id }
    return open(skill.flatMap { context.overview.action(forSkill: $0) })
  }

  /// The key of links where a question is read, whose `y` copies it.
  static let ofQuestion = Binding(
    .next, [.tab], label: "links", help: "links that help with the skill of the question")

  private static let keys =
    [
      Binding(
        .confirm, [.enter], label: "copy", help: "copy the address to the terminal's clipboard"),
      Binding(
        .copy, [.character("y")], label: "copy and close",
        help: "copy the address, and close the links with the key that opened them"),
    ] + Bindings.vertical + [Bindings.back]

  func bindings(_ context: Context) -> [Binding] { Self.keys }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    switch command {
    case .up, .pageUp: selected = max(0, selected - 1)
    case .down, .pageDown: selected = max(0, min(links.count - 1, selected + 1))
    case .top: selected = 0
    case .bottom: selected = max(0, links.count - 1)
    case .choose(let index) where links.indices.contains(index): selected = index
    case .confirm where links.indices.contains(selected):
      return .navigate(.copy(links[selected].address, name: "the address"))
    case .copy where links.indices.contains(selected):
      return .navigate(.pop, .copy(links[selected].address, name: "the address"))
    case .back: return .navigate(.pop)
    default: return .ignored
    }
    return .done
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [TextRun("Links", .heading)],
      right: [TextRun(Words.count(links.count, "open resource"), .muted)],
      on: &frame)
    ListAndPane.draw(
      { rows(columns: $0) }, aside: { actionLines(columns: $0) },
      offset: { lines, rows in
        Pane.turned(to: lines.firstIndex(where: \.isFocused) ?? 0, count: lines.count, height: rows)
      }, in: area.inset(top: area.rows > 12 ? 1 : 0), on: &frame)
    return frame
  }

  /// What the links are for.
  private func actionLines(columns: Int) -> [Line] {
    [Line("\(Words.decimal(action.hours)) h · step \(action.step)", .heading)]
      + Line.wrap(action.details, columns: columns) + [.blank, Line("It is proved by", .heading)]
      + Line.wrap(action.proof, columns: columns)
  }

  private func rows(columns: Int) -> [Line] {
    var lines = Line.wrap("For: " + action.title, .muted, columns: columns)
    for (index, link) in links.enumerated() {
      let isFocused = index == selected
      lines.append(.blank)
      var entry = Line.wrap(
        link.title, isFocused ? Style(.accent, .bold) : .text, columns: columns,
        indent: isFocused ? "▸ " : "  ", command: .choose(index)
      ).map { $0.linked(to: link.address) }
      entry += Line.wrap(link.address, columns: columns, indent: "  ").map { $0.linked(to: link.address) }
      entry += Line.wrap("seen in \(link.checked)", .muted, columns: columns, indent: "  ")
      if isFocused {
        for place in entry.indices { entry[place].isFocused = true }
        entry[0].cursor = 0
      }
      lines += entry
    }
    return lines
  }
}

extension RoadmapAction {
  /// The links as lines of a pane: titles only, because their addresses have a screen of their own.
  func linkLines(columns: Int, indent: String = "") -> [Line] {
    guard !links.isEmpty else { return [] }
    return Line.wrap("Open resources (y shows the addresses):", .muted, columns: columns, indent: indent)
      + links.flatMap { link in
        Line.wrap(link.title, columns: columns, indent: indent + "· ").map { $0.linked(to: link.address) }
      }
  }
}
