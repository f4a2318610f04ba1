import Foundation
import ItemBank
import Journal
import Psychometrics
import SextantCore
import TerminalUI

extension PlaceName {
  /// All attempts.
  static let history = PlaceName(rawValue: "history")
}

/// All attempts over time: a line with its band, and the attempts as a list.
struct HistoryScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "History", bindings: bindings(isChartAlone: false))],
    signpost: Place.Signpost(
      name: .history, letter: "H", label: "history", help: "all attempts, and what changed", title: "history",
      synonyms: "attempts trend compare chart"),
    open: { _ in .perform(.loadHistory) },
    receive: { outcome, _ in
      guard case .history(let data) = outcome else { return .ignored }
      return .navigate(.push(HistoryScreen(data: data)))
    })

  let section = "history"
  let data: HistoryData
  /// The line that is drawn: nil for overall, else a domain's index.
  var domain: Int? {
    didSet { if domain != oldValue { trend = data.trend(domain: domain) } }
  }
  /// The trend of the drawn line; nil with fewer than two attempts.
  private(set) var trend: HistoryData.Trend?
  /// The focused attempt, counted from the newest.
  var focus = 0
  /// Marked attempts, by identity, in the order of marking.
  var marked: [String] = []
  var hint: String?
  /// True where the chart has the whole screen.
  var isChartAlone = false

  /// Shows the attempts.
  init(data: HistoryData) {
    self.data = data
    trend = data.trend(domain: nil)
  }

  /// The attempt of a row of the list, the newest first; nil outside of it.
  func entry(atRow row: Int) -> HistoryData.Entry? {
    data.entries.indices.contains(row) ? data.entries[data.entries.count - 1 - row] : nil
  }

  func place(_ context: Context) -> PlaceName? { .history }

  func bindings(_ context: Context) -> [Binding] {
    // An empty list has nothing to mark or to compare.
    data.entries.isEmpty ? [Bindings.back] : Self.bindings(isChartAlone: isChartAlone)
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
        help: "compare the two marked attempts, or the last one with the one of its mode before it"),
      Binding(
        .right, [.right, .character("l")], label: "domain", help: "the next domain's line", shown: "← →"),
      Binding(.left, [.left, .character("h")], help: "the line before"),
    ] + Bindings.vertical + [Bindings.back]
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    hint = nil
    let count = data.entries.count
    let domains = context.content.framework.domains.count
    switch command {
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(max(0, count - 1), focus + 1)
    case .pageUp: focus = max(0, focus - 10)
    case .pageDown: focus = min(max(0, count - 1), focus + 10)
    case .top: focus = 0
    case .bottom: focus = max(0, count - 1)
    case .right: domain = domain.map { $0 + 1 < domains ? $0 + 1 : nil } ?? (domain == nil ? 0 : nil)
    case .left: domain = domain.map { $0 > 0 ? $0 - 1 : nil } ?? (domain == nil ? domains - 1 : nil)
    case .choose(let index):
      guard let entry = entry(atRow: index) else { return .done }
      if focus == index { return .perform(.loadResult(entry.record.id)) }
      focus = index
    case .next: isChartAlone.toggle()
    case .confirm: if let entry = entry(atRow: focus) { return .perform(.loadResult(entry.record.id)) }
    case .toggle:
      guard let id = entry(atRow: focus)?.record.id else { return .done }
      if let place = marked.firstIndex(of: id) {
        marked.remove(at: place)
      } else {
        marked.append(id)
        if marked.count > 2 { marked.removeFirst() }
      }
    case .compare:
      if marked.count == 2 { return .perform(.loadComparison(marked[0], marked[1])) }
      // Like with like: the last attempt of the same kind before it, where there is one.
      if marked.isEmpty, let last = entry(atRow: 0), count > 1,
        let before = data.entries.dropLast().last(where: { $0.mode == last.mode }) ?? entry(atRow: 1)
      {
        return .perform(.loadComparison(before.record.id, last.record.id))
      }
      hint = count < 2 ? "There is only one attempt so far." : "Mark two attempts with space first."
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }
}
