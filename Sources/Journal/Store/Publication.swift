import Foundation

/// Puts a rebuilt journal in the place of the damaged one; a kill at any moment loses nothing.
///
/// While a rebuilt file is incomplete it has a name that the next start deletes. A second name marks it as
/// complete. From then on, every start first finishes the job: it sets the damaged file and its companions aside,
/// and renames the new file last.
struct Publication {
  let files: JournalFiles

  /// Publishes a rebuilt file.
  func publish(_ stamp: String) throws(JournalError) {
    try files.rename(files.recovering, to: files.recovered(stamp))
    try files.sync(files.folder)
    try finish(stamp)
  }

  /// Finishes the job of a program that was killed.
  func resume() throws(JournalError) {
    for stamp in files.stamps("recovered", "sqlite") {
      if isStale(stamp) {
        // Another program wrote to the damaged file in between, so read it again.
        for suffix in JournalFiles.companions where files.size(files.path + suffix) == nil {
          if files.size(files.damaged(stamp) + suffix) != nil {
            try files.rename(files.damaged(stamp) + suffix, to: files.path + suffix)
          }
        }
        files.remove(files.recovered(stamp))
      } else {
        try finish(stamp)
      }
    }
  }

  /// Removes incomplete files of a program that was killed, and notices about recoveries that never happened.
  func removeRemains() {
    files.remove(files.making)
    files.remove(files.recovering)
    for stamp in files.stamps("damaged", "notice") where files.size(files.damaged(stamp)) == nil {
      files.remove(files.notice(stamp))
    }
  }

  /// True if the damaged file is still in place and changed after it was read.
  private func isStale(_ stamp: String) -> Bool {
    guard files.size(files.path) != nil, let built = files.changed(files.recovered(stamp)) else {
      return false
    }
    let places = [files.path, files.path + "-wal", files.damaged(stamp) + "-wal"]
    return places.contains { (files.changed($0) ?? 0) > built }
  }

  private func finish(_ stamp: String) throws(JournalError) {
    let aside = files.damaged(stamp)
    for suffix in JournalFiles.companions where files.size(files.path + suffix) != nil {
      try files.rename(files.path + suffix, to: aside + suffix)
    }
    if files.size(files.path) != nil, files.size(aside) == nil {
      try files.rename(files.path, to: aside)
      try files.sync(files.folder)
    }
    try files.rename(files.recovered(stamp), to: files.path)
    try files.sync(files.folder)
  }
}
