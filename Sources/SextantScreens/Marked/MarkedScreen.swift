import ItemBank
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension PlaceName {
  /// The flagged questions and the notes.
  static let notes = PlaceName(rawValue: "notes")
}

/// The flagged questions and the notes of all attempts, each with its question as it was asked and its explanation.
struct MarkedScreen: SearchingScreen {
  static let place = Place(
    keys: [Place.KeyList(title: "Flags and notes", bindings: bindings())],
    signpost: Place.Signpost(
      name: .notes, letter: "N", label: "notes", help: "the questions you flagged, and your notes",
      title: "flags and notes", synonyms: "flagged marked questions note list bookmarks"),
    open: { _ in .perform(.loadMarked) },
    receive: { outcome, _ in
      guard case .marked(let questions) = outcome else { return .ignored }
      return .navigate(.push(MarkedScreen(questions: questions)))
    })

  let section = "flags-and-notes"
  /// After practice there may be more of them, so read them again.
  let underAttempt = UnderAttempt.reopens(.loadMarked)
  private(set) var questions: [AskedQuestion]
  /// The filter, the order, the search and the selected question.
  private(set) var list = ListModel<MarkedList>(MarkedList.Criteria())
  /// True if the selected question takes the whole screen.
  private(set) var isReading = false
  /// The rows by which the question is scrolled.
  private(set) var paneScroll = 0
  /// The search; nil if there is none.
  var search: Prompt? {
    didSet { list.query = SearchQuery(search?.field.text ?? "") }
  }
  var isSearching = false
  /// The report of a mistake in the question, while it is written.
  private var report: Prompt?
  /// The flag that is being stored.
  private var flagging: (id: AskedQuestion.ID, isFlagged: Bool)?

  init(questions: [AskedQuestion]) { self.questions = questions }

  func place(_ context: Context) -> PlaceName? { .notes }

  func bindings(_ context: Context) -> [Binding] {
    if report != nil { return Prompt.bindings }
    if isSearching { return Bindings.searching }
    return Self.bindings(list.criteria, isReading: isReading)
  }

  private static func bindings(
    _ criteria: MarkedList.Criteria = MarkedList.Criteria(), isReading: Bool = false
  ) -> [Binding] {
    let filters = MarkedList.Filter.allCases
    let next = filters[(criteria.filter.rawValue + 1) % filters.count]
    let bySkill = criteria.order == .newest
    return [
      Binding(
        .confirm, [.enter], label: isReading ? "to the list" : "read",
        help: "read the question as it was asked, with its explanation; again for the list"),
      Binding(.toggle, [.character(" ")], label: "flag", help: "take the flag off, or put it on again"),
      Binding(.drill, [.character("d")], label: "drill these", help: "practise the listed questions"),
      Binding(
        .search, [.character("/")], label: "search", help: "search questions, skills and notes as you type"),
      Binding(
        .filter, [.character("f")], label: next == .all ? "all" : "only \(next.name)",
        help: "flags and notes, flags alone, or notes alone"),
      Binding(
        .sort, [.character("o")], label: bySkill ? "by skill" : "newest first",
        help: "skill by skill, or the newest first"),
      Binding(.copy, [.character("y")], help: "copy the question with its explanation"),
      Binding(.report, [.character("!")], help: "report a mistake in the question; stays on your computer"),
      Binding(.scrollUp, [.character("[")], help: "scroll the question up"),
      Binding(.scrollDown, [.character("]")], help: "scroll the question down"),
    ] + Bindings.vertical + [Bindings.back]
  }

  var takesText: Bool { isSearching || report != nil }

  /// The listed questions.
  func rows(_ context: Context) -> [AskedQuestion] {
    list.rows(of: MarkedList(questions, context.content.framework))
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { return perform(command, context) }
    if report != nil { return report?.field.take(input) ?? false ? .done : .ignored }
    guard typeSearch(input) else { return .ignored }
    list.selection.selectFirst()
    paneScroll = 0
    return .done
  }

  /// The report being written.
  func unsaved(_ context: Context) -> [Effect] {
    guard let report, !report.field.text.isEmpty, let row = list.selected(in: rows(context)) else {
      return []
    }
    return [.reportItem(row.answered.response.item, report.field.text)]
  }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    switch outcome {
    case .stored:
      guard let flagging else { return .ignored }
      self.flagging = nil
      if let place = questions.firstIndex(where: { $0.id == flagging.id }) {
        questions[place].answered.response.flagged = flagging.isFlagged
      }
      return .done
    case .failed:
      flagging = nil
      return .ignored
    case .reported: return .navigate(.message("Your report stays on this computer. The bank shows it."))
    default: return .ignored
    }
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    let rows = rows(context)
    if let report {
      guard command == .confirm || command == .back else { return .done }
      self.report = nil
      guard command == .confirm, !report.field.text.isEmpty, let row = list.selected(in: rows) else {
        return .done
      }
      return .perform(.reportItem(row.answered.response.item, report.field.text))
    }
    list.hold(in: rows)
    if isReading, scroll(command, page: context.page) { return .done }
    if list.move(command, in: rows, page: context.page) {
      paneScroll = 0
      return .done
    }
    guard let selected = list.selected(in: rows) else { return withoutRows(command) }
    switch command {
    case .scrollUp: paneScroll = max(0, paneScroll - 3)
    case .scrollDown: paneScroll = min(Self.mostScroll, paneScroll + 3)
    case .confirm where isSearching: keepSearch()
    case .confirm: (isReading, paneScroll) = (!isReading, 0)
    case .toggle:
      flagging = (selected.id, !selected.isFlagged)
      return .perform(
        .flag(attempt: selected.id.attempt, position: selected.id.position, !selected.isFlagged))
    case .drill:
      return .perform(
        context.overview.open.map { .resumeAttempt($0.id) } ?? .drillItems(Self.items(of: rows)))
    case .copy:
      guard let item = selected.answered.item else { break }
      return .navigate(.copy(item.copied(explained: true), name: "question and explanation"))
    case .report: report = Prompt("What is wrong? It stays on this computer")
    case .back where isReading: (isReading, paneScroll) = (false, 0)
    default: return withoutRows(command)
    }
    return .done
  }

  /// Carries out what needs no selected question.
  private mutating func withoutRows(_ command: Command) -> Response {
    switch command {
    case .confirm where isSearching: keepSearch()
    case .search:
      isReading = false
      beginSearch()
    case .filter:
      let filters = MarkedList.Filter.allCases
      list.criteria.filter = filters[(list.criteria.filter.rawValue + 1) % filters.count]
      paneScroll = 0
    case .sort: list.criteria.order = list.criteria.order == .newest ? .skill : .newest
    // The question stays selected, wherever it is in the whole list.
    case .back where search != nil: dropSearch()
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  private static let mostScroll = 400

  /// The first row of the question to show.
  func scrolled(_ lines: [Line], _ rows: Int) -> Int { min(paneScroll, max(0, lines.count - rows)) }

  /// The search, or the report that is being written.
  func footLine(columns: Int) -> Line? {
    if let report { return report.line(columns: columns) }
    var line = search?.line(columns: columns)
    if !isSearching { line?.cursor = nil }
    return line
  }

  /// Scrolls the question that takes the whole screen.
  private mutating func scroll(_ command: Command, page: Int) -> Bool {
    switch command {
    case .up: paneScroll = max(0, paneScroll - 1)
    case .down: paneScroll = min(Self.mostScroll, paneScroll + 1)
    case .pageUp: paneScroll = max(0, paneScroll - page)
    case .pageDown: paneScroll = min(Self.mostScroll, paneScroll + page)
    case .top: paneScroll = 0
    case .bottom: paneScroll = Self.mostScroll
    default: return false
    }
    return true
  }

  /// The items of some rows, each once.
  private static func items(of rows: [AskedQuestion]) -> [String] {
    var seen: Set<String> = []
    return rows.map(\.answered.response.item).filter { seen.insert($0).inserted }
  }
}
