import Dispatch
import NcursesTerminal
import SextantCore
import SextantPlain

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Drives the plain mode: lines and signals go to the program, and what it says to the terminal.
///
/// Lines are read and printed on threads of their own, so that a signal is heard whatever the terminal does.
final class PlainShell {
  /// What happens outside of the program.
  private enum News: Sendable {
    case line(String)
    /// No further line will be typed.
    case end
    case signal(Int32)
    /// A job has something to report.
    case report
    /// Everything that was handed over is printed.
    case printed
  }

  /// How long the end waits for a terminal that takes nothing, in milliseconds.
  private static let endTimeout = 200

  private let folders: Folders
  private let environment: AppEnvironment
  private var driver: Driver<PlainInterface>
  private let news = Mailbox<News>()
  private let reader: LineReader
  private let signals: SignalListener
  private let output = DispatchQueue(label: "sextant.output", qos: .userInitiated)
  /// How many hand-overs are not printed yet.
  private var unprinted = 0
  /// Why the program was asked to end, and not by the person's own words.
  private var cause: StopCause?

  init(options: StartOptions, workspace: Workspace? = nil, start: PlainInterface.Start = .menu) throws {
    let space = try workspace ?? options.workspace()
    folders = try options.folders()
    environment = space.environment
    let (environment, news) = (space.environment, news)
    let clock = RunningClock(environment.milliseconds)
    let worker = BackgroundWorker(runner: EffectRunner { space })
    worker.wakes { news.put(.report) }
    driver = Driver(
      PlainInterface(start, resumption: options.resumption),
      now: { EventTime(date: environment.now(), clock: clock.milliseconds) },
      start: { job, report in worker.start(job, report: report) })
    reader = LineReader { news.put($0.map { .line($0) } ?? .end) }
    signals = SignalListener(onStop: { clock.pause(while: $0) }) { news.put(.signal($0)) }
  }

  /// Runs until the program ends.
  ///
  /// - Throws: A `CommandFailure` where it ends with an exit code of its own.
  func run() throws {
    driver.begin()
    while driver.ending == nil {
      driver.advance()
      hand(driver.takeRequests())
      guard driver.ending == nil else { break }
      // What cannot be printed is not read for: nobody has heard the question yet.
      if driver.program.takesInput, unprinted == 0 { reader.read() }
      take(news.wait(milliseconds: driver.program.tickInterval))
    }
    try end()
  }

  private func take(_ news: News?) {
    switch news {
    case nil: driver.send(.tick)
    case .line(let line): driver.send(.input(line))
    case .end: stop(.endOfInput)
    case .signal(let number): stop(StopCause(signal: number))
    case .report: driver.takeReports()
    case .printed: unprinted -= 1
    }
  }

  private func stop(_ cause: StopCause) {
    self.cause = cause
    driver.send(.stop(cause))
  }

  private func hand(_ requests: [PlainRequest]) {
    guard !requests.isEmpty else { return }
    unprinted += 1
    let news = news
    output.async {
      for request in requests {
        switch request {
        case .say(let line): Output.say(line)
        case .note(let text): Output.note(text)
        }
      }
      news.put(.printed)
    }
  }

  /// Waits until everything is printed, or so long; false where something is not.
  private func drain(milliseconds: Int?) -> Bool {
    while unprinted > 0 {
      switch news.wait(milliseconds: milliseconds) {
      case nil: return false
      case .printed: unprinted -= 1
      case .signal(let number): endProcess(bySignal: number)
      default: break
      }
    }
    return true
  }

  private func end() throws {
    guard let ending = driver.ending else { return }
    hand(driver.takeRequests())
    switch ending.status {
    case .exit(0):
      hand(cause.map { driver.face.parting(after: $0) } ?? [])
      _ = drain(milliseconds: nil)
      JournalCommand.keepToday(folders, environment)
    case .exit(let code):
      _ = drain(milliseconds: Self.endTimeout)
      throw CommandFailure(ending.message ?? "it couldn't go on", code: Exit(rawValue: code) ?? .failed)
    case .signal(let number):
      // A terminal that takes nothing, as after Ctrl-S or with its window closed, must not keep the program.
      var watched = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
      if number != SIGHUP, drain(milliseconds: Self.endTimeout), poll(&watched, 1, Int32(Self.endTimeout)) > 0
      {
        let failure = ending.message.map { "\n" + $0.prefix(1).uppercased() + $0.dropFirst() }
        hand(failure.map { [.note($0)] } ?? driver.face.parting(after: cause ?? .interrupt))
        _ = drain(milliseconds: Self.endTimeout)
      }
      endProcess(bySignal: number)
    }
  }
}
