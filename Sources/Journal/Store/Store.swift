import Foundation
import GRDB
import Synchronization

/// The open file of a journal; it is opened when it is first needed, and again after a rebuild.
final class Store: Sendable {
  private struct State {
    /// Nil until the file is open.
    var connection: Connection?
    var notices: [String] = []
    var listener: (@Sendable (String) -> Void)?
  }

  let files: JournalFiles
  private let now: Date
  private let state: Mutex<State>
  private let rebuilding = Mutex<Void>(())

  /// - Parameter connection: The open file; nil to open it when it is first needed.
  init(files: JournalFiles, now: Date, connection: Connection?) {
    self.files = files
    self.now = now
    state = Mutex(State(connection: connection))
  }

  private var current: Connection? { state.withLock { $0.connection } }

  /// True unless the file is open and its file system lacks locks or shared memory.
  var sharesFile: Bool { current.map { $0.sharing == .full } ?? true }

  /// The open file, which is opened if it isn't yet.
  func connection() throws(JournalError) -> Connection {
    if let current { return current }
    return try rebuilding.withLock { _ throws(JournalError) in
      if let current { return current }
      return use(try Opening(files: files, now: now).open())
    }
  }

  /// Goes on with a file that was just opened, and passes on what opening had to do.
  private func use(_ outcome: Opening.Outcome) -> Connection {
    let listener = state.withLock { state in
      state.connection = outcome.connection
      if state.listener == nil { state.notices += outcome.notices }
      return state.listener
    }
    if let listener { outcome.notices.forEach(listener) }
    return outcome.connection
  }

  /// Returns the notices since the last call, for example that a journal was rebuilt.
  func takeNotices() -> [String] {
    state.withLock { state in
      defer { state.notices = [] }
      return state.notices
    }
  }

  func listen(_ listener: @escaping @Sendable (String) -> Void) {
    for notice in takeNotices() { listener(notice) }
    state.withLock { $0.listener = listener }
  }

  private enum Attempt<Value> {
    case done(Value)
    /// Another file now has the journal's name.
    case moved
    case failed(any Error)
  }

  /// Uses the file; on damage, rebuilds the journal and tries once more.
  func perform<Value>(isWrite: Bool, _ body: (DatabaseQueue) throws -> Value) throws(JournalError) -> Value {
    var hasRepaired = false
    // Another program replaces the file only rarely.
    for _ in 0..<4 {
      let connection = try self.connection()
      switch try attempt(connection, isWrite: isWrite, body) {
      case .done(let value): return value
      case .moved: try reopen(connection)
      case .failed(let error):
        let wasReplaced = current !== connection
        if !wasReplaced, hasRepaired || !Damage.isPossible(error) {
          throw Damage.translated(error, path: files.path)
        }
        hasRepaired = true
        if !wasReplaced { try repair(connection, error) }
      }
    }
    throw .busy(path: files.path)
  }

  private func attempt<Value>(
    _ connection: Connection, isWrite: Bool, _ body: (DatabaseQueue) throws -> Value
  ) throws(JournalError) -> Attempt<Value> {
    // While this lock is held, no program sets the file aside.
    let isShared = isWrite && connection.sharing != .alone
    let lock = try FileLock(of: files, isShared ? .shared : .none)
    defer { _ = lock.isHeld }
    let identity = files.identity()
    if identity != connection.identity {
      if identity != nil { return .moved }
      // Anything written to a file without a name is lost when the program ends.
      if isWrite {
        throw .unreadable(path: files.path, reason: "it was moved or removed while it was in use")
      }
    }
    do {
      return .done(try body(connection.queue))
    } catch {
      return .failed(error)
    }
  }

  private func reopen(_ connection: Connection) throws(JournalError) {
    try replace(connection) { opening throws(JournalError) in try opening.open() }
  }

  /// Closes the damaged file, rebuilds it and opens the new one.
  private func repair(_ connection: Connection, _ error: any Error) throws(JournalError) {
    let reason = (error as? DatabaseError)?.message ?? "a value cannot be read"
    try replace(connection) { opening throws(JournalError) in
      try opening.repair(connection.identity, reason: reason, isCertain: Damage.isCertain(error))
    }
  }

  private func replace(
    _ connection: Connection, by open: (Opening) throws(JournalError) -> Opening.Outcome
  ) throws(JournalError) {
    try rebuilding.withLock { _ throws(JournalError) in
      guard current === connection else { return }
      let history = PageSource(path: files.path).history
      connection.close()
      _ = use(try open(Opening(files: files, now: now, history: history)))
    }
  }

  /// Reads the whole file, and rebuilds the journal if it is damaged.
  ///
  /// It uses a connection of its own, so that others needn't wait. It does nothing while another program locks the
  /// file.
  func verify() throws(JournalError) {
    let connection = try self.connection()
    var problem: (any Error)?
    do {
      let queue =
        connection.sharing == .full
        ? try Connection.queue(files.path, .full, timeout: files.timeout) : connection.queue
      problem = try queue.read(Inspection.problem).map {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: $0)
      }
    } catch  where Damage.isPossible(error) {
      problem = error
    } catch {
      // The next read or write meets the error again, if it is still there.
    }
    if let problem { try repair(connection, problem) }
  }

  /// Rebuilds the journal if a full check finds damage.
  func examine() throws(JournalError) {
    guard let problem = try problem() else { return }
    try repair(connection(), DatabaseError(resultCode: .SQLITE_CORRUPT, message: problem))
  }

  /// The result of a full check; nil if all is well.
  private func problem() throws(JournalError) -> String? {
    let problem = try perform(isWrite: false) { queue in try queue.read(Inspection.problem) }
    let connection = try self.connection()
    if problem != nil || connection.sharing == .alone { return problem }
    // SQLite's check accepts records that it would never write. Read each once more without SQLite, while nobody
    // writes.
    let lock = try FileLock(of: files, .alone)
    guard lock.isHeld else { return nil }
    do {
      let salvage = try Salvage(path: files.path)
      return try connection.queue.read { database in
        for table in salvage.version.tables where table.name != Salvage.migrationTable {
          let count = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(table.name.quotedDatabaseIdentifier)")
          if count != salvage.rows[table.name]?.count ?? 0 { return "a record of \(table.name) is damaged" }
        }
        return nil
      }
    } catch {
      throw Damage.translated(error, path: files.path)
    }
  }
}
