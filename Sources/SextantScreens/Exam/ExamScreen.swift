import ItemBank
import Journal
import QuizEngine
import SextantCore
import TerminalUI

/// A mock exam: every item lies open, answers can be changed, and a clock runs until it is handed in.
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
  /// What the screen shows.
  enum Stage: Sendable, Hashable {
    /// Nothing has begun; the clock stands.
    case ready(Int)
    /// An item.
    case answering
    /// All items at one look; the focused one.
    case overview(Int)
    /// The exam is covered and the clock stands.
    case paused
    /// The person is asked whether and how to leave; the chosen entry.
    case leaving(Int)
    /// The last look before handing in; the chosen entry.
    case handingIn(Int)
    /// Something is on its way to the disk.
    case saving(Goal)
  }

  /// What comes once the item is on the disk.
  enum Goal: Sendable, Hashable {
    case show(Int)
    case overview
    case pause
    case leave
    case handIn
  }

  static let exits = ["Go on with the exam", "Stop for now, and the clock with it", "Hand in…"]

  let record: AttemptRecord
  let pool: ItemPool
  let reducesMotion: Bool
  var exam: Exam
  var item: Item
  var presentation: Presentation
  var draft: Draft
  var stage: Stage = .answering
  var scroll = 0
  /// True while the person reads: the rows stay where they are scrolled to, until the answer is worked on.
  var isReading = true
  /// A sentence for the person, until the next key.
  var hint: String?
  /// Until when the time is counted, on the running clock.
  var countedUntil: Int

  init(session: ExamSession, clock: Int, reducesMotion: Bool = false) {
    self.reducesMotion = reducesMotion
    record = session.record
    pool = session.pool
    exam = session.exam
    item = session.item
    presentation = Presentation(
      of: session.item.task, seed: session.exam.plan.seed, position: session.exam.place)
    draft = Draft(item: session.item, presentation: presentation)
    countedUntil = clock
    restore()
    if session.isFresh { stage = .ready(0) }
  }

  private mutating func restore() {
    let sheet = exam.sheets[exam.place]
    guard let answer = sheet.answer else { return }
    if sheet.isOutdated {
      // The earlier answer would mark other options now.
      hint = "Changed since you answered it. Your answer counts unless you answer again."
    } else {
      draft.restore(answer)
    }
  }

  private mutating func show(_ next: Item) {
    item = next
    presentation = Presentation(of: next.task, seed: exam.plan.seed, position: exam.place)
    draft = Draft(item: next, presentation: presentation)
    (scroll, isReading) = (0, true)
    hint = nil
    stage = .answering
    restore()
  }

  var section: String {
    if case .overview = stage { return "exam-overview" }
    return "mock-exam"
  }

  /// True where letters are text.
  var takesText: Bool { stage == .answering && draft.takesLetters }

  // MARK: Time

  /// After how many milliseconds the shown time changes; minutes at first, seconds at the end.
  var tickInterval: Int? {
    guard runs, let left = exam.remainingMilliseconds else { return nil }
    return (max(1, left) - 1) % (left > lastMinutes ? 60_000 : 1000) + 1
  }

  /// From here on the seconds are shown, in milliseconds; never where nothing is to move by itself.
  var lastMinutes: Int { reducesMotion ? 0 : 5 * 60_000 }

  private var runs: Bool {
    switch stage {
    case .ready, .paused, .saving: false
    default: exam.stopReason == nil
    }
  }

  private mutating func count(to clock: Int) {
    defer { countedUntil = clock }
    guard runs else { return }
    // What is chosen counts even where the time ends before the next key.
    noteAnswer()
    exam.handle(.worked(clock - countedUntil, onItem: stage == .answering))
  }

  private mutating func noteAnswer() {
    let answer = draft.answerSoFar
    // A changed question that nobody touched keeps the answer to its earlier version.
    if answer == nil, exam.sheets[exam.place].isOutdated { return }
    exam.handle(.answered(answer, answer.map { Scoring.score($0, to: item.task) }))
  }

  /// Hands the exam in where its time is over; nil where it goes on.
  private mutating func closeWhereTimeIsOver() -> Response? {
    guard exam.stopReason == .timeOver, !isSaving else { return nil }
    stage = .saving(.handIn)
    return .perform(.handIn(exam, attempt: record.id))
  }

  /// The item on the screen as it stands, and the clock.
  func unsaved(_ context: Context) -> [Effect] {
    if case .ready = stage { return [] }
    var copy = self
    copy.count(to: context.clock)
    copy.noteAnswer()
    return [
      .keepSheet(
        SheetKeeping(
          attempt: record.id, exam: copy.exam, position: exam.place, target: exam.place))
    ]
  }

  // MARK: Keys

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    switch input {
    case .command(let command): return perform(command, context)
    case .key(let key): return type(key)
    case .paste(let text): return paste(text)
    case .tick:
      count(to: context.clock)
      return closeWhereTimeIsOver() ?? .done
    }
  }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    switch outcome {
    case .kept(let next): return kept(next: next, clock: context.clock)
    case .result(let result):
      return .handled(effects: [.loadOverview], navigation: [.conclude(ResultScreen(result: result))])
    case .failed:
      takeBack(clock: context.clock)
      return .done
    default: return .ignored
    }
  }

  private mutating func type(_ key: Key) -> Response {
    guard stage == .answering, draft.type(key) else { return .ignored }
    hint = nil
    isReading = false
    noteAnswer()
    return .done
  }

  private mutating func paste(_ text: String) -> Response {
    guard stage == .answering else { return .done }
    draft.paste(text)
    noteAnswer()
    return .done
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    count(to: context.clock)
    if let closing = closeWhereTimeIsOver() { return closing }
    if command == .quit, !isSaving {
      switch stage {
      // Nothing has begun, or it was asked already.
      case .ready, .leaving, .handingIn, .paused: return .navigate(.quit)
      default:
        stage = .leaving(1)
        return .done
      }
    }
    switch stage {
    case .saving: return .done
    case .ready(let entry): return begin(command, entry)
    case .answering: return answer(command, page: context.page)
    case .overview(let focus): return look(command, focus)
    case .paused:
      if [.confirm, .back, .pause].contains(command) { stage = .answering }
      return .done
    case .leaving(let entry): return leave(command, entry)
    case .handingIn(let entry): return finish(command, entry)
    }
  }

  private mutating func begin(_ command: Command, _ entry: Int) -> Response {
    switch command {
    case .up, .top, .pageUp: stage = .ready(0)
    case .down, .bottom, .pageDown: stage = .ready(1)
    case .confirm where entry == 0: stage = .answering
    case .choose(0): stage = .answering
    case .confirm, .choose, .back:
      return .handled(effects: [.closeAttempt(record.id)], navigation: [.leave])
    default: break
    }
    return .done
  }

  var isSaving: Bool {
    if case .saving = stage { return true }
    return false
  }

  private mutating func answer(_ command: Command, page: Int) -> Response {
    if draft.perform(command) {
      isReading = false
      noteAnswer()
      return .done
    }
    switch command {
    case .pageUp: (scroll, isReading) = (max(0, scroll - page), true)
    case .pageDown: (scroll, isReading) = (scroll + page, true)
    case .undo:
      draft = Draft(item: item, presentation: presentation)
      noteAnswer()
    case .flag: exam.handle(.flagged(!exam.sheets[exam.place].isFlagged))
    case .confirm where draft.isUnreadable && hint == nil:
      hint = draft.hint + " Once more goes on all the same."
      return .done
    case .confirm where draft.doubt != nil && hint == nil:
      hint = draft.doubt
      return .done
    case .confirm, .next:
      return exam.place + 1 < exam.sheets.count ? keep(.show(exam.place + 1)) : keep(.overview)
    case .previous: return exam.place > 0 ? keep(.show(exam.place - 1)) : .done
    case .overview: return keep(.overview)
    case .pause: return keep(.pause)
    case .back: stage = .leaving(0)
    default:
      if case .toItem(let target) = command { return go(to: target) }
    }
    return .done
  }

  private mutating func go(to target: Int) -> Response {
    guard exam.sheets.indices.contains(target) else { return .done }
    return keep(.show(target))
  }

  private mutating func look(_ command: Command, _ focus: Int) -> Response {
    let count = exam.sheets.count
    func search(_ wanted: (Exam.Sheet) -> Bool) -> Int? {
      (1...max(1, count)).map { (focus + $0) % count }.first { wanted(exam.sheets[$0]) }
    }
    switch command {
    case .left: stage = .overview(max(0, focus - 1))
    case .right: stage = .overview(min(count - 1, focus + 1))
    case .up: stage = .overview(neighbour(of: focus, -1))
    case .down: stage = .overview(neighbour(of: focus, 1))
    case .top, .pageUp: stage = .overview(0)
    case .bottom, .pageDown: stage = .overview(count - 1)
    case .next: stage = .overview(search { !($0.answer?.isComplete ?? false) } ?? focus)
    case .flag: stage = .overview(search(\.isFlagged) ?? focus)
    case .confirm: return go(to: focus)
    case .toItem(let target): return go(to: target)
    case .handIn: stage = .handingIn(0)
    case .back, .overview: stage = .answering
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

  private mutating func leave(_ command: Command, _ entry: Int) -> Response {
    switch command {
    case .up: stage = .leaving(max(0, entry - 1))
    case .down: stage = .leaving(min(Self.exits.count - 1, entry + 1))
    case .top, .pageUp: stage = .leaving(0)
    case .bottom, .pageDown: stage = .leaving(Self.exits.count - 1)
    case .back: stage = .answering
    case .choose(let row): return leave(.confirm, row)
    case .confirm:
      switch entry {
      case 1: return keep(.leave)
      case 2: stage = .handingIn(0)
      default: stage = .answering
      }
    default: break
    }
    return .done
  }

  /// The entries of the last look, with where they lead.
  var lastEntries: [(text: String, goal: Goal)] {
    var entries: [(String, Goal)] = [("Back to the exam", .overview)]
    if let open = exam.sheets.firstIndex(where: { !($0.answer?.isComplete ?? false) }) {
      entries.append(("To the first open item", .show(open)))
    }
    if let flagged = exam.sheets.firstIndex(where: \.isFlagged) {
      entries.append(("To the first flagged item", .show(flagged)))
    }
    entries.append(("Hand in now", .handIn))
    return entries
  }

  private mutating func finish(_ command: Command, _ entry: Int) -> Response {
    let entries = lastEntries
    switch command {
    case .up: stage = .handingIn(max(0, entry - 1))
    case .down: stage = .handingIn(min(entries.count - 1, entry + 1))
    case .top, .pageUp: stage = .handingIn(0)
    case .bottom, .pageDown: stage = .handingIn(entries.count - 1)
    case .back: stage = .overview(exam.place)
    case .choose(let row): return finish(.confirm, row)
    case .confirm:
      switch entries[min(entry, entries.count - 1)].goal {
      case .show(let target): return go(to: target)
      case .handIn:
        noteAnswer()
        exam.handle(.handedIn)
        stage = .saving(.handIn)
        return .perform(.handIn(exam, attempt: record.id))
      default: stage = .answering
      }
    default: break
    }
    return .done
  }

  // MARK: Disk

  private mutating func keep(_ goal: Goal) -> Response {
    noteAnswer()
    var target = exam.place
    if case .show(let position) = goal { target = position }
    stage = .saving(goal)
    return .perform(
      .keepSheet(SheetKeeping(attempt: record.id, exam: exam, position: exam.place, target: target)))
  }

  /// Goes on once the item is on the disk.
  private mutating func kept(next: Item?, clock: Int) -> Response {
    guard case .saving(let goal) = stage else { return .done }
    countedUntil = clock
    exam.handle(.kept)
    switch goal {
    case .show(let target):
      // An item that the bank lost cannot be shown; the exam goes on where it was.
      guard let next else {
        stage = .answering
        break
      }
      exam.handle(.moved(to: target))
      show(next)
    case .overview: stage = .overview(exam.place)
    case .pause: stage = .paused
    case .leave: return .navigate(.leave)
    case .handIn: break
    }
    return .done
  }

  /// Goes on where the disk refused; the answer stays on the screen.
  private mutating func takeBack(clock: Int) {
    guard case .saving = stage else { return }
    countedUntil = clock
    stage = .answering
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
    for (position, sheet) in exam.sheets.enumerated() {
      let domain = sheet.entry.map { pool.entries[$0].domain } ?? -1
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
