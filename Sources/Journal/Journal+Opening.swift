import Foundation

extension Journal {
  /// Opens the journal of a folder, making both where they are missing.
  ///
  /// A file that a newer or another program wrote is refused and not touched. A damaged file is set aside
  /// under another name, and what can be read from it is put into a new one; the notices say how much.
  ///
  /// - Throws: `JournalError`.
  public static func open(folder: URL, now: Date) throws(JournalError) -> JournalOpening {
    let files = try JournalFiles(folder: folder)
    let outcome = try Opening(files: files, now: now).open()
    return JournalOpening(
      journal: Journal(store: Store(files: files, now: now, connection: outcome.connection)),
      isNew: outcome.isNew, notices: outcome.notices)
  }
}
