extension Journal {
  /// Returns the notices since the opening or the last call, for example that a damaged journal was rebuilt.
  public func takeNotices() -> [String] { store.takeNotices() }

  /// Passes every later notice to a listener at once; `takeNotices` no longer returns them.
  public func listen(_ listener: @escaping @Sendable (String) -> Void) { store.listen(listener) }

  /// Reads the whole file and rebuilds the journal if it is damaged; `takeNotices` then says so.
  ///
  /// A page in the wrong place can look sound to everything that reads only a part of the journal, and a changed value
  /// shows only in the checksum of its row.
  ///
  /// - Throws: `JournalError`.
  public func verify() throws(JournalError) { try store.verify() }

  /// Like `verify`, but also reads every record without SQLite, and rebuilds the journal if one of them is damaged.
  ///
  /// - Throws: `JournalError`.
  public func examine() throws(JournalError) { try store.examine() }

  /// The damaged journals set aside in the folder, oldest first.
  public var damagedFiles: [String] {
    store.files.stamps("damaged", "sqlite").map(store.files.damaged)
  }

  /// The kind of file system that holds the journal, such as `nfs`; nil if the system doesn't say.
  public var fileSystem: String? { store.files.fileSystem }
}
