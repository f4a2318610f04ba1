import Foundation
import GRDB
import ItemBank
import Journal
import QuizEngine
import SextantCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Years with the program, from one seed: the real core over a real journal, and whatever can happen to it.
///
/// After each step the journal must hold exactly what was confirmed, a stored attempt must replay to the one on the
/// screen, every number must be finite, and what is kept of the score must equal what is computed from the answers.
package final class Life {
  /// What a life must not do.
  package struct Violation: Error {
    /// What happened, with the seed and the step.
    package var text: String
    /// What happened before, where it was written down.
    package var history: [String] = []
  }

  /// What happened in lives, to see that they meet what they are for.
  package struct Tally: Sendable {
    package var counts: [String: Int] = [:]

    package init() {}

    package mutating func add(_ other: Tally) { counts.merge(other.counts, uniquingKeysWith: +) }
    mutating func note(_ event: String, _ count: Int = 1) { counts[event, default: 0] += count }
  }

  /// One running program.
  final class Window {
    let runner: EffectRunner
    let space: Workspace
    let bank: LifeBank
    let version: Int
    var session: Session?
    /// True once another program did something about the attempt on the screen: then a write may be refused.
    var isDisturbed = false
    /// True once another program changed the flag of an answer.
    var isFlagged = false
    /// The last answer that can be graded: the grades, the memory before it, and when it was given.
    var graded: (choice: GradeChoice, before: Ledger.Row?, date: Date)?

    init(_ space: Workspace, _ version: Int) {
      self.space = space
      self.version = version
      bank = LifeBank.versions[version]
      runner = EffectRunner { space }
    }
  }

  let seed: UInt64
  var chance: LifeChance
  let clock: LifeClock
  /// The folder that this life may fill.
  let home: URL
  /// The journal's folder; a life goes on in a copy where the program was killed.
  var folder: URL
  var copies = 0
  var version: Int
  var windows: [Window?] = [nil, nil]
  var ledger = Ledger()
  var tally = Tally()
  /// Reads the journal beside the program, without any code of it.
  var reader: DatabaseQueue?
  /// The version of the file that was compared last.
  var verified: (ledger: Ledger, dataVersion: Int)?
  /// A program without a cache, which computes everything.
  var fresh: Window?
  /// What finished attempts said when they were finished, with what it depends on.
  var results: [String: (version: Int, profile: String, numbers: [Double])] = [:]
  /// The settings as a window read them at some time.
  var shownSettings: Settings?
  /// Another program that holds the journal.
  var intruder: DatabaseQueue?
  /// True once damage changed bytes of values, which nothing can notice.
  var isAltered = false
  /// True where the process is this life's alone, so that its files can be limited.
  let limitsFiles: Bool
  /// True where each step is written down.
  let isTold: Bool
  /// How the next write is cut short.
  var killing: KillPoint?
  var isDiskFull = false
  var stepNumber = 0
  var history: [String] = []

  enum KillPoint { case before, after }

  private init(seed: UInt64, limitsFiles: Bool, isTold: Bool, root: URL) {
    self.seed = seed
    self.isTold = isTold
    self.limitsFiles = limitsFiles
    chance = LifeChance(seed)
    var first = LifeChance(seed ^ 0x5eed)
    clock = LifeClock(date: 1_704_103_200.25 + Double(first.below(100_000_000)), chance: first.next())
    home = root.appendingPathComponent("life-\(getpid())-\(seed)")
    folder = home.appendingPathComponent("0")
    version = first.below(3)
  }

  /// Lives one life.
  ///
  /// - Parameter limitsFiles: True where nothing else runs in the process, so that a full disk can be had by limiting the
  ///   size of its files.
  /// - Throws: `Violation`.
  package static func live(
    seed: UInt64, limitsFiles: Bool = false, isTold: Bool = false, root: URL = Life.root
  ) throws -> Tally {
    let life = Life(seed: seed, limitsFiles: limitsFiles, isTold: isTold, root: root)
    defer { try? FileManager.default.removeItem(at: life.home) }
    do {
      try life.run()
      return life.tally
    } catch {
      let text = (error as? Violation)?.text ?? "\(error)"
      throw Violation(
        text: "seed \(seed), step \(life.stepNumber): \(text)", history: life.history)
    }
  }

  /// A folder in memory where the system has one: no disk has to be waited for.
  package static var root: URL {
    access("/dev/shm", W_OK) == 0
      ? URL(fileURLWithPath: "/dev/shm") : FileManager.default.temporaryDirectory
  }

  private func run() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    signal(SIGXFSZ, SIG_IGN)
    try beginAnew()
    let steps = 8 + chance.below(16)
    for number in 1...steps {
      stepNumber = number
      try step()
      try verify()
    }
    stepNumber += 1
    tell("the end")
    healDisk()
    release()
    for place in windows.indices { try leave(place) }
    try verify()
    try look(try window(0))
    tally.note("answers", ledger.rows[.response]?.count ?? 0)
  }

  func tell(_ text: @autoclosure () -> String) {
    if isTold { history.append("\(stepNumber): \(text())") }
  }

  /// Most lives begin with a journal that the program made before, which is quicker than to make one.
  private func beginAnew() throws {
    guard !chance.happens(oneIn: 8) else { return }
    let made = home.deletingLastPathComponent().appendingPathComponent("life-\(getpid())-made")
    if !FileManager.default.fileExists(atPath: made.path) {
      _ = try Journal.open(folder: made, now: Date(timeIntervalSince1970: 0))
    }
    try FileManager.default.copyItem(
      atPath: made.appendingPathComponent(Journal.fileName).path, toPath: journalPath)
  }

  /// Removes what lives of this process share.
  static func removeShared(root: URL) {
    try? FileManager.default.removeItem(at: root.appendingPathComponent("life-\(getpid())-made"))
  }

  func fail(_ text: String) -> Violation { Violation(text: text) }

  func expect(_ condition: Bool, _ text: @autoclosure () -> String) throws {
    if !condition { throw fail(text()) }
  }

  // MARK: Windows

  var environment: AppEnvironment {
    let clock = clock
    return AppEnvironment(
      now: { clock.date }, days: { clock.days }, milliseconds: { clock.clock }, seed: { clock.seed() },
      identity: { clock.identity() })
  }

  /// A running program; it is started where it does not run.
  func window(_ place: Int) throws -> Window {
    if let window = windows[place] { return window }
    // A start while another program makes or rebuilds the journal is refused; nothing else is.
    let opening = try Journal.open(
      folder: folder, now: clock.date, assessment: LifeBank.assessment, timeout: 0)
    var space = Workspace(
      bank: LifeBank.versions[version].bank, journal: opening.journal, environment: environment,
      notices: opening.notices)
    space.cache = home.appendingPathComponent("cache")
    let window = Window(space, version)
    windows[place] = window
    tell("program \(place) starts with version \(version)")
    return window
  }

  /// A program that keeps nothing.
  func freshWindow(_ version: Int) throws -> Window {
    if let fresh, fresh.version == version { return fresh }
    let running = windows.compactMap(\.self).first { $0.version == version }
    var space: Workspace
    if let running {
      space = running.space
      space.cache = nil
    } else {
      let opening = try Journal.open(
        folder: folder, now: clock.date, assessment: LifeBank.assessment, timeout: 0)
      space = Workspace(
        bank: LifeBank.versions[version].bank, journal: opening.journal, environment: environment)
    }
    let window = Window(space, version)
    fresh = window
    return window
  }

  /// Ends a program as a person or a signal does: what is on the screen is kept.
  func leave(_ place: Int) throws {
    guard let window = windows[place] else { return }
    if window.session != nil { try send(.interrupted, in: place) }
    windows[place] = nil
  }

  // MARK: What is stored

  /// The journal holds exactly what was confirmed.
  ///
  /// - Parameter others: What it may hold as well, where a step failed in part.
  func verify(or others: [Ledger] = []) throws {
    let queue = try readerQueue()
    guard let queue else { return }
    let (dataVersion, stored) = try queue.read { database -> (Int, Ledger?) in
      let dataVersion = try Int.fetchOne(database, sql: "PRAGMA data_version") ?? 0
      if let verified, verified.dataVersion == dataVersion, verified.ledger == ledger {
        return (dataVersion, nil)
      }
      return (dataVersion, try Ledger(database))
    }
    guard let stored else { return }
    if stored != ledger {
      guard let other = others.first(where: { $0 == stored }) else {
        throw fail(ledger.differences(from: stored).prefix(3).joined(separator: "; "))
      }
      ledger = other
    }
    verified = (ledger, dataVersion)
    tally.note("comparisons")
  }

  func readerQueue() throws -> DatabaseQueue? {
    if let reader { return reader }
    let path = folder.appendingPathComponent(Journal.fileName).path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let queue = try DatabaseQueue(path: path)
    (reader, verified) = (queue, nil)
    return queue
  }

  /// Lets go of everything that is open beside the program.
  func closeReaders() {
    (reader, fresh, verified) = (nil, nil, nil)
  }
}
