extension Journal {
  /// What happened since the opening or since this was last called, such as a damaged journal that was
  /// rebuilt.
  public func takeNotices() -> [String] { store.takeNotices() }

  /// Gets every later notice at once, in the place of `takeNotices`.
  public func listen(_ listener: @escaping @Sendable (String) -> Void) { store.listen(listener) }

  /// Reads and checks the whole file, and rebuilds the journal where it is damaged; `takeNotices` says so.
  ///
  /// - Throws: `JournalError`.
  public func examine() throws(JournalError) { try store.examine() }

  /// The damaged journals that were set aside in the folder, oldest first.
  public var damagedFiles: [String] {
    store.files.stamps("damaged", "sqlite").map(store.files.damaged)
  }

  /// The kind of file system that holds the journal, such as `nfs`; nil if the system does not say.
  public var fileSystem: String? { store.files.fileSystem }
}
