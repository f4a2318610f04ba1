import ItemBank
import Journal
import QuizEngine
import SextantCore

/// Requests of plain mode to its shell.
package enum PlainRequest: Sendable, Hashable {
  /// Print a line as part of the dialogue.
  case say(String)
  /// Print a message besides the dialogue.
  case note(String)
}

/// Plain mode as a value: lines go in, and lines to print come out.
///
/// While no effect is under way, each tick moves it on: it closes what is over, reads the person's scores,
/// and asks for the next line.
package struct PlainInterface: Interface {
  /// What to start with.
  package enum Start: Sendable {
    /// The menu.
    case menu
    /// An attempt; the program ends with it.
    case attempt(AttemptSession)
    /// A mock exam; the program ends with it.
    case exam(ExamSession)
    /// A dialogue; the program ends with it.
    case dialogue(any PlainDialogue)
  }

  /// What is open above the menu.
  enum Level: Sendable {
    case conversation(PlainConversation)
    case session(any PlainSession)

    var isOver: Bool {
      switch self {
      case .conversation(let conversation): conversation.isOver
      case .session(let session): session.isOver
      }
    }
  }

  private static let goodbye = "Goodbye."

  /// What to start with; nil once started.
  private var start: Start?
  private let hasMenu: Bool
  /// The command that continues an attempt that was left.
  private let resumption: String
  private var menu = PlainMenu()
  private var hasGreeted = false
  /// The open dialogues and sessions, the last of which takes the next line; empty in the menu.
  var levels: [Level] = []
  /// The person's scores, gaps and plan; nil until they are read.
  private(set) var overview: Overview?
  /// True if something may have changed since.
  private var isStale = true
  /// True while a requested line hasn't arrived.
  private var hasPrompted = false
  /// The explanations of numbers that were already given.
  private var told: Set<String> = []
  /// True if the person wants the menu once the session is over.
  private var wantsMenu = false
  /// What the menu must do before a line is read.
  private var menuLine: String?
  /// What starts once the open attempt is closed.
  private var next: Effect?
  /// True while the overview is being read, without which nothing can continue.
  private var isReading = false
  /// True while an attempt with all its answers is being closed.
  private var isClosing = false
  /// True while the person is asked whether to leave although something isn't saved.
  private var isAskedToLeave = false

  /// Creates plain mode.
  ///
  /// - Parameters:
  ///   - hasMenu: True if there is a menu to return to.
  ///   - resumption: The command that continues an attempt that was left.
  package init(_ start: Start, hasMenu: Bool? = nil, resumption: String = "`sextant resume --plain`") {
    self.start = start
    self.hasMenu = hasMenu ?? { if case .menu = start { true } else { false } }()
    self.resumption = resumption
  }

  /// True if nothing needs to be done before the next line.
  package var awaitsLine: Bool {
    if isAskedToLeave { return true }
    guard start == nil else { return false }
    if case .session(let session)? = levels.last { return !session.isOver && !wantsMenu }
    return hasPrompted
  }

  // MARK: The interface

  package var firstEffects: [Effect] { [] }
  package var tickInterval: Int? { nil }
  package func canWait(_ input: String) -> Bool { true }

  package mutating func handle(_ line: String, at moment: EventTime) -> Reply<PlainRequest> {
    if isAskedToLeave { return decide(line) }
    hasPrompted = false
    isStale = true
    switch levels.popLast() {
    case .session(var session)?:
      wantsMenu = PlainAttempt.leadsToMenu(line)
      let (lines, effects) = session.handle(line: line, clock: moment.clock)
      levels.append(.session(session))
      return Reply(
        effects: Self.completed(effects), requests: say(lines), holdsInput: true, handlesFailure: true)
    case .conversation(var conversation)?:
      guard let overview else { return Reply() }
      let (lines, effects) = conversation.handle(line: line, overview.content, overview)
      levels.append(.conversation(conversation))
      for effect in effects where effect.beginsAttempt { next = effect }
      return Reply(effects: effects, requests: say(lines), holdsInput: true)
    case nil: return choose(line, at: moment)
    }
  }

  package mutating func receive(_ outcome: Outcome, at moment: EventTime) -> Reply<PlainRequest> {
    switch outcome {
    case .progress: return Reply()
    case .overview(let read, _):
      overview = read
      (isStale, isReading) = (false, false)
    case .waiting(let record, _, _, _):
      levels.append(.conversation(PlainConversation(PlainWaiting(record))))
      return Reply()
    case .attempt(let session): return open(session, at: moment)
    case .exam(let session): return open(session, at: moment)
    case .report(let report):
      levels.append(.conversation(PlainConversation(PlainReport(report))))
      return Reply()
    case .finished(let id) where isClosing:
      return Reply(effects: Self.completed([.loadResult(id)]), holdsInput: true)
    case .dropped where isClosing:
      isClosing = false
      return Reply(requests: say([Self.nothingKept]))
    case .result(let result) where isClosing || isInSession: return finish(result)
    case .failed(let failure) where !isInSession: return fail(failure)
    default: break
    }
    return deliver(outcome, at: moment)
  }

  package mutating func tick(at moment: EventTime) -> Reply<PlainRequest> {
    var reply = Reply<PlainRequest>(holdsInput: true, handlesFailure: true)
    if let start {
      self.start = nil
      add(begin(start, at: moment), to: &reply)
    }
    while reply.effects.isEmpty, let level = levels.last, level.isOver || wantsMenu {
      add(leave(level, at: moment), to: &reply)
    }
    guard reply.effects.isEmpty, !awaitsLine else { return reply }
    guard hasMenu || !levels.isEmpty else {
      reply.requests += say([Self.goodbye])
      reply.departure = .stop(.quit)
      return reply
    }
    guard let overview, !isStale else {
      isReading = true
      reply.effects.append(.loadOverview)
      return reply
    }
    add(ask(overview, at: moment), to: &reply)
    return reply
  }

  package func unsaved(at moment: EventTime) -> [Effect] {
    guard case .session(var session)? = levels.last, !session.isOver else { return [] }
    return session.interrupted(clock: moment.clock)
  }

  package mutating func cannotLeave(because failure: Failure, at moment: EventTime) -> Reply<PlainRequest> {
    isAskedToLeave = true
    return Reply(
      requests: say([
        "Your last change isn't saved yet: \(failure.message).",
        "Enter tries again, back goes back to what you were doing, q leaves without saving it:",
      ]))
  }

  /// The lines to print once the program has ended.
  package func parting(after cause: StopCause) -> [PlainRequest] {
    let isOpen = if let level = levels.last, case .session = level { !level.isOver } else { false }
    let goesOn = "Everything answered is saved; \(resumption) goes on."
    switch cause {
    case .quit, .hangUp: return []
    // The terminal has written ^C in place of the answer.
    case .interrupt, .terminate: return [.note("\n" + (isOpen ? goesOn : Self.goodbye))]
    case .endOfInput: return (isOpen ? [.note(goesOn)] : []) + (hasMenu ? [.say(Self.goodbye)] : [])
    }
  }

  // MARK: Printing

  /// Lines to print; the explanation of a number is given once, and again on request.
  private mutating func say(_ lines: [String]) -> [PlainRequest] {
    let isAsked = lines == PlainMeaning.all
    return lines.filter { isAsked || !PlainMeaning.all.contains($0) || told.insert($0).inserted }.map {
      .say($0)
    }
  }

  private func add(_ other: Reply<PlainRequest>, to reply: inout Reply<PlainRequest>) {
    reply.effects += other.effects
    reply.requests += other.requests
    reply.departure = reply.departure ?? other.departure
  }

  /// The effects, with the overview read before each result, because both are printed together.
  private static func completed(_ effects: [Effect]) -> [Effect] {
    effects.flatMap { effect -> [Effect] in
      if case .loadResult = effect { [.loadOverview, effect] } else { [effect] }
    }
  }

  // MARK: Lines

  private mutating func decide(_ line: String) -> Reply<PlainRequest> {
    switch PlainText.split(line).word {
    case "", "yes", "y":
      isAskedToLeave = false
      return Reply(departure: .retry)
    case "q", "quit", "leave": return Reply(departure: .stop(.interrupt))
    case "back":
      isAskedToLeave = false
      return Reply(
        requests: say(isInSession ? ["It goes on; again tells the question:"] : []), departure: .stay)
    default: return Reply(requests: say(["Enter tries again, back goes back, q leaves without saving it:"]))
    }
  }

  private mutating func choose(_ line: String, at moment: EventTime) -> Reply<PlainRequest> {
    guard let overview else { return Reply() }
    let (lines, choice) = menu.handle(line: line, overview)
    var reply = Reply(requests: say(lines), holdsInput: true)
    if choice == .leave {
      reply.requests += say([Self.goodbye])
      reply.departure = .stop(.quit)
    } else if let choice {
      add(perform(choice, length: menu.length, overview), to: &reply)
    }
    return reply
  }

  private mutating func perform(
    _ choice: PlainMenu.Choice, length: Int? = nil, _ overview: Overview
  ) -> Reply<PlainRequest> {
    switch choice {
    // The open attempt may be of another kind than the one asked for; then ask about it.
    case .placement: return begin(.placement, length: length, overview)
    case .drill: return begin(.drill, length: length, overview)
    case .misconceptions:
      let effect = Effect.drillMisconceptions(menu.domain.map { .domain($0) } ?? .all)
      next = effect
      return Reply(effects: [effect])
    case .exam: return begin(.mock, length: length, overview)
    case .measure:
      guard let measurement = overview.nextMeasurement else { return Reply() }
      let effect = Effect.startAttempt(.focus, measurement.scope)
      next = effect
      return Reply(effects: [effect])
    case .resume: return Reply(effects: overview.open.map { [.resumeAttempt($0.id)] } ?? [])
    case .report: return Reply(effects: [.loadReport])
    case .close:
      next = nil
      return overview.open.map { talk(PlainWaiting($0)) } ?? Reply()
    case .leave: return Reply()
    default: return choice.dialogue.map { talk($0) } ?? Reply()
    }
  }

  private mutating func talk(_ dialogue: any PlainDialogue) -> Reply<PlainRequest> {
    levels.append(.conversation(PlainConversation(dialogue)))
    hasPrompted = false
    return Reply(effects: dialogue.firstEffects)
  }

  /// Continues the open attempt if it is of the mode asked for; otherwise starts one.
  private mutating func begin(_ mode: Mode, length: Int?, _ overview: Overview) -> Reply<PlainRequest> {
    if let open = overview.open, open.mode == mode.rawValue {
      return Reply(effects: [.resumeAttempt(open.id)])
    }
    let effect = Effect.startAttempt(mode, .all, length: length)
    next = effect
    return Reply(effects: [effect])
  }

  // MARK: Sessions

  private var isInSession: Bool { if case .session? = levels.last { true } else { false } }

  /// How to continue an attempt that was left.
  private var wayBack: String { hasMenu ? "1 in the menu" : resumption }

  private mutating func begin(_ start: Start, at moment: EventTime) -> Reply<PlainRequest> {
    switch start {
    case .menu: return Reply()
    case .attempt(let session): return open(session, at: moment)
    case .exam(let session): return open(session, at: moment)
    case .dialogue(let dialogue):
      var reply = talk(dialogue)
      reply.effects.insert(.loadOverview, at: 0)
      return reply
    }
  }

  private mutating func open(_ session: ExamSession, at moment: EventTime) -> Reply<PlainRequest> {
    open(PlainExam(session: session, clock: moment.clock, wayBack: wayBack))
  }

  private mutating func open(_ session: AttemptSession, at moment: EventTime) -> Reply<PlainRequest> {
    let sitting = PlainAttempt(
      session: session, clock: moment.clock, wayBack: wayBack,
      asksFirst: hasMenu && session.attempt.plan.mode == .placement)
    if let sitting { return open(sitting) }
    // All answers were given before the program was killed.
    (isClosing, next) = (true, nil)
    return Reply(
      effects: [.finish(attempt: session.record.id, session.attempt.stopReason ?? .exhausted)],
      holdsInput: true)
  }

  private mutating func open(_ session: some PlainSession) -> Reply<PlainRequest> {
    (hasPrompted, wantsMenu, next) = (false, false, nil)
    levels.append(.session(session))
    return Reply(requests: say(session.opening()))
  }

  /// Prints the result of an attempt, and opens its answers.
  private mutating func finish(_ result: AttemptResult) -> Reply<PlainRequest> {
    isClosing = false
    if isInSession { levels.removeLast() }
    comeBack()
    guard let overview else { return Reply() }
    let dialogue = PlainResult(result)
    let lines = [Self.finishing(result)] + dialogue.summary(overview)
    if !result.answers.isEmpty { levels.append(.conversation(PlainConversation(dialogue))) }
    return Reply(requests: say(lines))
  }

  /// The counts of answers, so that every number shown adds up.
  private static func finishing(_ result: AttemptResult) -> String {
    guard let exam = result.exam else {
      return "\(result.mode.title) finished, \(Words.count(result.answers.count, "answer"))."
    }
    return "Mock exam finished: \(exam.answered) of \(exam.total) questions answered."
  }

  private static let nothingKept = "You answered nothing, so this attempt isn't kept."

  // MARK: Outcomes

  /// Passes an outcome to whatever is open.
  private mutating func deliver(_ outcome: Outcome, at moment: EventTime) -> Reply<PlainRequest> {
    switch levels.popLast() {
    case .session(var session)?:
      let (lines, effects) = session.take(outcome, clock: moment.clock)
      levels.append(.session(session))
      var requests: [PlainRequest] = []
      if case .dropped = outcome { requests += say([Self.nothingKept]) }
      requests += say(lines)
      // A failure that isn't a session's write is reported by nobody else.
      if let failure = outcome.failure, lines.isEmpty { requests += say(["It failed: \(failure.message)"]) }
      return Reply(effects: Self.completed(effects), requests: requests, holdsInput: true)
    case .conversation(var conversation)?:
      guard let overview else { return Reply() }
      let lines = conversation.take(outcome, overview.content, overview)
      levels.append(.conversation(conversation))
      return Reply(requests: say(lines))
    case nil: return Reply()
    }
  }

  /// Reports a failure, or ends the program if there is nothing to return to.
  ///
  /// Some failures don't end it, for example if a file already exists.
  private mutating func fail(_ failure: Failure) -> Reply<PlainRequest> {
    let isLast = levels.isEmpty && !hasMenu
    if failure.isFatal || isReading || isLast { return Reply(departure: .fail(failure)) }
    (isClosing, hasPrompted) = (false, false)
    return Reply(requests: say(["It failed: \(failure.message)"]))
  }

  // MARK: Where it goes on

  /// Says where the person is, after something that was started there is over.
  private mutating func comeBack() {
    guard case .conversation(var conversation)? = levels.popLast() else { return }
    conversation.comeBack()
    levels.append(.conversation(conversation))
  }

  /// Closes what is over, and does what follows.
  private mutating func leave(_ level: Level, at moment: EventTime) -> Reply<PlainRequest> {
    guard case .conversation(let conversation) = level else {
      // A person who asked for the menu but stays in the session hasn't left it.
      guard level.isOver else {
        wantsMenu = false
        return Reply()
      }
      levels.removeLast()
      comeBack()
      return Reply()
    }
    levels.removeLast()
    if wantsMenu { return Reply() }
    if conversation.leadsToMenu {
      (wantsMenu, menuLine) = (true, hasMenu ? conversation.menuLine : nil)
    } else if let waiting = conversation.dialogue as? PlainWaiting {
      comeBack()
      if !waiting.isClosed { next = nil }
      return Reply(effects: next.map { [$0] } ?? [])
    } else if let choice = conversation.dialogue.destination, let overview {
      return perform(choice, overview)
    }
    return Reply()
  }

  /// Asks for the next line.
  private mutating func ask(_ overview: Overview, at moment: EventTime) -> Reply<PlainRequest> {
    wantsMenu = false
    if case .conversation(var conversation)? = levels.popLast() {
      let lines = conversation.prompt(overview.content, overview)
      levels.append(.conversation(conversation))
      hasPrompted = true
      return Reply(requests: say(lines))
    }
    let greeting = hasGreeted ? [] : PlainMenu.greeting(overview)
    hasGreeted = true
    var requests = say(greeting)
    let prompt = menu.prompt(overview)
    // A person who named a place on the way hears its content, not the menu.
    guard let line = menuLine else {
      hasPrompted = true
      return Reply(requests: requests + say((prompt.count > 1 ? [""] : []) + prompt))
    }
    menuLine = nil
    isStale = true
    var reply = choose(line, at: moment)
    requests += reply.requests
    reply.requests = requests
    return reply
  }
}

extension Effect {
  /// True if an open attempt prevents it.
  fileprivate var beginsAttempt: Bool {
    switch self {
    case .startAttempt, .drillItems, .drillMisconceptions: true
    default: false
    }
  }
}

extension Driver where Face == PlainInterface {
  /// Continues until a line is wanted, an effect is under way, or the program has ended.
  package mutating func advance() {
    while program.takesInput, !face.awaitsLine { send(.tick) }
  }
}
