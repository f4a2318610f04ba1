import Foundation
import GRDB

/// Opens the journal of a folder: creates, migrates or rebuilds it as needed.
struct Opening {
  /// An open journal and what opening had to do.
  struct Outcome {
    var connection: Connection
    var isNew = false
    var notices: [String] = []
  }

  let files: JournalFiles
  let now: Date
  /// What the log of a file that was open told before it was closed.
  var history = LogHistory()

  /// Opens the journal, whatever state it is in.
  func open() throws(JournalError) -> Outcome {
    try files.checkKind()
    return try translating {
      let names = files.names()
      if !files.isBeingPublished(among: names), files.size(files.path) ?? 0 > 0,
        files.size(files.path + "-wal") ?? 0 == 0,
        let connection = try openCurrent()
      {
        return Outcome(connection: connection, notices: pendingNotices(among: names))
      }
      let lock = try FileLock(of: files, .alone)
      return try openAlone(lock)
    }
  }

  /// Rebuilds the journal after a read or write met damage, or opens the one that another program rebuilt
  /// meanwhile.
  ///
  /// - Parameter identity: The file that was damaged.
  func repair(_ identity: JournalFiles.Identity?, reason: String, isCertain: Bool) throws(JournalError)
    -> Outcome
  {
    try translating {
      let lock = try FileLock(of: files, .alone)
      let publication = Publication(files: files)
      try publication.resume()
      guard files.identity() == identity, identity != nil else { return try openAlone(lock) }
      if !isCertain, try isSound() { return try openAlone(lock) }
      return try recover(lock, reason: reason, history)
    }
  }

  /// Opens a journal that needs no work; nil if it does.
  private func openCurrent() throws -> Connection? {
    let lock = try FileLock(of: files, .shared)
    guard !lock.refusesRecordLocks else { return nil }
    do {
      let identity = files.identity()
      let queue = try openQueue(files.path, .full)
      guard try queue.read(Inspection.isCurrent) else { return nil }
      return Connection(queue: queue, identity: identity, sharing: .full, lock: nil)
    } catch  where Damage.isPossible(error) || Self.lacksMemory(error) {
      return nil
    }
  }

  private func openAlone(_ lock: consuming FileLock) throws -> Outcome {
    let publication = Publication(files: files)
    try publication.resume()
    publication.removeRemains()
    let lacksLocks = lock.refusesRecordLocks
    if lacksLocks, !lock.isHeld {
      throw JournalError.unfitFileSystem(path: files.path, reason: "its file system\(kind) has no locks")
    }
    let size = files.size(files.path)
    let log = files.size(files.path + "-wal") ?? 0
    if size == nil, log == 0 {
      try make(lacksLocks ? .alone : .full)
      return Outcome(connection: try connect(lock), isNew: true, notices: pendingNotices())
    }
    // SQLite would take an empty file for a new journal and throw its log away.
    if size ?? 0 == 0 { return try recover(lock, reason: "it is empty", history) }
    if log > 0, WriteAheadLog(path: files.path + "-wal", fallbackPageSize: 4096).isDamaged {
      return try recover(lock, reason: "its log is damaged", history)
    }
    let history = log > 0 ? history.merged(with: PageSource(path: files.path).history) : history
    switch try bringUpToDate(lacksLocks) {
    case .opened(let queue, let sharing):
      return Outcome(connection: hold(queue, sharing, lock), notices: pendingNotices())
    case .damaged(let reason): return try recover(lock, reason: reason, history)
    }
  }

  private func openQueue(_ path: String, _ sharing: Connection.Sharing) throws -> DatabaseQueue {
    try Connection.queue(path, sharing, timeout: files.timeout)
  }

  private func hold(
    _ queue: DatabaseQueue, _ sharing: Connection.Sharing, _ lock: consuming FileLock
  ) -> Connection {
    let identity = files.identity()
    guard sharing == .alone else {
      return Connection(queue: queue, identity: identity, sharing: sharing, lock: nil)
    }
    return Connection(queue: queue, identity: identity, sharing: .alone, lock: lock)
  }

  private var kind: String { files.fileSystem.map { " (\($0))" } ?? "" }

  /// Connects to a journal that was just created or rebuilt.
  private func connect(_ lock: consuming FileLock) throws -> Connection {
    switch try bringUpToDate(lock.refusesRecordLocks) {
    case .opened(let queue, let sharing): return hold(queue, sharing, lock)
    case .damaged(let reason): throw JournalError.damaged(path: files.path, reason: reason)
    }
  }

  private enum Condition {
    case opened(DatabaseQueue, Connection.Sharing)
    case damaged(String)
  }

  /// Opens the file, and migrates or seals it if needed.
  private func bringUpToDate(_ lacksLocks: Bool) throws -> Condition {
    do {
      let sharing = lacksLocks ? Connection.Sharing.alone : .full
      do {
        return .opened(try prepared(try openQueue(files.path, sharing)), sharing)
      } catch  where sharing == .full && Self.lacksMemory(error) {
        return .opened(try prepared(try openQueue(files.path, .withoutMemory)), .withoutMemory)
      }
    } catch  where Damage.isPossible(error) {
      return .damaged((error as? DatabaseError)?.message ?? "a value cannot be read")
    } catch Inspection.Finding.damaged(let reason) {
      return .damaged(reason)
    }
  }

  private func prepared(_ queue: DatabaseQueue) throws -> DatabaseQueue {
    try Self.current(queue, path: files.path)
  }

  /// Brings an open file up to date.
  ///
  /// - Parameter path: The file's name in messages.
  static func current(_ queue: DatabaseQueue, path: String) throws -> DatabaseQueue {
    if try queue.read(Inspection.isCurrent) { return queue }
    switch try queue.read(Inspection.inspect) {
    case .current: break
    case .outdated:
      do {
        try Schema.migrator.migrate(queue)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        // The rows satisfied every constraint when they were written, so a violation now means damage.
        throw Inspection.Finding.damaged(error.message ?? "its rows do not hold")
      }
    case .newer: throw JournalError.newerSchema(path: path)
    case .foreign: throw JournalError.foreign(path: path)
    }
    try queue.write(SchemaSeal.write)
    return queue
  }

  /// Creates a new journal under another name first, so that no program ever sees an incomplete one.
  private func make(_ sharing: Connection.Sharing) throws {
    try files.create(files.making)
    do {
      let queue = try DatabaseQueue(path: Connection.name(files.making, sharing))
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous=OFF") }
      try Schema.migrator.migrate(queue)
      try queue.write(SchemaSeal.write)
      try queue.close()
      try finish(files.making, sharing)
      try files.rename(files.making, to: files.path)
      try files.sync(files.folder)
    } catch {
      files.remove(files.making)
      throw error
    }
  }

  /// Syncs a newly built file to the disk, with a write-ahead log if the file system allows one.
  func finish(_ path: String, _ sharing: Connection.Sharing) throws {
    if sharing == .full {
      do {
        let queue = try openQueue(path, .full)
        try queue.writeWithoutTransaction { database in
          _ = try String.fetchOne(database, sql: "PRAGMA journal_mode=WAL")
          _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
        }
        try queue.close()
      } catch  where Self.lacksMemory(error) {
        try openQueue(path, .withoutMemory).close()
      }
    }
    try files.sync(path)
    for suffix in JournalFiles.companions { try? FileManager.default.removeItem(atPath: path + suffix) }
  }

  /// Rebuilds a damaged journal beside itself, then puts it in its place.
  private func recover(_ lock: consuming FileLock, reason: String, _ history: LogHistory) throws -> Outcome {
    let sharing = lock.refusesRecordLocks ? Connection.Sharing.alone : .full
    let publication = Publication(files: files)
    publication.removeRemains()
    do {
      let salvage = try Salvage(path: files.path, history: history)
      if salvage.isForeign { throw JournalError.foreign(path: files.path) }
      if salvage.isNewer { throw JournalError.newerSchema(path: files.path) }
      try files.create(files.recovering)
      let report = try Rebuild(
        salvage: salvage, name: Connection.name(files.recovering, sharing), assessment: files.assessment
      ).run()
      try finish(files.recovering, sharing)
      let stamp = files.freeStamp(now)
      try files.write(report.notice(damagedFile: files.damaged(stamp)), to: files.notice(stamp))
      try publication.publish(stamp, .recovered)
      let notice = report.notice(damagedFile: files.damaged(stamp))
      // The notice stays for one more start, in case this program is killed before it is read.
      return Outcome(connection: try connect(lock), notices: [notice])
    } catch let error as DatabaseError {
      files.remove(files.recovering)
      throw JournalError.damaged(path: files.path, reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// Notices that an earlier start may not have shown; they are shown once more, then only kept.
  ///
  /// - Parameter names: The names of the files in the folder, if they are known.
  private func pendingNotices(among names: [String]? = nil) -> [String] {
    files.stamps("damaged", "notice", among: names).compactMap { stamp in
      let text = try? String(contentsOfFile: files.notice(stamp), encoding: .utf8)
      try? files.rename(files.notice(stamp), to: files.account(stamp))
      return text
    }
  }

  /// True if a full check finds nothing, which means the file was not the cause of the failure.
  private func isSound() throws -> Bool {
    guard PageSource.hasPlausibleHeader(files.path) else { return false }
    do {
      let queue = try openQueue(files.path, .full)
      return try queue.read { database in
        guard try Inspection.isCurrent(database) else { return false }
        return try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") == "ok"
      }
    } catch  where Damage.isPossible(error) {
      return false
    }
  }

  private static func lacksMemory(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return [.SQLITE_IOERR_SHMMAP, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMLOCK]
      .contains(
        error.extendedResultCode)
  }

  func translating<Value>(_ body: () throws -> Value) throws(JournalError) -> Value {
    do {
      return try body()
    } catch {
      throw Damage.translated(error, path: files.path)
    }
  }
}
