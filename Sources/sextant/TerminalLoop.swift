import Foundation
import NcursesTerminal
import SextantCore
import SextantScreens
import TerminalUI

#if canImport(Glibc)
  import Glibc
#endif

/// Drives the screens on a terminal: events go to the program, and its pictures to the terminal.
struct TerminalLoop {
  private let terminal: Terminal
  private let worker: BackgroundWorker
  private let environment: AppEnvironment
  private var driver: Driver<ScreenStack>
  private let picture: FirstPicture
  private let shown: Surface?
  private var looks: TerminalLooks
  /// The first signal that asked the program to end.
  private var signal: Int32?

  /// How long the first picture waits for the bank and the journal, in milliseconds.
  private static let patience = 90

  /// Takes the terminal and begins the program.
  ///
  /// - Throws: A `CommandFailure` where the terminal cannot be taken.
  init(
    worker: BackgroundWorker, environment: AppEnvironment, start: ScreenStack.Start?, picture: FirstPicture,
    looks: TerminalLooks, options: TerminalOptions
  ) throws {
    self.worker = worker
    self.environment = environment
    self.picture = picture
    self.looks = looks
    var stack = ScreenStack(size: Size(columns: 0, rows: 0), start: start)
    stack.mustBeASCII = looks.mustBeASCII
    driver = Driver(
      stack, now: { Moment(date: environment.now(), clock: environment.milliseconds()) },
      start: { job, report in worker.start(job, report: report) })
    // The files are opened while the terminal is, unless a kept picture comes first: two threads that map
    // memory hinder one another.
    let picturesFirst = picture.isThere
    if !picturesFirst { driver.begin() }
    do {
      terminal = try Terminal(options: options)
    } catch {
      throw CommandFailure(error.message, code: .failed)
    }
    worker.wakes(terminal.waker)
    driver.send(.input(.resize(terminal.size)))
    shown = picture.load(size: terminal.size)
    if let shown {
      terminal.draw(shown)
      // Asked with the picture, the terminal answers while the files open, and nothing is written after it.
      if looks.asksTerminal { terminal.askBackground() }
    }
    if picturesFirst { driver.begin() }
    if !worker.waitForFirstJob(milliseconds: Self.patience), shown == nil { draw() }
  }

  /// Runs until the program ends.
  ///
  /// - Throws: A `CommandFailure` where it ends with an exit code of its own.
  mutating func run() throws {
    settle()
    draw()
    let first = surface
    if canKeepPicture, shown != first {
      let picture = picture
      worker.afterwards { picture.save(first) }
    }
    if looks.asksTerminal, shown == nil { terminal.askBackground() }
    // Once the person has something to look at: work that a long journal needs after a change of the bank.
    worker.prepare()
    while driver.ending == nil {
      draw()
      for event in terminal.nextEvents(timeout: driver.program.tickInterval) { take(event) }
      driver.send(.tick)
      settle()
    }
    if canKeepPicture { picture.save(surface) }
    terminal.close()
    try end()
  }

  private var surface: Surface { driver.face.view(at: environment.now()).surface }

  private func draw() { terminal.draw(surface) }

  /// Takes in what was done meanwhile, and does what the program asks of its shell.
  private mutating func settle() {
    driver.takeReports()
    for request in driver.takeRequests() {
      switch request {
      case .suspend: suspend()
      case .redraw: terminal.invalidate()
      }
    }
    restyle()
  }

  private mutating func take(_ event: TerminalEvent) {
    switch event {
    case .event(let event): driver.send(.input(event))
    case .wake: break
    case .terminate(let number):
      signal = signal ?? number
      driver.send(.stop(number == SIGINT ? .interrupt : number == SIGHUP ? .hangUp : .terminate))
    case .hangUp: driver.send(.stop(.hangUp))
    case .suspend: suspend()
    case .background(let lightness):
      looks.found = lightness > 0.5 ? .light : .dark
      picture.keep(background: looks.found)
      restyle()
    }
  }

  private mutating func suspend() {
    terminal.suspend()
    driver.send(.input(.resize(terminal.size)))
  }

  private func restyle() {
    let settings = driver.face.overview?.settings
    terminal.restyle(
      theme: looks.theme(settings), isASCII: looks.isASCII(settings),
      usesMouse: looks.mayUseMouse && (settings?.usesMouse ?? true))
  }

  /// True where the picture can be kept: it is drawn before the settings are known.
  private var canKeepPicture: Bool {
    let settings = driver.face.overview?.settings
    return driver.face.isAtHome && looks.theme(settings) == looks.theme(nil)
      && looks.isASCII(settings) == looks.isASCII(nil)
  }

  private func end() throws {
    guard let ending = driver.ending else { return }
    switch ending.status {
    case .exit(0): break
    case .exit(let code):
      throw CommandFailure(ending.message ?? "it could not go on", code: Exit(rawValue: code) ?? .failed)
    case .signal(let number):
      if let message = ending.message { Output.note(message) }
      // Several signals ask for the same; the parent process sees the one that came.
      endProcess(bySignal: signal ?? number)
    }
  }
}
