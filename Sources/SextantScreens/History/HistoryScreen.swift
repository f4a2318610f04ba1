import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI

extension PlaceName {
  /// All attempts.
  static let history = PlaceName(rawValue: "history")
}

/// The score over time as a line with its band, and the attempts as a list.
struct HistoryScreen: SearchingScreen {
  static let place = Place(
    keys: [Place.KeyList(title: "History", bindings: bindings(isChartAlone: false))],
    signpost: Place.Signpost(
      name: .history, letter: "H", label: "history", help: "all attempts, and what changed", title: "history",
      synonyms: "attempts trend compare chart"),
    open: { _ in .perform(.loadHistory) },
    receive: { outcome, context in
      guard case .history(let data) = outcome else { return .ignored }
      return .navigate(.push(HistoryScreen(data: data, days: context.days)))
    })

  let section = "history"
  private(set) var data: HistoryData {
    didSet {
      listed = list.rows(of: AttemptList(data, days: days))
      let ids = Set(data.entries.map(\.id))
      marked.removeAll { !ids.contains($0) }
    }
  }
  /// The line to draw: nil for overall, otherwise a domain's index.
  var domain: Int?
  /// The search and the selected attempt.
  var list = ListModel<AttemptList>(NoCriteria())
  /// What is searched for; nil if nothing is.
  var search: Prompt? {
    didSet {
      list.query = SearchQuery(search?.field.text ?? "")
      listed = list.rows(of: AttemptList(data, days: days))
    }
  }
  /// The attempts that are listed, the newest first; kept, as there may be thousands.
  private(set) var listed: [HistoryData.Entry]
  /// True while the search is typed.
  var isSearching = false
  /// The marked attempts, by identity, in the order of marking.
  var marked: [String] = []
  var hint: String?
  /// Why the selected attempt shouldn't count, while it is written.
  var reason: Prompt?
  /// True after something was asked that changes which attempts there are or which count.
  private var awaitsChange = false
  /// True if the chart fills the screen.
  var isChartAlone = false

  private let days: LocalDays

  /// Shows the attempts, with the person's days.
  init(data: HistoryData, days: LocalDays) {
    self.data = data
    self.days = days
    listed = list.rows(of: AttemptList(data, days: days))
  }

  func place(_ context: Context) -> PlaceName? { .history }

  func bindings(_ context: Context) -> [Binding] {
    // An empty list has nothing to mark or compare.
    if isSearching { return Bindings.searching }
    if reason != nil { return Prompt.bindings(keep: "exclude") }
    return data.entries.isEmpty ? [Bindings.back] : Self.bindings(isChartAlone: isChartAlone)
  }

  private static func bindings(isChartAlone: Bool) -> [Binding] {
    [
      Binding(.confirm, [.enter], label: "result", help: "the result of the focused attempt"),
      Binding(
        .next, [.tab], label: isChartAlone ? "list" : "chart",
        help: "the chart on the whole screen, or beside the list"),
      Binding(.toggle, [.character(" ")], label: "mark", help: "mark an attempt for comparison"),
      Binding(
        .compare, [.character("c")], label: "compare",
        help: "compare the marked attempts, one with its best match, or the two that compare best"),
      Binding(
        .exclude, [.character("O")], label: "exclude",
        help: "leave an attempt out of your score, or count it again"),
      Binding(
        .right, [.right, .character("l")], label: "domain", help: "the next domain's line", shown: "← →"),
      Binding(.left, [.left, .character("h")], help: "the previous line"),
      Binding(.delete, [.delete], help: "delete an attempt for good; it asks first"),
      Binding(
        .search, [.character("/")], help: "search the attempts by number, mode and day as you type"),
    ] + Bindings.vertical + [Bindings.back]
  }

  /// True if letters are text.
  var takesText: Bool { isSearching || reason != nil }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    guard awaitsChange, case .history(let fresh) = outcome else { return .ignored }
    awaitsChange = false
    data = fresh
    return .done
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else {
      if reason != nil { return reason?.field.take(input) ?? false ? .done : .ignored }
      guard typeSearch(input) else { return .ignored }
      list.selection.selectFirst()
      return .done
    }
    hint = nil
    let rows = listed
    list.hold(in: rows)
    if isSearching { return find(command, in: \.list) { _ = $0.list.move(command, in: rows) } }
    if reason != nil { return exclude(command, rows) }
    let count = data.entries.count
    let selected = list.selected(in: rows)
    if case .choose(let index) = command, rows.indices.contains(index), list.place(in: rows) == index {
      return .perform(.loadResult(rows[index].id))
    }
    if list.move(command, in: rows) { return .done }
    let domains = context.content.framework.domains.count
    switch command {
    case .right: domain = domain.map { $0 + 1 < domains ? $0 + 1 : nil } ?? (domain == nil ? 0 : nil)
    case .left: domain = domain.map { $0 > 0 ? $0 - 1 : nil } ?? (domain == nil ? domains - 1 : nil)
    case .next: isChartAlone.toggle()
    case .confirm: if let selected { return .perform(.loadResult(selected.id)) }
    case .exclude:
      guard let selected else { return .done }
      guard selected.record.exclusion != nil else {
        reason = Prompt("Why shouldn't this \(selected.mode.name) count?")
        reason?.example = "rushed, or somebody else's"
        isChartAlone = false
        return .done
      }
      awaitsChange = true
      return .perform(.includeAttempt(selected.id))
    case .delete:
      guard let selected else { return .done }
      awaitsChange = true
      return .perform(.loadDeletion(selected.id))
    case .search where !data.entries.isEmpty:
      beginSearch()
      isChartAlone = false
    case .toggle:
      guard let id = selected?.id else { return .done }
      if let place = marked.firstIndex(of: id) {
        marked.remove(at: place)
      } else {
        marked.append(id)
        if marked.count > 2 { marked.removeFirst() }
      }
    case .compare:
      if marked.count == 2 { return .perform(.loadComparison(marked[0], marked[1])) }
      if marked.isEmpty, let pair = data.lastPair {
        return .perform(.loadComparison(pair.before.id, pair.after.id))
      }
      if let one = marked.first, let pair = data.bestPair(with: one) {
        return .perform(.loadComparison(pair.before.id, pair.after.id))
      }
      hint = count < 2 ? "There is only one attempt so far." : "Mark two attempts with space first."
    // The attempt stays selected, wherever it is in the whole list.
    case .back where search != nil: search = nil
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  /// Excludes the selected attempt with the written reason, or drops what was written.
  private mutating func exclude(_ command: Command, _ rows: [HistoryData.Entry]) -> Response {
    switch command {
    case .back: reason = nil
    case .confirm:
      let text = (reason?.field.text ?? "").trimmingCharacters(in: .whitespaces)
      guard !text.isEmpty else {
        hint = "Say why first, for example: rushed. Esc leaves it as it is."
        return .done
      }
      reason = nil
      guard let selected = list.selected(in: rows) else { return .done }
      awaitsChange = true
      return .perform(.excludeAttempt(selected.id, reason: text))
    default: break
    }
    return .done
  }
}
