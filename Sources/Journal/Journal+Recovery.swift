extension Journal {
  /// What happened since the opening or since this was last called, such as a damaged journal that was
  /// rebuilt.
  public func takeNotices() -> [String] { store.takeNotices() }

  /// Reads and checks the whole file, and rebuilds the journal where it is damaged; `takeNotices` says so.
  ///
  /// - Throws: `JournalError`.
  public func examine() throws(JournalError) { try store.examine() }

  /// The damaged journals that were set aside in the folder, oldest first.
  public var damagedFiles: [String] {
    store.files.stamps("damaged", "sqlite").map(store.files.damaged)
  }

  /// The kind of file system that holds the journal, such as `nfs`; nil where the system does not say.
  public var fileSystem: String? { store.files.fileSystem }
}
