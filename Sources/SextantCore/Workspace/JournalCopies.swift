import Foundation
import Journal

/// Backups of the journal; none of this needs a bank, so it also works where that is broken.
package struct JournalCopies: Sendable {
  private let folders: Folders
  private let environment: AppEnvironment
  private let hear: @Sendable (String) -> Void

  /// Copies of the journal in the person's data folder.
  ///
  /// - Parameter hear: Hears notices, for example that a damaged journal was rebuilt.
  package init(_ folders: Folders, environment: AppEnvironment, hear: @escaping @Sendable (String) -> Void) {
    self.folders = folders
    self.environment = environment
    self.hear = hear
  }

  private func opened() throws -> Journal {
    let opening = try Journal.open(
      folder: folders.data, now: environment.now(), assessment: folders.assessmentID)
    opening.notices.forEach(hear)
    opening.journal.listen(hear)
    return opening.journal
  }

  /// The name of a backup of today.
  package var name: String {
    let day = environment.days().day(of: environment.now())
    return "sextant-\(day.iso).sqlite"
  }

  /// Writes a backup to a new file; returns what it holds, a line for each assessment.
  ///
  /// - Throws: `JournalError`.
  package func backUp(to path: String) throws -> [String] { lines(try opened().backUp(to: path)) }

  /// What the journal holds, a line for each assessment; nil if there is none.
  ///
  /// - Throws: `JournalError`.
  package func current() throws -> [String]? {
    guard FileManager.default.fileExists(atPath: folders.dataPath + "/" + Journal.fileName) else {
      return nil
    }
    let lines = lines(try opened().contents())
    return lines.isEmpty ? nil : lines
  }

  /// What a backup holds, a line for each assessment.
  ///
  /// - Throws: `JournalError`.
  package func contents(of file: String) throws -> [String] {
    lines(try Journal.contents(ofFile: file, folder: folders.dataPath))
  }

  /// Puts a backup in the place of the journal; returns the file that keeps what was there, if anything was.
  ///
  /// - Throws: `JournalError`; then nothing has changed.
  package func restore(_ file: String) throws -> String? {
    try Journal.restore(file: file, folder: folders.dataPath, now: environment.now()).kept
  }

  private func lines(_ contents: JournalContents) -> [String] {
    let days = environment.days()
    return contents.assessments.map { one in
      let (first, last) = (days.long(one.first), days.long(one.last))
      return
        "\(one.id): \(Words.count(one.attempts, "attempt")), \(Words.count(one.answers, "answer")), "
        + (first == last ? first : "\(first) to \(last)")
    }
  }
}
