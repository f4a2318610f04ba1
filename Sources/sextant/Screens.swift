import Dispatch
import Foundation
import NcursesTerminal
import SextantCore
import SextantPlain
import SextantScreens
import Synchronization
import TerminalUI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Outcomes on their way from the worker to the screen.
final class Mailbox: Sendable {
  private let waiting = Mutex<[Outcome]>([])

  func post(_ outcome: Outcome) { waiting.withLock { $0.append(outcome) } }

  func take() -> [Outcome] {
    waiting.withLock { outcomes in
      defer { outcomes = [] }
      return outcomes
    }
  }
}

/// Runs the screens: one thread owns the terminal, one queue carries effects out.
enum Screens {
  /// Runs until the person leaves; false where there is no terminal to draw on.
  static func run(options: StartOptions, request: AppState.Request?) throws -> Bool {
    let variables = ProcessInfo.processInfo.environment
    let support = TerminalSupport.probe(name: variables["TERM"])
    guard support.obstacle == nil else { return false }
    let folders = try options.folders()
    let environment = try options.environment()
    let runner = EffectRunner {
      try Workspace.open(
        folders: folders, environment: environment, compile: BankCompileCommand.runApart)
    }
    let now = environment.now()
    // Words such as "yesterday" hold for a day.
    let salt = "\(Sextant.version) \(environment.days().day(of: now).number)"
    let picture = KeptPicture(folders: folders, salt: salt)
    let told = told(variables)
    let looks = Looks(
      theme: options.theme == .auto ? nil : theme(options.theme),
      // What this terminal, or the last one, told of itself serves until it tells again.
      found: told ?? picture?.background.flatMap(Theme.named) ?? .dark,
      mustBeASCII: options.ascii || !support.isUTF8,
      asksTerminal: options.theme == .auto && !isColourless(variables),
      mayUseMouse: !options.noMouse)
    var loop = try Loop(
      runner: runner, environment: environment, request: request,
      picture: request == nil ? picture : nil,
      looks: looks,
      options: TerminalOptions(
        theme: looks.theme ?? looks.found, isASCII: looks.mustBeASCII,
        usesMouse: !options.noMouse, logFile: logFile(folders)))
    try loop.run()
    return true
  }

  private static func theme(_ choice: ThemeChoice) -> Theme? {
    switch choice {
    case .dark: .dark
    case .light: .light
    case .mono: .mono
    case .auto: nil
    }
  }

  /// Any value that is not empty asks for no colour (no-color.org).
  private static func isColourless(_ variables: [String: String]) -> Bool {
    !(variables["NO_COLOR"] ?? "").isEmpty
  }

  /// The theme that the environment asks for or tells.
  private static func told(_ variables: [String: String]) -> Theme? {
    if isColourless(variables) { return .mono }
    // COLORFGBG ends in the background's colour: 7 and 15 are light.
    guard let last = variables["COLORFGBG"]?.split(separator: ";").last, let colour = Int(last) else {
      return nil
    }
    return colour == 7 || colour == 15 ? .light : .dark
  }

  private static func logFile(_ folders: Folders) -> String? {
    do {
      try FileManager.default.createDirectory(
        at: folders.state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      return nil
    }
    return folders.state.appendingPathComponent("sextant.log").path
  }
}

/// The looks: what was asked for at the start, what was found out, and what the settings say.
private struct Looks {
  /// The theme that an option names; it stands above the settings.
  var theme: Theme?
  /// The theme that the terminal suggests.
  var found: Theme
  /// True where nothing but ASCII can be drawn.
  var mustBeASCII: Bool
  /// True where nothing but the terminal itself can tell its background.
  var asksTerminal: Bool
  /// False where an option leaves the mouse to the terminal.
  var mayUseMouse: Bool

  func theme(_ settings: Settings?) -> Theme {
    if let theme { return theme }
    return switch settings?.look ?? .auto {
    case .auto: found
    case .dark: .dark
    case .light: .light
    case .mono: .mono
    }
  }

  func isASCII(_ settings: Settings?) -> Bool { mustBeASCII || (settings?.isASCII ?? false) }
}

/// The event loop.
private struct Loop {
  private let terminal: Terminal
  private let runner: EffectRunner
  private let environment: AppEnvironment
  private let mailbox = Mailbox()
  private let queue = DispatchQueue(label: "sextant.effects", qos: .userInitiated)
  private var state: AppState
  private let picture: KeptPicture?
  private let kept: Surface?
  private var looks: Looks
  private var isDone = false
  private var signal: Int32?

  /// How long the first picture waits for the bank and the journal, in milliseconds.
  private static let patience = 90

  init(
    runner: EffectRunner, environment: AppEnvironment, request: AppState.Request?, picture: KeptPicture?,
    looks: Looks, options: TerminalOptions
  ) throws {
    self.picture = picture
    self.looks = looks
    self.runner = runner
    self.environment = environment
    let early = Mailbox()
    let opened = DispatchSemaphore(value: 0)
    let queue = queue
    func openFiles() {
      queue.async {
        for outcome in runner.run(.openWorkspace) { early.post(outcome) }
        opened.signal()
      }
    }
    // The files are opened while the terminal is, unless a kept picture comes first: two threads that map
    // memory hinder one another.
    let picturesFirst = picture?.isThere ?? false
    if !picturesFirst { openFiles() }
    do {
      terminal = try Terminal(options: options)
    } catch {
      throw CommandFailure(error.message, code: .failed)
    }
    state = AppState(size: terminal.size, request: request)
    state.mustBeASCII = looks.mustBeASCII
    kept = picture?.load(size: terminal.size)
    if let kept {
      terminal.draw(kept)
      // Asked with the picture, the terminal answers while the files open, and nothing is written after it.
      if looks.asksTerminal { terminal.askBackground() }
    }
    if picturesFirst { openFiles() }
    if opened.wait(timeout: .now() + .milliseconds(Self.patience)) == .timedOut {
      if kept == nil { terminal.draw(state.view(at: environment.now()).surface) }
      // Still opening: the worker says so when it is done.
      let mailbox = mailbox
      let waker = terminal.waker
      queue.async {
        for outcome in early.take() { mailbox.post(outcome) }
        waker.wake()
      }
    } else {
      for outcome in early.take() { mailbox.post(outcome) }
    }
  }

  mutating func run() throws {
    takeOutcomes()
    let first = state.view(at: environment.now()).surface
    terminal.draw(first)
    if canKeepPicture, kept != first, let picture { queue.async { picture.save(first) } }
    if looks.asksTerminal, kept == nil { terminal.askBackground() }
    // Once the person has something to look at: work that a long journal needs after a change of the bank.
    let runner = runner
    let preparation = Thread {
      Thread.sleep(forTimeInterval: 1)
      // Of this thread alone on Linux: keys are answered first where there are few cores.
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
      runner.prepare()
    }
    preparation.start()
    while !isDone {
      terminal.draw(state.view(at: environment.now()).surface)
      for event in terminal.nextEvents(timeout: state.patience) { take(event) }
      carryOut(state.tick(at: moment))
      takeOutcomes()
    }
    // What was answered last reaches the disk before the program ends.
    queue.sync {}
    if canKeepPicture { picture?.save(state.view(at: environment.now()).surface) }
    terminal.close()
    if let signal { endProcess(bySignal: signal) }
    if let failure = runner.openingFailure {
      throw CommandFailure(failure.text, code: Exit(rawValue: failure.exitCode) ?? .failed)
    }
  }

  private var moment: Moment { Moment(date: environment.now(), clock: environment.milliseconds()) }

  private mutating func take(_ event: TerminalEvent) {
    switch event {
    case .event(let event): carryOut(state.handle(event, at: moment))
    case .wake: break
    case .terminate(let number):
      signal = number
      isDone = true
    case .suspend: suspend()
    case .background(let lightness):
      looks.found = lightness > 0.5 ? .light : .dark
      picture?.keep(background: looks.found.name)
      restyle()
    case .hangUp:
      signal = SIGHUP
      isDone = true
    }
  }

  private mutating func takeOutcomes() {
    for outcome in mailbox.take() { carryOut(state.handle(outcome, at: moment)) }
    restyle()
  }

  private func restyle() {
    let settings = state.overview?.settings
    terminal.restyle(
      theme: looks.theme(settings), isASCII: looks.isASCII(settings),
      usesMouse: looks.mayUseMouse && (settings?.usesMouse ?? true))
  }

  /// True where the picture can be kept: it is drawn before the settings are known.
  private var canKeepPicture: Bool {
    let settings = state.overview?.settings
    return state.isAtHome && looks.theme(settings) == looks.theme(nil)
      && looks.isASCII(settings) == looks.isASCII(nil)
  }

  private mutating func suspend() {
    terminal.suspend()
    carryOut(state.handle(.resize(terminal.size), at: moment))
  }

  private mutating func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .quit: isDone = true
      case .suspend: suspend()
      case .redraw: terminal.invalidate()
      default:
        let (runner, mailbox, waker) = (runner, mailbox, terminal.waker)
        queue.async {
          let outcomes = runner.run(effect) { progress in
            mailbox.post(progress)
            waker.wake()
          }
          for outcome in outcomes { mailbox.post(outcome) }
          waker.wake()
        }
      }
    }
  }
}
