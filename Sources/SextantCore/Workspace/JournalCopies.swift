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
    return DatedCopies.name(day)
  }

  /// The folder of the dated copies.
  package var folder: String { folders.dataPath + "/copies" }

  /// A dated copy.
  package struct Dated: Sendable {
    /// Its file.
    package var path: String
    /// The day in its name, for people.
    package var day: String
    /// Its size in bytes.
    package var size: Int
  }

  /// The dated copies that there are, newest first.
  package func dated() -> [Dated] {
    copies().sorted { $0.day > $1.day }.map {
      Dated(path: folder + "/" + DatedCopies.name($0.day), day: $0.day.long, size: $0.size)
    }
  }

  /// Keeps a copy of today, and removes those that are no longer needed.
  ///
  /// It does nothing if the person wants no copies, or if nothing has changed since the last one. A journal that is larger
  /// than all copies together may be isn't copied; `doctor` says so.
  ///
  /// - Throws: `JournalError`; the journal and older copies are as they were.
  package func keepToday() throws {
    let journal = folders.dataPath + "/" + Journal.fileName
    let files = FileManager.default
    func changed(_ path: String) -> Date? {
      let found = try? files.attributesOfItem(atPath: path)
      return found?[.type] as? FileAttributeType == .typeRegular ? found?[.modificationDate] as? Date : nil
    }
    guard let last = [journal, journal + "-wal"].compactMap(changed).max() else { return }
    let path = folder + "/" + name
    if let copied = changed(path), copied > last { return }
    let opened = try opened()
    guard wantsCopies(try opened.settings(assessment: "")), !isTooLarge else { return }
    do {
      try files.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw JournalError.cannotCreate(path: folder, reason: error.localizedDescription)
    }
    try opened.backUp(to: path, replaces: true)
    let all = copies()
    let kept = DatedCopies.kept(all)
    for copy in all where !kept.contains(copy.day) {
      try? files.removeItem(atPath: folder + "/" + DatedCopies.name(copy.day))
    }
  }

  /// True if the journal is larger than all copies together may be.
  package var isTooLarge: Bool {
    size(folders.dataPath + "/" + Journal.fileName).map { $0 > DatedCopies.room } ?? false
  }

  private func wantsCopies(_ stored: [String: String]) -> Bool { Settings(stored: stored).keepsCopies }

  private func size(_ path: String) -> Int? {
    ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue
  }

  private func copies() -> [DatedCopies.Copy] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      guard let day = DatedCopies.day(name), let size = size(folder + "/" + name) else { return nil }
      return DatedCopies.Copy(day: day, size: size)
    }
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
