import Foundation
import GRDB

#if canImport(Glibc)
  import Glibc
#endif

extension Journal {
  /// Opens the journal of a folder, making both where they are missing.
  ///
  /// A file that a newer program wrote is refused and not touched. A damaged file is set aside under
  /// another name, and what can be read from it is put into a new one.
  ///
  /// - Throws: `JournalError`.
  public static func open(folder: URL, now: Date) throws(JournalError) -> JournalOpening {
    let path = folder.appendingPathComponent(fileName).path
    try prepare(folder: folder, path: path)
    let isNew = !FileManager.default.fileExists(atPath: path)
    if isNew { try createFile(path) }
    do {
      return JournalOpening(journal: try connect(path), isNew: isNew, notices: [])
    } catch let error as DatabaseError
      where error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
    {
      return try recover(folder: folder, path: path, now: now)
    } catch let error as JournalError {
      throw error
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw JournalError.busy(path: path)
      case .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR:
        throw JournalError.cannotWrite(path: path, reason: error.message ?? "the disk refused")
      default:
        throw JournalError.unreadable(
          path: path, reason: error.message ?? "code \(error.resultCode.rawValue)")
      }
    } catch {
      throw JournalError.unreadable(path: path, reason: "\(error)")
    }
  }

  private static func prepare(folder: URL, path: String) throws(JournalError) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) {
      guard isFolder.boolValue else {
        throw JournalError.cannotCreate(path: folder.path, reason: "a file of that name is in the way")
      }
      return
    }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw JournalError.cannotCreate(path: folder.path, reason: reason(error))
    }
  }

  /// Makes the file for the person alone, before SQLite opens it; its companions take the same mode.
  private static func createFile(_ path: String) throws(JournalError) {
    let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw JournalError.cannotCreate(path: path, reason: String(cString: strerror(errno)))
    }
    Glibc.close(descriptor)
  }

  private static func reason(_ error: any Error) -> String {
    let error = error as NSError
    if let inner = error.userInfo[NSUnderlyingErrorKey] as? NSError, inner.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(inner.code)))
    }
    return error.localizedDescription
  }

  static func connect(_ path: String) throws -> Journal {
    if access(path, R_OK | W_OK) != 0 {
      throw JournalError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous=FULL") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let migrator = Schema.migrator
    let (isNewer, isCurrent) = try queue.read { database in
      (try migrator.hasBeenSuperseded(database), try migrator.hasCompletedMigrations(database))
    }
    if isNewer { throw JournalError.newerSchema(path: path) }
    if !isCurrent {
      // Once WAL is on, the file says so itself; asking for it at every start would write at every start.
      try queue.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode=WAL") }
      try migrator.migrate(queue)
    }
    return Journal(path: path, database: queue)
  }
}
