import Foundation
import GRDB
import Synchronization

/// An open journal: the connection, and which file it leads to.
final class Connection: Sendable {
  /// How much the file system lets programs share.
  enum Sharing: Sendable {
    /// Write-ahead log and shared memory, as everywhere.
    case full
    /// No shared memory: a rollback journal instead of the log.
    case withoutMemory
    /// No locks: one program at a time.
    case alone
  }

  let queue: DatabaseQueue
  let identity: JournalFiles.Identity?
  let sharing: Sharing
  /// Held until the end where SQLite's own locks do not work.
  private let lock: Mutex<FileLock?>

  init(queue: DatabaseQueue, identity: JournalFiles.Identity?, sharing: Sharing, lock: consuming FileLock?) {
    self.queue = queue
    self.identity = identity
    self.sharing = sharing
    self.lock = Mutex(lock)
  }

  /// Closes the connection; later use of it throws.
  func close() {
    try? queue.close()
    lock.withLock { $0 = nil }
  }

  /// Opens a file that exists.
  static func queue(_ path: String, _ sharing: Sharing) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      // Without shared memory a log can only be read by a program that has the file for itself.
      if sharing != .full { try database.execute(sql: "PRAGMA locking_mode=EXCLUSIVE") }
      // Looks at every cell of a page as it is read.
      try database.execute(sql: "PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON")
    }
    let queue = try DatabaseQueue(path: name(path, sharing), configuration: configuration)
    if sharing != .full {
      try queue.writeWithoutTransaction { database in
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode=DELETE")
        if sharing == .withoutMemory {
          _ = try String.fetchOne(database, sql: "PRAGMA locking_mode=NORMAL")
          // The locks are given back with the next access.
          _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
        }
      }
    }
    return queue
  }

  /// The path, or an address that tells SQLite to do without locks.
  static func name(_ path: String, _ sharing: Sharing) -> String {
    guard sharing == .alone else { return path }
    let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    return "file:\(escaped)?vfs=unix-none"
  }
}
