import Foundation
import NcursesTerminal
import SextantCore
import SextantScreens
import TerminalUI

#if canImport(Glibc)
  import Glibc
#endif

/// Drives the screens on a terminal: passes events to the program, and its pictures to the terminal.
struct TerminalLoop {
  private let terminal: Terminal
  private let worker: BackgroundWorker
  private let environment: AppEnvironment
  private let clock: RunningClock
  private var driver: Driver<ScreenStack>
  private let background: LastBackground
  private var looks: TerminalAppearance
  /// The first signal that asked the program to end.
  private var signal: Int32?

  /// How long the first picture waits for the bank and the journal, in milliseconds, so that it shows
  /// something useful.
  private static let firstPictureTimeout = 90

  /// Takes the terminal over and starts the program.
  ///
  /// - Throws: A `CommandFailure` if the terminal can't be used.
  init(
    worker: BackgroundWorker, environment: AppEnvironment, start: ScreenStack.Start?,
    background: LastBackground,
    looks: TerminalAppearance, options: TerminalOptions
  ) throws {
    self.worker = worker
    self.environment = environment
    self.background = background
    self.looks = looks
    let clock = RunningClock(environment.milliseconds)
    self.clock = clock
    var stack = ScreenStack(size: Size(columns: 0, rows: 0), start: start)
    stack.mustBeASCII = looks.mustBeASCII
    driver = Driver(
      stack, now: { EventTime(date: environment.now(), clock: clock.milliseconds) },
      start: { job, report in worker.start(job, report: report) })
    driver.begin()
    do {
      terminal = try Terminal(options: options)
    } catch {
      throw CommandFailure(error.message, code: .failed)
    }
    let waker = terminal.waker
    worker.wakes { waker.wake() }
    driver.send(.input(.resize(terminal.size)))
    // Drawing is slow the first time, and the other threads are still at work.
    _ = surface
    worker.waitForFirstJob(milliseconds: Self.firstPictureTimeout)
  }

  /// Runs until the program ends.
  ///
  /// - Throws: A `CommandFailure` if it ends with its own exit code.
  mutating func run() throws {
    settle()
    draw()
    worker.openJournal()
    if looks.asksTerminal { terminal.askBackground() }
    // Work that a long journal needs after a change of the bank, once the person has something to look at.
    worker.prepare()
    while driver.ending == nil {
      for event in terminal.nextEvents(timeout: driver.program.tickInterval) { take(event) }
      driver.send(.tick)
      settle()
      if driver.ending == nil { draw() }
    }
    terminal.close()
    try end()
  }

  private var surface: Surface { driver.face.view(at: environment.now()).surface }

  private func draw() { terminal.draw(surface) }

  /// Takes in results that arrived meanwhile, and carries out the program's requests.
  private mutating func settle() {
    driver.takeReports()
    for request in driver.takeRequests() {
      switch request {
      case .suspend: suspend()
      case .redraw: terminal.invalidate()
      case .copy(let text): terminal.copy(base64: Data(text.utf8).base64EncodedString())
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
      driver.send(.stop(StopCause(signal: number)))
    case .hangUp: driver.send(.stop(.hangUp))
    case .suspend: suspend()
    case .background(let lightness):
      looks.found = lightness > 0.5 ? .light : .dark
      background.remember(looks.found)
      restyle()
    }
  }

  private mutating func suspend() {
    clock.pause { terminal.suspend() }
    driver.send(.input(.resize(terminal.size)))
  }

  private func restyle() {
    let settings = driver.face.overview?.settings
    terminal.restyle(
      theme: looks.theme(settings), isASCII: looks.isASCII(settings),
      usesMouse: looks.mayUseMouse && (settings?.usesMouse ?? true),
      usesLinks: looks.usesLinks(settings))
  }

  private func end() throws {
    guard let ending = driver.ending else { return }
    switch ending.status {
    case .exit(0): break
    case .exit(let code):
      throw CommandFailure(ending.message ?? "it couldn't go on", code: Exit(rawValue: code) ?? .failed)
    case .signal(let number):
      if let message = ending.message { Output.note(message) }
      // Several signals mean the same; the parent process must see the one that came.
      endProcess(bySignal: signal ?? number)
    }
  }
}
