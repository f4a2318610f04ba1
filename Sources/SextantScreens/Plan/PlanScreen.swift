import Foundation
import ItemBank
import Journal
import QuizEngine
import Roadmap
import SextantCore
import TerminalUI

extension PlaceName {
  /// The actions of the road.
  static let plan = PlaceName(rawValue: "plan")
}

/// The actions of the road: what to do, what is being done, and what was done, with date, artefact and note.
struct PlanScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Plan", bindings: listBindings(state: nil, filter: .next))],
    signpost: Place.Signpost(
      name: .plan, letter: "p", label: "plan", help: "the plan: to do, doing, done", title: "plan",
      synonyms: "actions todo done"),
    open: { _ in .navigate(.push(PlanScreen())) })

  let section = "plan"
  let underAttempt = UnderAttempt.stays
  /// The lists.
  enum Filter: Int, CaseIterable, Sendable {
    case next
    case open
    case doing
    case done

    var name: String {
      switch self {
      case .next: "Next"
      case .open: "To do"
      case .doing: "Doing"
      case .done: "Done"
      }
    }
  }

  /// What is being written.
  enum Field: Sendable {
    case date
    case artefact
    case note
  }

  var filter = Filter.next
  var focus = 0
  var prompt: Prompt?
  var field = Field.note
  var hint: String?
  /// The action that the focus goes with, from one list to another; nil once the person moves it.
  var follows: String?
  /// What is searched for; nil where nothing is.
  var search: Prompt?
  /// True while the search is typed.
  var isSearching = false
  /// The only step of the road that is listed; nil for all.
  var onlyStep: Int?
  /// The rows of the pane that are scrolled away.
  var paneScroll = 0

  /// An action that was begun, finished or reopened here, with the row that it had: it stays in sight in its list,
  /// so that what is pressed next is still meant for it.
  private var kept: (action: String, row: Int)?
  /// The action of which it was asked whether it is done.
  private var asksDone: String?
  /// How far the focused action is; nil before the first command.
  private var state: ActionRecord.State?
  /// True where the date that is written is that of the end.
  private var isFinished = false
  /// True where the list that is shown was found empty: then nothing of it can be changed.
  private var isEmpty = false

  /// Opens the plan, at an action where one is named.
  init(follows action: String? = nil) { follows = action }

  func place(_ context: Context) -> PlaceName? { .plan }

  func bindings(_ context: Context) -> [Binding] {
    if prompt != nil { return Prompt.bindings }
    if isSearching { return Bindings.searching }
    let all = Self.listBindings(state: state, filter: filter)
    let ofAction: Set<Command> = [
      .confirm, .setDate, .setArtefact, .note, .undo, .scrollUp, .scrollDown,
    ]
    return isEmpty ? all.filter { !ofAction.contains($0.command) } : all
  }

  private static func listBindings(state: ActionRecord.State?, filter: Filter) -> [Binding] {
    let label =
      switch (state, filter) {
      case (.todo?, _): "begin"
      case (.doing?, _): "done"
      case (.done?, _): "reopen"
      case (nil, .next): "begin / done"
      case (nil, .open): "begin"
      case (nil, .doing): "done"
      case (nil, .done): "reopen"
      }
    return [
      Binding(
        .confirm, [.enter, .character(" ")], label: label, help: "begin the action, finish it, reopen it"),
      Binding(.next, [.tab, .right, .character("l")], label: "list", help: "next, to do, doing, done"),
      Binding(.previous, [.backTab, .left, .character("h")], help: "the list before"),
      Binding(.drill, [.character("d")], help: "practise: what is due first, then the gaps"),
      Binding(.setDate, [.character("D")], label: "date", help: "by when, as year-month-day"),
      Binding(
        .setArtefact, [.character("a")], label: "proof", help: "attach a link or a name that proves it"),
      Binding(.note, [.character("n")], label: "note", help: "write a note"),
      Binding(.search, [.character("/")], label: "search", help: "search the actions as you type"),
      Binding(.undo, [.character("u")], help: "one step back: from done to begun, from begun to do"),
      Binding(
        .moreTime, [.character("+")], label: filter == .next ? "time" : "",
        help: "more time a week; what comes next is chosen for it", shown: "+ -"),
      Binding(.lessTime, [.character("-")], help: "less time a week"),
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

  /// Takes text; tells whether it was used.
  private mutating func write(_ input: ScreenInput) -> Bool {
    hint = nil
    if prompt != nil {
      let wasUsed = prompt?.field.take(input) ?? false
      // A remark on what was written holds until something else is.
      if wasUsed, field == .date { prompt?.label = isFinished ? "Done when?" : "By when?" }
      return wasUsed
    }
    guard isSearching, search?.field.take(input) ?? false else { return false }
    focus = 0
    follows = nil
    return true
  }

  /// A note or a proof that is being written; a date may be half of one.
  func unsaved(_ context: Context) -> [Effect] {
    let list = listed(context)
    guard let prompt, !prompt.field.text.isEmpty, field != .date, !list.isEmpty else { return [] }
    let action = list[place(in: list)].action
    return [edit(action, prompt.field.text)]
  }

  /// Keeps a note or a proof of an action.
  private func edit(_ action: RoadmapAction, _ text: String) -> Effect {
    .editAction(action.id, field == .artefact ? .artefact(text) : .note(text))
  }

  var takesText: Bool { prompt != nil || isSearching }

  /// The actions of the list, with what each is worth.
  func listed(_ context: Context) -> [(action: RoadmapAction, worth: Double?)] {
    var list = found(context)
    if let kept, !list.contains(where: { $0.action.id == kept.action }),
      let action = context.content.roadmap.actions.first(where: { $0.id == kept.action })
    {
      list.insert((action, nil), at: min(kept.row, list.count))
    }
    return list
  }

  /// How many actions belong to a list.
  func count(of kind: Filter, _ context: Context) -> Int {
    var copy = self
    copy.filter = kind
    return copy.found(context).count
  }

  private func found(_ context: Context) -> [(action: RoadmapAction, worth: Double?)] {
    let overview = context.overview
    let words = search?.field.text.lowercased().split(separator: " ") ?? []
    let isListed = { (action: RoadmapAction) in
      (onlyStep == nil || action.step == onlyStep)
        && words.allSatisfy { searched(action, context).contains($0) }
    }
    let ranked = overview.plan.ranked.filter { isListed($0.action) }
    switch filter {
    case .next:
      return overview.nextActions(where: isListed).map { ($0.action, $0.worth) }
    case .open:
      return ranked.filter { overview.actions[$0.action.id]?.state ?? .todo == .todo }.map {
        ($0.action, $0.worth)
      }
    case .doing:
      return ranked.filter { overview.actions[$0.action.id]?.state == .doing }.map { ($0.action, $0.worth) }
    case .done:
      return context.content.roadmap.actions.filter {
        overview.actions[$0.id]?.state == .done && isListed($0)
      }.map {
        ($0, nil)
      }
    }
  }

  /// The action of a prompt, by its title.
  private static func of(_ action: RoadmapAction?) -> String {
    action.map { " of “\($0.title)”" } ?? ""
  }

  /// What of an action is searched, in lower case.
  private func searched(_ action: RoadmapAction, _ context: Context) -> String {
    let record = context.overview.actions[action.id]
    return [
      action.title, action.details, helped(action, context), record?.note ?? "", record?.artefact ?? "",
    ]
    .joined(separator: " ").lowercased()
  }

  /// The skills and scales that an action helps, by name.
  func helped(_ action: RoadmapAction, _ context: Context) -> String {
    action.closes.compactMap { id in
      context.content.framework.skills.first { $0.id == id }?.name
        ?? context.content.framework.evidence.first { $0.id == id }?.name
    }.joined(separator: ", ")
  }

  func place(in list: [(action: RoadmapAction, worth: Double?)]) -> Int {
    follows.flatMap { id in list.firstIndex { $0.action.id == id } } ?? min(focus, max(0, list.count - 1))
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    let response = act(command, context)
    var effects: [Effect] = []
    if case .handled(let asked, _) = response { effects = asked }
    let list = listed(context)
    isEmpty = effects.isEmpty && list.isEmpty
    // What Enter does next, after what was just asked of the world.
    state = list.isEmpty ? nil : context.overview.actions[list[place(in: list)].action.id]?.state ?? .todo
    if case .setAction(_, let step, _)? = effects.first {
      state = ActionRecord.State(rawValue: step.rawValue)
    }
    return response
  }

  private mutating func act(_ command: Command, _ context: Context) -> Response {
    hint = nil
    if command != .confirm { asksDone = nil }
    let list = listed(context)
    let last = max(0, list.count - 1)
    focus = place(in: list)
    follows = nil
    let action = list.indices.contains(focus) ? list[focus].action : nil
    let record = action.flatMap { context.overview.actions[$0.id] }
    if let prompt { return keep(prompt, command, action, record, context) }
    if isSearching { return find(command, last) }
    switch command {
    case .next, .previous, .tab, .onlyStep, .search, .moreTime, .lessTime: kept = nil
    default: break
    }
    let before = focus
    defer { if focus != before { paneScroll = 0 } }
    switch command {
    case .onlyStep(let step):
      onlyStep = onlyStep == step ? nil : step
      focus = 0
    case .scrollUp: paneScroll = max(0, paneScroll - 3)
    case .scrollDown: paneScroll = min(60, paneScroll + 3)
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(last, focus + 1)
    case .pageUp: focus = max(0, focus - 10)
    case .pageDown: focus = min(last, focus + 10)
    case .top: focus = 0
    case .bottom: focus = last
    case .tab(let index):
      filter = Filter(rawValue: index) ?? filter
      focus = 0
    case .choose(let index): if list.indices.contains(index) { focus = index }
    case .search:
      // A search of three is none.
      if filter == .next { filter = .open }
      search = search ?? Prompt("/")
      isSearching = true
      focus = 0
    case .drill:
      return .perform(context.overview.open.map { .resumeAttempt($0.id) } ?? .startAttempt(.drill, .all))
    case .moreTime, .lessTime: return changePace(command == .moreTime ? 1 : -1, context)
    case .next, .previous:
      let step = command == .next ? 1 : Filter.allCases.count - 1
      filter = Filter(rawValue: (filter.rawValue + step) % Filter.allCases.count) ?? .open
      focus = 0
    case .confirm:
      guard let action else { return .done }
      // What is begun with a key too many is taken back at a glance; what is done disappears from the lists.
      if record?.state == .doing, asksDone != action.id {
        asksDone = action.id
        hint = "Done? Enter once more says so."
        return .done
      }
      // The day on which it was done goes with it.
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
        : record?.state == .done ? "Reopened." : "Begun. u takes it back."
      kept = (action.id, focus)
      follows = action.id
      return .perform(.setAction(action.id, next))
    case .undo:
      guard let action, let state = record?.state, state != .todo else { return .done }
      hint = state == .done ? "Begun again; the day on which it was done is gone." : "Back to do."
      kept = (action.id, focus)
      follows = action.id
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
    case .back where search != nil:
      search = nil
      // The action stays where the person is, wherever it stands in the whole list.
      follows = action?.id
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  private mutating func find(_ command: Command, _ last: Int) -> Response {
    switch command {
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(last, focus + 1)
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

  /// How a day is written.
  private static func example(_ day: CalendarDay) -> String {
    "such as \(day.iso) or \(day.short(today: day))"
  }

  private mutating func changePace(_ distance: Int, _ context: Context) -> Response {
    var settings = context.overview.settings
    let now = Settings.paces.lastIndex { $0 <= settings.minutesAWeek } ?? 0
    settings.minutesAWeek = Settings.paces[min(Settings.paces.count - 1, max(0, now + distance))]
    filter = .next
    focus = 0
    return settings == context.overview.settings ? .done : .perform(.saveSettings(settings))
  }

  private mutating func keep(
    _ prompt: Prompt, _ command: Command, _ action: RoadmapAction?, _ record: ActionRecord?,
    _ context: Context
  ) -> Response {
    guard command == .confirm, let action else {
      if command == .back { self.prompt = nil }
      return .done
    }
    let text = prompt.field.text
    switch field {
    case .date:
      let date = CalendarDay.read(text, today: context.today)
      let isDone = record?.state == .done
      guard text.isEmpty ? !isDone : date != nil else {
        self.prompt = Prompt(
          text.isEmpty ? "Done when?" : "No such date:", replacing: text,
          example: Self.example(context.today.advanced(by: isDone ? -1 : 14)))
        return .done
      }
      if isDone, let date {
        guard let past = CalendarDay.readPast(text, today: context.today) else {
          self.prompt = Prompt(
            "\(date.short(today: context.today)) is to come:", replacing: text, example: "")
          return .done
        }
        self.prompt = nil
        follows = action.id
        return .perform(.setAction(action.id, .done, on: past))
      }
      self.prompt = nil
      if let date, date < context.today { hint = "Kept, though that day is past." }
      follows = action.id
      return .perform(.editAction(action.id, .date(date)))
    case .artefact, .note:
      self.prompt = nil
      return .perform(edit(action, text))
    }
  }
}
