import Foundation
import ItemBank
import Journal
import QuizEngine
import Roadmap
import SextantCore
import TerminalUI

extension PlaceName {
  /// The actions of the roadmap.
  static let plan = PlaceName(rawValue: "plan")
}

/// The plan: what to do this week, next week and later; and all actions, with date, proof and note.
struct PlanScreen: SearchingScreen {
  static let place = Place(
    keys: [Place.KeyList(title: "Plan", bindings: listBindings(state: nil, filter: .weeks))],
    signpost: Place.Signpost(
      name: .plan, letter: "p", label: "plan", help: "the plan: what to do this week and later",
      title: "plan",
      synonyms: "actions todo done weeks interview"),
    open: { _ in .navigate(.push(PlanScreen())) })

  let section = "plan"
  let underAttempt = UnderAttempt.stays
  /// The lists that have a tab, in their order.
  static let tabs: [PlanList.Filter] = [.weeks, .todo, .doing, .done]

  /// The field being edited.
  enum Field: Sendable {
    case date
    case artefact
    case note
    case interview
    case file
  }

  /// The list, its search, and the selected action.
  var list = ListModel<PlanList>(PlanList.Criteria(.weeks, isFolded: true))
  var prompt: Prompt?
  var field = Field.note
  var hint: String?
  /// The search; nil if there is none.
  var search: Prompt? {
    didSet { list.query = SearchQuery(search?.field.text ?? "") }
  }
  /// True while the search is being typed.
  var isSearching = false
  /// The scroll offset of the pane, in rows.
  var paneScroll = 0

  /// An action that was started, finished or reopened here, and its row.
  ///
  /// It stays visible in its list, so that the next key still acts on it.
  private var kept: (action: String, row: Int)?
  /// The action that the person was asked about, whether it is done.
  private var asksDone: String?
  /// The state of the focused action; nil before the first command.
  private var state: ActionRecord.State?
  /// True if the date being written is that of the end.
  var isFinished = false
  /// True if the list on the screen is empty, so that nothing in it can be changed.
  private var isEmpty = false

  /// Opens the plan, at an action if one is given.
  init(at action: String? = nil) {
    guard let action else { return }
    list.selection.select(action)
    // It may begin in a later week.
    list.criteria.isFolded = false
  }

  func place(_ context: Context) -> PlaceName? { .plan }

  func bindings(_ context: Context) -> [Binding] {
    if prompt != nil { return field == .file ? Prompt.bindings(keep: "write") : Prompt.bindings }
    if isSearching { return Bindings.searching }
    let all = Self.listBindings(state: state, filter: list.criteria.filter)
    let ofAction: Set<Command> = [
      .confirm, .setDate, .setArtefact, .note, .copy, .undo, .scrollUp, .scrollDown,
    ]
    return isEmpty ? all.filter { !ofAction.contains($0.command) } : all
  }

  private static func listBindings(state: ActionRecord.State?, filter: PlanList.Filter) -> [Binding] {
    let label =
      switch (state, filter) {
      case (.todo?, _): "begin"
      case (.doing?, _): "done"
      case (.done?, _): "reopen"
      case (nil, .weeks), (nil, .left): "begin / done"
      case (nil, .todo): "begin"
      case (nil, .doing): "done"
      case (nil, .done): "reopen"
      }
    return [
      Binding(
        .confirm, [.enter, .character(" ")], label: label, help: "begin the action, finish it, reopen it"),
      Binding(.next, [.tab, .right, .character("l")], label: "list", help: "weeks, to do, doing, done"),
      Binding(.previous, [.backTab, .left, .character("h")], help: "the list before"),
      Binding(
        .filter, [.character("f")], label: filter == .weeks ? "all weeks" : "",
        help: "all weeks one by one, or only those that come soon"),
      Binding(
        .setInterview, [.character("I")], label: filter == .weeks ? "interview" : "",
        help: "the day of an interview that the plan leads to"),
      Binding(
        .moreTime, [.character("+")], label: filter == .weeks ? "time" : "",
        help: "more time a week; the weeks are laid out for it", shown: "+ -"),
      Binding(.lessTime, [.character("-")], help: "less time a week"),
      Binding(.drill, [.character("d")], help: "practise: what is due first, then the gaps"),
      Binding(.setDate, [.character("D")], label: "date", help: "by when, as year-month-day"),
      Binding(
        .setArtefact, [.character("a")], label: "proof", help: "attach a link or a name that proves it"),
      Binding(.note, [.character("n")], label: "note", help: "write a note"),
      Binding(.copy, [.character("y")], label: "links", help: "the action's links, with addresses to copy"),
      Binding(
        .export, [.character("x")], label: filter == .weeks ? "export" : "",
        help: "write the plan to a file: Markdown, or .ics for a calendar, .json, .txt by its name"),
      Binding(.search, [.character("/")], label: "search", help: "search the actions as you type"),
      Binding(.undo, [.character("u")], help: "one step back: from done to begun, from begun to do"),
      Binding(.scrollUp, [.character("[")], help: "scroll the pane up"),
      Binding(.scrollDown, [.character("]")], help: "scroll the pane down"),
    ]
      + (1...4).map { step in
        Binding(
          .onlyStep(step), [.character(Character("\(step)"))],
          help: "only step \(step) of the road, or all again")
      } + Bindings.vertical + [Bindings.back]
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { return perform(command, context) }
    return write(input) ? .done : .ignored
  }

  /// Handles text; returns whether it was used.
  private mutating func write(_ input: ScreenInput) -> Bool {
    hint = nil
    if prompt != nil {
      let wasUsed = prompt?.field.take(input) ?? false
      // Keep a remark about the text until something else is typed.
      if wasUsed, field == .date { prompt?.label = isFinished ? "Done when?" : "By when?" }
      if wasUsed, field == .interview { prompt?.label = Self.asksInterview }
      return wasUsed
    }
    guard typeSearch(input) else { return false }
    list.selection.selectFirst()
    return true
  }

  /// The note or proof being written; a date is left out, because it may be incomplete.
  func unsaved(_ context: Context) -> [Effect] {
    guard let prompt, !prompt.field.text.isEmpty, field == .artefact || field == .note,
      let row = list.selected(in: listed(context))
    else { return [] }
    return [edit(row.action, prompt.field.text)]
  }

  /// Stores a note or a proof of an action.
  func edit(_ action: RoadmapAction, _ text: String) -> Effect {
    .editAction(action.id, field == .artefact ? .artefact(text) : .note(text))
  }

  var takesText: Bool { prompt != nil || isSearching }

  /// The actions of the list, with the value of each.
  func listed(_ context: Context) -> [PlanList.Row] {
    var list = list
    list.criteria.isFolded = isFolded
    var rows = list.rows(of: PlanList(context.overview))
    if let kept, !rows.contains(where: { $0.id == kept.action }),
      let action = context.content.roadmap.actions.first(where: { $0.id == kept.action })
    {
      // It stays in its part of the plan.
      let place = min(kept.row, rows.count)
      let section = rows.indices.contains(place) ? rows[place].section : rows.last?.section
      rows.insert(PlanList.Row(action: action, section: section), at: place)
    }
    return rows
  }

  /// True if later weeks are summed up; a search and a step look through all of them.
  var isFolded: Bool { list.criteria.isFolded && search == nil && list.criteria.step == nil }

  /// The number of actions in a list.
  func count(of filter: PlanList.Filter, _ context: Context) -> Int {
    var other = list
    other.criteria.filter = filter
    return other.rows(of: PlanList(context.overview)).count
  }

  /// The title of a prompt's action.
  static func of(_ action: RoadmapAction?) -> String {
    action.map { " of “\($0.title)”" } ?? ""
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    let response = act(command, context)
    var effects: [Effect] = []
    if case .handled(let asked, _) = response { effects = asked }
    let selected = list.selected(in: listed(context))
    isEmpty = effects.isEmpty && selected == nil
    // What Enter does next, given the effects just requested.
    state = selected.map { context.overview.actions[$0.id]?.state ?? .todo }
    if case .setAction(_, let step, _)? = effects.first {
      state = ActionRecord.State(rawValue: step.rawValue)
    }
    return response
  }

  private mutating func act(_ command: Command, _ context: Context) -> Response {
    hint = nil
    if command != .confirm { asksDone = nil }
    let rows = listed(context)
    let focus = list.place(in: rows)
    let action = list.selected(in: rows)?.action
    list.hold(in: rows)
    let record = action.flatMap { context.overview.actions[$0.id] }
    if let prompt, field == .file {
      if command == .back || command == .confirm { self.prompt = nil }
      let file = prompt.field.text
      return command == .confirm && !file.isEmpty ? .perform(.exportPlan(file: file)) : .done
    }
    if let prompt {
      return field == .interview
        ? keepInterview(prompt, command, context) : keep(prompt, command, action, record, context)
    }
    if isSearching { return find(command, in: \.list) { _ = $0.list.move(command, in: rows) } }
    switch command {
    case .next, .previous, .tab, .onlyStep, .search, .moreTime, .lessTime: kept = nil
    default: break
    }
    let before = list.selection.id
    defer { if list.selection.id != before { paneScroll = 0 } }
    if list.move(command, in: rows) { return .done }
    switch command {
    case .onlyStep(let step):
      list.criteria.step = list.criteria.step == step ? nil : step
      list.selection.selectFirst()
    case .filter:
      if list.criteria.filter != .weeks { open(.weeks) }
      list.criteria.isFolded.toggle()
      if list.criteria.isFolded { list.selection.selectFirst() }
    case .scrollUp: paneScroll = max(0, paneScroll - 3)
    case .scrollDown: paneScroll = min(60, paneScroll + 3)
    case .tab(let index): if Self.tabs.indices.contains(index) { open(Self.tabs[index]) }
    case .search:
      // The plan holds what is urgent; a search looks through all that is open.
      if list.criteria.filter == .weeks { list.criteria.filter = .todo }
      beginSearch()
      list.selection.selectFirst()
    case .drill:
      return .perform(context.overview.open.map { .resumeAttempt($0.id) } ?? .startAttempt(.drill, .all))
    case .setInterview:
      field = .interview
      prompt = Prompt(
        Self.asksInterview, replacing: context.overview.settings.interview?.iso ?? "",
        example: "such as 14 March or in 6 weeks; empty for none")
    case .export:
      field = .file
      prompt = Prompt("Write the plan to", text: "sextant-plan-\(context.today.iso).md")
      hint = nil
    case .moreTime, .lessTime: return changePace(command == .moreTime ? 1 : -1, context)
    case .next, .previous:
      let step = command == .next ? 1 : Self.tabs.count - 1
      open(Self.tabs[((Self.tabs.firstIndex(of: list.criteria.filter) ?? 0) + step) % Self.tabs.count])
    case .confirm:
      guard let action else { return .done }
      // Starting by accident is easily undone, but a finished action leaves the lists, so ask first.
      if record?.state == .doing, asksDone != action.id {
        asksDone = action.id
        hint = "Done? Enter once more says so."
        return .done
      }
      // Reopening also removes the day on which it was done.
      if record?.state == .done, asksDone != action.id {
        asksDone = action.id
        hint = "Reopen it? Enter once more says so."
        return .done
      }
      asksDone = nil
      let next: Effect.ActionStep =
        switch record?.state {
        case .doing: .done
        default: .doing
        }
      hint =
        next == .done
        ? "Done today. D sets another day, u takes it back."
        : record?.state == .done ? "Reopened." : Self.begun(action, record, context)
      kept = (action.id, focus)
      return .perform(.setAction(action.id, next))
    case .copy:
      guard let action else { return .done }
      guard !action.links.isEmpty else {
        hint = "This action has no links."
        return .done
      }
      return .navigate(.push(LinksScreen(action)))
    case .undo:
      guard let action, let state = record?.state, state != .todo else { return .done }
      hint =
        state == .done
        ? "Begun again, no longer done." : "Back to do, without a date."
      kept = (action.id, focus)
      return .perform(.setAction(action.id, state == .done ? .doing : .todo))
    case .setDate where action != nil:
      field = .date
      let isDone = record?.state == .done
      isFinished = isDone
      prompt = Prompt(
        isDone ? "Done when?" : "By when?",
        replacing: (isDone ? record?.done(in: context.days) : record?.due)?.iso ?? "",
        example: Self.example(context.today.advanced(by: isDone ? -1 : 14)))
    case .setArtefact where action != nil:
      field = .artefact
      prompt = Prompt("Proof\(Self.of(action))", text: record?.artefact ?? "")
    case .note where action != nil:
      field = .note
      prompt = Prompt("Note\(Self.of(action))", text: record?.note ?? "")
    // The action stays selected, wherever it is in the whole list.
    case .back where search != nil: search = nil
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  /// Opens another of the lists.
  mutating func open(_ filter: PlanList.Filter) {
    list.criteria.filter = filter
    list.selection.selectFirst()
  }
}
