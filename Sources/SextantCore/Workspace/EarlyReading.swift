import Dispatch
import Foundation
import Journal
import QuizEngine
import Synchronization

/// Reads what home needs of the journal, while another thread opens the bank.
///
/// If the journal's file is the one that a start read before, it takes what was stored then, and the journal is opened
/// when it is first needed.
public final class EarlyReading: Sendable {
  /// The assessment that is read: a folder usually has the name of its assessment.
  let assessment: String
  private let opening = Mutex<Result<Journal, any Error>?>(nil)
  private let score = Mutex<ScoreRows?>(nil)
  private let home = Mutex<HomeRecords?>(nil)
  private let practice = Mutex<DatedPractice?>(nil)
  private let stored = FirstUse<ScoreCache.Stored>()
  private let estimates = FirstUse<DayEstimates.Stored>()
  private let cache: String?
  private let (hasOpened, hasRead) = (DispatchGroup(), DispatchGroup())
  /// A queue of its own gets its thread sooner than one of the shared queues.
  let queue = DispatchQueue(label: "sextant.early-reading", qos: .userInitiated)

  /// Starts reading.
  ///
  /// - Parameter verifies: True to check the whole journal first, so that nothing is computed from a damaged one.
  public init(folders: Folders, environment: AppEnvironment, verifies: Bool = false) {
    assessment = folders.assessmentID
    cache = folders.cachePath
    for group in [hasOpened, hasRead] { group.enter() }
    queue.async { [self] in
      var isKnown = false
      let result = Result { () throws -> Journal in
        let journal = try Journal.later(
          path: folders.dataPath, now: environment.now(), assessment: assessment)
        isKnown = !verifies && recall(journal)
        if !isKnown { try journal.openNow() }
        if verifies { try journal.verify() }
        return journal
      }
      opening.withLock { $0 = result }
      hasOpened.leave()
      var fresh: StartCache.Content?
      // The code that needs the rows meets an error again and reports it.
      if !isKnown, let journal = try? result.get() {
        fresh = try? read(journal, days: environment.days(), now: environment.now())
      }
      hasRead.leave()
      if !isKnown, let journal = try? result.get() { keep(fresh, of: journal) }
    }
  }

  /// Reads the stored parts of the score, unless that has begun.
  ///
  /// The thread that opens the bank does it first: it has to wait for this one anyway.
  func readStored() {
    stored.read { ScoreRows.stored(assessment: assessment, cache: cache) }
  }

  private func readEstimates() {
    estimates.read { cache.flatMap { DayEstimates(folder: $0, assessment: assessment).load() } }
  }

  /// Takes what a start before read, if the journal's file is the same; returns false if it must be read.
  private func recall(_ journal: Journal) -> Bool {
    guard let cache, let known = StartCache(folder: cache, assessment: assessment).load(),
      known.stamp == journal.stamp
    else { return false }
    readStored()
    guard stored.value?.parts.closed == known.closed else { return false }
    let responses = CountableResponses(closed: known.closed, rows: [], hasClosed: false)
    score.withLock {
      $0 = ScoreRows(ScoreRecords(settings: known.settings, responses: responses), stored: stored.take())
    }
    home.withLock { $0 = known.home }
    practice.withLock { $0 = known.practice }
    // The other thread is still opening the bank.
    readEstimates()
    return true
  }

  /// Reads the journal; returns what the next start can take if the file is the same then.
  private func read(_ journal: Journal, days: LocalDays, now: Date) throws -> StartCache.Content? {
    readStored()
    let stored = stored.take()
    let stamp = journal.stamp
    let found = try journal.startRecords(assessment: assessment, attempt: stored?.parts.attempts.last) {
      $0 == stored?.parts.closed
    }
    score.withLock { $0 = ScoreRows(found.score, stored: stored) }
    home.withLock { $0 = found.home }
    let practice = try DatedPractice(journal: journal, assessment: assessment, days: days, now: now)
    self.practice.withLock { $0 = practice }
    let responses = found.score.responses
    // Answers of an open attempt change all the time, so the sums of the closed ones are all that is stored.
    guard let stamp, !responses.hasClosed, responses.rows.isEmpty else { return nil }
    return StartCache.Content(
      stamp: stamp, closed: responses.closed, settings: found.score.settings, home: found.home,
      practice: practice)
  }

  /// Stores what was read if the file was the same all the time; otherwise forgets what is stored.
  private func keep(_ content: StartCache.Content?, of journal: Journal) {
    guard let cache else { return }
    let file = StartCache(folder: cache, assessment: assessment)
    if let content, content.stamp == journal.stamp { file.save(content) } else { file.remove() }
  }

  /// The journal, as soon as it is open or known.
  ///
  /// - Throws: `JournalError`.
  func journal() throws -> Journal {
    hasOpened.wait()
    guard let result = opening.withLock({ $0 }) else { throw WorkspaceError.noItems }
    return try result.get()
  }

  /// The rows that the score rests on, as soon as they are read; nil if they can't be read or were taken.
  func takeScoreRows() -> ScoreRows? {
    hasRead.wait()
    return Self.take(score)
  }

  /// What the person entered, as soon as it is read; nil if it can't be read or was taken.
  func takeHomeRecords() -> HomeRecords? {
    hasRead.wait()
    return Self.take(home)
  }

  /// What was done on the last days, as soon as it is read; nil if it can't be read or was taken.
  func takePractice() -> DatedPractice? {
    hasRead.wait()
    return Self.take(practice)
  }

  /// The estimates of the day as they are stored; nil if there are none or they were taken.
  func takeEstimates() -> DayEstimates.Stored? {
    readEstimates()
    return estimates.take()
  }

  /// The rows are used once, so their memory must not stay.
  private static func take<Rows: Sendable>(_ rows: borrowing Mutex<Rows?>) -> Rows? {
    rows.withLock { rows in
      defer { rows = nil }
      return rows
    }
  }
}

/// A value that the first thread to need it reads, and that is used once.
private final class FirstUse<Value: Sendable>: Sendable {
  private let state = Mutex<(isRead: Bool, value: Value?)>((false, nil))

  /// Reads the value, unless that has begun; then it waits for it.
  func read(_ read: () -> Value?) {
    state.withLock { state in
      if !state.isRead { state = (true, read()) }
    }
  }

  var value: Value? { state.withLock { $0.value } }

  /// The value; its memory must not stay.
  func take() -> Value? {
    state.withLock { state in
      defer { state.value = nil }
      return state.value
    }
  }
}

/// The part of the journal that the score rests on.
struct ScoreRows: Sendable {
  /// The person's settings.
  let settings: Settings
  /// The answers, without those whose sums are stored.
  let read: CountableResponses
  /// The stored parts, with the bank and the profile they hold for.
  let stored: ScoreCache.Stored?

  /// Reads them from the journal and the cache.
  init(journal: Journal, assessment: String, cache: String?) throws {
    let stored = Self.stored(assessment: assessment, cache: cache)
    self.init(
      try journal.scoreRecords(assessment: assessment) { $0 == stored?.parts.closed }, stored: stored)
  }

  fileprivate init(_ found: ScoreRecords, stored: ScoreCache.Stored?) {
    settings = Settings(stored: found.settings)
    read = found.responses
    self.stored = stored
  }

  fileprivate static func stored(assessment: String, cache: String?) -> ScoreCache.Stored? {
    cache.flatMap { ScoreCache(folder: $0, assessment: assessment).load() }
  }
}
