import ItemBank
import QuizEngine
import SextantCore
import TerminalUI

/// A mock exam: every item is open, answers can be changed, and a clock runs until it is handed in.
struct ExamScreen: Screen {
  static let place = Place(
    keys: [
      Place.KeyList(title: "Mock exam", bindings: AnswerKeys.examKeys),
      Place.KeyList(title: "Exam overview", bindings: overviewBindings),
    ], isAnswering: true,
    receive: { outcome, context in
      guard case .exam(let session) = outcome else { return .ignored }
      let screen = ExamScreen(
        session: session, clock: context.clock, reducesMotion: context.overview.settings.reducesMotion)
      return .navigate(.home, .push(screen))
    })

  let leadsToPlaces = false
  let allowsPalette = false
  let asksBeforeQuitting = true

  /// A view that replaces the item, with its focused entry.
  enum Aside: Sendable, Hashable {
    /// The overview of all items.
    case overview(Int)
    /// The person is asked whether and how to leave.
    case leaving(Int)
    /// The last check before handing in.
    case handingIn(Int)
  }

  /// Where an entry of the last check leads.
  enum Goal: Sendable, Hashable {
    case back
    case show(Int)
    case handIn
  }

  static let exits = ["Go on with the exam", "Stop for now, and the clock with it", "Hand in…"]

  let pool: ItemPool
  let reducesMotion: Bool
  /// The session; what it says is shown.
  var session: Session
  /// The view that replaces the item.
  var aside: Aside?
  /// The focused entry before the exam has begun.
  var readyEntry = 0
  var scroll = 0
  /// True while the person reads: the scroll position stays until they work on the answer.
  var isReading = true

  init(session: ExamSession, clock: Int, reducesMotion: Bool = false) {
    self.reducesMotion = reducesMotion
    pool = session.pool
    self.session = session.opening(at: clock)
  }

  var item: Item { session.item }
  var draft: Draft { session.draft }
  var itemStates: [Exam.ItemState] { session.itemStates }

  /// A message for the person.
  var hint: String? {
    switch session.remark {
    case .unreadable: draft.hint + " Press again to go on anyway."
    case .doubtful: draft.doubt
    case .choseFocused, .incomplete, .nothingToUndo, .onlyTheLast, .onlyConfidence, .answerIsFinal,
      .attemptIsOver, nil:
      itemStates[session.place].isOutdated
        ? "Changed since you answered it. Your answer counts unless you answer again." : nil
    }
  }

  var section: String {
    if case .overview = aside { return "exam-overview" }
    return "mock-exam"
  }

  /// True if letters are text.
  var takesText: Bool { session.stage == .answering && draft.takesLetters }

  // MARK: Time

  /// The milliseconds until the shown time changes: minutes at first, seconds at the end.
  var tickInterval: Int? {
    guard session.isClockRunning, let left = session.remainingMilliseconds else { return nil }
    return (max(1, left) - 1) % (left > lastMinutes ? 60_000 : 1000) + 1
  }

  /// The remaining milliseconds from which seconds are shown; never if nothing may move by itself.
  var lastMinutes: Int { reducesMotion ? 0 : Session.lastMilliseconds }

  /// Sends an event to the session, and returns its effects and navigation.
  private mutating func send(_ event: Session.Event, _ context: Context) -> Response {
    let before = session
    let effects = session.handle(event, at: context.clock)
    if session.item.id != before.item.id { (scroll, isReading) = (0, true) }
    // Leaving the item also leaves the view that replaced it.
    if session.stage != .away {
      aside = nil
    } else if before.stage != .away, aside == nil {
      aside = .overview(session.place)
    }
    return Response(effects)
  }

  /// The present state of the item, and the clock.
  func unsaved(_ context: Context) -> [Effect] {
    var session = session
    return session.handle(.interrupted, at: context.clock).compactMap(Effect.init)
  }

  // MARK: Keys

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    switch input {
    case .command(let command): return perform(command, context)
    case .key(let key):
      guard session.stage == .answering, let edit = draft.edit(typing: key) else { return .ignored }
      isReading = false
      return send(.edited(edit), context)
    case .paste(let text):
      guard session.stage == .answering, let edit = draft.edit(pasting: text) else { return .done }
      return send(.edited(edit), context)
    case .tick: return send(.ticked, context)
    }
  }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    if case .result(let result) = outcome {
      return .handled(effects: [.loadOverview], navigation: [.conclude(ResultScreen(result: result))])
    }
    guard let event = outcome.sessionEvent else { return .ignored }
    return send(event, context)
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    guard !session.isWriting else { return .done }
    // On what lies over the exam, the key that leaves it only closes that.
    if command == .quit, session.stage == .answering { return turnAway(to: .leaving(1), context) }
    let command = command == .quit ? .back : command
    switch (session.stage, aside) {
    case (.ready, _): return begin(command, context)
    case (.paused, _):
      return [.confirm, .back, .pause].contains(command) ? send(.resumed, context) : .done
    case (.away, .overview(let focus)?): return look(command, focus, context)
    case (.away, .leaving(let entry)?): return leave(command, entry, context)
    case (.away, .handingIn(let entry)?): return finish(command, entry, context)
    case (.answering, _): return answer(command, context)
    default: return .done
    }
  }

  /// Replaces the item by a view.
  private mutating func turnAway(to aside: Aside, _ context: Context) -> Response {
    self.aside = aside
    return send(.turnedAway, context)
  }

  private mutating func begin(_ command: Command, _ context: Context) -> Response {
    switch command {
    case .up, .top, .pageUp: readyEntry = 0
    case .down, .bottom, .pageDown: readyEntry = 1
    case .confirm where readyEntry == 0: return send(.begun, context)
    case .choose(0): return send(.begun, context)
    case .confirm, .choose, .back: return send(.declined, context)
    default: break
    }
    return .done
  }

  private mutating func answer(_ command: Command, _ context: Context) -> Response {
    if let edit = AnswerEdit(command) {
      isReading = false
      return send(.edited(edit), context)
    }
    switch command {
    case .pageUp: (scroll, isReading) = (max(0, scroll - context.page), true)
    case .pageDown: (scroll, isReading) = (scroll + context.page, true)
    case .undo: return send(.undone, context)
    case .flag: return send(.flagged, context)
    case .confirm: return send(.confirmed, context)
    case .next:
      let next = session.place + 1
      return send(next < itemStates.count ? .wentTo(next) : .openedOverview, context)
    case .previous: return session.place > 0 ? send(.wentTo(session.place - 1), context) : .done
    case .overview: return send(.openedOverview, context)
    case .pause: return send(.paused, context)
    case .back: return turnAway(to: .leaving(0), context)
    case .toItem(let target): return send(.wentTo(target), context)
    default: break
    }
    return .done
  }

  private mutating func look(_ command: Command, _ focus: Int, _ context: Context) -> Response {
    let count = itemStates.count
    func search(_ wanted: (Exam.ItemState) -> Bool) -> Int? {
      (1...max(1, count)).map { (focus + $0) % count }.first { wanted(itemStates[$0]) }
    }
    switch command {
    case .left: aside = .overview(max(0, focus - 1))
    case .right: aside = .overview(min(count - 1, focus + 1))
    case .up: aside = .overview(neighbour(of: focus, -1))
    case .down: aside = .overview(neighbour(of: focus, 1))
    case .top, .pageUp: aside = .overview(0)
    case .bottom, .pageDown: aside = .overview(count - 1)
    case .next: aside = .overview(search { !($0.answer?.isComplete ?? false) } ?? focus)
    case .flag: aside = .overview(search(\.isFlagged) ?? focus)
    case .confirm: return send(.wentTo(focus), context)
    case .toItem(let target): return send(.wentTo(target), context)
    case .handIn: aside = .handingIn(0)
    case .back, .overview: return send(.turnedBack, context)
    default: break
    }
    return .done
  }

  /// The item in the same column of the domain above or below.
  private func neighbour(of focus: Int, _ direction: Int) -> Int {
    let rows = sections.map(\.positions)
    guard let row = rows.firstIndex(where: { $0.contains(focus) }), rows.indices.contains(row + direction),
      let column = rows[row].firstIndex(of: focus)
    else { return focus }
    let target = rows[row + direction]
    return target[min(column, target.count - 1)]
  }

  private mutating func leave(_ command: Command, _ entry: Int, _ context: Context) -> Response {
    switch command {
    case .up: aside = .leaving(max(0, entry - 1))
    case .down: aside = .leaving(min(Self.exits.count - 1, entry + 1))
    case .top, .pageUp: aside = .leaving(0)
    case .bottom, .pageDown: aside = .leaving(Self.exits.count - 1)
    case .back: return send(.turnedBack, context)
    case .choose(let row): return leave(.confirm, row, context)
    case .confirm:
      switch entry {
      case 1: return send(.left(.back), context)
      case 2: aside = .handingIn(0)
      default: return send(.turnedBack, context)
      }
    default: break
    }
    return .done
  }

  /// The entries of the last check, with where they lead.
  var lastEntries: [(text: String, goal: Goal)] {
    var entries: [(String, Goal)] = [("Go on with the exam", .back)]
    if let open = itemStates.firstIndex(where: { !($0.answer?.isComplete ?? false) }) {
      entries.append(("Go on at the first open question", .show(open)))
    }
    if let flagged = itemStates.firstIndex(where: \.isFlagged) {
      entries.append(("Go on at the first flagged question", .show(flagged)))
    }
    entries.append(("Hand in", .handIn))
    return entries
  }

  private mutating func finish(_ command: Command, _ entry: Int, _ context: Context) -> Response {
    let entries = lastEntries
    switch command {
    case .up: aside = .handingIn(max(0, entry - 1))
    case .down: aside = .handingIn(min(entries.count - 1, entry + 1))
    case .top, .pageUp: aside = .handingIn(0)
    case .bottom, .pageDown: aside = .handingIn(entries.count - 1)
    case .back: aside = .overview(session.place)
    case .choose(let row): return finish(.confirm, row, context)
    case .confirm:
      switch entries[min(entry, entries.count - 1)].goal {
      case .show(let target): return send(.wentTo(target), context)
      case .handIn: return send(.handedIn, context)
      case .back: return send(.turnedBack, context)
      }
    default: break
    }
    return .done
  }
}

extension ExamScreen {
  /// The items of a domain, by position.
  struct Section: Sendable, Hashable {
    var name: String
    var positions: [Int]
  }

  /// The items by domain, in the order of the exam.
  var sections: [Section] {
    var found: [Section] = []
    var last = -2
    for (position, itemState) in itemStates.enumerated() {
      let domain = itemState.entry.map { pool.entries[$0].domain } ?? -1
      if domain != last {
        let name = domain >= 0 ? pool.framework.domains[domain].shortName : "Others"
        found.append(Section(name: name, positions: []))
        last = domain
      }
      found[found.count - 1].positions.append(position)
    }
    return found
  }
}
