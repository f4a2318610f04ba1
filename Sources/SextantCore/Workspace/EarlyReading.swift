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
  private let (hasOpened, hasScore, hasHome) = (DispatchGroup(), DispatchGroup(), DispatchGroup())

  /// Starts reading.
  ///
  /// - Parameter verifies: True to check the whole journal first, so that nothing is computed from a damaged one.
  public init(folders: Folders, environment: AppEnvironment, verifies: Bool = false) {
    assessment = folders.assessmentID
    for group in [hasOpened, hasScore, hasHome] { group.enter() }
    // A queue of its own gets its thread sooner than one of the shared queues.
    DispatchQueue(label: "sextant.early-reading", qos: .userInitiated).async { [self] in
      let result = Result { () throws -> JournalOpening in
        let opening = try Journal.open(
          folder: folders.data, now: environment.now(), assessment: assessment)
        if verifies { try opening.journal.verify() }
        return opening
      }
      opening.withLock { $0 = result }
      hasOpened.leave()
      let journal = try? result.get().journal
      // The code that needs the rows meets an error again and reports it.
      let rows = journal.flatMap {
        try? ScoreRows(journal: $0, assessment: assessment, cache: folders.cachePath)
      }
      score.withLock { $0 = rows }
      hasScore.leave()
      let last = rows?.stored?.parts.attempts.last
      let read = journal.flatMap { try? $0.homeRecords(assessment: assessment, attempt: last) }
      home.withLock { $0 = read }
      hasHome.leave()
    }
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
    hasScore.wait()
    return Self.take(score)
  }

  /// What the person entered, as soon as it is read; nil if it can't be read or was taken.
  func takeHomeRecords() -> HomeRecords? {
    hasHome.wait()
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
  let stored: (key: String, parts: ScoreCache.Parts)?

  init(journal: Journal, assessment: String, cache: String?) throws {
    let stored = cache.flatMap { ScoreCache(folder: $0, assessment: assessment).load() }
    let found = try journal.scoreRecords(assessment: assessment) { $0 == stored?.parts.closed }
    settings = Settings(stored: found.settings)
    read = found.responses
    self.stored = stored
  }
}
