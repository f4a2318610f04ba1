import Foundation
import GRDB
import Synchronization

/// An open journal: the database connection and the file it leads to.
final class Connection: Sendable {
  /// What the file system allows programs to share.
  enum Sharing: Sendable {
    /// A write-ahead log and shared memory: the normal case.
    case full
    /// No shared memory: a rollback journal instead of the log.
    case withoutMemory
    /// No locks: one program at a time.
    case alone
  }

  let queue: DatabaseQueue
  let identity: JournalFiles.Identity?
  let sharing: Sharing
  /// Held until the end if SQLite's own locks don't work.
  private let lock: Mutex<FileLock?>

  init(queue: DatabaseQueue, identity: JournalFiles.Identity?, sharing: Sharing, lock: consuming FileLock?) {
    self.queue = queue
    self.identity = identity
    self.sharing = sharing
    self.lock = Mutex(lock)
  }

  /// Closes the connection; later use throws.
  func close() {
    try? queue.close()
    lock.withLock { $0 = nil }
  }

  /// Opens an existing file.
  static func queue(_ path: String, _ sharing: Sharing, timeout: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(timeout)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      // Without shared memory, only a program with exclusive access can use a log.
      if sharing != .full { try database.execute(sql: "PRAGMA locking_mode=EXCLUSIVE") }
      // Check every cell of a page as it is read.
      try database.execute(sql: "PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON")
      database.add(function: RowChecksum.function)
    }
    let queue = try DatabaseQueue(path: name(path, sharing), configuration: configuration)
    if sharing != .full {
      try queue.writeWithoutTransaction { database in
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode=DELETE")
        if sharing == .withoutMemory {
          _ = try String.fetchOne(database, sql: "PRAGMA locking_mode=NORMAL")
          // The next access releases the locks.
          _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
        }
      }
    }
    return queue
  }

  /// The path, or an address that makes SQLite work without locks.
  static func name(_ path: String, _ sharing: Sharing) -> String {
    guard sharing == .alone else { return path }
    let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    return "file:\(escaped)?vfs=unix-none"
  }
}
