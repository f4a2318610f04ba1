import Foundation
import GRDB

/// Copies whole journals: into a backup, and from a backup into a journal.
enum Copying {
  /// Writes what a database holds to an empty file, while other connections go on, and checks it.
  ///
  /// - Throws: `DatabaseError` with `SQLITE_CORRUPT` if the copy isn't sound.
  static func copy(_ queue: DatabaseQueue, to path: String) throws -> JournalContents {
    var configuration = Configuration()
    configuration.prepareDatabase { $0.add(function: RowChecksum.function) }
    let copy = try DatabaseQueue(path: path, configuration: configuration)
    try queue.backup(to: copy)
    let contents = try checked(copy)
    try copy.close()
    return contents
  }

  /// Makes a whole and current journal of a file's copy, in one file without a log.
  ///
  /// - Parameters:
  ///   - source: The file, which stays as it is.
  ///   - target: The name of the copy, in the folder of `files`.
  /// - Throws: `JournalError` that names the source.
  static func prepare(_ source: String, at target: String, files: JournalFiles) throws -> JournalContents {
    files.remove(target)
    do {
      try JournalFiles.checkKind(of: source)
      for suffix in ["", "-wal"] where files.size(source + suffix) ?? 0 > 0 {
        try copyBytes(source + suffix, to: target + suffix, files: files)
      }
      guard PageSource.hasPlausibleHeader(target) else { throw JournalError.foreign(path: source) }
      let queue = try Opening.current(
        try Connection.queue(target, .full, timeout: files.timeout), path: source)
      let contents = try checked(queue)
      try queue.close()
      for suffix in JournalFiles.companions { unlink(target + suffix) }
      return contents
    } catch {
      files.remove(target)
      switch error {
      // What helps with a person's own journal doesn't help with a backup.
      case JournalError.foreign: throw JournalError.foreignCopy(path: source)
      case JournalError.notAFile(_, let kind):
        throw JournalError.unreadableCopy(path: source, reason: "it is \(kind) and not a file")
      case JournalError.unreadable(_, let reason):
        throw JournalError.unreadableCopy(path: source, reason: reason)
      case let error as JournalError: throw error
      case Inspection.Finding.damaged(let reason):
        throw JournalError.damagedCopy(path: source, reason: reason)
      case let error as DatabaseError where Damage.isPossible(error):
        throw JournalError.damagedCopy(path: source, reason: error.message ?? "a value cannot be read")
      default: throw Damage.translated(error, path: source)
      }
    }
  }

  /// Folds the log into the file, and reads the whole file.
  private static func checked(_ queue: DatabaseQueue) throws -> JournalContents {
    try queue.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode=DELETE") }
    if let problem = try queue.read(Inspection.problem) {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: problem)
    }
    return try queue.read(JournalContents.init)
  }

  private static func copyBytes(_ source: String, to target: String, files: JournalFiles) throws {
    guard let input = FileHandle(forReadingAtPath: source) else {
      throw JournalError.unreadable(path: source, reason: JournalFiles.reason(errno))
    }
    try files.create(target)
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: target))
    do {
      while let block = try input.read(upToCount: 1 << 20), !block.isEmpty {
        try output.write(contentsOf: block)
      }
      try output.close()
      try input.close()
    } catch {
      throw JournalError.cannotWrite(path: target, reason: error.localizedDescription)
    }
  }
}

extension Opening {
  /// Puts a journal in the place of the one in this folder, which is kept beside it.
  ///
  /// Programs that use the old one go on with the new one. A kill at any moment leaves either of them whole.
  ///
  /// - Parameter source: A backup or another journal, which stays as it is.
  func restore(_ source: String) throws(JournalError) -> JournalRestoring {
    try files.checkKind()
    return try translating {
      let lock = try FileLock(of: files, .alone)
      let publication = Publication(files: files)
      try publication.resume()
      publication.removeRemains()
      guard files.identity() == nil || files.identity() != JournalFiles.identity(of: source) else {
        throw JournalError.conflict("\(source) is the journal itself, so there is nothing to restore")
      }
      let contents = try Copying.prepare(source, at: files.recovering, files: files)
      try finish(files.recovering, lock.refusesRecordLocks ? .alone : .full)
      let stamp = files.freeStamp(now)
      let hadJournal = files.size(files.path) != nil
      try publication.publish(stamp, .restored)
      return JournalRestoring(contents: contents, kept: hadJournal ? files.replaced(stamp) : nil)
    }
  }
}
