import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI

extension PlaceName {
  /// The result of the last measurement.
  static let result = PlaceName(rawValue: "result")
}

/// The result of an attempt: a picture and what to do next, then the single answers.
struct ResultScreen: SearchingScreen {
  static let place = Place(
    keys: [Place.KeyList(title: "Result", bindings: bindings(.summary))],
    signpost: Place.Signpost(
      name: .result, letter: "L", label: "result", help: "the result of the last measurement",
      title: "last result", synonyms: "score answers misses why"),
    open: { context in
      guard let last = context.overview.lastAttempt?.id else {
        return .navigate(
          .message(context.overview.nothingFinished + " After your first placement, its result is here."))
      }
      return .perform(.loadResult(last))
    },
    receive: { outcome, _ in
      guard case .result(let result) = outcome else { return .ignored }
      return .handled(effects: [.loadOverview], navigation: [.push(ResultScreen(result: result))])
    })

  let section = "result"
  /// The views of the screen.
  enum View: Int, Sendable, Hashable, CaseIterable {
    case summary
    case misses
    case unanswered
    case all
    case flagged
    case why

    var name: String {
      switch self {
      case .summary: "Summary"
      case .misses: "Misses"
      case .unanswered: "Unanswered"
      case .all: "All"
      case .flagged: "Flagged"
      case .why: "Why"
      }
    }

    /// The name where there is little room.
    var shortName: String { self == .unanswered ? "Open" : name }
  }

  private(set) var result: AttemptResult
  /// The filters, order and search of the list, and the selected answer.
  var list = ListModel<AnswerList>(AnswerList.Criteria())
  /// True if the summary is shown, and no list.
  private var isSummary = true
  /// The answer shown in full.
  var reading: Int?
  var scroll = 0
  /// The search in the answers; nil if there is none.
  var search: Prompt? {
    didSet { list.query = SearchQuery(search?.field.text ?? "") }
  }
  /// True while the search is being typed.
  var isSearching = false
  /// The report of a problem with the item, while it is written.
  var report: Prompt?

  /// Shows a result.
  init(result: AttemptResult) { self.result = result }

  /// Only the result of the last attempt is the place "last result".
  func place(_ context: Context) -> PlaceName? {
    result.record.id == context.overview.lastAttempt?.id ? .result : nil
  }

  func bindings(_ context: Context) -> [Binding] {
    if report != nil { return Prompt.bindings }
    if reading != nil {
      return [
        Binding(
          .right, [.right, .character("l"), .character("n"), .enter], label: "next", help: "the next answer"),
        Binding(
          .left, [.left, .character("h"), .character("p")], label: "before", help: "the previous answer",
          shown: "←"),
        Binding(
          .report, [.character("!")], label: "report question",
          help: "report the question as wrong; stays on your computer"
        ),
        LinksScreen.ofQuestion,
        Binding(.copy, [.character("y")], help: "copy the question with its explanation"),
      ] + Bindings.vertical + [Bindings.back]
    }
    if isSearching { return Bindings.searching }
    // An empty list has nothing to open.
    let isEmpty = view != .summary && listed(view).isEmpty
    // Practice doesn't change your score.
    let keys = Self.bindings(view, isBySkill: isBySkill, after: onward).filter {
      (!isEmpty || $0.command != .confirm) && (result.explanation != nil || $0.command != .explain)
    }
    // The summary says above the foot where these lead.
    let isSaid = view == .summary && Self.showsNext(context.size)
    let hasPane = view != .summary && view != .why && context.size.columns >= Self.columnsForPane + 2
    return isSaid
      ? keys.map { [.confirm, .drill, .explain].contains($0.command) ? $0.labelled("") : $0 }
      : hasPane ? keys + Self.paneKeys : keys
  }

  /// True if letters are text.
  var takesText: Bool { isSearching || report != nil }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { return perform(command, context) }
    if report != nil { return report?.field.take(input) ?? false ? .done : .ignored }
    guard typeSearch(input) else { return .ignored }
    list.selection.selectFirst()
    return .done
  }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    switch outcome {
    case .reported:
      return .navigate(.message("Your report stays on this computer. The bank shows it."))
    case .result(let result) where result.record.id == self.result.record.id && isOutdated(context):
      self.result = result
      return .done
    default: return .ignored
    }
  }

  /// Reads the result again if the person aims at another target since.
  mutating func refresh(_ context: Context) -> Response {
    isOutdated(context) ? .perform(.loadResult(result.record.id)) : .ignored
  }

  private func isOutdated(_ context: Context) -> Bool {
    result.profile != context.overview.settings.profile
  }

  /// The report being written.
  func unsaved(_ context: Context) -> [Effect] {
    guard let report, !report.field.text.isEmpty, let item = readItem else { return [] }
    return [.reportItem(item, report.field.text)]
  }

  /// The item of the answer shown in full.
  private var readItem: String? {
    let places = listed(view)
    return reading.flatMap { places.indices.contains($0) ? result.answers[places[$0]].response.item : nil }
  }

  /// The present view.
  var view: View {
    get {
      if isSummary { return .summary }
      return switch list.criteria.filter {
      case .misses: .misses
      case .unanswered: .unanswered
      case .all: .all
      case .flagged: .flagged
      case .moved: .why
      }
    }
    set {
      isSummary = newValue == .summary
      list.criteria.filter = filter(of: newValue)
    }
  }

  /// The number to explain: nil for the overall score, otherwise a domain's index.
  var subject: Int? {
    if case .moved(let domain) = list.criteria.filter { domain } else { nil }
  }

  /// True if the answers are listed by skill.
  var isBySkill: Bool { list.criteria.order == .skill }

  private func filter(of view: View) -> AnswerList.Filter {
    switch view {
    case .misses: .misses
    case .unanswered: .unanswered
    case .summary, .all: .all
    case .flagged: .flagged
    case .why:
      if case .moved = list.criteria.filter {
        list.criteria.filter
      } else {
        .moved(domain: result.domainOfScope)
      }
    }
  }

  /// The numbers to explain, one after the other: what the attempt was about, overall, then each domain it asked about.
  private var subjects: [Int?] {
    let own = result.domainOfScope
    let asked = result.domains.indices.filter { result.answersOfDomain[$0] > 0 && $0 != own }
    return (own.map { [$0, nil] } ?? [nil]) + asked
  }

  /// The number of answers in a view, ignoring the search.
  func counted(_ view: View) -> Int { rows(view, matching: SearchQuery()).count }

  /// The answers of the view, as indices into the result's answers.
  func listed(_ view: View) -> [Int] {
    // Don't filter the answers that moved a number, so that the rows add up.
    rows(view, matching: view == .why ? SearchQuery() : list.query).map(\.id)
  }

  private func rows(_ view: View, matching query: SearchQuery) -> [AnswerList.Row] {
    view == .summary
      ? []
      : AnswerList(result).rows(
        AnswerList.Criteria(filter(of: view), order: list.criteria.order), matching: query)
  }

  /// The position of the selected answer in the list.
  var focus: Int { list.selection.place(in: listed(view)) }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    if reading != nil { return read(command, context) }
    if isSearching { return find(command, in: \.list) { $0.move(command) } }
    let places = listed(view)
    list.selection.hold(in: places)
    switch command {
    case .up, .down, .pageUp, .pageDown, .top, .bottom: move(command, page: context.page)
    case .scrollUp: scroll = max(0, scroll - 3)
    case .scrollDown: scroll = min(60, scroll + 3)
    case .next: show(views[(place(of: view) + 1) % views.count])
    case .previous: show(views[(place(of: view) + views.count - 1) % views.count])
    case .filter: show(view == .misses ? .all : .misses)
    case .explain:
      if view == .why {
        let place = subjects.firstIndex(of: subject) ?? 0
        list.criteria.filter = .moved(domain: subjects[(place + 1) % subjects.count])
        list.selection.selectFirst()
      } else {
        show(.why)
      }
    case .choose(let index):
      guard places.indices.contains(index) else { return .done }
      if focus == index { reading = index }
      list.selection.select(index, in: places)
      scroll = 0
    case .tab(let index): show(View(rawValue: index) ?? .summary)
    case .confirm:
      if view == .summary {
        switch onward {
        case .misses: show(.misses)
        case .unanswered: show(.unanswered)
        case .gaps: return .navigate(.push(GapReportScreen(context)))
        case .reviews: return .perform(.loadReviews)
        }
        return .done
      }
      if !places.isEmpty {
        reading = focus
        scroll = 0
      }
    case .search:
      if view == .summary || view == .why { show(.all) }
      beginSearch()
    case .drill:
      if let open = context.overview.open { return .perform(.resumeAttempt(open.id)) }
      let drilled =
        switch view {
        case .misses, .unanswered: places
        case .summary where onward == .misses: rows(.misses, matching: SearchQuery()).map(\.id)
        case .summary where onward == .unanswered: rows(.unanswered, matching: SearchQuery()).map(\.id)
        default: [Int]()
        }
      let items = drilled.map { result.answers[$0].response.item }
      return .perform(items.isEmpty ? .startAttempt(.drill, .all) : .drillItems(items))
    case .sort:
      if view != .summary, view != .why { list.criteria.order = isBySkill ? .asked : .skill }
    case .back where search != nil: search = nil
    case .back:
      if view == .summary { return .navigate(.pop) }
      show(.summary)
    default: break
    }
    return .done
  }

  private mutating func read(_ command: Command, _ context: Context) -> Response {
    guard let place = reading else { return .done }
    let (places, page) = (listed(view), context.page)
    if let report {
      guard command == .confirm || command == .back else { return .done }
      self.report = nil
      guard command == .confirm, let item = readItem, !report.field.text.isEmpty else { return .done }
      return .perform(.reportItem(item, report.field.text))
    }
    if Pane.scroll(&scroll, by: command, page: page) { return .done }
    switch command {
    case .next where report == nil && places.indices.contains(place):
      return LinksScreen.open(forSkill: result.answers[places[place]].response.skill, context)
    case .right, .confirm:
      if place + 1 < places.count { turn(to: place + 1) }
    case .left, .previous:
      if place > 0 { turn(to: place - 1) }
    case .copy:
      guard places.indices.contains(place), let item = result.answers[places[place]].item else { break }
      return .navigate(.copy(item.copied(explained: true), name: "question and explanation"))
    case .report: report = Prompt("What is wrong? It stays on this computer")
    case .back:
      reading = nil
      scroll = 0
    default: break
    }
    return .done
  }

  private mutating func turn(to place: Int) {
    reading = place
    list.selection.select(place, in: listed(view))
    scroll = 0
  }

  /// The views of this result.
  var views: [View] {
    View.allCases.filter { view in
      switch view {
      case .summary, .misses, .all: true
      case .unanswered: !result.unanswered.isEmpty
      case .flagged: result.answers.contains { $0.response.flagged }
      case .why: result.explanation != nil
      }
    }
  }

  private func place(of view: View) -> Int { views.firstIndex(of: view) ?? 0 }

  private mutating func show(_ next: View) {
    view = next
    list.selection.selectFirst()
    scroll = 0
  }

  private mutating func move(_ command: Command, page: Int = 10) {
    guard view == .summary else {
      if list.selection.move(command, in: listed(view), page: page) { scroll = 0 }
      return
    }
    if !Pane.scroll(&scroll, by: command, page: page), command == .bottom { scroll += 10_000 }
  }
}
