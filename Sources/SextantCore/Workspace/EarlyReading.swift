import Dispatch
import Foundation
import Journal
import QuizEngine
import Synchronization

/// Opens the journal and reads what home needs, while another thread opens the bank.
public final class EarlyReading: Sendable {
  /// The assessment that is read: a folder usually has the name of its assessment.
  let assessment: String
  private let opening = Mutex<Result<JournalOpening, any Error>?>(nil)
  private let score = Mutex<ScoreRows?>(nil)
  private let home = Mutex<HomeRecords?>(nil)
  private let stored = Mutex<(isRead: Bool, value: ScoreCache.Stored?)>((false, nil))
  private let cache: String?
  private let (hasOpened, hasRead) = (DispatchGroup(), DispatchGroup())

  /// Starts reading.
  ///
  /// - Parameter verifies: True to check the whole journal first, so that nothing is computed from a damaged one.
  public init(folders: Folders, environment: AppEnvironment, verifies: Bool = false) {
    assessment = folders.assessmentID
    cache = folders.cachePath
    for group in [hasOpened, hasRead] { group.enter() }
    // A queue of its own gets its thread sooner than one of the shared queues.
    DispatchQueue(label: "sextant.early-reading", qos: .userInitiated).async { [self] in
      let result = Result { () throws -> JournalOpening in
        let opening = try Journal.open(
          path: folders.dataPath, now: environment.now(), assessment: assessment)
        if verifies { try opening.journal.verify() }
        return opening
      }
      opening.withLock { $0 = result }
      hasOpened.leave()
      // The code that needs the rows meets an error again and reports it.
      if let journal = try? result.get().journal { try? read(journal) }
      hasRead.leave()
    }
  }

  /// Reads the stored parts of the score, unless that has begun.
  ///
  /// The thread that opens the bank does it first: it has to wait for this one anyway.
  func readStored() {
    stored.withLock { stored in
      if !stored.isRead { stored = (true, ScoreRows.stored(assessment: assessment, cache: cache)) }
    }
  }

  private func read(_ journal: Journal) throws {
    readStored()
    let stored = stored.withLock { stored in
      defer { stored.value = nil }
      return stored.value
    }
    let found = try journal.startRecords(assessment: assessment, attempt: stored?.parts.attempts.last) {
      $0 == stored?.parts.closed
    }
    score.withLock { $0 = ScoreRows(found.score, stored: stored) }
    home.withLock { $0 = found.home }
  }

  /// The open journal, as soon as it is open.
  ///
  /// - Throws: `JournalError`.
  func journal() throws -> JournalOpening {
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

  /// The rows are used once, so their memory must not stay.
  private static func take<Rows: Sendable>(_ rows: borrowing Mutex<Rows?>) -> Rows? {
    rows.withLock { rows in
      defer { rows = nil }
      return rows
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
