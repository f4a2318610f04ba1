import ItemBank
import QuizEngine
import SextantCore
import TerminalUI

extension PlaceName {
  /// The item bank.
  static let bank = PlaceName(rawValue: "bank")
}

/// Browses the bank: a tree of domains and skills, a search, and a preview with the correct answer.
struct BankScreen: SearchingScreen {
  static let place = Place(
    keys: [Place.KeyList(title: "Bank", bindings: bindings(onlyMarked: false))],
    signpost: Place.Signpost(
      name: .bank, letter: "b", label: "bank", help: "browse the question bank", title: "question bank",
      synonyms: "items browse report"),
    open: { _ in .perform(.loadBank) },
    receive: { outcome, _ in
      guard case .bank(let listing) = outcome else { return .ignored }
      return .handled(
        effects: [.loadRemarks], navigation: [.push(BankScreen(listing: listing))])
    })

  let section = "bank"
  /// A row of the tree.
  enum Node: Sendable, Hashable {
    case domain(Int)
    case skill(Int)
    case item(Int)
  }

  private(set) var listing: BankListing {
    didSet { places = Self.places(listing) }
  }
  /// The place of each item in the listing.
  private var places: [String: Int]
  /// True once the remarks have arrived.
  private(set) var hasRemarks = false
  var unfolded: Set<Node> = []
  /// The filters and search of the list that replaces the tree.
  var list = ListModel<BankList>(BankList.Criteria())
  /// The selected row, in the tree and in the list.
  var selection = Selection<Node>()
  /// The search; nil if there is none.
  var search: Prompt? {
    didSet { list.query = SearchQuery(search?.field.text ?? "") }
  }
  /// True while the search is being typed.
  var isSearching = false
  /// A message below the list, until the next key.
  var hint: String?
  /// The report being written.
  var report: Prompt?
  /// The item of the preview, once it is read.
  var preview: Item?
  /// True if the correct answer and the rationales are shown.
  var showsKey = false
  /// The items whose correct answer was shown since the bank was opened.
  var keysRead: Set<String> = []
  var scroll = 0

  init(listing: BankListing) {
    self.listing = listing
    places = Self.places(listing)
  }

  private static func places(_ listing: BankListing) -> [String: Int] {
    Dictionary(
      listing.rows.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    switch outcome {
    case .reported(let listing):
      let remarks = Dictionary(
        self.listing.rows.map { ($0.id, $0.remarks) }, uniquingKeysWith: { first, _ in first })
      self.listing = listing
      remark(remarks)
    case .remarks(let remarks):
      remark(remarks)
      hasRemarks = true
    case .preview(let item): preview = item
    default: return .ignored
    }
    return .done
  }

  /// Adds the remarks of the rules to the items.
  private mutating func remark(_ remarks: [String: [String]]) {
    var marked = listing
    for index in marked.rows.indices { marked.rows[index].remarks = remarks[marked.rows[index].id] ?? [] }
    listing = marked
  }

  /// True if only items with a remark or a report are listed.
  private var onlyMarked: Bool { list.criteria.onlyMarked }
  /// True if the items are shown as a list, and not as a tree.
  private var isList: Bool { !list.query.isEmpty || onlyMarked }

  func place(_ context: Context) -> PlaceName? { .bank }

  func bindings(_ context: Context) -> [Binding] {
    if report != nil { return Prompt.bindings }
    return isSearching ? Bindings.searching : Self.bindings(onlyMarked: onlyMarked)
  }

  private static func bindings(onlyMarked: Bool) -> [Binding] {
    [
      Binding(
        .confirm, [.enter, .character(" ")], label: "open",
        help: "unfold, fold, or show and hide the right answer"),
      Binding(
        .search, [.character("/")], label: "search", help: "search questions, code and names as you type"),
      Binding(
        .filter, [.character("f")], label: onlyMarked ? "all" : "marked",
        help: "only questions you reported or with a remark, or all"),
      Binding(
        .report, [.character("!")], label: "mistake",
        help: "report the question as wrong; stays on your computer"),
      Binding(.copy, [.character("y")], help: "copy the question, with its answer if that is shown"),
      Binding(.left, [.left, .character("h")], help: "fold, or to the row above", shown: "← h"),
      Binding(.right, [.right, .character("l")], help: "unfold", shown: "→ l"),
      Binding(.scrollUp, [.character("[")], help: "scroll the preview up"),
      Binding(.scrollDown, [.character("]")], help: "scroll the preview down"),
    ] + Bindings.vertical + [Bindings.back]
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { return perform(command, context) }
    if report != nil { return report?.field.take(input) ?? false ? .done : .ignored }
    guard typeSearch(input) else { return .ignored }
    // Show the first match in the pane.
    return move(to: 0, rows(context.content.framework))
  }

  /// The report being written.
  func unsaved(_ context: Context) -> [Effect] {
    let rows = rows(context.content.framework)
    guard let report, !report.field.text.isEmpty, case .item(let index)? = selected(in: rows) else {
      return []
    }
    return [.reportItem(listing.rows[index].id, report.field.text)]
  }

  var takesText: Bool { report != nil || isSearching }

  /// The visible rows.
  func rows(_ framework: Framework) -> [Node] {
    let items = BankList(listing)
    func nodes(_ rows: [BankListing.Row]) -> [Node] { rows.compactMap { places[$0.id].map(Node.item) } }
    if isList { return nodes(list.rows(of: items)) }
    var rows: [Node] = []
    var skill = 0
    for (domain, content) in framework.domains.enumerated() {
      rows.append(.domain(domain))
      let range = skill..<skill + content.skills.count
      skill = range.upperBound
      guard unfolded.contains(.domain(domain)) else { continue }
      for index in range {
        rows.append(.skill(index))
        guard unfolded.contains(.skill(index)) else { continue }
        rows += nodes(items.rows(BankList.Criteria(skill: index)))
      }
    }
    return rows
  }

  /// The selected row; nil if there is none.
  private func selected(in rows: [Node]) -> Node? {
    rows.isEmpty ? nil : rows[selection.place(in: rows)]
  }

  private func depth(_ node: Node) -> Int {
    switch node {
    case .domain: 0
    case .skill: 1
    case .item: 2
    }
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    let rows = rows(context.content.framework)
    let focus = selection.place(in: rows)
    if let report { return keep(report, command, rows) }
    hint = nil
    let node = selected(in: rows)
    switch command {
    case .choose(let index) where focus == index: return perform(.confirm, context)
    case .up, .down, .pageUp, .pageDown, .top, .bottom, .choose:
      _ = selection.move(command, in: rows)
      return show(rows)
    case .scrollUp: scroll = max(0, scroll - 3)
    case .scrollDown: scroll += 3
    case .search: beginSearch()
    case .report:
      if case .item(let index)? = node {
        report = Prompt("What is wrong? It stays on this computer", text: listing.rows[index].report ?? "")
      } else {
        hint = "Go to a question first; ! reports that one."
      }
    case .filter:
      guard hasRemarks || onlyMarked else {
        hint = "The checks are still running. Try again in a moment."
        return .done
      }
      list.criteria.onlyMarked.toggle()
      hint = onlyMarked && !listing.rows.contains(where: \.isMarked) ? "No question has a mark." : nil
      if hint != nil { list.criteria.onlyMarked = false }
      return move(to: 0, self.rows(context.content.framework))
    case .copy:
      guard let item = preview else {
        hint = "Go to a question first; y copies that one."
        return .done
      }
      return .navigate(.copy(item.copied(explained: showsKey), name: "the question"))
    case .confirm:
      if isSearching {
        keepSearch()
        return move(to: focus, rows)
      }
      guard let node else { return .done }
      if case .item(let item) = node {
        showsKey.toggle()
        scroll = 0
        if showsKey { keysRead.insert(listing.rows[item].id) }
        return showsKey ? .perform(.noteKeyRead(listing.rows[item].id)) : .done
      }
      unfolded.formSymmetricDifference([node])
    case .right: if let node, depth(node) < 2 { unfolded.insert(node) }
    case .left:
      guard let node else { return .done }
      if unfolded.contains(node) {
        unfolded.remove(node)
      } else if let parent = rows[..<focus].lastIndex(where: { depth($0) < depth(node) }) {
        return move(to: parent, rows)
      }
    case .back:
      if search != nil {
        dropSearch()
        selection.selectFirst()
        return .done
      }
      if onlyMarked {
        list.criteria.onlyMarked = false
        selection.selectFirst()
        return .done
      }
      return .navigate(.pop)
    default: break
    }
    return .done
  }

  private mutating func move(to index: Int, _ rows: [Node]) -> Response {
    selection.select(index, in: rows)
    return show(rows)
  }

  /// Shows the selected row in the pane; an item is read first.
  private mutating func show(_ rows: [Node]) -> Response {
    scroll = 0
    guard case .item(let item)? = selected(in: rows) else { return .done }
    let id = listing.rows[item].id
    guard preview?.id != id else { return .done }
    // An item whose key was read stays out of placements, so a key shows only where it was asked for.
    showsKey = false
    return .perform(.previewItem(id))
  }

  private mutating func keep(_ prompt: Prompt, _ command: Command, _ rows: [Node]) -> Response {
    guard command == .confirm || command == .back else { return .done }
    report = nil
    guard command == .confirm, case .item(let index)? = selected(in: rows) else { return .done }
    return .perform(.reportItem(listing.rows[index].id, prompt.field.text))
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let framework = context.content.framework
    let rows = rows(framework)
    let area = Chrome.draw(
      title: [TextRun("Bank", .heading)],
      right: [
        TextRun(
          !isList
            ? "\(listing.rows.count) questions"
            : "\(rows.count) of \(listing.rows.count) questions\(onlyMarked ? ", reported or with a remark" : "")",
          .muted)
      ], on: &frame)
    let columns = min(ListAndPane.columns(for: 84, in: area), area.columns * 48 / 100)
    let width = (area.columns >= 70 ? columns : area.columns) - 5
    let place = selection.place(in: rows)
    var lines = rows.enumerated().map { index, node in
      // Triangles belong to the tree; the focus is the reversed row with the cursor.
      var line = Line(
        [TextRun(" ")] + runs(node, width: width + 1, framework), command: .choose(index))
      line.isFocused = index == place
      line.isSelected = index == place
      if index == place, !isSearching, report == nil { line.cursor = 1 }
      return line
    }
    if lines.isEmpty { lines = [Line("Nothing found.", .muted)] }
    let foot: Line? =
      report?.line(columns: area.columns - 2)
      ?? search?.line(columns: area.columns - 2) ?? hint.map { Line($0, Style(.caution)) }
    var shown = foot
    if !isSearching, report == nil { shown?.cursor = nil }
    ListAndPane.draw(
      lines, pane: { pane(selected(in: rows), $0, framework) },
      paneScroll: scroll,
      listColumns: columns, in: area, foot: shown, on: &frame)
    return frame
  }

  private func runs(_ node: Node, width: Int, _ framework: Framework) -> [TextRun] {
    switch node {
    case .domain(let index):
      let domain = framework.domains[index]
      let own = listing.rows.filter { framework.skills[$0.skill].id.hasPrefix(domain.id + ".") }
      return [
        TextRun(unfolded.contains(node) ? "▾ " : "▹ ", .muted),
        TextRun(Words.fit(domain.shortName, width - 12), Style(.text, .bold)), marks(own),
        TextRun(Words.right("\(own.count)", 5), .muted),
      ]
    case .skill(let index):
      let own = listing.rows.filter { $0.skill == index }
      return [
        TextRun(unfolded.contains(node) ? "  ▾ " : "  ▹ ", .muted),
        TextRun(Words.fit(framework.skills[index].name, width - 14)), marks(own),
        TextRun(Words.right("\(own.count)", 5), .muted),
      ]
    case .item(let index):
      let row = listing.rows[index]
      let mark = row.report != nil ? "!" : row.remarks.isEmpty ? " " : "~"
      let indent = isList ? "" : "    "
      return [
        TextRun(indent + mark + " ", Style(.caution)), TextRun("\(row.level) ", .muted),
        TextRun(Words.fit(row.title, max(6, width - 4 - indent.count))),
      ]
    }
  }

  /// The number of reported items among some items, five cells wide.
  private func marks(_ rows: [BankListing.Row]) -> TextRun {
    let reported = rows.count { $0.report != nil }
    return TextRun(Words.right(reported > 0 ? "!\(reported)" : "", 5), Style(.caution))
  }

  private func legend(_ columns: Int) -> [Line] {
    [.blank]
      + Line.wrap(
        "The number before a question is its difficulty, from 1 to 5. ! you reported it, ~ it has a remark for authors. "
          + "f lists only these.",
        .muted,
        columns: columns)
  }

  private func pane(_ node: Node?, _ columns: Int, _ framework: Framework) -> [Line] {
    switch node {
    case nil: return []
    case .domain(let index):
      let domain = framework.domains[index]
      var lines = Line.wrap(domain.name, .heading, columns: columns) + [.blank]
      lines.append(
        Line("\(Words.decimal(domain.weight)) of 100, \(domain.skills.count) skills", .muted))
      return lines + legend(columns)
    case .skill(let index):
      let skill = framework.skills[index]
      let own = listing.rows.filter { $0.skill == index }
      var lines = Line.wrap(skill.name, .heading, columns: columns) + [.blank]
      lines += Line.wrap(skill.about, columns: columns)
      lines.append(.blank)
      for level in 1...5 {
        let count = own.count { $0.level == level }
        lines.append(
          Line([
            TextRun("difficulty \(level)  ", .muted),
            TextRun(String(repeating: "▰", count: min(count, columns - 19)), Style(.progress)),
            TextRun(" \(count)", .muted),
          ]))
      }
      return lines + legend(columns)
    case .item(let index):
      let row = listing.rows[index]
      guard let preview, preview.id == row.id else { return [Line("Reading…", .muted)] }
      var lines = [
        Line.spread(
          [TextRun(Words.kind(row.kind), .muted)], [TextRun("difficulty \(row.level) of 5", .muted)],
          columns: columns),
        .blank,
      ]
      // A remark may reveal the correct answer.
      for remark in showsKey
        ? row.remarks
        : row.remarks.isEmpty ? [] : ["A remark for authors; enter shows it with the right answer."]
      {
        lines += Line.wrap(remark, Style(.caution), columns: columns, indent: "~ ")
      }
      if let report = row.report {
        lines += Line.wrap("reported: " + report, Style(.caution), columns: columns, indent: "! ")
      }
      if !row.remarks.isEmpty || row.report != nil { lines.append(.blank) }
      var question = QuestionLines(
        item: preview, order: Presentation(of: preview.task, seed: 1, position: 0).order, columns: columns)
      question.isPreview = true
      if showsKey {
        question.given = .unknown
        question.score = Score(category: 0, of: Scoring.categoryCount(of: preview.task.kind))
      } else {
        // Nothing is answered here, so no row has the focus.
        var draft = Draft(item: preview, presentation: Presentation(of: preview.task, seed: 1, position: 0))
        draft.focus = nil
        question.draft = draft
      }
      lines += question.build().map {
        var line = $0
        line.command = nil
        line.isFocused = false
        line.cursor = nil
        return line
      }
      if !showsKey {
        lines.append(.blank)
        lines += Line.wrap(
          keysRead.contains(row.id)
            ? "You have seen its right answer, so it stays out of placements for a while. Enter shows it again."
            : "Enter shows the right answer. The question then stays out of placements for a while, like one you "
              + "have answered.", .muted,
          columns: columns)
      } else {
        lines.append(.blank)
        lines += Line.wrap(row.id, .muted, columns: columns)
      }
      return lines
    }
  }
}
