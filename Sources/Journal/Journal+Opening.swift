import Foundation

extension Journal {
  /// Opens the journal of a folder, and creates either if it is missing.
  ///
  /// A file written by a newer version or another program is refused and not changed. A damaged file is set
  /// aside under another name, and everything readable goes into a new one; the notices say how much.
  ///
  /// - Parameters:
  ///   - assessment: The assessment that is in use. Answers found in a damaged file are taken for its own if nothing
  ///     else is left that says where they belong.
  ///   - timeout: The seconds for which a write waits while another program locks the file.
  /// - Throws: `JournalError`.
  public static func open(
    folder: URL, now: Date, assessment: String = "", timeout: Double = 5
  ) throws(JournalError) -> JournalOpening {
    try open(path: folder.path, now: now, assessment: assessment, timeout: timeout)
  }

  /// The same for a folder given by its absolute path: the first use of a URL costs a start a third of a millisecond.
  public static func open(
    path: String, now: Date, assessment: String = "", timeout: Double = 5
  ) throws(JournalError) -> JournalOpening {
    let files = try JournalFiles(folder: path, timeout: timeout, assessment: assessment)
    let outcome = try Opening(files: files, now: now).open()
    return JournalOpening(
      journal: Journal(store: Store(files: files, now: now, connection: outcome.connection)),
      isNew: outcome.isNew, notices: outcome.notices)
  }

  /// The journal of a folder, which is opened when it is first needed.
  ///
  /// It is for a start that knows from the stamp what is in the file. Notices from opening come with `takeNotices`.
  ///
  /// - Throws: `JournalError` if the folder can't be used.
  public static func later(
    path: String, now: Date, assessment: String = "", timeout: Double = 5
  ) throws(JournalError) -> Journal {
    let files = try JournalFiles(folder: path, timeout: timeout, assessment: assessment)
    return Journal(store: Store(files: files, now: now, connection: nil))
  }

  /// Opens the file now, unless it is open.
  ///
  /// - Throws: `JournalError`.
  public func openNow() throws(JournalError) { _ = try store.connection() }
}
