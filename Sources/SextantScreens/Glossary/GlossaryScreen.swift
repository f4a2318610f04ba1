import SextantCore
import TerminalUI
import TextLayout

extension PlaceName {
  /// The glossary.
  static let glossary = PlaceName(rawValue: "glossary")
}

/// The terms that the program uses, with the meaning of the selected one beside them.
struct GlossaryScreen: SearchingScreen {
  static let place = Place(
    keys: [Place.KeyList(title: "Glossary", bindings: keys)],
    signpost: Place.Signpost(
      name: .glossary, letter: "M", label: "glossary",
      help: "what the words mean: margin, target, drill and the others",
      title: "glossary", synonyms: "words terms meanings explain definitions"),
    open: { _ in .navigate(.push(GlossaryScreen())) })

  let section = "glossary"
  let underAttempt = UnderAttempt.stays
  /// The search and the selected term.
  private(set) var list = ListModel<GlossaryList>(NoCriteria())
  /// The search; nil if there is none.
  var search: Prompt? {
    didSet { list.query = SearchQuery(search?.field.text ?? "") }
  }
  var isSearching = false
  /// The scroll offset of the pane, in rows.
  private var paneScroll = 0

  /// Shows all terms, and selects one if it is given.
  init(at term: Term? = nil) {
    if let term { list.selection.select(term.id) }
  }

  func place(_ context: Context) -> PlaceName? { .glossary }

  func bindings(_ context: Context) -> [Binding] { isSearching ? Bindings.searching : Self.keys }

  private static let keys =
    [
      Binding(.search, [.character("/")], label: "search", help: "search terms and meanings as you type"),
      Binding(.scrollUp, [.character("[")], help: "scroll the pane up"),
      Binding(.scrollDown, [.character("]")], help: "scroll the pane down"),
    ] + Bindings.vertical + [Bindings.back]

  var takesText: Bool { isSearching }

  /// The listed terms.
  var listed: [Term] { list.rows(of: GlossaryList()) }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else {
      guard typeSearch(input) else { return .ignored }
      list.selection.selectFirst()
      paneScroll = 0
      return .done
    }
    let rows = listed
    list.hold(in: rows)
    if list.move(command, in: rows, page: context.page) {
      paneScroll = 0
      return .done
    }
    switch command {
    case .scrollUp: paneScroll = max(0, paneScroll - 3)
    case .scrollDown: paneScroll = min(60, paneScroll + 3)
    case .search: beginSearch()
    case .confirm: keepSearch()
    // The term stays selected, wherever it is in the whole list.
    case .back where search != nil: dropSearch()
    case .back: return .navigate(.pop)
    default: return .ignored
    }
    return .done
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let rows = listed
    let area = Chrome.draw(
      title: [TextRun("Glossary", .heading)],
      right: [TextRun(counted(rows.count), .muted)], on: &frame)
    let place = list.place(in: rows)
    let columns = ListAndPane.columns(
      for: 4 + (Glossary.terms.map { CellText.width(of: $0.name) }.max() ?? 0), in: area)
    let width = (area.columns >= 70 ? columns : area.columns) - 4
    var lines = rows.enumerated().map { index, term in
      Line.entry([TextRun(Words.fit(term.name, width))], isFocused: index == place, command: .choose(index))
    }
    if isSearching { for index in lines.indices { lines[index].cursor = nil } }
    if lines.isEmpty { lines = [Line("No term has these words.", .muted)] }
    var foot = search?.line(columns: area.columns - 2)
    if !isSearching { foot?.cursor = nil }
    ListAndPane.draw(
      lines, pane: { rows.isEmpty ? [] : Self.pane(rows[place], columns: $0) }, paneScroll: paneScroll,
      listColumns: columns, in: area, foot: foot, on: &frame)
    return frame
  }

  private func counted(_ count: Int) -> String {
    let all = Glossary.terms.count
    return count == all ? Words.count(all, "term") : "\(count) of \(Words.count(all, "term"))"
  }

  private static func pane(_ term: Term, columns: Int) -> [Line] {
    var lines =
      Line.wrap(term.name, .heading, columns: columns) + [.blank] + Line.wrap(term.meaning, columns: columns)
    let related = Glossary.terms(in: term)
    guard !related.isEmpty else { return lines }
    lines += [.blank, Line("Words in it", .heading)]
    for other in related {
      lines.append(.blank)
      lines += Line.wrap(other.name, columns: columns)
      lines += Line.wrap(other.meaning, .muted, columns: columns, indent: "  ")
    }
    return lines
  }
}
