import Foundation

/// Puts a new journal in the place of a damaged one, or of one that a backup replaces; a kill at any moment loses nothing.
///
/// While a new file is incomplete it has a name that the next start deletes. A second name marks it as
/// complete. From then on, every start first finishes the job: it sets the old file and its companions aside, and renames
/// the new file last.
struct Publication {
  /// Where a new journal comes from.
  enum Source {
    case recovered
    case restored
  }

  let files: JournalFiles

  private func new(_ stamp: String, _ source: Source) -> String {
    switch source {
    case .recovered: files.recovered(stamp)
    case .restored: files.restored(stamp)
    }
  }

  private func old(_ stamp: String, _ source: Source) -> String {
    switch source {
    case .recovered: files.damaged(stamp)
    case .restored: files.replaced(stamp)
    }
  }

  /// Publishes a new file.
  func publish(_ stamp: String, _ source: Source) throws(JournalError) {
    try files.rename(files.recovering, to: new(stamp, source))
    try files.sync(files.folder)
    try finish(stamp, source)
  }

  /// Finishes the job of a program that was killed.
  func resume() throws(JournalError) {
    for stamp in files.stamps("recovered", "sqlite") { try resume(stamp, .recovered) }
    for stamp in files.stamps("restored", "sqlite") { try resume(stamp, .restored) }
  }

  private func resume(_ stamp: String, _ source: Source) throws(JournalError) {
    guard isStale(stamp, source) else { return try finish(stamp, source) }
    // Another program wrote to the old file in between, so it stays, and a damaged one is read again.
    for suffix in JournalFiles.companions where files.size(files.path + suffix) == nil {
      if files.size(old(stamp, source) + suffix) != nil {
        try files.rename(old(stamp, source) + suffix, to: files.path + suffix)
      }
    }
    files.remove(new(stamp, source))
  }

  /// Removes incomplete files of a program that was killed, and notices about recoveries that never happened.
  func removeRemains() {
    files.remove(files.making)
    files.remove(files.recovering)
    for stamp in files.stamps("damaged", "notice") where files.size(files.damaged(stamp)) == nil {
      files.remove(files.notice(stamp))
    }
  }

  /// True if the old file is still in place and changed after the new one was made.
  private func isStale(_ stamp: String, _ source: Source) -> Bool {
    guard files.size(files.path) != nil, let built = files.changed(new(stamp, source)) else {
      return false
    }
    let places = [files.path, files.path + "-wal", old(stamp, source) + "-wal"]
    return places.contains { (files.changed($0) ?? 0) > built }
  }

  private func finish(_ stamp: String, _ source: Source) throws(JournalError) {
    let aside = old(stamp, source)
    for suffix in JournalFiles.companions where files.size(files.path + suffix) != nil {
      try files.rename(files.path + suffix, to: aside + suffix)
    }
    if files.size(files.path) != nil, files.size(aside) == nil {
      try files.rename(files.path, to: aside)
      try files.sync(files.folder)
    }
    try files.rename(new(stamp, source), to: files.path)
    try files.sync(files.folder)
  }
}
