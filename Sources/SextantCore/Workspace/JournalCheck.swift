import Foundation
import Journal

/// What a look over the whole journal found, for `doctor`.
package struct JournalCheck: Sendable {
  /// The journal's file.
  package let path: String
  /// Attempts, answers, schema and kind of file in one sentence, without its full stop.
  package let summary: String
  /// True if SQLite finds nothing wrong.
  package let isSound: Bool
  /// What was repaired or recovered, as sentences.
  package let notices: [String]
  /// The damaged journals that were set aside, oldest first.
  package let damagedFiles: [String]
  /// The mode of the file, such as `600`.
  package let mode: String
  /// True if nobody but the person can read the file.
  package let isPrivate: Bool
}

extension Workspace {
  /// Reads the whole journal of an assessment; damage is repaired as at any start.
  ///
  /// It needs no bank, so it also works where that is broken.
  ///
  /// - Throws: `JournalError`.
  package static func checkJournal(_ folders: Folders, now: Date) throws -> JournalCheck {
    let opening = try Journal.open(folder: folders.data, now: now, assessment: folders.assessmentID)
    let journal = opening.journal
    try journal.examine()
    let check = try journal.checkUp()
    let kind = journal.fileSystem.map { " on \($0)" } ?? ""
    let attributes = try? FileManager.default.attributesOfItem(atPath: journal.path)
    let mode = attributes?[.posixPermissions] as? Int ?? 0
    return JournalCheck(
      path: journal.path,
      summary: "\(journal.path): \(Words.count(check.attempts, "attempt")), "
        + "\(Words.count(check.responses, "answer")), schema \(check.migrations.joined(separator: ", ")), "
        + "\(check.journalMode)\(kind), integrity \(check.integrity)",
      isSound: check.integrity == "ok", notices: opening.notices + journal.takeNotices(),
      damagedFiles: journal.damagedFiles, mode: String(mode, radix: 8), isPrivate: mode & 0o077 == 0)
  }
}
