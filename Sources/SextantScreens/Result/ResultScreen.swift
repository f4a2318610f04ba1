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

/// What an attempt found: the overall first, then the domains, then the answers one by one.
struct ResultScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Result", bindings: bindings(.summary))],
    signpost: Place.Signpost(
      name: .result, letter: "L", label: "last result", help: "the result of the last measurement",
      title: "last result", synonyms: "score answers misses why"),
    open: { context in
      guard let last = context.overview.attempts.last?.id else {
        return .navigate(.message("No attempt is finished yet. After the first, its result is here."))
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
    case all
    case why

    var name: String {
      switch self {
      case .summary: "Summary"
      case .misses: "Misses"
      case .all: "All"
      case .why: "Why"
      }
    }
  }

  let result: AttemptResult
  var view: View = .summary
  /// The focused answer of a list.
  var focus = 0
  /// The answer that is shown in full.
  var reading: Int?
  /// The number that is explained: nil for the overall one, else a domain's index.
  var subject: Int?
  var scroll = 0
  /// What is searched for in the answers; nil where nothing is.
  var search: Prompt?
  /// True while the search is typed.
  var isSearching = false
  /// What is wrong with the item that is read, while it is written.
  var report: Prompt?
  /// True where the answers are listed skill by skill.
  var isBySkill = false

  /// Shows a result.
  init(result: AttemptResult) { self.result = result }

  /// Of results, only that of the last attempt is the last one.
  func place(_ context: Context) -> PlaceName? {
    result.record.id == context.overview.attempts.last?.id ? .result : nil
  }

  func bindings(_ context: Context) -> [Binding] {
    if report != nil { return Prompt.bindings }
    if reading != nil {
      return [

        Binding(
          .right, [.right, .character("l"), .character("n"), .enter], label: "next", help: "the next answer"),
        Binding(
          .left, [.left, .character("h"), .character("p")], label: "before", help: "the answer before",
          shown: "←"),
        Binding(
          .report, [.character("!")], label: "report item",
          help: "report the item as wrong; kept on your machine"
        ),
      ] + Bindings.vertical + [Bindings.back]
    }
    if isSearching { return Bindings.searching }
    // An empty list has nothing to read.
    let isEmpty = view != .summary && listed(view).isEmpty
    // Practice moves no number.
    return Self.bindings(view, isBySkill: isBySkill).filter {
      (!isEmpty || $0.command != .confirm) && (result.explanation != nil || $0.command != .explain)
    }
  }

  /// True where letters are text.
  var takesText: Bool { isSearching || report != nil }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { return perform(command, context) }
    if report != nil { return report?.field.take(input) ?? false ? .done : .ignored }
    guard isSearching, search?.field.take(input) ?? false else { return .ignored }
    focus = 0
    return .done
  }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    guard case .reported = outcome else { return .ignored }
    return .navigate(.message("Your report is kept on this machine; the bank shows it."))
  }

  /// A report that is being written.
  func unsaved(_ context: Context) -> [Effect] {
    guard let report, !report.field.text.isEmpty, let item = readItem else { return [] }
    return [.reportItem(item, report.field.text)]
  }

  /// The item of the answer that is read.
  private var readItem: String? {
    let list = listed(view)
    return reading.flatMap { list.indices.contains($0) ? result.answers[list[$0]].response.item : nil }
  }

  private static func bindings(_ view: View, isBySkill: Bool = false) -> [Binding] {
    return [
      Binding(
        .confirm, [.enter, .character(" ")], label: view == .summary ? "gap report" : "read",
        help: view == .summary ? "the gap report" : "read the focused answer"),
      Binding(
        .drill, [.character("d")], label: view == .misses ? "drill these" : "",
        help: view == .misses
          ? "practise these misses, in this order" : "practise: what is due first, then the gaps"),
      Binding(
        .next, [.tab, .right, .character("l")], label: "next view", help: "summary, misses, all answers"),
      Binding(.previous, [.backTab, .left, .character("h")], help: "the view before"),
      Binding(
        .filter, [.character("f")], label: view == .misses ? "all" : "misses",
        help: "only the misses, certain and wrong first, or all answers"),
      Binding(
        .explain, [.character("w")], label: view == .why ? "next number" : "why",
        help: "where a number came from: what each answer moved it by; again for the next number"),
      Binding(
        .search, [.character("/")], label: view == .summary ? "" : "search",
        help: "search the answers as you type"),
      Binding(
        .sort, [.character("o")],
        label: view == .misses || view == .all ? (isBySkill ? "as asked" : "by skill") : "",
        help: "skill by skill, or in the order of the sitting"),
    ] + Bindings.vertical + [Bindings.back]
  }

  /// How many answers a view has, whatever is searched for.
  func counted(_ view: View) -> Int {
    var copy = self
    copy.search = nil
    return copy.listed(view).count
  }

  /// The answers of the view, as indices into the result's answers.
  func listed(_ view: View) -> [Int] {
    switch view {
    case .summary: return []
    case .why:
      return (result.explanation?.effects ?? []).filter { moved($0) != 0 }.sorted {
        abs(moved($0)) > abs(moved($1))
      }.map(\.piece)
    case .all: return arranged(result.answers.indices.filter(matches))
    case .misses:
      let misses = arranged(
        result.answers.indices.filter { result.answers[$0].response.credit < 1 && matches($0) })
      // Certain and wrong first: a misconception is worth more than a hole.
      return misses.filter { isMisconception($0) } + misses.filter { !isMisconception($0) }
    }
  }

  /// In the order of the sitting, or skill by skill in the order of the framework.
  private func arranged(_ places: [Int]) -> [Int] {
    guard isBySkill else { return places }
    let skills = result.domains.flatMap(\.skills).map(\.id)
    return places.sorted { one, two in
      let first = skills.firstIndex(of: result.answers[one].response.skill) ?? .max
      let second = skills.firstIndex(of: result.answers[two].response.skill) ?? .max
      return (first, one) < (second, two)
    }
  }

  /// True where an answer has all words of the search in its stem, its skill or its note.
  private func matches(_ place: Int) -> Bool {
    guard let search else { return true }
    let answered = result.answers[place]
    let skill = result.domains.flatMap(\.skills).first { $0.id == answered.response.skill }?.name ?? ""
    let text = [
      answered.response.item, skill, answered.item?.stem ?? "", answered.item?.partsText ?? "",
      answered.item?.code?.text ?? "", answered.response.note ?? "",
      answered.response.flagged ? "flagged" : "",
    ]
    .joined(separator: " ").lowercased()
    return search.field.text.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
  }

  /// What an answer moved the explained number by, in logits.
  func moved(_ effect: Explanation.Effect) -> Double {
    let value = subject.map { effect.domains[$0] } ?? effect.overall
    // What is less than a tenth of a point is the number's own rounding.
    return abs(value) < 0.001 ? 0 : value
  }

  func isMisconception(_ index: Int) -> Bool {
    result.answers[index].response.credit == 0 && result.answers[index].response.confidence == 3
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    if reading != nil { return read(command, page: context.page) }
    if isSearching { return find(command) }
    let list = listed(view)
    switch command {
    case .up: step(-1, list.count)
    case .down: step(1, list.count)
    case .pageUp: step(-context.page, list.count)
    case .pageDown: step(context.page, list.count)
    case .top:
      focus = 0
      scroll = 0
    case .bottom: step(10_000, list.count)
    case .next: show(views[(place(of: view) + 1) % views.count])
    case .previous: show(views[(place(of: view) + views.count - 1) % views.count])
    case .filter: show(view == .misses ? .all : .misses)
    case .explain:
      if view == .why {
        // Overall, then the domains that were asked about, and round again.
        let asked = result.domains.indices.filter { result.answersOfDomain[$0] > 0 }
        subject = asked.first { $0 > (subject ?? -1) }
        focus = 0
      } else {
        subject = nil
        show(.why)
      }
    case .choose(let index):
      guard list.indices.contains(index) else { return .done }
      if focus == index { reading = index }
      focus = index
      scroll = 0
    case .tab(let index): show(View(rawValue: index) ?? .summary)
    case .confirm:
      if view == .summary { return .navigate(.push(GapsScreen(context))) }
      if list.indices.contains(focus) {
        reading = focus
        scroll = 0
      }
    case .search:
      if view == .summary || view == .why { show(.all) }
      search = search ?? Prompt("/")
      isSearching = true
    case .drill:
      if let open = context.overview.open { return .perform(.resumeAttempt(open.id)) }
      let misses = view == .misses ? list.map { result.answers[$0].response.item } : []
      return .perform(misses.isEmpty ? .startAttempt(.drill, .all) : .drillItems(misses))
    case .sort:
      if view == .misses || view == .all { isBySkill.toggle() }
    case .back where search != nil: search = nil
    case .back:
      if view == .summary { return .navigate(.pop) }
      show(.summary)
    default: break
    }
    return .done
  }

  private mutating func find(_ command: Command) -> Response {
    switch command {
    case .up: step(-1, listed(view).count)
    case .down: step(1, listed(view).count)
    case .confirm:
      isSearching = false
      if search?.field.text.isEmpty ?? true { search = nil }
    case .back:
      isSearching = false
      search = nil
      focus = 0
    default: break
    }
    return .done
  }

  private mutating func read(_ command: Command, page: Int) -> Response {
    guard let place = reading else { return .done }
    let list = listed(view)
    if let report {
      guard command == .confirm || command == .back else { return .done }
      self.report = nil
      guard command == .confirm, let item = readItem, !report.field.text.isEmpty else { return .done }
      return .perform(.reportItem(item, report.field.text))
    }
    switch command {
    case .right, .next, .confirm:
      if place + 1 < list.count { turn(to: place + 1) }
    case .left, .previous:
      if place > 0 { turn(to: place - 1) }
    case .up: scroll = max(0, scroll - 1)
    case .down: scroll += 1
    case .pageUp: scroll = max(0, scroll - page)
    case .pageDown: scroll += page
    case .top: scroll = 0
    case .report: report = Prompt("What is wrong? Kept on this machine alone")
    case .back:
      reading = nil
      scroll = 0
    default: break
    }
    return .done
  }

  private mutating func turn(to place: Int) {
    reading = place
    focus = place
    scroll = 0
  }

  /// The views that this result has.
  private var views: [View] { View.allCases.filter { $0 != .why || result.explanation != nil } }

  private func place(of view: View) -> Int { views.firstIndex(of: view) ?? 0 }

  private mutating func show(_ next: View) {
    view = next
    focus = 0
    scroll = 0
  }

  private mutating func step(_ distance: Int, _ count: Int) {
    if view == .summary {
      scroll = max(0, scroll + distance)
    } else {
      focus = min(max(0, count - 1), max(0, focus + distance))
    }
  }
}
