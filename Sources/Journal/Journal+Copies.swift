import Foundation
import GRDB

/// What a journal holds, assessment by assessment.
public struct JournalContents: Sendable, Equatable {
  /// The attempts and answers of one assessment.
  public struct Assessment: Sendable, Equatable {
    /// The assessment's identity.
    public var id: String
    /// The number of attempts.
    public var attempts: Int
    /// The number of answers.
    public var answers: Int
    /// When the first attempt began.
    public var first: Date
    /// When the last attempt began, or its last answer was given.
    public var last: Date
  }

  /// The assessments with attempts, by identity.
  public var assessments: [Assessment]

  init(_ database: Database) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT assessment, count(*), sum(answers), min(started_at), max(coalesce(latest, started_at))
        FROM (SELECT a.assessment, a.started_at, count(r.attempt) AS answers, max(r.answered_at) AS latest
              FROM attempt a LEFT JOIN response r ON r.attempt = a.id GROUP BY a.id)
        GROUP BY assessment ORDER BY assessment
        """)
    assessments = rows.map { row in
      Assessment(
        id: row[0], attempts: row[1], answers: row[2],
        first: Date(timeIntervalSince1970: Limits.seconds(row[3])),
        last: Date(timeIntervalSince1970: Limits.seconds(row[4])))
    }
  }
}

/// A journal that was put in the place of another one.
public struct JournalRestoring: Sendable, Equatable {
  /// What the journal holds now.
  public var contents: JournalContents
  /// The file with what was there before; nil if nothing was.
  public var kept: String?
}

extension Journal {
  /// What the journal holds.
  ///
  /// - Throws: `JournalError`.
  public func contents() throws(JournalError) -> JournalContents { try read(JournalContents.init) }

  /// Writes a copy to a file with SQLite's backup interface, while programs go on using the journal.
  ///
  /// The copy is one file that only the person can read. It is read whole before it gets its name; damage in the
  /// journal itself is repaired first, as at any start.
  ///
  /// - Parameter replaces: True to put it in the place of a file of that name, in one step.
  /// - Throws: `JournalError`, also if a file of that name is there already and stays.
  @discardableResult
  public func backUp(to path: String, replaces: Bool = false) throws(JournalError) -> JournalContents {
    let files = store.files
    guard replaces || files.size(path) == nil else {
      throw .cannotCreate(path: path, reason: "a file of that name is there already")
    }
    // A name that no file of the person's has.
    let part = path + ".part-" + UUID().uuidString
    do {
      let contents = try store.perform(isWrite: false) { queue in
        // After a repair it is copied once more.
        files.remove(part)
        try files.create(part)
        return try Copying.copy(queue, to: part)
      }
      try files.sync(part)
      try files.rename(part, to: path)
      try files.sync(JournalFiles.parent(of: path))
      return contents
    } catch {
      files.remove(part)
      throw error
    }
  }

  /// What a backup or another journal holds; the file stays as it is.
  ///
  /// - Parameter folder: The folder of the person's journal, in which the file is examined.
  /// - Throws: `JournalError`, also if the file is damaged or isn't a journal.
  public static func contents(ofFile path: String, folder: String) throws(JournalError) -> JournalContents {
    let files = try JournalFiles(folder: folder, timeout: 5)
    let copy = files.folder + "/journal.reading-\(UUID().uuidString).sqlite"
    defer { files.remove(copy) }
    do {
      return try Copying.prepare(path, at: copy, files: files)
    } catch {
      throw Damage.translated(error, path: path)
    }
  }

  /// Puts a backup, or another journal, in the place of the journal in a folder; what was there is kept beside it.
  ///
  /// - Throws: `JournalError`; then nothing has changed.
  public static func restore(
    file: String, folder: String, now: Date, timeout: Double = 5
  ) throws(JournalError) -> JournalRestoring {
    try Opening(files: JournalFiles(folder: folder, timeout: timeout), now: now).restore(file)
  }
}
