import ItemBank
import Psychometrics
import QuizEngine
import Reporting
import Roadmap
import SextantCore
import TerminalUI

extension PlaceName {
  /// The gap report.
  static let gaps = PlaceName(rawValue: "gaps")
}

/// The gap report: a tree of steps, domains and skills, and beside it the reasons and actions.
struct GapsScreen: SearchingScreen {
  static let place = Place(
    keys: [
      Place.KeyList(title: "Gap summary", bindings: GapReportScreen.bindings),
      Place.KeyList(title: "Gap report", bindings: bindings(inPane: false)),
    ],
    signpost: Place.Signpost(
      name: .gaps, letter: "r", label: "report", help: "the gap report on the four steps",
      title: "gap report", synonyms: "gaps skills export report"),
    open: { .navigate(.push(GapReportScreen($0))) })

  let section = "gap-report"
  let underAttempt = UnderAttempt.stays
  /// A row of the tree.
  enum Node: Sendable, Hashable {
    case step(Int)
    case domain(step: Int, domain: Int)
    case skill(step: Int, skill: Int)
    case scale(step: Int, scale: Int)
  }

  var focus: Node { didSet { if focus != oldValue { keptActions = nil } } }
  var folded: Set<Node> = []
  /// The filters, order and search of the list.
  var list = ListModel<GapList>(GapList.Criteria())
  /// The search; nil if there is none.
  var search: Prompt? {
    didSet { list.query = SearchQuery(search?.field.text ?? "") }
  }
  /// True while the search is being typed.
  var isSearching = false
  /// True if the whole report is to be exported, not only the focused part.
  var exportsAll = false
  /// The file name being written for an export.
  var exporting: Prompt?
  /// True if the pane beside the tree has the focus.
  var inPane = false { didSet { if !inPane { (keptActions, leavesByPane) = (nil, false) } } }
  /// The order of the pane's actions since one of them was begun or finished; nil before that.
  ///
  /// It stays until the pane is left, so that the focus stays on the same action.
  var keptActions: [String]?
  /// True if the report was opened at a skill's pane, so that back leaves both.
  private(set) var leavesByPane = false
  /// The focused entry of the pane, questions before actions; nil while the text above them is read.
  var entry: Int? = 0
  var paneScroll = 0
  /// The action that the person was asked about, whether it is done.
  var asksDone: String?
  /// The headlines of answered items that were read so far.
  var headlines: [String: Headline] = [:]

  /// Opens the report at the most valuable skill.
  init(_ context: Context) {
    focus = .step(context.content.roadmap.steps.first?.number ?? 1)
    let best = context.overview.gaps.gaps.filter { $0.answers > 0 }.max { $0.worth < $1.worth }
    if let best, let step = context.content.framework.skills[best.skill].steps.first {
      focus = .skill(step: step, skill: best.skill)
    }
  }

  /// Opens the report at a skill.
  init(_ context: Context, skill: Int) {
    self.init(context)
    let skills = context.content.framework.skills
    guard skills.indices.contains(skill), let step = skills[skill].steps.first else { return }
    focus = .skill(step: step, skill: skill)
  }

  /// Opens the report at a skill to read about it: at its pane if that needs the whole screen, and back leaves it.
  static func reading(_ skill: Int, _ context: Context, headlines: [String: Headline] = [:]) -> GapsScreen {
    var screen = GapsScreen(context, skill: skill)
    screen.headlines = headlines
    var read = screen
    read.inPane = true
    guard read.fillsScreen(context.size) else { return screen }
    screen.enterPane(context)
    screen.leavesByPane = screen.inPane
    return screen
  }

  /// Opens the report at a step.
  init(_ context: Context, step: Int) {
    self.init(context)
    if context.content.roadmap.steps.contains(where: { $0.number == step }) { focus = .step(step) }
  }

  /// Opens the report at a domain, in the first step with skills of that domain.
  init(_ context: Context, domain: Int) {
    self.init(context)
    let domains = context.content.framework.domains
    guard domains.indices.contains(domain),
      let step = domains[domain].skills.compactMap(\.steps.first).min()
    else { return }
    focus = .domain(step: step, domain: domain)
  }

  func place(_ context: Context) -> PlaceName? { .gaps }

  func bindings(_ context: Context) -> [Binding] {
    if exporting != nil { return Prompt.bindings(keep: "write") }
    if isSearching { return Bindings.searching }
    guard inPane else { return Self.bindings(inPane: false, shown: list.criteria.filter) }
    let isQuestion = if case .question? = focusedEntry(context) { true } else { false }
    return Self.bindings(inPane: true, isQuestion: isQuestion, shown: list.criteria.filter)
  }

  /// True if letters are text.
  var takesText: Bool { isSearching || exporting != nil }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { return perform(command, context) }
    let wasUsed = exporting != nil ? exporting?.field.take(input) ?? false : typeSearch(input)
    return wasUsed ? .done : .ignored
  }

  /// Reads the headlines of all items that the report can show at once, so that none appears late.
  mutating func refresh(_ context: Context) -> Response {
    let items = Self.shownItems(context.overview)
    return items.isEmpty ? .ignored : .perform(.loadHeadlines(items))
  }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    switch outcome {
    case .headlines(let found): headlines.merge(found) { _, new in new }
    case .asked(let question): return .navigate(.push(AskedScreen(question)))
    default: return .ignored
    }
    return .done
  }

  // MARK: Update

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    switch command {
    case .choose(let index):
      choose(index, context)
      return .done
    case .chooseAction(let index):
      if inPane, entry == index, case .question? = focusedEntry(context) {
        return performInPane(.confirm, context)
      }
      inPane = true
      entry = index
      return .done
    default: break
    }
    if exporting != nil { return write(command, context) }
    if isSearching { return find(command, context) }
    if changeFilter(command, context) { return .done }
    if command == .copy { return LinksScreen.open(actionWithLinks(context)) }
    if inPane { return performInPane(command, context) }
    let rows = rows(context)
    let place = rows.firstIndex(of: focus) ?? 0
    switch command {
    case .up: moveFocus(rows, to: place - 1)
    case .down: moveFocus(rows, to: place + 1)
    case .pageUp: moveFocus(rows, to: place - 10)
    case .pageDown: moveFocus(rows, to: place + 10)
    case .top: moveFocus(rows, to: 0)
    case .bottom: moveFocus(rows, to: rows.count - 1)
    case .left:
      if canFold(focus), !folded.contains(focus) {
        folded.insert(focus)
      } else if let parent = rows[..<place].lastIndex(where: { depth($0) < depth(focus) }) {
        moveFocus(rows, to: parent)
      }
    case .right:
      if folded.contains(focus) { folded.remove(focus) } else if !canFold(focus) { enterPane(context) }
    case .confirm, .toggle:
      if case .scale(_, let scale) = focus { return .navigate(.push(EvidenceScreen(focus: scale))) }
      if rows.isEmpty {
        return .done
      } else if canFold(focus) {
        folded.formSymmetricDifference([focus])
      } else {
        enterPane(context)
      }
    case .next, .previous: enterPane(context)
    case .sort: list.criteria.order = list.criteria.order == .priority ? .framework : .priority
    case .back:
      // One step back first removes filters, then leaves the screen.
      guard search != nil || !list.criteria.isWhole else { return .navigate(.pop) }
      listAll()
    case .undo:
      return .navigate(.message("u takes a step of an action back, in the pane; esc takes filters back."))
    default: return sitting(command, context)
    }
    return .done
  }

  /// Changes the filters; returns false for other commands.
  private mutating func changeFilter(_ command: Command, _ context: Context) -> Bool {
    switch command {
    case .filter:
      let all = GapList.Filter.allCases
      list.criteria.filter = all[((all.firstIndex(of: list.criteria.filter) ?? 0) + 1) % all.count]
    case .onlyStep(let step): list.criteria.step = list.criteria.step == step ? nil : step
    case .onlyDomain:
      list.criteria.domain = list.criteria.domain == nil ? domain(of: focus, context) : nil
    case .clear:
      listAll()
      folded = []
    case .search:
      beginSearch()
      inPane = false
    case .export, .exportAll:
      exportsAll = command == .exportAll
      let day = context.today.iso
      let name = exportsAll ? "the whole report" : name(of: focus, context)
      let slug =
        exportsAll
        ? "report" : name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
      exporting = Prompt("Write “\(name)” to", text: "sextant-\(slug)-\(day).md")
    default: return false
    }
    keepFocus(context)
    return true
  }

  /// The focused action, or the first that is open for the focused skill.
  private func actionWithLinks(_ context: Context) -> RoadmapAction? {
    if inPane, case .action(let ranked)? = focusedEntry(context) { return ranked.action }
    guard case .skill(_, let skill) = focus else { return nil }
    return context.overview.action(forSkill: skill)
  }

  /// Removes filters and search; the order stays.
  private mutating func listAll() {
    let order = list.criteria.order
    list.criteria = GapList.Criteria()
    list.criteria.order = order
    search = nil
  }

  /// Moves the focus to a listed row.
  private mutating func keepFocus(_ context: Context) {
    let rows = rows(context)
    guard !rows.contains(focus) else { return }
    let isSkill: (Node) -> Bool = { if case .skill = $0 { true } else { false } }
    if let first = rows.first(where: isSkill) ?? rows.first { focus = first }
    inPane = false
  }

  private mutating func find(_ command: Command, _ context: Context) -> Response {
    switch command {
    case .confirm:
      keepSearch()
    case .back:
      dropSearch()
    case .up, .down:
      let rows = rows(context)
      moveFocus(rows, to: (rows.firstIndex(of: focus) ?? 0) + (command == .up ? -1 : 1))
    default: break
    }
    keepFocus(context)
    return .done
  }

  /// The same screen with the focus on a listed row, because typing a search changes the list.
  func focused(_ context: Context) -> GapsScreen {
    var copy = self
    copy.keepFocus(context)
    return copy
  }

  private mutating func write(_ command: Command, _ context: Context) -> Response {
    guard let prompt = exporting else { return .done }
    if command == .back || command == .confirm { exporting = nil }
    let file = prompt.field.text.split(whereSeparator: \.isNewline).joined()
    guard command == .confirm, !file.isEmpty else { return .done }
    return .perform(.export(part(context), file: file))
  }

  /// The focused part of the report.
  private func part(_ context: Context) -> Report.Part {
    let framework = context.content.framework
    if exportsAll { return Report.Part() }
    return switch focus {
    case .step(let step), .scale(let step, _):
      Report.Part(step: step, domain: list.criteria.domain.map { framework.domains[$0].id })
    case .domain(let step, let domain): Report.Part(step: step, domain: framework.domains[domain].id)
    case .skill(_, let skill): Report.Part(skill: framework.skills[skill].id)
    }
  }

  private func domain(of node: Node, _ context: Context) -> Int? {
    let framework = context.content.framework
    return switch node {
    case .step, .scale: nil
    case .domain(_, let domain): domain
    case .skill(_, let skill):
      framework.domains.firstIndex { framework.skills[skill].id.hasPrefix($0.id + ".") }
    }
  }

  private func name(of node: Node, _ context: Context) -> String {
    let framework = context.content.framework
    return switch node {
    case .step(let step), .scale(let step, _): "Step \(step)"
    case .domain(_, let domain): framework.domains[domain].shortName
    case .skill(_, let skill): framework.skills[skill].name
    }
  }

  private mutating func choose(_ index: Int, _ context: Context) {
    let rows = rows(context)
    guard rows.indices.contains(index) else { return }
    inPane = false
    if focus == rows[index], canFold(focus) {
      folded.formSymmetricDifference([focus])
    } else {
      moveFocus(rows, to: index)
    }
  }

  mutating func enterPane(_ context: Context) {
    inPane = !paneEntries(context).isEmpty
    paneScroll = 0
    entry = 0
    // Alone on the screen, the pane is read from its top.
    guard fillsScreen(context.size) else { return }
    let (first, height) = readingRows(context)
    if first >= height { entry = nil }
  }

  private mutating func moveFocus(_ rows: [Node], to index: Int) {
    guard !rows.isEmpty else { return }
    focus = rows[min(rows.count - 1, max(0, index))]
    entry = 0
    paneScroll = 0
  }

  func canFold(_ node: Node) -> Bool {
    switch node {
    case .step, .domain: true
    case .skill, .scale: false
    }
  }

  func depth(_ node: Node) -> Int {
    switch node {
    case .step: 0
    case .domain, .scale: 1
    case .skill: 2
    }
  }
}
