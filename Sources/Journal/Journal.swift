import Foundation
import GRDB

/// The person's store: attempts, answers, evidence, actions, reviews and settings in one SQLite file.
///
/// Whatever a method has returned from is on the disk (WAL with `synchronous=FULL`). Two programs may hold
/// the same file; each write is one transaction.
public struct Journal: Sendable {
  /// The path of the file.
  public let path: String
  let database: DatabaseQueue

  /// The name of the file in its folder.
  public static let fileName = "journal.sqlite"

  func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    do {
      return try database.read(body)
    } catch {
      throw translated(error)
    }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    do {
      // Immediate: a second writer waits its turn instead of failing in the middle.
      return try database.writeWithoutTransaction { database in
        var value: Value?
        try database.inTransaction(.immediate) {
          value = try body(database)
          return .commit
        }
        guard let value else { throw JournalError.cannotWrite(path: path, reason: "no result") }
        return value
      }
    } catch {
      throw translated(error)
    }
  }

  private func translated(_ error: any Error) -> JournalError {
    if let error = error as? JournalError { return error }
    guard let error = error as? DatabaseError else { return .cannotWrite(path: path, reason: "\(error)") }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
    case .SQLITE_CONSTRAINT:
      return .conflict("the journal refused the change: \(error.message ?? "conflict")")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .unreadable(path: path, reason: "the file is damaged")
    default: return .cannotWrite(path: path, reason: error.message ?? "code \(error.resultCode.rawValue)")
    }
  }
}

/// A journal that has been opened, and what had to be done for it.
public struct JournalOpening: Sendable {
  /// The journal.
  public var journal: Journal
  /// True where the file was made.
  public var isNew: Bool
  /// What the person must know, such as a damaged file that was set aside.
  public var notices: [String]
}
