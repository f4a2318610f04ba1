import Foundation
import ItemBank
import QuizEngine
import SextantCore
import SextantPlain
import SextantScreens

/// The program as a plain dialogue: numbered choices, one line at a time, no drawing.
final class PlainShell {
  /// Where the dialogue goes after a line.
  private enum Way {
    case on
    case menu
    /// The input has ended.
    case out
  }

  private static let goodbye = "Goodbye."

  private let options: StartOptions
  private let space: Workspace
  private let runner: EffectRunner
  private let interruption = Interruption(PlainShell.goodbye)
  private var way = Way.on
  private var hasMenu = false
  /// The meanings that were told already.
  private var told: Set<String> = []
  /// True while the person has asked for the meanings.
  private var isAsked = false
  /// How many items the sitting that was named is to have; nil for what the settings say.
  private var length: Int?
  /// What the menu is to do before a line is read.
  private var menuLine: String?

  init(options: StartOptions, workspace: Workspace? = nil) throws {
    self.options = options
    let space = try workspace ?? options.workspace()
    self.space = space
    runner = EffectRunner { space }
  }

  /// Asks what to do until the person leaves or the input ends.
  func menu() throws {
    hasMenu = true
    var menu = PlainMenu()
    PlainMenu.greeting(try space.overview()).forEach(tell)
    while way != .out {
      way = .on
      let overview = try space.overview()
      let prompt = menu.prompt(overview)
      // Who named a place on the way hears what is there, and not the menu.
      if menuLine == nil {
        if prompt.count > 1 { Output.say("") }
        prompt.forEach(tell)
      }
      guard let line = menuLine ?? readLine() else { break }
      menuLine = nil
      let (lines, choice) = menu.handle(line: line, overview)
      isAsked = lines == PlainMeaning.all
      defer { isAsked = false }
      lines.forEach(tell)
      if choice == .leave { break }
      length = menu.length
      if let choice { try perform(choice, overview) }
      length = nil
    }
    Output.say(Self.goodbye)
  }

  /// Says a line; what the numbers mean is said once, and then when it is asked for.
  private func tell(_ line: String) {
    if !isAsked, PlainMeaning.all.contains(line), !told.insert(line).inserted { return }
    Output.say(line)
  }

  private func perform(_ choice: PlainMenu.Choice, _ overview: Overview) throws {
    switch choice {
    // What waits may be of another kind than what was asked for by name: then it is asked about.
    case .placement: try go(.placement, overview)
    case .resume: if let open = overview.open { try resume(open.id) }
    case .report: try talk(PlainReport(try space.report()))
    case .history: try talk(PlainHistory())
    case .drill: try go(.drill, overview)
    case .plan: try talk(PlainPlan())
    case .evidence: try talk(PlainEvidence())
    case .reviews: try talk(PlainReviews())
    case .exam: try go(.mock, overview)
    case .map: try talk(PlainMap())
    case .bank: try talk(PlainBank())
    case .settings: try talk(PlainSettings())
    case .gaps: try talk(PlainGaps())
    case .close: if let open = overview.open { try talk(PlainWaiting(open)) }
    case .leave: break
    }
  }

  /// Runs a dialogue until the person leaves it or the input ends.
  @discardableResult
  private func talk<Dialogue: PlainDialogue>(_ start: Dialogue) throws -> Dialogue {
    var dialogue = PlainConversation(start)
    try carryOut(dialogue.firstEffects, for: &dialogue)
    while way == .on, !dialogue.isOver {
      let overview = try space.overview()
      dialogue.prompt(space.bank.content, overview).forEach(tell)
      guard let line = readLine() else {
        way = .out
        break
      }
      let (lines, effects) = dialogue.handle(line: line, space.bank.content, overview)
      try carryOut(effects, for: &dialogue)
      isAsked = lines == PlainMeaning.all
      lines.forEach(tell)
      isAsked = false
      if dialogue.leadsToMenu { (way, menuLine) = (.menu, hasMenu ? dialogue.menuLine : nil) }
    }
    if way == .on, let choice = dialogue.dialogue.destination { try perform(choice, try space.overview()) }
    return dialogue.dialogue
  }

  private func carryOut(_ effects: [Effect], for dialogue: inout PlainConversation<some PlainDialogue>) throws
  {
    for effect in effects {
      if case .startAttempt(let mode, let scope) = effect {
        try begin(mode, scope)
        dialogue.comeBack()
        continue
      }
      if case .drillItems = effect, try !isFree() { continue }
      for outcome in runner.run(effect) {
        switch outcome {
        case .attempt(let session):
          try sit(session)
          dialogue.comeBack()
        case .exam(let session): try sit(session)
        // A file that is there already, for one, is no reason to end the program.
        case .failed(let failure) where failure.isFatal:
          throw CommandFailure(failure.message, code: .cannotWrite)
        case .failed(let failure): Output.say("It failed: \(failure.message)")
        default: dialogue.take(outcome, space.bank.content, try space.overview()).forEach(tell)
        }
      }
    }
  }

  /// Goes on with a sitting that waits, where it is the one that was named; else begins it.
  private func go(_ mode: Mode, _ overview: Overview) throws {
    if let open = overview.open, open.mode == mode.rawValue {
      try resume(open.id)
    } else {
      try begin(mode, .all)
    }
  }

  /// True where no sitting waits, or the one that did was closed when asked about.
  private func isFree() throws -> Bool {
    guard let open = try space.waitingAttempt() else { return true }
    return try talk(PlainWaiting(open)).isClosed
  }

  /// Begins a sitting; what waits is asked about first.
  private func begin(_ mode: Mode, _ scope: Scope) throws {
    guard try isFree() else { return }
    // A length that was named holds for this sitting alone.
    if let length {
      self.length = nil
      if mode == .mock {
        // The clock keeps its pace: half the items, half the time.
        let settings = try space.settings()
        let minutes = settings.examMinutes * length / max(1, settings.examLength)
        try sit(try space.startExam(length: length, minutes: settings.examMinutes == 0 ? 0 : max(1, minutes)))
      } else {
        try sit(try space.startAttempt(mode: mode, scope: scope, length: length))
      }
      return
    }
    for outcome in runner.run(.startAttempt(mode, scope)) {
      switch outcome {
      case .attempt(let session): try sit(session)
      case .exam(let session): try sit(session)
      case .failed(let failure): Output.say("It failed: \(failure.message)")
      default: break
      }
    }
  }

  /// Goes on with an attempt, whatever its kind.
  func resume(_ id: String) throws {
    if try space.attempt(id: id).mode == Mode.mock.rawValue {
      try sit(try space.resumeExam(id: id))
    } else {
      try sit(try space.resumeAttempt(id: id))
    }
  }

  /// What goes on with an attempt that was left.
  private var wayBack: String { hasMenu ? "1 in the menu" : options.resumption }

  /// Reads the answer to an item; nil where the input has ended.
  private func readAnswer() -> String? {
    let line = readLine()
    if line == nil {
      way = .out
    } else if line.map(PlainSitting.leadsToMenu) ?? false {
      way = .menu
    }
    return line
  }

  /// Runs a mock exam until it is handed in, left, or the input ends.
  func sit(_ session: ExamSession) throws {
    try sit(PlainExam(session: session, clock: space.environment.milliseconds(), wayBack: wayBack))
  }

  /// Runs an attempt to its end, its pause, or the end of the input.
  func sit(_ session: AttemptSession) throws {
    let sitting = PlainSitting(
      session: session, clock: space.environment.milliseconds(), wayBack: wayBack,
      asksFirst: hasMenu && session.attempt.plan.mode == .placement)
    if let sitting { return try sit(sitting) }
    // Every answer was given before the program was killed.
    try close(session.record.id, session.attempt.stopReason ?? .exhausted)
    part()
  }

  private func close(_ id: String, _ reason: StopReason) throws {
    for outcome in runner.run(.finish(attempt: id, reason)) {
      switch outcome {
      case .finished(let id): try finish(try space.result(ofAttempt: id))
      case .dropped: Output.say(Self.nothingKept)
      case .failed(let failure): throw CommandFailure(failure.message, code: .cannotWrite)
      default: break
      }
    }
  }

  private func sit(_ start: some PlainSession) throws {
    var session = start
    session.opening().forEach(tell)
    let goesOn = "\(options.resumption) goes on."
    interruption.told = "Everything answered is saved; \(goesOn)"
    defer { interruption.begin(Self.goodbye) }
    while !session.isOver {
      keepWhenInterrupted(session)
      guard let line = readAnswer() else { break }
      let (lines, effects) = session.handle(line: line, clock: space.environment.milliseconds())
      // What is on its way to the disk arrives there before the program ends.
      keepWhenInterrupted(session)
      lines.forEach(tell)
      try carryOut(effects, for: &session)
      if !session.isOver { way = .on }
    }
    if way == .out, !session.isOver { try keep(&session) }
    part()
  }

  private func keepWhenInterrupted(_ session: some PlainSession) {
    let (runner, clock) = (runner, space.environment.milliseconds)
    interruption.keep = {
      var session = session
      return session.interrupted(clock: clock()).flatMap { runner.run($0) }.compactMap(\.failure?.message)
        .first
    }
  }

  /// Keeps what is half finished where the input has ended.
  private func keep(_ session: inout some PlainSession) throws {
    for effect in session.interrupted(clock: space.environment.milliseconds()) {
      for case .failed(let failure) in runner.run(effect) {
        throw CommandFailure(failure.message, code: .cannotWrite)
      }
    }
    Output.note(interruption.told)
  }

  /// Takes leave where a sitting was all that was asked for.
  private func part() {
    if !hasMenu, way != .out { Output.say(Self.goodbye) }
  }

  private static let nothingKept = "Nothing was answered, so nothing is kept of this attempt."

  /// Carries out what a session asks for, and tells it what came of it.
  private func carryOut(_ effects: [Effect], for session: inout some PlainSession) throws {
    var waiting = effects
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      for outcome in interruption.hold({ runner.run(effect) }) {
        if case .result(let result) = outcome {
          try finish(result)
          continue
        }
        if case .dropped = outcome { Output.say(Self.nothingKept) }
        let (lines, more) = session.take(outcome, clock: space.environment.milliseconds())
        lines.forEach(tell)
        waiting += more
      }
    }
  }

  /// What was answered, so that every number that is told of it adds up.
  private func finishing(_ result: AttemptResult) -> String {
    let count = result.answers.count
    guard result.mode == .mock, let planned = result.plannedCount else {
      return "\(result.mode.title) finished, \(Words.count(count, "answer"))."
    }
    let unknown = result.answers.count(where: \.response.isUnknown)
    let parts = [
      unknown == 0 ? "" : "\(unknown) not known or left open",
      planned == count ? "" : "\(planned - count) never heard and left out of the score",
    ].filter { !$0.isEmpty }
    return "Mock exam finished: \(count - unknown) of \(planned) items answered"
      + parts.map { ", " + $0 }.joined() + "."
  }

  /// Tells what an attempt found, and leads into its answers.
  private func finish(_ result: AttemptResult) throws {
    interruption.begin(Self.goodbye)
    Output.say(finishing(result))
    let dialogue = PlainResult(result)
    dialogue.summary(try space.overview()).forEach(tell)
    if !result.answers.isEmpty { try talk(dialogue) }
  }
}
